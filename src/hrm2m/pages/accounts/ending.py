"""Ending an account or a role: what will happen in words and one number, then all of it at once."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext

from hrm2m.pages.accounts.listing import account_row
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.sign_in.invitations import end_sign_ins
from hrm2m.policy import Permission, Role
from hrm2m.records.accounts import actions
from hrm2m.records.agencies.queries import is_on_call
from hrm2m.records.bridges.reckoning import would_move


@requires(Permission.ACCOUNT_END)
def end_account(request: WorkerRequest, worker: str) -> HttpResponseBase:
    """Ends an account with all that hangs on it."""
    form = PageForm(request.POST or None)

    def write() -> str:
        ended = actions.end_account(by=request.actor, worker=worker)
        end_sign_ins(worker)
        return str(ended.to_cover)

    drawn = carry_out(request, form, write, _then(request, worker))
    if not isinstance(drawn, Drawn):
        return drawn
    words = {
        "form": form,
        "row": account_row(request, worker),
        "moves": would_move(request.actor, worker),
        "on_call": is_on_call(worker, area=request.actor.area),
    }
    return render(request, "accounts/end.html", words, status=drawn)


@requires(Permission.ACCOUNT_END)
def take_role(request: WorkerRequest, worker: str, agency: str, role: str) -> HttpResponseBase:
    """Takes one role."""
    row = account_row(request, worker)
    held = next((each for each in row.roles if (each.agency_ref, each.role) == (agency, role)), None)
    if held is None:
        raise Http404
    form = PageForm(request.POST or None)

    def write() -> str:
        return str(actions.take_role(by=request.actor, worker=worker, agency=agency, role=Role(role)))

    drawn = carry_out(request, form, write, _then(request, worker))
    if not isinstance(drawn, Drawn):
        return drawn
    moves = would_move(request.actor, worker, agency=agency)
    words = {"form": form, "row": row, "held": held, "moves": moves}
    return render(request, "accounts/take_role.html", words, status=drawn)


def _then(request: WorkerRequest, worker: str) -> Callable[[str], str]:
    def after(to_cover: str) -> str:
        number = int(to_cover)
        words = ngettext(
            "It has ended. Cover holds %(number)d bridge now.",
            "It has ended. Cover holds %(number)d bridges now.",
            number,
        )
        messages.success(request, words % {"number": number})
        return reverse("account", args=[worker])

    return after
