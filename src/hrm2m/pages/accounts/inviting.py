"""Inviting a worker: the link goes to the worker's own address, works once, and nobody else sees it."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from hrm2m.foundation import clock
from hrm2m.pages.accounts.forms import InviteForm, RoleForm
from hrm2m.pages.accounts.listing import account_row
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Permission, Role
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import agencies_of_area


WAITS = "The role waits until a team lead of that agency says yes. They have been told."


@requires(Permission.ACCOUNT_INVITE)
def invite(request: WorkerRequest) -> HttpResponseBase:
    """A new worker with a first role."""
    form = InviteForm(request.POST or None, agencies=agencies_of_area(request.actor.area))

    def write() -> str:
        said, now = form.cleaned_data, clock.now()
        worker = agencies.invite(
            by=request.actor,
            email=said["email"],
            first_name=said["first_name"],
            job_title=said["job_title"],
            at=now,
        )
        _give(request, worker, form)
        return worker

    drawn = carry_out(request, form, write, lambda ref: reverse("account", args=[ref]))
    if not isinstance(drawn, Drawn):
        messages.success(
            request, gettext("A mail with a link goes to that address. It works once, for three days.")
        )
        return drawn
    return render(request, "accounts/invite.html", {"form": form}, status=drawn)


@requires(Permission.ACCOUNT_INVITE)
def invite_again(request: WorkerRequest, worker: str) -> HttpResponseBase:
    """The link once more, for somebody who never began; to the same address."""
    form = PageForm(request.POST or None)

    def write() -> str:
        agencies.invite_again(by=request.actor, worker=worker)
        return worker

    drawn = carry_out(request, form, write, lambda ref: reverse("account", args=[ref]))
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("The link goes to the worker’s own address once more."))
        return drawn
    words = {"form": form, "row": account_row(request, worker)}
    return render(request, "accounts/invite_again.html", words, status=drawn)


@requires(Permission.ACCOUNT_INVITE)
def give_role(request: WorkerRequest, worker: str) -> HttpResponseBase:
    """One role more."""
    form = RoleForm(request.POST or None, agencies=agencies_of_area(request.actor.area))

    def write() -> str:
        _give(request, worker, form)
        return worker

    drawn = carry_out(request, form, write, lambda ref: reverse("account", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    words = {"form": form, "row": account_row(request, worker)}
    return render(request, "accounts/give_role.html", words, status=drawn)


def _give(request: WorkerRequest, worker: str, form: RoleForm) -> None:
    said = form.cleaned_data
    holds = agencies.give_role(
        by=request.actor, worker=worker, agency=said["agency"], role=Role(said["role"]), at=clock.now()
    )
    if not holds:
        messages.info(request, gettext(WAITS))
