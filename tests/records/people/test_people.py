"""A mother is known by the handle she chose; her name is there only once she gives it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Actor, Category, Compartment, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.models import Membership
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.people import actions, queries
from hrm2m.records.people.entries import Age
from hrm2m.records.people.models import HandleMark
from hrm2m.vault import door, gate
from hrm2m.vault.errors import Denied, StaleVersion
from hrm2m.vault.models import Head, IdentityEntry, Line
from tests import worlds


pytestmark = pytest.mark.django_db


def look(team: worlds.Team, mother: str) -> queries.Mother:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        return queries.mother_in(box)


@pytest.mark.promise(2)
def test_on_the_first_day_there_is_a_handle_and_the_honest_sentence() -> None:
    team = worlds.make_team()
    seen = look(team, worlds.begin(team, "  Robin   of the Quay "))
    assert (seen.handle, seen.stage, seen.age) == ("Robin of the Quay", Stage.BY_HANDLE, Age.EIGHTEEN_OR_OVER)
    assert seen.honest_sentence_at is not None


@pytest.mark.promise(2)
def test_the_database_itself_refuses_a_name_before_she_gives_it() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    number = Head.objects.get(ref=mother).id
    with pytest.raises(DatabaseError), transaction.atomic():
        with gate.opened(Compartment.IDENTITY, [number]):
            IdentityEntry.objects.create(
                mother=number,
                kind="identity",
                category=Category.PAPERS_AND_STATUS,
                basis="her_word",
                happened_at=clock.now(),
                written_at=clock.now(),
                by_id=1,
                sealed=b"x",
            )


def test_she_gives_her_name_and_her_bridge_builder_alone_reads_it() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    actions.give_name(by=team.jo, mother=mother, full_name="Robin Example", at=clock.now())
    with door.looking(by=team.jo, permission=Permission.IDENTITY_SEE, mother=mother, page="name") as box:
        name = queries.name_in(box)
    assert name is not None
    assert name.full_name == "Robin Example"
    with pytest.raises(Denied):
        with door.looking(by=team.sam, permission=Permission.IDENTITY_SEE, mother=mother, page="name"):
            pass
    assert look(team, mother).stage is Stage.NAMED


def test_her_stage_moves_by_her_word_and_leaves_a_row() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    actions.she_asks_an_agency(by=team.jo, mother=mother, at=clock.now())
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        (step,) = queries.steps_of(box)
    assert (step.before, step.after) == (Stage.BY_HANDLE, Stage.CROSSING)


def test_a_handle_met_twice_is_noticed_and_says_no_more() -> None:
    team = worlds.make_team()
    worlds.begin(team, "Robin")
    assert queries.somebody_is_met_by(1, " ROBIN ")
    assert not queries.somebody_is_met_by(1, "Wren")
    assert not queries.somebody_is_met_by(2, "Robin")
    assert "robin" not in HandleMark.objects.get().mark


@pytest.mark.parametrize(
    ("full_name", "born", "field"),
    [("  ", None, "full_name"), ("A" * 121, None, "full_name"), ("Robin", 1, "date_of_birth")],
)
def test_a_name_that_cannot_be_is_refused_with_its_field(
    full_name: str, born: int | None, field: str
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    date_of_birth = local_day(clock.now()) + timedelta(days=born) if born else None
    with pytest.raises(BadInput) as refusal:
        actions.give_name(
            by=team.jo, mother=mother, full_name=full_name, date_of_birth=date_of_birth, at=clock.now()
        )
    assert refusal.value.field == field
    assert look(team, mother).stage is Stage.BY_HANDLE


def known(team: worlds.Team, mother: str) -> queries.Known:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="known") as box:
        return queries.known_in(box)


def set_age(by: Actor, team: worlds.Team, mother: str, age: Age) -> str:
    seen = known(team, mother).age[0].ref
    return actions.set_age(by=by, mother=mother, age=age, seen=seen, at=clock.now())


def told() -> list[object]:
    return [job.payload["to"] for job in Job.objects.filter(kind=mail.KIND).order_by("id")]


def test_when_she_turns_out_to_be_under_18_the_safeguarding_lead_is_told_once() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Robin Canary")
    set_age(team.jo, team, mother, Age.FROM_16_TO_17)
    assert told() == [team.ruth.worker_id, team.rae.worker_id]
    set_age(team.sam, team, mother, Age.UNDER_16)
    assert look(team, mother).age is Age.UNDER_16
    assert told() == [team.ruth.worker_id, team.rae.worker_id]
    assert "Canary" not in str(list(Job.objects.values()))
    lines = Line.objects.filter(chain=Head.objects.get(ref=mother).id)
    assert sum("safeguarding_lead" in str(line.body) for line in lines) == 1


def test_a_mistake_put_right_and_made_again_tells_again() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    for age in (Age.UNDER_16, Age.EIGHTEEN_OR_OVER, Age.UNDER_16):
        set_age(team.jo, team, mother, age)
    assert told() == [team.ruth.worker_id, team.rae.worker_id] * 2


def test_without_a_safeguarding_lead_whoever_is_on_call_is_told() -> None:
    team = worlds.make_team()
    Membership.objects.filter(worker_id__in=[team.ruth.worker_id, team.rae.worker_id]).update(
        until=clock.now()
    )
    agencies.set_on_call(by=machine_actor(1), on_call=team.sam.worker_ref, lead=team.kit.worker_ref)
    set_age(team.jo, team, worlds.begin(team), Age.FROM_16_TO_17)
    assert sorted(told(), key=str) == sorted([team.kit.worker_id, team.sam.worker_id], key=str)


def test_where_she_is_met_changes_and_may_be_forgotten() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    for place in ("Harbour", ""):
        seen = known(team, mother).locality[0].ref
        actions.set_locality(by=team.sam, mother=mother, locality=place, seen=seen, at=clock.now())
        assert look(team, mother).locality == place


def test_two_who_write_at_once_do_not_write_over_each_other() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    seen = known(team, mother).age[0].ref
    set_age(team.jo, team, mother, Age.UNDER_16)
    with pytest.raises(StaleVersion):
        actions.set_age(by=team.sam, mother=mother, age=Age.EIGHTEEN_OR_OVER, seen=seen, at=clock.now())
    assert look(team, mother).age is Age.UNDER_16


def test_those_near_her_change_it_and_nobody_else() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    bridges.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
    for by in (team.jo, team.sam, team.amir):
        set_age(by, team, mother, Age.NOT_ASKED)
    with pytest.raises(Denied):
        set_age(team.kit, team, mother, Age.UNDER_16)
