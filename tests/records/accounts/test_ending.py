"""An account ends in one act: it opens nothing any more, cover holds the bridges, and whoever did it read nothing."""

import json

import pytest

from hrm2m.foundation import clock, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.accounts import actions
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.agencies.models import Membership, Worker
from hrm2m.records.agencies.queries import actor_for
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.models import Bridge, TeamPlace
from hrm2m.records.bridges.queries import standing_by_causes
from hrm2m.records.bridges.reckoning import uncovered, would_move
from hrm2m.records.bridges.telling import TOLD
from hrm2m.records.clocks.models import Clock
from hrm2m.records.outreach.models import Visit
from hrm2m.vault import door
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Head, Line, StandingRow
from tests import worlds
from tests.house.smallest_world import World, promise, visit
from tests.records.agencies.test_second_person import worker
from tests.records.bridges.test_bridges import may_open


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def ada(team: worlds.Team) -> Actor:
    """The administrator of our agency."""
    return worker(team.jo.agency_ref, "ada", Role.ADMINISTRATOR)


def bridge_of(mother: str) -> Bridge:
    return Bridge.objects.get(mother=Head.objects.get(ref=mother).id, closed_at=None)


def live_standings(worker_id: int) -> int:
    return StandingRow.objects.filter(worker_id=worker_id, until=None).exclude(ground="block").count()


@pytest.mark.slow
@pytest.mark.promise(2)
def test_in_that_moment_nothing_of_the_account_opens_anything(team: worlds.Team, ada: Actor) -> None:
    mothers = [worlds.begin(team, handle) for handle in ("Robin", "Wren")]
    hers = worlds.begin(team, "Sky", by=team.amir)
    bridges.add_to_team(by=team.amir, mother=hers, worker=team.jo.worker_ref, at=clock.now())
    before = Worker.objects.get(id=team.jo.worker_id)
    assert actions.end_account(by=ada, worker=team.jo.worker_ref).to_cover == 2
    after = Worker.objects.get(id=team.jo.worker_id)
    assert not after.is_active
    assert after.get_session_auth_hash() != before.get_session_auth_hash()
    assert not Membership.objects.filter(worker=after, until=None).exists()
    assert actor_for(team.jo.worker_id, team.jo.agency_ref) is None
    assert live_standings(team.jo.worker_id) == 0
    assert not any(may_open(team.jo, mother) for mother in (*mothers, hers))
    assert not TeamPlace.objects.filter(worker_id=team.jo.worker_id, until=None).exists()
    told = Clock.objects.filter(kind=TOLD, met_at=None, stopped_at=None)
    assert {each.owner_id for each in told} == {team.sam.worker_id}
    assert told.count() == 2
    assert all(may_open(team.sam, mother) for mother in mothers)


def test_cover_cannot_give_a_bridge_back_to_an_account_that_ended(team: worlds.Team, ada: Actor) -> None:
    mother = worlds.begin(team)
    actions.end_account(by=ada, worker=team.jo.worker_ref)
    with pytest.raises(BadInput, match="choose another"):
        bridges.take_bridge_back(by=team.sam, mother=mother)


@pytest.mark.promise(3)
def test_whoever_ends_it_reads_nothing_and_no_line_in_her_chain_says_so(
    team: worlds.Team, ada: Actor
) -> None:
    mother = worlds.begin(team)
    said = would_move(ada, team.jo.worker_ref)
    assert (said.to_cover, said.covered, said.teams) == (1, 0, 0)
    actions.end_account(by=ada, worker=team.jo.worker_ref)
    chain = Head.objects.get(ref=mother).id
    lines = [json.loads(line.body) for line in Line.objects.filter(chain=chain)]
    by_ada = [line for line in lines if line["by"] == ada.worker_ref]
    assert by_ada
    assert all(line["act"] == "account_end" and "opens" not in line for line in by_ada)
    for permission in (Permission.MOTHER_SEE, Permission.HER_SAFETY_SEE, Permission.IDENTITY_SEE):
        with pytest.raises(Denied), door.looking(by=ada, permission=permission, mother=mother, page="m"):
            pass


@pytest.mark.slow
def test_where_the_worker_was_cover_the_lead_is_and_the_board_says_so_loudly(
    team: worlds.Team, ada: Actor
) -> None:
    mother = worlds.begin(team)
    assert uncovered(team.kit) == ()
    actions.end_account(by=ada, worker=team.sam.worker_ref)
    bridge = bridge_of(mother)
    assert (bridge.cover_id, bridge.status) == (team.kit.worker_id, BridgeStatus.OPEN)
    assert not may_open(team.sam, mother)
    (line,) = uncovered(team.kit)
    assert (line.mother_ref, line.builder, line.held_by) == (mother, "Jo", "")
    told = Job.objects.filter(kind=mail.KIND, payload__text=mail.Text.NO_COVER.value)
    assert [job.payload["to"] for job in told] == [team.kit.worker_id]
    bridges.change_cover(by=team.kit, mother=mother, cover=team.amir.worker_ref, at=clock.now())
    assert uncovered(team.kit) == ()


@pytest.mark.slow
def test_when_both_end_the_lead_holds_it_and_tells_her(team: worlds.Team, ada: Actor) -> None:
    mother = worlds.begin(team)
    actions.end_account(by=ada, worker=team.jo.worker_ref)
    actions.end_account(by=ada, worker=team.sam.worker_ref)
    bridge = bridge_of(mother)
    assert (bridge.cover_id, bridge.status) == (team.kit.worker_id, BridgeStatus.HELD_BY_COVER)
    assert Clock.objects.get(kind=TOLD, stopped_at=None).owner_id == team.kit.worker_id
    assert [line.held_by for line in uncovered(team.kit)] == ["Kit"]


@pytest.mark.slow
def test_with_no_lead_left_it_ends_all_the_same(team: worlds.Team, ada: Actor) -> None:
    mother = worlds.begin(team)
    for each in (team.kit, team.sam, team.jo):
        actions.end_account(by=ada, worker=each.worker_ref)
    assert not any(may_open(each, mother) for each in (team.kit, team.sam, team.jo))
    assert bridge_of(mother).status == BridgeStatus.HELD_BY_COVER


def test_promises_and_visits_pass_on(team: worlds.Team, ada: Actor) -> None:
    world = World(team, worlds.begin(team))
    promise(world)
    visit(world)
    actions.end_account(by=ada, worker=team.jo.worker_ref)
    running = Clock.objects.filter(met_at=None, stopped_at=None)
    assert {each.owner_id for each in running} == {team.sam.worker_id}
    assert Visit.objects.get().worker_id == team.sam.worker_id


def test_nobody_is_left_on_call_whose_account_ended(team: worlds.Team, ada: Actor) -> None:
    actions.end_account(by=ada, worker=team.ruth.worker_ref)
    assert on_call_now(1).on_call_id == team.kit.worker_id
    actions.end_account(by=ada, worker=team.kit.worker_ref)
    assert (on_call_now(1).on_call_id, on_call_now(1).lead_id) == (None, None)


@pytest.mark.slow
def test_a_role_taken_ends_what_it_allowed_and_leaves_the_rest(team: worlds.Team, ada: Actor) -> None:
    mother = worlds.begin(team)
    hers = worlds.begin(team, "Sky", by=team.amir)
    bridges.change_cover(by=team.amir, mother=hers, cover=team.jo.worker_ref, at=clock.now())
    machine = machine_actor(1)
    agencies.give_role(
        by=machine,
        worker=team.jo.worker_ref,
        agency=team.jo.agency_ref,
        role=Role.OUTREACH_WORKER,
        at=clock.now(),
    )
    held = actions.take_role(
        by=ada, worker=team.jo.worker_ref, agency=team.jo.agency_ref, role=Role.BRIDGE_BUILDER
    )
    assert (held, bridge_of(mother).status) == (1, BridgeStatus.HELD_BY_COVER)
    assert bridge_of(hers).cover_id == team.jo.worker_id
    with pytest.raises(BadInput, match="not held"):
        actions.take_role(
            by=ada, worker=team.jo.worker_ref, agency=team.jo.agency_ref, role=Role.BRIDGE_BUILDER
        )


def test_nobody_ends_the_own_account_or_one_that_ended(team: worlds.Team, ada: Actor) -> None:
    with pytest.raises(BadInput, match="Another administrator"):
        actions.end_account(by=ada, worker=ada.worker_ref)
    actions.end_account(by=ada, worker=team.jo.worker_ref)
    with pytest.raises(BadInput, match="ended already"):
        actions.end_account(by=ada, worker=team.jo.worker_ref)


def test_an_agency_ends_once_nobody_works_there_and_no_bridge_is_left(team: worlds.Team, ada: Actor) -> None:
    with pytest.raises(BadInput, match="Take their roles first"):
        actions.end_agency(by=ada, agency=team.vic.agency_ref)
    actions.take_role(
        by=ada, worker=team.vic.worker_ref, agency=team.vic.agency_ref, role=Role.BRIDGE_BUILDER
    )
    actions.end_agency(by=ada, agency=team.vic.agency_ref)
    with pytest.raises(BadInput, match="no such agency"):
        agencies.give_role(
            by=ada,
            worker=team.jo.worker_ref,
            agency=team.vic.agency_ref,
            role=Role.PARTNER,
            at=clock.now(),
        )


@pytest.mark.slow
def test_after_every_ending_what_stands_is_what_the_bridges_say(team: worlds.Team, ada: Actor) -> None:
    for handle in ("Robin", "Wren"):
        worlds.begin(team, handle)
    actions.end_account(by=ada, worker=team.jo.worker_ref)
    actions.end_account(by=ada, worker=team.sam.worker_ref)
    rows = StandingRow.objects.filter(until=None).exclude(ground="block")
    stands = {(row.ground, row.worker_id, row.agency_id, row.compartment) for row in rows}
    assert stands == standing_by_causes()
