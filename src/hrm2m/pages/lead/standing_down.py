"""Standing a worker down: choose, read what happens at once, confirm; then how many bridges cover holds."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hrm2m.foundation.errors import BadInput
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.commands import command_of
from hrm2m.pages.base.errors import not_here
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Actor, Permission, Role
from hrm2m.records.agencies.queries import colleagues_of, workers_with
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.away import stood_down_now
from hrm2m.records.outreach.board import Load, loads
from hrm2m.records.whole import near_her
from hrm2m.vault.commands import once


class WorkerForm(PageForm):
    """One worker of the agency, or whoever holds one of its bridges."""

    worker = forms.ChoiceField(
        label=_("Who stands down?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a worker.")},
    )

    def __init__(self, *args: Any, workers: Sequence[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [  # type: ignore[attr-defined] # it is a ChoiceField
            (load.worker_ref, f"{load.first_name}: {_there_for(load)}" if load.women else load.first_name)
            for load in sorted(workers, key=lambda load: (load.first_name, load.worker_ref))
        ]


@requires(Permission.BRIDGE_STAND_DOWN)
@require_http_methods(["GET", "POST"])
def stand_down(request: WorkerRequest) -> HttpResponseBase:
    """Asks who, says what happens at once, and does it on the second press."""
    workers = _workers(request.actor)
    asked = request.POST if request.method == "POST" else request.GET
    form = WorkerForm(asked if "worker" in asked or request.method == "POST" else None, workers=workers)
    if not form.is_valid():
        return _draw(request, form, workers, "")
    worker = form.cleaned_data["worker"]
    if request.method == "GET":
        return _draw(request, form, workers, worker)
    command = command_of(request)
    try:
        once(
            by=request.actor,
            command_id=command.id,
            words=command.words,
            do=lambda: str(near_her.stand_down(by=request.actor, worker=worker)),
        )
    except BadInput as mistake:
        form.add_error("worker", gettext(mistake.sentence))
        return _draw(request, form, workers, "")
    return redirect("stood_down", worker)


@requires(Permission.BOARD_SEE)
@require_GET
def stood_down(request: WorkerRequest, worker: str) -> HttpResponse:
    """How many bridges of this worker cover holds now, what is to be done next, and whether somebody new may choose."""
    return _what_holds_now(request, worker)


@requires(Permission.BRIDGE_STAND_DOWN)
@require_POST
def chosen_again(request: WorkerRequest, worker: str) -> HttpResponseBase:
    """Mothers may choose this worker again."""
    form = PageForm(request.POST)

    def write() -> str:
        bridges.let_be_chosen_again(by=request.actor, worker=worker)
        return worker

    drawn = carry_out(request, form, write, lambda ref: reverse("stood_down", args=[ref]))
    return _what_holds_now(request, worker, status=drawn) if isinstance(drawn, Drawn) else drawn


def _what_holds_now(request: WorkerRequest, worker: str, *, status: int = 200) -> HttpResponse:
    load = _load_of(worker, _workers(request.actor))
    if load is None:
        return not_here(request)
    words = {
        "load": load,
        "stands_down": worker in stood_down_now(request.actor),
        "leads": _leads_too(request.actor, worker),
    }
    return render(request, "lead/stood_down.html", words, status=status)


def _draw(request: WorkerRequest, form: WorkerForm, workers: Sequence[Load], chosen: str) -> HttpResponse:
    load = _load_of(chosen, workers)
    still = load.women - load.held_by_cover if load else 0
    words = {"form": form, "load": load, "still": still, "leads": _leads_too(request.actor, chosen)}
    template = "lead/stand_down_sure.html" if load else "lead/stand_down.html"
    return render(request, template, words, status=422 if form.errors else 200)


def _workers(by: Actor) -> tuple[Load, ...]:
    """Whoever can stand down here: those with bridges first, and everybody else who works for the agency."""
    builds = tuple(load for load in loads(by) if load.worker_ref != by.worker_ref)
    known = {load.worker_ref for load in builds}
    others = (card for card in colleagues_of(by) if card.ref not in known)
    return (*builds, *(Load(card.ref, card.first_name, 0, 0, 0) for card in others))


def _leads_too(by: Actor, worker: str) -> bool:
    """What a lead opens hangs on the role, which only an administrator takes."""
    leads = (Role.TEAM_LEAD, Role.SAFEGUARDING_LEAD)
    return any(card.ref == worker for role in leads for card in workers_with(role, agency_id=by.agency_id))


def _there_for(load: Load) -> str:
    words = ngettext("there for %(women)d woman", "there for %(women)d women", load.women)
    return words % {"women": load.women}


def _load_of(worker: str, workers: Sequence[Load]) -> Load | None:
    return next((load for load in workers if load.worker_ref == worker), None)
