"""Whoever is barred, stood down or gone is asked to look at nothing of hers any more, in any room."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Ground, Role
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.models import Bridge, SaidYes
from hrm2m.records.clocks.models import Clock
from hrm2m.records.connections.models import OPEN, Reading
from hrm2m.records.whole import near_her
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.queries import asked_of, standing_due
from hrm2m.vault.standing import everything_in_force
from tests import worlds
from tests.records.connections import samples as connected
from tests.records.worries import samples as worried


pytestmark = pytest.mark.django_db


def bars(team: worlds.Team, mother: str, worker: Actor) -> None:
    holds = Bridge.objects.get(closed_at=None).builder_id
    by = next(one for one in (team.jo, team.amir) if one.worker_id == holds)
    near_her.bar(by=by, mother=mother, worker=worker.worker_ref)


def stands_down(team: worlds.Team, mother: str, worker: Actor) -> None:
    near_her.stand_down(by=team.kit, worker=worker.worker_ref)


def ends_the_account(team: worlds.Team, mother: str, worker: Actor) -> None:
    keeper = replace(team.kit, roles=frozenset({Role.ADMINISTRATOR}))
    accounts.end_account(by=keeper, worker=worker.worker_ref)


WAYS = (bars, stands_down, ends_the_account)
Way = Callable[[worlds.Team, str, Actor], None]


def second_readers() -> set[int | None]:
    return {row[2] for row in everything_in_force(clock.now()) if row[1] == Ground.SECOND_READER}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.promise(1)
def test_a_second_look_that_was_asked_ends_and_stays_over(way: Way) -> None:
    team = worlds.make_team()
    mother = worlds.begin_named(team)
    sent = worried.sent(team.ruth, mother)
    worries.ask_to_look(by=team.ruth, about=sent, worker=team.rae.worker_ref, at=clock.now())
    assert second_readers() == {team.rae.worker_id}
    way(team, mother, team.rae)
    assert not asked_of(team.rae)
    assert second_readers() == set()
    assert standing_due() == set()


@pytest.mark.slow
def test_after_the_bar_is_lifted_nothing_that_was_asked_comes_back() -> None:
    team = worlds.make_team()
    mother = worlds.begin_named(team)
    sent = worried.sent(team.ruth, mother)
    worries.ask_to_look(by=team.ruth, about=sent, worker=team.rae.worker_ref, at=clock.now())
    bars(team, mother, team.rae)
    bridges.lift_bar(by=team.jo, mother=mother, barred=team.rae.worker_ref)
    assert not asked_of(team.rae)
    assert second_readers() == set()


@pytest.mark.parametrize("way", WAYS)
def test_a_connection_that_was_to_be_looked_at_is_no_longer_his(way: Way) -> None:
    situation = connected.a_situation()
    connected.ask_reader(situation, connected.propose(situation), situation.team.rae)
    assert second_readers() == {situation.team.rae.worker_id}
    way(situation.team, situation.mother, situation.team.rae)
    assert not Reading.objects.filter(OPEN).exists()
    assert second_readers() == set()


def test_an_agency_she_bars_looks_at_nothing_either() -> None:
    situation = connected.a_situation()
    connected.ask_reader(situation, connected.propose(situation), situation.team.tess)
    near_her.bar_agency(by=situation.team.jo, mother=situation.mother, agency=situation.team.tess.agency_ref)
    assert not Reading.objects.filter(OPEN).exists()
    assert second_readers() == set()


@pytest.mark.parametrize("way", [bars, stands_down])
def test_whoever_was_to_ask_her_again_or_to_sign_hands_it_to_somebody_who_may(way: Way) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    bridges.change_bridge_builder(
        by=team.jo,
        mother=mother,
        builder=team.amir.worker_ref,
        cover=team.sam.worker_ref,
        at=clock.now(),
    )
    said = SaidYes.objects.get(over_at=None)
    asked = Clock.objects.get(kind="asked_again", about=said.about)
    assert asked.owner_id == team.sam.worker_id
    way(team, mother, team.sam)
    asked.refresh_from_db()
    assert asked.owner_id not in {team.sam.worker_id, said.by_id, said.gains_id}
    assert asked.stopped_at is None


def test_a_barred_safeguarding_lead_leaves_what_was_promised_to_the_other() -> None:
    team = worlds.make_team()
    mother = worlds.begin_named(team)
    worried.raised(team.sam, mother)
    late = Clock.objects.get(kind="worry_read")
    assert late.owner_id == team.rae.worker_id
    bars(team, mother, team.rae)
    late.refresh_from_db()
    assert late.owner_id == team.ruth.worker_id
