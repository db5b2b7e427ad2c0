"""Whoever must not open her record is blocked and moved in one act, by her word or by saying *I know her*."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Role
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import actor_for
from hrm2m.records.bridges import actions
from hrm2m.records.bridges.bars import barred_from
from hrm2m.records.bridges.models import Bridge
from hrm2m.records.bridges.reckoning import uncovered
from hrm2m.records.bridges.telling import TOLD
from hrm2m.records.clocks.models import Clock
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Head
from tests import worlds
from tests.records.bridges.test_bridges import may_open


pytestmark = pytest.mark.django_db
MACHINE = machine_actor(1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def bridge_of(mother: str) -> Bridge:
    return Bridge.objects.get(mother=Head.objects.get(ref=mother).id, closed_at=None)


def names(mother: str) -> list[str]:
    return [line.name for line in barred_from(Head.objects.get(ref=mother).id, clock.now())]


@pytest.mark.promise(2)
def test_a_bridge_builder_who_knows_her_is_blocked_and_moved_at_once(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    actions.step_aside(by=team.jo, mother=mother)
    assert not may_open(team.jo, mother)
    bridge = bridge_of(mother)
    assert (bridge.status, bridge.cover_id) == (BridgeStatus.HELD_BY_COVER, team.sam.worker_id)
    assert Clock.objects.get(kind=TOLD).owner_id == team.sam.worker_id
    assert names(mother) == ["Jo"]
    with pytest.raises(BadInput, match="choose another"):
        actions.take_bridge_back(by=team.sam, mother=mother)


def test_cover_who_knows_her_makes_way_for_the_lead(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    actions.step_aside(by=team.sam, mother=mother)
    assert (may_open(team.sam, mother), bridge_of(mother).cover_id) == (False, team.kit.worker_id)
    assert [line.builder for line in uncovered(team.kit)] == ["Jo"]


def test_a_lead_who_knows_her_is_blocked_before_opening(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    actions.step_aside(by=team.kit, mother=mother)
    assert names(mother) == ["Kit"]
    with pytest.raises(Denied):
        actions.step_aside(by=team.kit, mother=mother)


@pytest.mark.parametrize("who", ["jo", "sam", "amir", "kit"])
def test_her_word_bars_a_worker_through_anybody_near_her(team: worlds.Team, who: str) -> None:
    mother = worlds.begin(team)
    if who == "amir":
        actions.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
    actions.bar(by=getattr(team, who), mother=mother, worker=team.vic.worker_ref)
    assert names(mother) == ["Vic"]


@pytest.mark.parametrize("place", ["builder", "cover", "team"])
def test_nobody_chooses_a_barred_worker_for_her(team: worlds.Team, place: str) -> None:
    mother = worlds.begin(team)
    amir, now = team.amir.worker_ref, clock.now()
    actions.bar(by=team.jo, mother=mother, worker=amir)
    hers: dict[str, Any] = {"by": team.jo, "mother": mother, "at": now}
    choose = {
        "builder": partial(actions.change_bridge_builder, **hers, builder=amir, cover=team.sam.worker_ref),
        "cover": partial(actions.change_cover, **hers, cover=amir),
        "team": partial(actions.add_to_team, **hers, worker=amir),
    }
    with pytest.raises(BadInput, match="only her own word"):
        choose[place]()


def test_her_word_lifts_it_and_nothing_comes_back_by_itself(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    actions.bar(by=team.sam, mother=mother, worker=team.jo.worker_ref)
    with pytest.raises(Denied):
        actions.lift_bar(by=team.jo, mother=mother, barred=team.jo.worker_ref)
    actions.lift_bar(by=team.sam, mother=mother, barred=team.jo.worker_ref)
    assert names(mother) == []
    assert not may_open(team.jo, mother)
    actions.take_bridge_back(by=team.sam, mother=mother)
    assert may_open(team.jo, mother)


@pytest.mark.promise(2)
def test_a_barred_agency_is_barred_with_all_who_work_for_it(team: worlds.Team) -> None:
    """Amir also works next door: barred there, he opens nothing when signed in for us either."""
    mother, next_door = worlds.begin(team), team.vic.agency_ref
    actions.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
    agencies.give_role(
        by=MACHINE, worker=team.amir.worker_ref, agency=next_door, role=Role.PARTNER, at=clock.now()
    )
    assert may_open(team.amir, mother)
    actions.bar_agency(by=team.jo, mother=mother, agency=next_door)
    assert not may_open(team.amir, mother)
    assert names(mother) == ["Next Door"]
    with pytest.raises(BadInput, match="only her own word"):
        actions.change_bridge_builder(
            by=team.jo,
            mother=mother,
            builder=team.vic.worker_ref,
            cover=team.sam.worker_ref,
            at=clock.now(),
        )
    with pytest.raises(BadInput, match="only her own word"):
        actions.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
    actions.lift_bar(by=team.jo, mother=mother, barred=next_door)
    actions.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
    assert may_open(team.amir, mother)


@pytest.mark.slow
def test_the_agency_that_keeps_her_bridge_is_barred_once_she_chose_another(team: worlds.Team) -> None:
    mother, ours = worlds.begin(team), team.jo.agency_ref
    with pytest.raises(BadInput, match="choose a bridge builder of another agency first"):
        actions.bar_agency(by=team.jo, mother=mother, agency=ours)
    assert may_open(team.jo, mother)
    vic_also_covers = actor_for(team.vic.worker_id, team.vic.agency_ref)
    assert vic_also_covers is not None
    actions.change_bridge_builder(
        by=team.jo, mother=mother, builder=team.vic.worker_ref, cover=team.sam.worker_ref, at=clock.now()
    )
    actions.bar_agency(by=vic_also_covers, mother=mother, agency=ours)
    assert not may_open(team.sam, mother)
    assert may_open(team.vic, mother)


def test_an_agency_is_barred_only_from_the_list(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    with pytest.raises(BadInput, match="Choose an agency"):
        actions.bar_agency(by=team.jo, mother=mother, agency="x" * 26)
    nobody = replace(team.jo, roles=frozenset({Role.COMMISSIONER}))
    with pytest.raises(Denied):
        actions.bar_agency(by=nobody, mother=mother, agency=team.vic.agency_ref)
