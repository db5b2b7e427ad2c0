"""Who may open an ended record again, write that she died while it sleeps, and find it by her handle."""

import json
from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.outreach import queries as reaching
from hrm2m.records.whole import actions
from hrm2m.vault import denials, door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied, Missed, NotYours
from hrm2m.vault.models import Head, Line, StandingRow
from tests import worlds


pytestmark = pytest.mark.django_db
MACHINE = machine_actor(1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def stage_of(mother: str) -> Stage:
    return Stage(Head.objects.get(ref=mother).stage)


def ended(team: worlds.Team) -> str:
    mother = worlds.begin(team)
    actions.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    return mother


def asleep(team: worlds.Team, handle: str = "Robin") -> str:
    mother = worlds.begin(team, handle, days_ago=400)
    actions.let_sleep(by=MACHINE)
    return mother


def wake(team: worlds.Team, by: Actor, handle: str) -> str:
    jo, sam = team.jo.worker_ref, team.sam.worker_ref
    return actions.wake(by=by, handle=handle, builder=jo, cover=sam, at=clock.now())


@pytest.mark.slow
def test_a_mistake_is_undone_by_those_who_were_there_for_her_and_by_the_lead(team: worlds.Team) -> None:
    for name in ("jo", "sam", "kit"):
        mother = ended(team)
        actions.reopen(by=getattr(team, name), mother=mother, her_word=False)
        assert stage_of(mother) is Stage.BY_HANDLE, name


def test_a_bridge_builder_who_has_nothing_to_do_with_her_undoes_no_ending(team: worlds.Team) -> None:
    mother = ended(team)
    with pytest.raises(NotYours):
        actions.reopen(by=team.amir, mother=mother, her_word=False)
    assert stage_of(mother) is Stage.LEFT
    actions.reopen(by=team.amir, mother=mother, her_word=True)
    assert stage_of(mother) is Stage.BY_HANDLE


def test_nor_does_a_bridge_builder_who_was_stood_down(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    bridges.stand_down(by=team.kit, worker=team.jo.worker_ref)
    actions.she_asks_to_end(by=team.sam, mother=mother, at=clock.now())
    with pytest.raises(NotYours):
        actions.reopen(by=team.jo, mother=mother, her_word=False)


def test_a_lead_writes_that_she_died_though_her_record_sleeps(team: worlds.Team) -> None:
    mother = asleep(team)
    now, jo = clock.now(), team.jo.worker_ref
    for name in ("jo", "amir", "vic"):
        with pytest.raises(Denied):
            actions.she_died(by=getattr(team, name), mother=mother, second=jo, at=now)
    with pytest.raises(Denied, match="Two people"):
        actions.she_died(by=team.kit, mother=mother, second=team.kit.worker_ref, at=now)
    assert actions.she_died_while_asleep(by=team.kit, handle="robin", second=jo, at=now) == mother
    assert stage_of(mother) is Stage.DIED


def test_a_lead_writes_it_too_where_bridge_builder_and_cover_are_both_away(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    actions.she_died(by=team.kit, mother=mother, second=team.sam.worker_ref, at=clock.now())
    assert stage_of(mother) is Stage.DIED
    assert reaching.today(team.jo).items == ()


@pytest.mark.slow
def test_a_death_written_by_mistake_lets_her_record_sleep_on(team: worlds.Team) -> None:
    mother = asleep(team)
    actions.she_died(by=team.kit, mother=mother, second=team.jo.worker_ref, at=clock.now())
    with pytest.raises(Denied):
        actions.reopen(by=team.amir, mother=mother, her_word=False)
    actions.reopen(by=team.kit, mother=mother, her_word=False)
    assert stage_of(mother) is Stage.ASLEEP
    assert not StandingRow.objects.filter(until=None).exclude(ground="lead").exists()
    assert wake(team, team.amir, "Robin") == mother
    assert stage_of(mother) is Stage.BY_HANDLE


def house_denials() -> list[dict[str, object]]:
    bodies = [json.loads(body) for body in Line.objects.filter(chain=HOUSE).values_list("body", flat=True)]
    return [body for body in bodies if body["result"] == "deny"]


@pytest.mark.slow
def test_a_handle_that_is_unknown_and_one_of_another_agency_meet_one_answer(team: worlds.Team) -> None:
    mother = asleep(team)
    with pytest.raises(Missed) as unknown:
        wake(team, team.jo, "Nobody")
    with pytest.raises(Missed) as foreign:
        wake(team, team.vic, "Robin")
    worlds.begin(team, "Wren")
    with pytest.raises(Missed) as not_asleep:
        wake(team, team.jo, "Wren")
    said = {(str(e.value), e.value.field, e.value.chain) for e in (unknown, foreign, not_asleep)}
    assert len(said) == 1
    assert stage_of(mother) is Stage.ASLEEP


def test_an_ended_record_out_of_the_workers_role_meets_it_too(team: worlds.Team) -> None:
    mother = ended(team)
    with clock.at(clock.now() + timedelta(days=15)):
        actions.close_ended_bridges(by=MACHINE)
        with pytest.raises(Missed):
            wake(team, team.sam, "Robin")
    assert stage_of(mother) is Stage.LEFT


def test_every_guess_stands_in_the_ledger_of_the_house_without_the_handle(team: worlds.Team) -> None:
    asleep(team)
    for handle in ("Wren", "Robin", "Sky"):
        with pytest.raises(Missed):
            wake(team, team.vic, handle)
    lines = house_denials()
    assert [(line["act"], line["by"]) for line in lines] == [("record_wake", team.vic.worker_ref)] * 3
    assert "robin" not in json.dumps(lines).lower()
    for _ in range(4):
        with pytest.raises(Missed):
            wake(team, team.vic, "Robin")
    with clock.at(clock.now() + timedelta(minutes=2)):
        denials.write_counts(clock.now())
    assert any(line["act"] == "denied_again" for line in house_denials())


@pytest.mark.slow
def test_two_who_sleep_by_one_handle_are_for_the_lead_to_look_at(team: worlds.Team) -> None:
    asleep(team)
    asleep(team)
    with pytest.raises(BadInput, match="Ask your lead"):
        wake(team, team.jo, "Robin")


@pytest.mark.slow
def test_one_of_another_agency_by_the_same_handle_changes_nothing(team: worlds.Team) -> None:
    mother = asleep(team)
    worlds.begin(team, by=team.vic, days_ago=400)
    actions.let_sleep(by=MACHINE)
    assert wake(team, team.jo, "Robin") == mother


def test_nobody_but_the_worker_process_opens_a_batch(team: worlds.Team) -> None:
    number = Head.objects.get(ref=worlds.begin(team)).id
    with pytest.raises(Denied, match="Only the worker process"):
        with door.machine(by=team.jo, permission=Permission.DUE_REBUILD, mothers=[number]):
            pass
    bodies = [json.loads(body) for body in Line.objects.values_list("body", flat=True)]
    assert not any(b["by"] == "machine" and b["act"] == "due_rebuild" for b in bodies)


@pytest.mark.slow
def test_the_nightly_count_opens_no_record_that_is_not_open(team: worlds.Team) -> None:
    mothers = [worlds.begin(team), ended(team), asleep(team, "Wren")]
    numbers = [Head.objects.get(ref=mother).id for mother in mothers]
    with door.machine(by=MACHINE, permission=Permission.DUE_REBUILD, mothers=numbers) as boxes:
        assert boxes.mother_ids == numbers[:1]
