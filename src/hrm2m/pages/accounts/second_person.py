"""A lost second step or a new address: one administrator asks, a second person says yes, the worker gets a mail."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from hrm2m.pages.accounts import limits
from hrm2m.pages.accounts.forms import AddressForm, AnswerForm
from hrm2m.pages.accounts.listing import account_row
from hrm2m.pages.accounts.words import CHANGES
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.sign_in.invitations import end_sign_ins
from hrm2m.policy import Permission
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.accounts import changes_waiting
from hrm2m.records.agencies.actions.changes import ChangeKind


@requires(Permission.ACCOUNT_INVITE)
def lost_second_step(request: WorkerRequest, worker: str) -> HttpResponseBase:
    """Asks for a new second step."""
    return _ask(request, worker, ChangeKind.SECOND_FACTOR, PageForm(request.POST or None))


@requires(Permission.ACCOUNT_INVITE)
def new_address(request: WorkerRequest, worker: str) -> HttpResponseBase:
    """Asks for a new address."""
    return _ask(request, worker, ChangeKind.ADDRESS, AddressForm(request.POST or None))


@requires(Permission.ACCOUNT_CONFIRM)
def changes(request: WorkerRequest) -> HttpResponseBase:
    """What waits for a second person; yes or no."""
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and not limits.may_decide(request.actor.worker_id):
        return _too_often(request)

    def write() -> str:
        waiting = form.cleaned_data["waiting"]
        if form.cleaned_data["answer"] == "no":
            agencies.refuse_change(by=request.actor, waiting=waiting)
            return "no"
        changed = agencies.confirm_change(by=request.actor, waiting=waiting)
        if changed.kind is ChangeKind.SECOND_FACTOR:
            end_sign_ins(changed.worker_ref)
        return "yes"

    drawn = carry_out(request, form, write, lambda _answer: reverse("changes_waiting"))
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("It is written down. The worker gets a mail."))
        return drawn
    rows = [(each, CHANGES[each.kind]) for each in changes_waiting(request.actor)]
    return render(request, "accounts/changes.html", {"rows": rows, "form": form}, status=drawn)


def _ask(request: WorkerRequest, worker: str, kind: ChangeKind, form: PageForm) -> HttpResponseBase:
    if request.method == "POST" and not limits.may_ask(request.actor.worker_id, worker):
        return _too_often(request)

    def write() -> str:
        new_email = form.cleaned_data.get("new_email", "")
        agencies.ask_for_change(by=request.actor, worker=worker, kind=kind, new_email=new_email)
        return worker

    drawn = carry_out(request, form, write, lambda ref: reverse("account", args=[ref]))
    if not isinstance(drawn, Drawn):
        messages.success(
            request, gettext("It waits for a second person, who has been told. Nothing changed yet.")
        )
        return drawn
    words = {"form": form, "row": account_row(request, worker), "kind": kind.value}
    return render(request, "accounts/ask_for_change.html", words, status=drawn)


def _too_often(request: WorkerRequest) -> HttpResponse:
    return render(request, "accounts/too_often.html", status=429)
