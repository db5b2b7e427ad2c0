"""Opening her treatment for a page, and drawing a form about it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse

from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out, version_to_send
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.policy import Permission
from hrm2m.records.treatment.queries import Treatment, treatment_in
from hrm2m.vault import door
from hrm2m.vault.box import Box


PAGE = "treatment"
TEMPLATE = "treatment/sheet.html"


@contextmanager
def opened(request: WorkerRequest, mother: str) -> Iterator[Box]:
    """Her treatment, open for reading; one look for all pages about it."""
    with door.looking(by=request.actor, permission=Permission.TREATMENT_SEE, mother=mother, page=PAGE) as box:
        yield box


def treatment_of(request: WorkerRequest, mother: str) -> Treatment:
    """Everything her page shows."""
    with opened(request, mother) as box:
        return treatment_in(box)


def form_page(
    request: WorkerRequest,
    mother: str,
    sheet: Sheet,
    form: PageForm,
    write: Callable[[], str],
    *,
    seen: str | None = None,
    **more: Any,
) -> HttpResponseBase:
    """Does a posted form once and goes back to her treatment; otherwise draws it.

    `seen` is the version that stands now, where the form is about one.
    """
    where = reverse("treatment", args=[mother])
    drawn = carry_out(request, form, write, lambda _ref: where)
    if not isinstance(drawn, Drawn):
        return drawn
    called = treatment_of(request, mother).called
    version = None if seen is None else version_to_send(request, drawn, seen)
    return draw(request, sheet, Her(mother, called), form, drawn, seen=version, where=where, **more)
