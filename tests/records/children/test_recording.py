"""A child has a record when the mother has a name; who else is there is named by what he or she does."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Category, Compartment, Permission
from hrm2m.policy.showing import UNTIL_DECIDED
from hrm2m.records.children import actions as children
from hrm2m.records.children.entries import Child, ChildAdult, ChildName, Lives, WhatToChild
from hrm2m.records.children.models import ChildRow
from hrm2m.vault import door
from hrm2m.vault.entries import Draft
from hrm2m.vault.errors import Denied, StaleVersion
from tests import worlds
from tests.records.children import samples


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def named(team: worlds.Team) -> str:
    return worlds.begin_named(team)


@pytest.mark.promise(2)
def test_while_she_is_known_by_handle_no_child_has_a_record(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    with pytest.raises(Denied):
        samples.lily(team.ruth, mother)
    assert not ChildRow.objects.exists()


@pytest.mark.promise(2)
@pytest.mark.parametrize(
    "body",
    [
        samples.LILY,
        ChildName("Lily Invented"),
        ChildAdult(WhatToChild.FATHER, "Sean", "Collects him on Fridays"),
    ],
)
def test_the_database_itself_refuses_whoever_tells_who_a_child_is(team: worlds.Team, body: Any) -> None:
    mother = worlds.begin(team)
    with (
        pytest.raises(DatabaseError, match="no mother may have this entry"),
        door.acting(by=team.ruth, permission=Permission.PLAN_RECORD, mother=mother) as box,
    ):
        box.write(Draft(body, Category.CHILDREN, clock.now(), Compartment.CHILD_SAFETY))


@pytest.mark.parametrize("who", ["jo", "sam", "kit", "tom", "mia", "vic"])
def test_only_whoever_keeps_children_safe_begins_one(team: worlds.Team, named: str, who: str) -> None:
    with pytest.raises(Denied):
        samples.lily(getattr(team, who), named)


def test_a_baby_expected_is_born_and_both_versions_stay(team: worlds.Team, named: str) -> None:
    due = local_day(clock.now() + timedelta(days=60))
    expected = Child("baby expected", is_expected=True, due_date=due, how_many=2, lives=Lives.NOT_BORN)
    ref = children.begin_child(by=team.ruth, mother=named, child=expected, at=clock.now(), **samples.said())
    born = Child("Bean", born=local_day(clock.now()), lives=Lives.WITH_HER)
    children.change_child(
        by=team.ruth, mother=named, child=ref, seen_ref=ref, now=born, at=clock.now(), **samples.said()
    )
    (card,) = samples.read(team.ruth, named).children
    assert (card.child.ref, card.child.newest.body) == (ref, born)
    assert [entry.body.how_many for entry in card.child.before] == [2]


def test_a_baby_born_just_after_midnight_in_summer_is_born_today(team: worlds.Team) -> None:
    with clock.at(datetime(2026, 7, 1, 23, 20, tzinfo=UTC)):
        named = worlds.begin_named(team)
        bean = Child("Bean", born=date(2026, 7, 2), lives=Lives.WITH_HER)
        children.begin_child(by=team.ruth, mother=named, child=bean, at=clock.now(), **samples.said())
        (card,) = samples.read(team.ruth, named).children
    assert card.child.newest.body == bean


def test_two_who_change_a_child_at_once_are_both_told(team: worlds.Team, named: str) -> None:
    ref = samples.lily(team.ruth, named)
    change: dict[str, Any] = {
        "mother": named,
        "child": ref,
        "seen_ref": ref,
        "now": Child("Lil"),
        "at": clock.now(),
        **samples.said(),
    }
    children.change_child(by=team.ruth, **change)
    with pytest.raises(StaleVersion):
        children.change_child(by=team.rae, **change)


def test_the_name_lies_apart_and_the_child_is_named_by_what_the_family_says(
    team: worlds.Team, named: str
) -> None:
    ref = samples.lily(team.ruth, named)
    name = ChildName("Lily Invented", date(2023, 5, 1))
    first_of_two: dict[str, Any] = {"child": ref, "seen_ref": "", "name": name, "at": clock.now()}
    first = children.name_child(
        by=team.ruth, mother=named, **first_of_two, **samples.said("read_in", "papers")
    )
    with pytest.raises(StaleVersion):
        children.name_child(by=team.rae, mother=named, **first_of_two, **samples.said())
    (card,) = samples.read(team.ruth, named).children
    assert card.name is not None
    assert (card.name.ref, card.name.body, card.child.newest.body.label) == (first, name, "Lily")


def test_other_adults_have_the_same_form_and_are_named_by_what_they_do(team: worlds.Team, named: str) -> None:
    ref = samples.lily(team.ruth, named)
    father = ChildAdult(WhatToChild.FATHER, "Sean", "Takes her to nursery", "Threw a chair at the door")
    gran = ChildAdult(WhatToChild.GRANDPARENT, "Nan", "Has her every weekend")
    for adult in (father, gran):
        children.write_adult(
            by=team.ruth, mother=named, child=ref, adult=adult, at=clock.now(), **samples.said()
        )
    (card,) = samples.read(team.ruth, named).children
    assert {thread.newest.body for thread in card.adults} == {father, gran}


def test_what_was_seen_of_a_child_stands_with_that_child(team: worlds.Team, named: str) -> None:
    lily = samples.lily(team.ruth, named)
    samples.note(team.ruth, named, "Lily had eaten", child=lily)
    samples.note(team.jo, named, "A child cried")
    found = samples.read(team.ruth, named)
    assert [each.thread.newest.body.words for each in found.children[0].noticed] == ["Lily had eaten"]
    assert [each.thread.newest.body.words for each in found.unnamed] == ["A child cried"]


@pytest.mark.parametrize(
    ("child", "field"),
    [
        (Child(""), "label"),
        (Child("Lily", how_many=0), "how_many"),
        (Child("Lily", is_expected=True, born_year=2020), "born"),
        (Child("Lily", due_date=date(2027, 1, 1)), "due_date"),
        (Child("Lily", lives=Lives.NOT_BORN), "lives"),
        (Child("Lily", is_expected=True, due_date=date(2099, 1, 1)), "due_date"),
        (Child("Lily", born=date(2099, 1, 1)), "born"),
        (Child("Lily", born_year=1066), "born_year"),
    ],
)
def test_a_child_that_cannot_be_is_refused_with_a_sentence(
    team: worlds.Team, named: str, child: Child, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        children.begin_child(by=team.ruth, mother=named, child=child, at=clock.now(), **samples.said())
    assert refused.value.field == field


def test_an_adult_is_never_a_label_alone(team: worlds.Team, named: str) -> None:
    ref = samples.lily(team.ruth, named)
    with pytest.raises(BadInput) as refused:
        children.write_adult(
            by=team.ruth,
            mother=named,
            child=ref,
            adult=ChildAdult(WhatToChild.PARTNER, "her partner", ""),
            at=clock.now(),
            **samples.said(),
        )
    assert refused.value.field == "what_he_or_she_does"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"not_told_why": " "}, "not_told_why"),
        ({"not_told_why": "", "adds_danger": True}, "not_told_why"),
        ({"told_at": datetime(2999, 1, 1, tzinfo=UTC)}, "told_her_at"),
    ],
)
def test_a_childs_record_begins_only_with_whether_she_was_told(
    team: worlds.Team, named: str, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        children.begin_child(
            by=team.ruth, mother=named, child=samples.LILY, at=clock.now(), **samples.said(**said)
        )
    assert refused.value.field == field


def test_how_she_was_told_of_a_childs_record_stands_on_it(team: worlds.Team, named: str) -> None:
    samples.lily(team.ruth, named)
    (card,) = samples.read(team.ruth, named).children
    assert (card.child.newest.told_her_how, card.child.newest.how_known) == ("in the room", "her_words")


def test_what_a_child_told_of_an_adult_is_held_until_somebody_decides(team: worlds.Team, named: str) -> None:
    ref = samples.lily(team.ruth, named)
    father = ChildAdult(WhatToChild.FATHER, "Sean", "", "Hit her with a belt")
    not_told = samples.said("told_by", "Lily", not_told_why="He lives there")
    children.write_adult(by=team.ruth, mother=named, child=ref, adult=father, at=clock.now(), **not_told)
    (card,) = samples.read(team.ruth, named).children
    assert [thread.newest.held_until for thread in card.adults] == [UNTIL_DECIDED]
