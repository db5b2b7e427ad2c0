"""Freezing her page at a word to any worker: one sentence whether or not there is a page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.her_access.forms import FreezeForm
from hrm2m.pages.sign_in import guesses
from hrm2m.policy import Permission
from hrm2m.records.hers import actions


TOO_OFTEN = _(
    "You froze pages often today. Ring her bridge builder or a lead of the area: they freeze it in the same way."
)


@requires(Permission.HER_ACCESS_FREEZE)
def freeze(request: WorkerRequest) -> HttpResponse:
    """Any worker types what she goes by; if a page belongs to it, it is frozen when the answer comes."""
    form = FreezeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not guesses.may_freeze(request.actor.worker_id):
        form.add_error(None, TOO_OFTEN)
        return render(request, "her_access/freeze.html", {"form": form}, status=Drawn.MISTAKES)

    def write() -> str:
        actions.freeze(by=request.actor, handle=form.cleaned_data["handle"])
        return "frozen"

    drawn = carry_out(request, form, write, lambda _done: "/freeze/?done=1")
    if not isinstance(drawn, Drawn):
        return drawn
    return render(
        request, "her_access/freeze.html", {"form": form, "done": "done" in request.GET}, status=drawn
    )
