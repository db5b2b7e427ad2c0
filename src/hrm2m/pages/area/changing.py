"""Changing one setting in three steps: type it, read what will hold, confirm; nothing typed is lost on the way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from hrm2m.foundation.errors import BadInput
from hrm2m.pages.area.forms import WhyForm
from hrm2m.pages.area.words import Words
from hrm2m.pages.base.commands import FIELD, command_of
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.kept_forms.writer import FIELD as WRITER
from hrm2m.vault.commands import once
from hrm2m.vault.errors import StaleVersion


SURE, AGAIN, SEEN = "sure", "again", "seen"
NOT_REPEATED = frozenset({"csrfmiddlewaretoken", FIELD, WRITER, SURE, AGAIN, SEEN})


@dataclass(frozen=True)
class Changing:
    """What the pages of one change say. `now` is what holds; `follows` is what happens when it is saved."""

    title: Words
    now: str
    newest: str
    follows: Sequence[Words]
    about: Sequence[Words] = ()


def change(
    request: WorkerRequest,
    page: Changing,
    form: WhyForm,
    do: Callable[[], str],
    as_it_will_be: Callable[[], str],
) -> HttpResponseBase:
    """Draws the form, then what will hold, then does it once; `as_it_will_be` says the new value in words."""
    if request.method != "POST" or AGAIN in request.POST:
        return _draw_form(request, page, form, request.POST.get(SEEN, page.newest), status=200)
    seen = request.POST.get(SEEN, "")
    command = command_of(request)
    if not form.is_valid():
        return _draw_form(request, page, form, seen, status=422)
    if SURE not in request.POST:
        return _draw_sure(request, page, form, seen, as_it_will_be())
    try:
        once(by=request.actor, command_id=command.id, words=command.words, do=do)
    except BadInput as mistake:
        form.add_error(mistake.field if mistake.field in form.fields else None, gettext(mistake.sentence))
        return _draw_form(request, page, form, seen, status=422)
    except StaleVersion:
        return _draw_form(request, page, form, page.newest, status=409)
    messages.success(request, gettext("Saved. It holds from now on."))
    return redirect("area")


def seen_in(request: WorkerRequest) -> str:
    """The version that the form was opened on."""
    return str(request.POST.get(SEEN, ""))


def _draw_form(request: HttpRequest, page: Changing, form: WhyForm, seen: str, status: int) -> HttpResponse:
    there = [(page.title, page.now)] if status == 409 else []
    words = {"page": page, "form": form, "seen": seen, "now_there": there}
    return render(request, "area/change.html", words, status=status)


def _draw_sure(request: HttpRequest, page: Changing, form: WhyForm, seen: str, will_be: str) -> HttpResponse:
    repeated = [
        (name, value) for name, typed in request.POST.lists() if name not in NOT_REPEATED for value in typed
    ]
    words = {
        "page": page,
        "repeated": repeated,
        "seen": seen,
        "will_be": will_be,
        "why": form.cleaned_data["why"],
    }
    return render(request, "area/sure.html", words)
