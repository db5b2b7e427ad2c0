"""Standing is gained in one agency and holds in that agency alone; another agency's bridge builder brings it along."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import actor_for
from hrm2m.records.bridges import actions, queries
from hrm2m.records.bridges.models import Bridge
from hrm2m.records.clocks.models import Clock
from hrm2m.records.outreach import queries as reaching
from hrm2m.vault import door
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.models import StandingRow
from tests import worlds
from tests.records.asks import samples


pytestmark = pytest.mark.django_db
MACHINE = machine_actor(1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def in_the_other_agency(team: worlds.Team, worker: Actor, role: Role) -> Actor:
    """The same person, working next door as well."""
    agencies.give_role(
        by=MACHINE, worker=worker.worker_ref, agency=team.vic.agency_ref, role=role, at=clock.now()
    )
    found = actor_for(worker.worker_id, team.vic.agency_ref)
    assert found is not None
    return found


def lead_next_door(team: worlds.Team) -> Actor:
    return in_the_other_agency(team, team.ruth, Role.TEAM_LEAD)


def may_open(by: Actor, mother: str) -> bool:
    try:
        with door.looking(
            by=by, permission=Permission.MOTHER_SEE, mother=mother, page="mother", purpose="a_promise_is_late"
        ):
            return True
    except Denied:
        return False


def standing_rows() -> Iterator[tuple[str, int | None, int | None, str]]:
    for row in StandingRow.objects.filter(until=None).exclude(ground="block"):
        yield row.ground, row.worker_id, row.agency_id, row.compartment


def test_what_was_gained_in_one_agency_does_not_hold_in_another(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    jo_next_door = in_the_other_agency(team, team.jo, Role.BRIDGE_BUILDER)
    sam_next_door = in_the_other_agency(team, team.sam, Role.OUTREACH_WORKER)
    assert (may_open(team.jo, mother), may_open(team.sam, mother)) == (True, True)
    assert (may_open(jo_next_door, mother), may_open(sam_next_door, mother)) == (False, False)
    assert [len(reaching.today(by).items) for by in (team.jo, jo_next_door)] == [1, 0]
    with (
        pytest.raises(NotYours),
        door.acting(by=jo_next_door, permission=Permission.CONTACT_LOG, mother=mother),
    ):
        pass


def test_a_place_on_her_team_holds_in_the_agency_it_was_given_in(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    actions.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
    next_door = in_the_other_agency(team, team.amir, Role.OUTREACH_WORKER)
    assert (may_open(team.amir, mother), may_open(next_door, mother)) == (True, False)


def test_a_bar_follows_the_worker_into_every_agency(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    actions.change_bridge_builder(
        by=team.jo, mother=mother, builder=team.vic.worker_ref, cover=team.sam.worker_ref, at=clock.now()
    )
    actions.bar(by=team.sam, mother=mother, worker=team.vic.worker_ref)
    agencies.give_role(
        by=MACHINE,
        worker=team.vic.worker_ref,
        agency=team.jo.agency_ref,
        role=Role.BRIDGE_BUILDER,
        at=clock.now(),
    )
    here = actor_for(team.vic.worker_id, team.jo.agency_ref)
    assert here is not None
    assert not may_open(team.vic, mother)
    assert not may_open(here, mother)


def test_the_old_agency_keeps_nothing_when_she_chooses_a_builder_of_another(team: worlds.Team) -> None:
    mother, lead = worlds.begin(team), lead_next_door(team)
    actions.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
    assert (may_open(team.kit, mother), may_open(lead, mother)) == (True, False)
    nia = in_the_other_agency(team, team.sam, Role.OUTREACH_WORKER)
    actions.change_bridge_builder(
        by=team.kit, mother=mother, builder=team.vic.worker_ref, cover=nia.worker_ref, at=clock.now()
    )
    assert Bridge.objects.get(closed_at=None).agency_id == team.vic.agency_id
    opened = {name: may_open(by, mother) for name, by in vars(team).items()}
    assert {name for name, opens in opened.items() if opens} == {"vic"}
    assert (may_open(lead, mother), may_open(nia, mother)) == (True, True)
    assert set(standing_rows()) == queries.standing_by_causes()


def test_she_may_keep_cover_whom_she_knows_in_the_old_agency(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    actions.change_bridge_builder(
        by=team.jo, mother=mother, builder=team.vic.worker_ref, cover=team.sam.worker_ref, at=clock.now()
    )
    assert (may_open(team.sam, mother), may_open(team.kit, mother)) == (True, False)
    actions.let_cover_hold(by=team.vic, mother=mother)
    actions.take_bridge_back(by=team.sam, mother=mother)
    assert may_open(team.vic, mother)
    assert set(standing_rows()) == queries.standing_by_causes()


def test_a_bridge_begun_for_a_builder_of_another_agency_is_kept_there(team: worlds.Team) -> None:
    worlds.begin(team)
    mother = worlds.begin(team, "Wren", by=team.vic)
    assert (may_open(team.kit, mother), may_open(lead_next_door(team), mother)) == (False, True)


def test_old_rows_are_given_the_agency_their_cause_tells(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    actions.change_cover(by=team.jo, mother=mother, cover=team.vic.worker_ref, at=clock.now())
    actions.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
    right = set(standing_rows())
    StandingRow.objects.exclude(worker_id=None).update(agency_id=None)
    Bridge.objects.update(cover_agency_id=0)
    assert not may_open(team.jo, mother), "a standing without its agency opens nothing"
    migration = import_module("hrm2m.records.bridges.migrations.0002_the_agency_of_each_standing")
    migration.say_the_agencies(apps, BaseDatabaseSchemaEditor(connection))
    assert set(standing_rows()) == right == queries.standing_by_causes()


@pytest.mark.parametrize("told_before", ["kit", "jo"])
def test_what_was_promised_to_her_goes_with_her_and_the_old_lead_is_told_of_nothing(
    team: worlds.Team, told_before: str
) -> None:
    mother, lead = worlds.begin(team), lead_next_door(team)
    samples.ask(team, mother)
    nia = in_the_other_agency(team, team.sam, Role.OUTREACH_WORKER)
    Clock.objects.update(escalate_to_id=getattr(team, told_before).worker_id)
    before = Clock.objects.get()
    assert before.owner_id == team.jo.worker_id
    actions.change_bridge_builder(
        by=team.kit, mother=mother, builder=team.vic.worker_ref, cover=nia.worker_ref, at=clock.now()
    )
    after = Clock.objects.get(id=before.id)
    assert (after.owner_id, after.escalate_to_id) == (team.vic.worker_id, lead.worker_id)
    assert (after.due_at, after.met_at, after.stopped_at) == (before.due_at, None, None)
