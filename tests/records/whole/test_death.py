"""Her death: one person's word stops everything that minute; a second one signs at a sign-in of his or her own."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.outreach import queries as reaching
from hrm2m.records.whole import actions, death
from hrm2m.records.whole.queries import what_is_over
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.models import Head
from tests import worlds


pytestmark = pytest.mark.django_db
MACHINE = machine_actor(1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def stage_of(mother: str) -> Stage:
    return Stage(Head.objects.get(ref=mother).stage)


def died(team: worlds.Team, days_ago: int = 40) -> str:
    mother = worlds.begin(team, days_ago=days_ago)
    actions.she_died(by=team.jo, mother=mother, second=team.sam.worker_ref, at=clock.now())
    return mother


def test_the_first_word_stops_everything_and_the_second_person_is_asked(team: worlds.Team) -> None:
    mother = died(team)
    assert stage_of(mother) is Stage.DIED
    assert reaching.today(team.jo).items == ()
    (waits,) = death.deaths_to_sign(team.sam)
    assert (waits.mother_ref, waits.by_id, waits.asked_id) == (mother, team.jo.worker_id, team.sam.worker_id)
    promise = Clock.objects.get(RUNNING, kind="death_signed")
    assert (promise.mother, promise.owner_id) == (0, team.sam.worker_id), "it is no promise to her"


def test_whoever_wrote_it_cannot_sign_it_and_nobody_from_elsewhere_can(team: worlds.Team) -> None:
    mother = died(team)
    assert death.deaths_to_sign(team.jo) == ()
    with pytest.raises(Denied, match="Whoever wrote it"):
        actions.sign_death(by=team.jo, mother=mother, at=clock.now())
    for stranger in (team.amir, team.vic):
        assert death.deaths_to_sign(stranger) == ()
        with pytest.raises(NotYours):
            actions.sign_death(by=stranger, mother=mother, at=clock.now())


def test_whoever_is_only_named_and_could_not_know_her_is_not_asked(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    with pytest.raises(BadInput, match="must know her"):
        actions.she_died(by=team.jo, mother=mother, second=team.amir.worker_ref, at=clock.now())
    assert stage_of(mother) is Stage.BY_HANDLE
    named = {card.id for card in death.who_may_sign(by=team.jo, mother=mother)}
    assert named == {team.sam.worker_id, team.kit.worker_id}


def test_the_second_signature_makes_it_final_after_14_days_and_not_before(team: worlds.Team) -> None:
    mother = died(team)
    actions.sign_death(by=team.kit, mother=mother, at=clock.now())
    assert stage_of(mother) is Stage.DIED
    assert death.deaths_to_sign(team.sam) == ()
    assert not Clock.objects.filter(RUNNING, kind="death_signed").exists()
    with pytest.raises(BadInput, match="signed or taken back"):
        actions.sign_death(by=team.sam, mother=mother, at=clock.now())
    with clock.at(clock.now() + timedelta(days=15)):
        assert actions.close_ended_bridges(by=MACHINE) == 1
        with pytest.raises(Denied, match="14 days"):
            actions.reopen(by=team.kit, mother=mother, her_word=False)


def test_unsigned_it_stays_undoable_and_nothing_of_it_becomes_final(team: worlds.Team) -> None:
    mother = died(team)
    bridge = bridge_of(Head.objects.get(ref=mother).id)
    with clock.at(clock.now() + timedelta(days=4000)):
        assert actions.close_ended_bridges(by=MACHINE) == 0
        assert what_is_over(1).due == 0
        actions.reopen(by=team.sam, mother=mother, her_word=False)
    assert stage_of(mother) is Stage.BY_HANDLE
    assert bridge_of(Head.objects.get(ref=mother).id) == bridge
    assert death.deaths_to_sign(team.kit) == ()
    assert not Clock.objects.filter(RUNNING, kind="death_signed").exists()


def test_a_wrong_report_taken_back_gives_her_back_her_place_and_her_promises(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    number = Head.objects.get(ref=mother).id
    before = set(Clock.objects.filter(RUNNING, mother=number).values_list("kind", "about"))
    actions.she_died(by=team.sam, mother=mother, second=team.jo.worker_ref, at=clock.now())
    with clock.at(clock.now() + timedelta(days=2)):
        actions.reopen(by=team.jo, mother=mother, her_word=False)
        assert len(reaching.today(team.jo).items) == 1
        # Written again, it is asked for again.
        actions.she_died(by=team.sam, mother=mother, second=team.jo.worker_ref, at=clock.now())
        assert len(death.deaths_to_sign(team.jo)) == 1
        actions.reopen(by=team.jo, mother=mother, her_word=False)
    assert set(Clock.objects.filter(RUNNING, mother=number).values_list("kind", "about")) == before


@pytest.mark.promise(3)
def test_she_who_was_said_to_have_died_comes_back_however_many_signed(team: worlds.Team) -> None:
    mother = died(team)
    actions.sign_death(by=team.sam, mother=mother, at=clock.now())
    with clock.at(clock.now() + timedelta(days=30)):
        actions.close_ended_bridges(by=MACHINE)
        jo, sam = team.jo.worker_ref, team.sam.worker_ref
        found = actions.wake(by=team.kit, handle="Robin", builder=jo, cover=sam, at=clock.now())
        assert found == mother
        assert [line.handle for line in reaching.today(team.jo).items] == ["Robin"]
    assert stage_of(mother) is Stage.BY_HANDLE


def test_her_record_slept_and_whoever_the_lead_asked_signs_and_nobody_else(team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=400)
    actions.let_sleep(by=MACHINE)
    with pytest.raises(BadInput, match="must know her"):
        actions.she_died_while_asleep(by=team.kit, handle="robin", second=team.sam.worker_ref, at=clock.now())
    actions.she_died_while_asleep(by=team.kit, handle="robin", second=team.amir.worker_ref, at=clock.now())
    assert death.deaths_to_sign(team.jo) == ()
    with pytest.raises(Denied):
        actions.sign_death(by=team.jo, mother=mother, at=clock.now())
    assert [one.mother_ref for one in death.deaths_to_sign(team.amir)] == [mother]
    actions.sign_death(by=team.amir, mother=mother, at=clock.now())
    actions.reopen(by=team.kit, mother=mother, her_word=False)
    assert stage_of(mother) is Stage.ASLEEP


def test_who_was_stood_down_signs_nothing(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    actions.she_died(by=team.sam, mother=mother, second=team.jo.worker_ref, at=clock.now())
    bridges.stand_down(by=team.kit, worker=team.jo.worker_ref)
    assert death.deaths_to_sign(team.jo) == ()
    with pytest.raises(NotYours):
        actions.sign_death(by=team.jo, mother=mother, at=clock.now())
    assert len(death.deaths_to_sign(team.kit)) == 1
