"""A mother is known by the handle she chose; her name is there only once she gives it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Category, Compartment, Permission
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.people import actions, queries
from hrm2m.records.people.entries import Age
from hrm2m.records.people.models import HandleMark
from hrm2m.vault import door, gate
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Head, IdentityEntry
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
    date_of_birth = clock.now().date() + timedelta(days=born) if born else None
    with pytest.raises(BadInput) as refusal:
        actions.give_name(
            by=team.jo, mother=mother, full_name=full_name, date_of_birth=date_of_birth, at=clock.now()
        )
    assert refusal.value.field == field
    assert look(team, mother).stage is Stage.BY_HANDLE
