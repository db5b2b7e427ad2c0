"""One plain page for a form about a child: a title, a few sentences, what stands there already, the fields."""

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
    """What stands on the page beside the form."""

    title: Words
    button: Words
    lead: tuple[Words, ...] = ()
    template: str = "children/sheet.html"


@dataclass(frozen=True)
class Way:
    """Where the page leads back to."""

    to: str
    words: Words


def draw(
    request: WorkerRequest, sheet: Sheet, form: PageForm, drawn: Drawn, back: Way, **more: Any
) -> HttpResponse:
    """The page; `seen` in `more` is the version the form was read from, `now_there` what was written meanwhile."""
    words = {"sheet": sheet, "form": form, "back": back, **more}
    return render(request, sheet.template, words, status=drawn)
