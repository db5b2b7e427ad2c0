"""After a stand-down she is told who holds her bridge: a promise of cover's that nobody can forget."""

from datetime import timedelta

import pytest

from hrm2m.cadence import Channel
from hrm2m.foundation import clock, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy.facts import machine_actor
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.models import Telling
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.bridges.telling import TOLD, is_to_be_told
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks import board
from hrm2m.records.clocks.models import Clock
from hrm2m.records.outreach import actions as outreach
from hrm2m.vault.models import Head
from tests import worlds


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def test_a_stand_down_makes_it_a_promise_of_cover_for_each_of_her_bridges(team: worlds.Team) -> None:
    worlds.begin(team, "Robin")
    worlds.begin(team, "Wren")
    worlds.begin(team, "Sky", by=team.amir)
    bridges.stand_down(by=team.kit, worker=team.jo.worker_ref)
    made = list(Clock.objects.filter(kind=TOLD))
    assert [(each.owner_id, each.escalate_to_id) for each in made] == [
        (team.sam.worker_id, team.kit.worker_id)
    ] * 2


def test_forgotten_it_is_on_the_board_and_the_lead_is_told(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    bridges.let_cover_hold(by=team.jo, mother=mother)
    later = clock.now() + timedelta(days=7)
    with clock.at(later):
        (line,) = board.late_promises(team.kit, later).items
        assert (line.owner, line.name) == (
            "Sam",
            "her bridge builder cannot be there: she is told who holds her bridge now",
        )
        assert clocks.escalate_due(by=machine_actor(1)) == 1
    assert [job.payload["to"] for job in Job.objects.filter(kind=mail.KIND)] == [team.kit.worker_id]


def test_once_she_has_been_told_it_is_kept_and_cannot_be_kept_twice(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    bridges.let_cover_hold(by=team.jo, mother=mother)
    outreach.she_knows_who_holds(by=team.sam, mother=mother, how=Channel.TEXT, at=clock.now())
    assert Clock.objects.get(kind=TOLD).met_at is not None
    with pytest.raises(BadInput, match="nothing to tell her"):
        outreach.she_knows_who_holds(by=team.sam, mother=mother, how=Channel.TEXT, at=clock.now())


def test_with_her_bridge_builder_back_there_is_nothing_to_tell(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    bridges.let_cover_hold(by=team.jo, mother=mother)
    bridges.take_bridge_back(by=team.sam, mother=mother)
    assert Clock.objects.get(kind=TOLD).stopped_at is not None


def number_of(mother: str) -> int:
    return Head.objects.get(ref=mother).id


def test_not_reached_yet_ends_the_promise_and_she_is_still_to_be_told(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    bridges.stand_down(by=team.kit, worker=team.jo.worker_ref)
    outreach.she_is_not_reached_yet(by=team.sam, mother=mother, at=clock.now())
    stopped = Clock.objects.get(kind=TOLD)
    assert (stopped.met_at, stopped.stopped_at is None) == (None, False)
    assert is_to_be_told(bridge_of(number_of(mother)))
    outreach.she_knows_who_holds(by=team.sam, mother=mother, how=Channel.USUAL_PLACE, at=clock.now())
    assert not is_to_be_told(bridge_of(number_of(mother)))
    assert list(Telling.objects.order_by("id").values_list("told", "how")) == [
        (False, ""),
        (True, "usual_place"),
    ]


def test_told_once_she_is_to_be_told_again_when_cover_holds_it_anew(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    bridges.let_cover_hold(by=team.jo, mother=mother)
    outreach.she_knows_who_holds(by=team.sam, mother=mother, how=Channel.CALL, at=clock.now())
    later = clock.now() + timedelta(days=1)
    with clock.at(later):
        bridges.take_bridge_back(by=team.sam, mother=mother)
        assert not is_to_be_told(bridge_of(number_of(mother)))
        bridges.let_cover_hold(by=team.jo, mother=mother)
        assert is_to_be_told(bridge_of(number_of(mother)))
