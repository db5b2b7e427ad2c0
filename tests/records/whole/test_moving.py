"""She moves: nothing is told without her word, the old one holds on until she says so, and silence ends nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import Stage
from hrm2m.policy.moving_lifecycle import MOVE, OVER, MoveEvent, MoveStatus
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.whole import actions, moving
from hrm2m.records.whole.entries import Takes
from hrm2m.records.whole.models import MoveRow
from hrm2m.records.whole.moves import MoveCard, move_in
from hrm2m.vault import door
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Head
from tests import worlds


pytestmark = pytest.mark.django_db
NOA = moving.ToWhom("Noa Field", "Mothers’ team, Tidewell", "01632 960 101", (Takes.HER_WORDS,))
NOBODY = moving.ToWhom()


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def planned(team: worlds.Team, mother: str, *, told: bool = True, to: moving.ToWhom = NOA) -> str:
    return moving.plan(by=team.jo, mother=mother, told=told, to=to, words="My aunt is there.", at=clock.now())


def heard(team: worlds.Team, mother: str, *, are_there: bool = True) -> None:
    moving.write_heard(
        by=team.jo, mother=mother, are_there=are_there, words="Noa meets her on Monday.", at=clock.now()
    )


def says(by: Actor, mother: str, *, yes: bool = True) -> None:
    moving.write_what_she_said(by=by, mother=mother, yes=yes, words="She came to the train.", at=clock.now())


def card(by: Actor, mother: str) -> MoveCard:
    with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page="t") as box:
        found = move_in(box)
    assert found is not None
    return found


def kinds_running() -> set[str]:
    return {row.kind for row in Clock.objects.filter(RUNNING) if row.kind.startswith("move_")}


def stage_of(mother: str) -> Stage:
    return Stage(Head.objects.get(ref=mother).stage)


def number_of(mother: str) -> int:
    return Head.objects.get(ref=mother).id


def can_open(by: Actor, mother: str) -> bool:
    try:
        with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page="t"):
            return True
    except Denied:
        return False


@pytest.mark.promise(8)
def test_it_is_done_when_she_says_so_and_then_nobody_here_opens_it(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    planned(team, mother)
    assert kinds_running() == {"move_heard"}
    assert Clock.objects.get(kind="move_heard").owner_id == team.jo.worker_id
    heard(team, mother)
    assert kinds_running() == {"move_asked"}
    assert can_open(team.jo, mother)
    says(team.sam, mother)
    assert stage_of(mother) is Stage.MOVED_ON
    assert kinds_running() == set()
    assert not any(can_open(by, mother) for by in (team.jo, team.sam, team.kit))


@pytest.mark.promise(8)
def test_whoever_gains_by_her_yes_cannot_hear_it(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    planned(team, mother)
    heard(team, mother)
    with pytest.raises(Denied):
        says(team.jo, mother)
    assert stage_of(mother) is Stage.BY_HANDLE


def test_not_yet_and_the_old_one_holds_on_and_hears_from_the_new_one_again(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    planned(team, mother)
    heard(team, mother)
    says(team.sam, mother, yes=False)
    assert card(team.jo, mother).status is MoveStatus.NOT_YET
    assert kinds_running() == {"move_heard"}
    assert can_open(team.jo, mother)
    heard(team, mother)
    says(team.sam, mother)
    assert stage_of(mother) is Stage.MOVED_ON


@pytest.mark.promise(3)
def test_months_of_silence_end_nothing_and_the_named_person_is_told(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    planned(team, mother)
    with clock.at(clock.now() + timedelta(days=90)):
        assert clocks.escalate_due(by=machine_actor(1)) >= 1
        actions.close_ended_bridges(by=machine_actor(1))
        assert stage_of(mother) is Stage.BY_HANDLE
        assert can_open(team.jo, mother)
        late = Clock.objects.get(kind="move_heard")
        assert late.escalate_to_id == team.kit.worker_id
        assert late.level >= 1


def test_not_reached_keeps_the_promise_as_late_as_it_is(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    planned(team, mother)
    before = Clock.objects.get(kind="move_heard").due_at
    with clock.at(clock.now() + timedelta(days=2)):
        heard(team, mother, are_there=False)
    after = Clock.objects.get(kind="move_heard")
    assert (after.due_at, after.met_at, after.stopped_at) == (before, None, None)
    with pytest.raises(BadInput):
        says(team.sam, mother)


@pytest.mark.promise(2)
def test_not_to_be_told_keeps_her_place_and_owes_nobody_a_word(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    planned(team, mother, told=False, to=NOA)
    said = card(team.jo, mother).said
    assert (said.told, said.called, said.phone, said.takes) == (False, "", "", ())
    assert kinds_running() == set()
    with pytest.raises(BadInput):
        heard(team, mother)
    with pytest.raises(BadInput):
        says(team.sam, mother)
    assert can_open(team.jo, mother)
    planned(team, mother)
    assert card(team.jo, mother).status is MoveStatus.WAITING
    assert MoveRow.objects.filter(over_at=None).count() == 1


def test_nobody_is_told_of_somebody_without_a_name_and_a_number(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    for to in (NOBODY, replace(NOA, called=" "), replace(NOA, phone="")):
        with pytest.raises(BadInput):
            planned(team, mother, to=to)
    assert not MoveRow.objects.exists()


def test_nobody_but_who_holds_or_covers_her_bridge_plans_it(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    for name in ("amir", "kit", "ruth", "vic", "mia"):
        with pytest.raises(Denied):
            moving.plan(by=getattr(team, name), mother=mother, told=True, to=NOA, words="", at=clock.now())
        with pytest.raises(Denied):
            says(getattr(team, name), mother)


def test_her_word_undoes_it_and_the_same_two_hold_her_bridge(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    planned(team, mother)
    heard(team, mother)
    says(team.sam, mother)
    with clock.at(clock.now() + timedelta(hours=70)):
        actions.reopen(by=team.jo, mother=mother, her_word=True)
        assert stage_of(mother) is Stage.BY_HANDLE
        bridge = bridge_of(number_of(mother))
        assert bridge is not None
        assert (bridge.builder_id, bridge.cover_id) == (team.jo.worker_id, team.sam.worker_id)
        assert card(team.jo, mother).status is MoveStatus.WAITING
        assert kinds_running() == {"move_heard"}


@pytest.mark.slow
def test_an_older_move_does_not_begin_again_with_another_undone_ending(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    planned(team, mother)
    heard(team, mother)
    says(team.sam, mother)
    actions.reopen(by=team.jo, mother=mother, her_word=True)
    moving.she_wants_it_otherwise(by=team.jo, mother=mother, words="", at=clock.now())
    actions.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    actions.reopen(by=team.jo, mother=mother, her_word=True)
    assert card(team.jo, mother).status is MoveStatus.LEFT
    assert kinds_running() == set()


def test_she_stays_and_nothing_is_owed_about_it(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    planned(team, mother)
    moving.she_wants_it_otherwise(by=team.sam, mother=mother, words="I stay.", at=clock.now())
    assert kinds_running() == set()
    assert card(team.jo, mother).is_over
    assert can_open(team.jo, mother)


def test_while_somebody_elsewhere_waits_it_is_not_ended_without_her(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    planned(team, mother)
    with pytest.raises(BadInput):
        actions.she_moved_on(by=team.jo, mother=mother, accepted_by="Noa, Monday", at=clock.now())
    assert stage_of(mother) is Stage.BY_HANDLE


def test_another_ending_leaves_no_move_behind(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    planned(team, mother)
    actions.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    assert MoveRow.objects.get().status == MoveStatus.LEFT
    assert kinds_running() == set()


def test_when_cover_holds_her_bridge_it_is_covers_promise(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    bridges.let_cover_hold(by=team.jo, mother=mother)
    moving.plan(by=team.sam, mother=mother, told=True, to=NOA, words="", at=clock.now())
    assert Clock.objects.get(kind="move_heard").owner_id == team.sam.worker_id
    moving.write_heard(by=team.sam, mother=mother, are_there=True, words="", at=clock.now())
    with pytest.raises(Denied):
        says(team.sam, mother)


def test_only_her_word_leads_to_a_move_that_is_done() -> None:
    into = {(status, event) for status, steps in MOVE.items() for event, to in steps.items() if to in OVER}
    assert {event for _, event in into} == {MoveEvent.SHE_CONFIRMS, MoveEvent.SHE_WANTS_IT_OTHERWISE}
    assert (MoveStatus.WAITING, MoveEvent.SHE_CONFIRMS) not in into
