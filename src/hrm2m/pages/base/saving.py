"""Carrying a posted form out exactly once, and what to draw where it cannot be kept as it is."""

from collections.abc import Callable
from enum import IntEnum

from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext

from hrm2m.foundation.errors import BadInput
from hrm2m.pages.base.commands import command_of
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.vault.commands import once
from hrm2m.vault.errors import Missed, StaleVersion


class Drawn(IntEnum):
    """Why a form is drawn, as the status of the answer."""

    FRESH = 200
    STALE = 409
    MISTAKES = 422


def carry_out(
    request: WorkerRequest, form: PageForm, do: Callable[[], str], after: Callable[[str], str]
) -> HttpResponseRedirect | Drawn:
    """Does a posted form once and goes on to `after(answer)`; otherwise says why the form is to be drawn.

    `do` is called only when the shape is right; a refusal of the action becomes a mistake at its field.
    """
    if request.method != "POST":
        return Drawn.FRESH
    command = command_of(request)
    if not form.is_valid():
        return Drawn.MISTAKES
    try:
        answer = once(by=request.actor, command_id=command.id, words=command.words, do=do)
    except (BadInput, Missed) as mistake:
        put_mistake(form, mistake)
        return Drawn.MISTAKES
    except StaleVersion:
        return Drawn.STALE
    return redirect(after(answer))


def put_mistake(form: PageForm, mistake: BadInput | Missed) -> None:
    """Writes what the action refused beside the field it is about, or above the form."""
    field = form.SHOWN_AT.get(mistake.field, mistake.field)
    form.add_error(field if field in form.fields else None, gettext(mistake.sentence))


def version_to_send(request: WorkerRequest, drawn: Drawn, current: str) -> str:
    """The version a form was read from: kept over a mistake, and the new one once both are shown."""
    return request.POST.get("seen", "") if drawn is Drawn.MISTAKES else current
