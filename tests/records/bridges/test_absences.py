"""Away from–until: cover holds every bridge in one act, and coming back gives back that and nothing else."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.bridges import actions
from hrm2m.records.bridges.models import Absence, Bridge
from hrm2m.records.bridges.reckoning import uncovered
from hrm2m.records.bridges.telling import TOLD
from hrm2m.records.clocks.models import Clock
from hrm2m.records.outreach import queries as outreach
from hrm2m.vault.errors import NotYours
from hrm2m.vault.models import Head
from tests import worlds
from tests.records.bridges.test_bridges import may_open


pytestmark = pytest.mark.django_db
MACHINE = machine_actor(1)
DAY = timedelta(days=1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def bridge_of(mother: str) -> Bridge:
    return Bridge.objects.get(mother=Head.objects.get(ref=mother).id, closed_at=None)


def away(team: worlds.Team, who: str = "jo", *, days: int = 14) -> actions.Away:
    actor = getattr(team, who)
    now = clock.now()
    return actions.be_away(by=actor, worker=actor.worker_ref, begins=now, ends=now + days * DAY)


@pytest.mark.promise(2)
def test_cover_holds_every_bridge_in_one_act_and_she_is_to_be_told(team: worlds.Team) -> None:
    mothers = [worlds.begin(team, handle) for handle in ("Robin", "Wren")]
    assert away(team).moved == 2
    assert {bridge_of(mother).status for mother in mothers} == {BridgeStatus.HELD_BY_COVER}
    assert not any(may_open(team.jo, mother) for mother in mothers)
    assert all(may_open(team.sam, mother) for mother in mothers)
    assert Clock.objects.filter(kind=TOLD, owner_id=team.sam.worker_id, stopped_at=None).count() == 2
    assert {card.handle for card in outreach.today(by=team.sam).items} == {"Robin", "Wren"}


def test_coming_back_is_one_act_too(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    away(team)
    assert actions.come_back(by=team.jo, worker=team.jo.worker_ref) == 1
    assert bridge_of(mother).status == BridgeStatus.OPEN
    assert may_open(team.jo, mother)
    assert Clock.objects.get(kind=TOLD).stopped_at is not None
    with pytest.raises(BadInput, match="No absence"):
        actions.come_back(by=team.jo, worker=team.jo.worker_ref)


def test_a_bridge_cover_held_for_another_reason_does_not_come_back(team: worlds.Team) -> None:
    mother, other = worlds.begin(team, "Robin"), worlds.begin(team, "Wren")
    actions.let_cover_hold(by=team.jo, mother=mother)
    away(team)
    assert actions.come_back(by=team.jo, worker=team.jo.worker_ref) == 1
    assert bridge_of(mother).status == BridgeStatus.HELD_BY_COVER
    assert bridge_of(other).status == BridgeStatus.OPEN


@pytest.mark.parametrize("meanwhile", ["stood_down", "barred", "chose_another"])
def test_what_happened_meanwhile_stays(team: worlds.Team, meanwhile: str) -> None:
    mother = worlds.begin(team)
    away(team)
    if meanwhile == "stood_down":
        actions.stand_down(by=team.kit, worker=team.jo.worker_ref)
    elif meanwhile == "barred":
        actions.bar(by=team.sam, mother=mother, worker=team.jo.worker_ref)
    else:
        actions.change_bridge_builder(
            by=team.sam,
            mother=mother,
            builder=team.amir.worker_ref,
            cover=team.sam.worker_ref,
            at=clock.now(),
        )
    assert actions.come_back(by=team.jo, worker=team.jo.worker_ref) == 0
    assert not may_open(team.jo, mother)


def test_with_cover_away_too_the_lead_holds_it_until_one_of_them_is_back(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    away(team, "sam")
    assert bridge_of(mother).status == BridgeStatus.OPEN
    away(team, "jo")
    bridge = bridge_of(mother)
    assert (bridge.status, bridge.cover_id) == (BridgeStatus.HELD_BY_COVER, team.kit.worker_id)
    assert [line.held_by for line in uncovered(team.kit)] == ["Kit"]
    assert Clock.objects.get(kind=TOLD).owner_id == team.kit.worker_id
    assert not may_open(team.sam, mother)
    actions.come_back(by=team.jo, worker=team.jo.worker_ref)
    bridge = bridge_of(mother)
    assert (bridge.status, bridge.cover_id) == (BridgeStatus.OPEN, team.sam.worker_id)


def test_cover_who_goes_away_while_holding_hands_to_the_lead_and_takes_it_again(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    away(team, "jo")
    away(team, "sam", days=3)
    assert bridge_of(mother).cover_id == team.kit.worker_id
    actions.come_back(by=team.kit, worker=team.sam.worker_ref)
    assert bridge_of(mother).cover_id == team.sam.worker_id
    assert Clock.objects.get(kind=TOLD).owner_id == team.sam.worker_id
    assert uncovered(team.kit) == ()


def test_a_planned_absence_begins_and_ends_by_the_worker_process(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    now = clock.now()
    begins, ends = now + 2 * DAY, now + 5 * DAY
    planned = actions.be_away(by=team.kit, worker=team.jo.worker_ref, begins=begins, ends=ends)
    assert planned.moved == 0
    assert actions.keep_absences(by=MACHINE) == 0
    assert may_open(team.jo, mother)
    with clock.at(begins):
        assert actions.keep_absences(by=MACHINE) == 1
        assert actions.keep_absences(by=MACHINE) == 0
        assert not may_open(team.jo, mother)
    with clock.at(ends):
        assert actions.keep_absences(by=MACHINE) == 1
        assert actions.keep_absences(by=MACHINE) == 0
        assert may_open(team.jo, mother)
    assert Absence.objects.get().over_at == ends


def test_only_the_worker_or_a_lead_of_the_agency_says_so(team: worlds.Team) -> None:
    now = clock.now()
    for by in (team.amir, team.vic):
        with pytest.raises(NotYours):
            actions.be_away(by=by, worker=team.jo.worker_ref, begins=now, ends=None)
    actions.be_away(by=team.kit, worker=team.jo.worker_ref, begins=now, ends=None)


def test_days_that_cannot_be_are_refused(team: worlds.Team) -> None:
    now, me = clock.now(), team.jo.worker_ref
    with pytest.raises(BadInput, match="Check both days"):
        actions.be_away(by=team.jo, worker=me, begins=now, ends=now)
    with pytest.raises(BadInput, match="Check the year"):
        actions.be_away(by=team.jo, worker=me, begins=now + 400 * DAY, ends=None)
    away(team)
    with pytest.raises(BadInput, match="already"):
        away(team)
