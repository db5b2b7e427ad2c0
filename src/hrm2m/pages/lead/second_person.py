"""Roles that can open records and wait for the lead, as second person, to say yes or no."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from hrm2m.foundation import clock
from hrm2m.pages.accounts.forms import AnswerForm
from hrm2m.pages.accounts.words import ROLE_TITLES
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Permission
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import roles_waiting


@requires(Permission.ROLE_CONFIRM)
def roles(request: WorkerRequest) -> HttpResponseBase:
    """What waits; yes lets it hold from now on, no means that it never holds."""
    form = AnswerForm(request.POST or None)

    def write() -> str:
        waiting: str = form.cleaned_data["waiting"]
        if form.cleaned_data["answer"] == "yes":
            agencies.confirm_role(by=request.actor, waiting=waiting, at=clock.now())
        else:
            agencies.refuse_role(by=request.actor, waiting=waiting)
        return waiting

    drawn = carry_out(request, form, write, lambda _ref: reverse("roles_waiting"))
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("It is written down."))
        return drawn
    me = request.actor.worker_ref
    rows = [
        (each, ROLE_TITLES[each.role], me in {each.worker.ref, each.asked_by.ref})
        for each in roles_waiting(request.actor)
    ]
    return render(request, "lead/roles.html", {"rows": rows, "form": form}, status=drawn)
