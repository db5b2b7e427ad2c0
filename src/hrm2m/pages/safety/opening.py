"""Opening her safety for a page, and drawing a form about it; her general record stays shut."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.sheet import Sheet
from hrm2m.policy import Permission
from hrm2m.records.safety.queries import PAGE
from hrm2m.vault import door
from hrm2m.vault.box import Box


TEMPLATE = "safety/sheet.html"


@contextmanager
def opened(request: WorkerRequest, mother: str) -> Iterator[Box]:
    """Her safety, open for reading; one look for all pages about it."""
    with door.looking(
        by=request.actor, permission=Permission.HER_SAFETY_SEE, mother=mother, page=PAGE
    ) as box:
        yield box


def form_page(
    request: WorkerRequest, mother: str, sheet: Sheet, form: PageForm, write: Callable[[], str], **more: Any
) -> HttpResponseBase:
    """Does a posted form once and goes on; otherwise draws it."""
    where = more.pop("where", "") or reverse("her_safety", args=[mother])
    drawn = carry_out(request, form, write, lambda _ref: where)
    if not isinstance(drawn, Drawn):
        return drawn
    words = {"sheet": sheet, "ref": mother, "form": form, "where": where, **more}
    return render(request, TEMPLATE, words, status=drawn)
