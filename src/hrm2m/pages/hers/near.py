"""Who can see what of hers, since when, and why; with a stop beside each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponseBase

from hrm2m.pages.hers.naming import shown_after_code
from hrm2m.pages.hers.paging import page_at, weight_of
from hrm2m.pages.hers.plain import carried_out, draw, hers, to
from hrm2m.pages.hers.sharing import Stopped, WithAgency, WithoutYes, shared_in, weigh
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.pages.hers.words import GROUNDS, PARTS, Words, day_of
from hrm2m.policy import Compartment, Permission
from hrm2m.policy.facts import GROUND_OPENS, Ground
from hrm2m.records.agencies.area.values import LineKey
from hrm2m.records.agencies.queries import area_of
from hrm2m.records.bridges.queries import bridge_of, who_can_see
from hrm2m.records.safety.queries import agreed_with
from hrm2m.records.treatment.queries import who_treats
from hrm2m.records.whole import near_her
from hrm2m.vault import door
from hrm2m.vault.box import Box


PAGE = "own"


@dataclass(frozen=True)
class Seeing:
    """One person who can see some of it."""

    ref: str
    name: str
    ground: Ground
    since: datetime

    @property
    def why(self) -> Words:
        """Why, in her words."""
        return GROUNDS[self.ground]

    @property
    def what(self) -> list[Words]:
        """Which parts."""
        # A team lead stands there for the agency, and opens her notes alone; her children are for safeguarding leads.
        opened = {Compartment.GENERAL} if self.ground is Ground.LEAD else GROUND_OPENS[self.ground]
        return [words for part, words in PARTS.items() if part in opened]

    @property
    def day(self) -> str:
        """Since which day."""
        return day_of(self.since)


@hers(Permission.OWN_SEE)
def near(request: OwnRequest) -> HttpResponseBase:
    """Everybody who can see some of it now, and what she shares with agencies."""
    if request.method == "POST" and shown_after_code(request):
        return to("own_near")
    own = request.own
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=PAGE) as box:
        people, shared = list(_people(box)), shared_in(box, names=own.names)
    all_of_it: list[Seeing | WithAgency | WithoutYes | Stopped]
    all_of_it = [*people, *shared.now, *shared.without, *shared.stopped]
    shown = page_at(request.GET.get("p", ""), all_of_it, _weigh)
    return draw(
        "near",
        own,
        people=[one for one in shown.pieces if isinstance(one, Seeing)],
        nobody=not people,
        now=[one for one in shown.pieces if isinstance(one, WithAgency)],
        nothing=not shared.now,
        without=[one for one in shown.pieces if isinstance(one, WithoutYes)],
        stopped=[one for one in shown.pieces if isinstance(one, Stopped)],
        is_shared=bool(shared.now or shared.without or shared.stopped),
        is_first=shown.number == 1,
        further=shown.further,
        number=_outside_the_team(own.actor.area),
        wrong=request.method == "POST",
    )


@hers(Permission.BAR_SET)
def stop(request: OwnRequest, worker: str) -> HttpResponseBase:
    """Not this person: asked once more, with what comes of it, and done at once."""
    own = request.own
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=PAGE) as box:
        found = next((one for one in _people(box) if one.ref == worker), None)
        bridge = bridge_of(box.mother_id)
    if found is None:
        raise Http404
    mistake = carried_out(request, lambda: _stop(request, worker)) if request.method == "POST" else None
    if request.method == "POST" and mistake is None:
        return to("own_near")
    holds = bridge is not None and found.ground is Ground.BRIDGE
    return draw(
        "stop", own, one=found, holds=holds, cover=bridge.cover_name if bridge else "", mistake=mistake
    )


def _weigh(one: Seeing | WithAgency | WithoutYes | Stopped) -> int:
    return weight_of([one.name, one.why, *one.what]) if isinstance(one, Seeing) else weigh(one)


def _outside_the_team(area: int) -> str:
    """The number for *not this worker* that nobody of the team answers; empty where none is set."""
    said = area_of(area).lines.get(LineKey.NOT_THIS_WORKER)
    return str(said.get("number", "")) if isinstance(said, dict) else str(said or "")


def _stop(request: OwnRequest, worker: str) -> str:
    near_her.bar(by=request.own.actor, mother=request.own.mother, worker=worker)
    return worker


def _people(box: Box) -> Iterator[Seeing]:
    for seer in who_can_see(box.mother_id, box.now):
        if seer.ground in GROUNDS:
            yield Seeing(seer.worker_ref, seer.first_name, seer.ground, seer.since)
    for agreed in agreed_with(box.mother_id):
        yield Seeing(agreed.worker_ref, agreed.first_name, Ground.AGREED, agreed.since)
    for treating in who_treats(box.mother_id):
        yield Seeing(treating.worker_ref, treating.first_name, Ground.TREATING, treating.since)
