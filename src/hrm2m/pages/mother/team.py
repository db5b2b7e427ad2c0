"""Who is there for her and can see her record, and why; adding somebody to her team, and taking somebody off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.colleagues import as_choices, who_may_cover
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Ground, Permission
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.queries import Seer, who_can_see
from hrm2m.records.people.queries import mother_in


ADD = Sheet(
    _("Add somebody to her team"),
    _("Add to her team"),
    (
        _(
            "From then on this worker sees her record and her on Today. Only because she agreed to know one more."
        ),
    ),
)
OFF = Sheet(
    _("Take off her team"),
    _("Take off her team"),
    (_("This worker stops seeing her record in this moment. Tell her, if it was not she who asked for it."),),
    template="mother/team_off.html",
)
WHY: Mapping[Ground, Promise] = {
    Ground.BRIDGE: _("Her bridge builder, whom she chose"),
    Ground.COVER: _("Cover, when her bridge builder cannot be there"),
    Ground.TEAM: _("On her outreach team, because she agreed"),
    Ground.LEAD: _("Leads the team: must write down why before each look"),
}


@dataclass(frozen=True)
class SeerRow:
    """One worker who can see her record."""

    ref: str
    name: str
    job: str
    why: Promise
    since: str
    on_team: bool


class AddForm(PageForm):
    """One worker more, and her yes."""

    worker = forms.ChoiceField(label=_("Who?"), error_messages={"required": _("Choose a worker.")})
    her_yes = forms.BooleanField(
        label=_("She knows who it is, and agrees"),
        error_messages={"required": _("Nobody joins her team without her knowing. Ask her first.")},
    )

    def __init__(self, *args: Any, workers: Sequence[WorkerCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = as_choices(workers)  # type: ignore[attr-defined] # it is a ChoiceField


@requires(Permission.MOTHER_SEE)
@about_her
def team(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Everyone who can see her record: she can ask at any time."""
    with opened(request, mother) as box:
        who, seers = mother_in(box), who_can_see(box.mother_id, box.now)
    words = {
        "ref": mother,
        "handle": who.handle,
        "seers": [_row(seer) for seer in seers],
        "may_change": _may_change(request, seers),
        "may_say_who_treats": bool(_own(request, seers) & {Ground.BRIDGE, Ground.COVER}),
    }
    return render(request, "mother/team.html", words)


@requires(Permission.BRIDGE_CHANGE)
@about_her
def add(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Adds a worker to her team, with her yes."""
    form = AddForm(request.POST or None, workers=who_may_cover(request.actor))

    def write() -> str:
        worker = form.cleaned_data["worker"]
        bridges.add_to_team(by=request.actor, mother=mother, worker=worker, at=clock.now())
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("team", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, seers = mother_in(box), who_can_see(box.mother_id, box.now)
    there = {seer.worker_ref for seer in seers if seer.ground is not Ground.LEAD}
    others = [card for card in who_may_cover(request.actor) if card.ref not in there]
    form.fields["worker"].choices = as_choices(others)  # type: ignore[attr-defined] # it is a ChoiceField
    return draw(request, ADD, Her(mother, who.handle), form, drawn)


@requires(Permission.BRIDGE_CHANGE)
@about_her
def take_off(request: WorkerRequest, mother: str, worker: str) -> HttpResponseBase:
    """Takes a worker off her team: access ends now, and waits for nothing."""
    form = PageForm(request.POST or None)

    def write() -> str:
        bridges.take_off_team(by=request.actor, mother=mother, worker=worker)
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("team", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, seers = mother_in(box), who_can_see(box.mother_id, box.now)
    seer = next((one for one in seers if one.worker_ref == worker and one.ground is Ground.TEAM), None)
    if seer is None:
        raise Http404
    return draw(request, OFF, Her(mother, who.handle), form, drawn, seer=_row(seer))


def _may_change(request: WorkerRequest, seers: Sequence[Seer]) -> bool:
    """Her bridge builder, cover and the lead change her team; who is on it does not."""
    return bool(_own(request, seers) - {Ground.TEAM})


def _own(request: WorkerRequest, seers: Sequence[Seer]) -> set[Ground]:
    """On which grounds the worker who asks sees her record."""
    return {seer.ground for seer in seers if seer.worker_ref == request.actor.worker_ref}


def _row(seer: Seer) -> SeerRow:
    since = day_in_words(seer.since)
    on_team = seer.ground is Ground.TEAM
    return SeerRow(seer.worker_ref, seer.first_name, seer.job_title, WHY[seer.ground], since, on_team)
