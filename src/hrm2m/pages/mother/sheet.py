"""One plain page for a form about her: a title, a few sentences, the fields, one button."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn
from hrm2m.pages.base.visit import WorkerRequest


Words = str | Promise


@dataclass(frozen=True)
class Sheet:
    """What stands on the page beside the form; `grave` marks what cannot simply be undone."""

    title: Words
    button: Words
    lead: tuple[Words, ...] = ()
    grave: bool = False
    template: str = "mother/sheet.html"


@dataclass(frozen=True)
class Her:
    """Whom the page is about: her ref for addresses, her handle for people."""

    ref: str
    handle: str


def draw(
    request: WorkerRequest,
    sheet: Sheet,
    her: Her,
    form: PageForm,
    drawn: Drawn,
    *,
    seen: str | None = None,
    now_there: Sequence[tuple[Words, object]] = (),
    **more: Any,
) -> HttpResponse:
    """The page; `seen` is the version the form was read from, `now_there` what somebody else wrote meanwhile."""
    words = {
        "sheet": sheet,
        "ref": her.ref,
        "handle": her.handle,
        "form": form,
        "seen": seen,
        "now_there": now_there if drawn is Drawn.STALE else (),
        **more,
    }
    return render(request, sheet.template, words, status=drawn)
