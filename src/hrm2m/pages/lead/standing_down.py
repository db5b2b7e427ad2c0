"""Standing a worker down: choose, read what happens at once, confirm; then how many bridges cover holds."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from hrm2m.foundation.errors import BadInput
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.commands import command_of
from hrm2m.pages.base.errors import not_here
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Permission
from hrm2m.records.outreach.board import Load, loads
from hrm2m.records.whole import near_her
from hrm2m.vault.commands import once


class WorkerForm(PageForm):
    """One bridge builder of the agency."""

    worker = forms.ChoiceField(
        label=_("Who stands down?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a worker.")},
    )

    def __init__(self, *args: Any, workers: Sequence[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [  # type: ignore[attr-defined] # it is a ChoiceField
            (load.worker_ref, f"{load.first_name}: {_there_for(load)}")
            for load in sorted(workers, key=lambda load: (load.first_name, load.worker_ref))
        ]


@requires(Permission.BRIDGE_STAND_DOWN)
@require_http_methods(["GET", "POST"])
def stand_down(request: WorkerRequest) -> HttpResponseBase:
    """Asks who, says what happens at once, and does it on the second press."""
    workers = loads(request.actor)
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
    """How many bridges of this worker cover holds now, and what is to be done next."""
    load = _load_of(worker, loads(request.actor))
    return render(request, "lead/stood_down.html", {"load": load}) if load else not_here(request)


def _draw(request: WorkerRequest, form: WorkerForm, workers: Sequence[Load], chosen: str) -> HttpResponse:
    load = _load_of(chosen, workers)
    words = {"form": form, "load": load, "still": load.women - load.held_by_cover if load else 0}
    template = "lead/stand_down_sure.html" if load else "lead/stand_down.html"
    return render(request, template, words, status=422 if form.errors else 200)


def _there_for(load: Load) -> str:
    words = ngettext("there for %(women)d woman", "there for %(women)d women", load.women)
    return words % {"women": load.women}


def _load_of(worker: str, workers: Sequence[Load]) -> Load | None:
    return next((load for load in workers if load.worker_ref == worker), None)
