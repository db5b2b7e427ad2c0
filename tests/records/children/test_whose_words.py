"""What was written of a child before anybody asked whose words it is: nobody's are claimed, and somebody decides."""

from typing import Any

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Category, Compartment, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.showing import WHOSE_NOT_ASKED
from hrm2m.records.children.entries import Child, ChildAdult, WhatToChild
from hrm2m.records.showing import actions as showing
from hrm2m.vault import door
from hrm2m.vault.entries import Draft
from hrm2m.vault.hers_to_read import for_her
from hrm2m.vault.models import ToShow
from tests import worlds
from tests.pages.children.test_noticing_pages import open_as_lead
from tests.pages.street import text_of
from tests.records.children import samples


pytestmark = pytest.mark.django_db

LONG_AGO = 3650
"""Days: before the tables of any test were made."""
SEAN = ChildAdult(WhatToChild.FATHER, "Sean", "Collects him on Fridays", "Lily says he shouts at night")


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def named(team: worlds.Team) -> str:
    return worlds.begin_named(team)


def written_before(team: worlds.Team, mother: str, child: str, **more: Any) -> str:
    """An adult of a child as every form wrote one before it asked: as her own words, and nothing of telling her."""
    with door.acting(by=team.ruth, permission=Permission.CHILD_RECORD, mother=mother) as box:
        return box.write(
            Draft(SEAN, Category.CHILDREN, clock.now(), Compartment.CHILD_SAFETY, about=child, **more)
        )


def read(team: worlds.Team, mother: str) -> dict[str, tuple[str, bool]]:
    """How each child and adult of hers is known, and whether she reads it, by kind and words."""
    with door.acting(by=team.ruth, permission=Permission.CHILD_RECORD, mother=mother) as box:
        found = box.entries(Child, ChildAdult, compartment=Compartment.CHILD_SAFETY)
        hers = {entry.ref for entry in for_her(found, box.now)}
    return {entry.ref: (entry.how_known, entry.ref in hers) for entry in found}


def test_what_nobody_was_asked_about_claims_nobody_s_words_and_is_held_from_her(
    team: worlds.Team, named: str
) -> None:
    lily = samples.lily(team.ruth, named)
    old = written_before(team, named, lily)
    found = read(team, named)
    assert found[old] == (WHOSE_NOT_ASKED, False)
    assert found[lily][0] != WHOSE_NOT_ASKED


def test_the_page_says_that_it_is_not_known_whose_words_they_are(team: worlds.Team, named: str) -> None:
    lily = samples.lily(team.ruth, named)
    written_before(team, named, lily)
    said = text_of(open_as_lead(team, named).get(f"/children/of/{named}/child/{lily}/"))
    assert "Lily says he shouts at night" in said
    assert "Not known whose words: nobody was asked when it was written" in said


def test_somebody_is_asked_and_never_in_passing_and_then_she_may_read_it(team: worlds.Team) -> None:
    named = worlds.begin_named(team, days_ago=LONG_AGO)
    old = written_before(team, named, samples.lily(team.ruth, named))
    ToShow.objects.filter(entry=old).delete()
    showing.catch_up(by=machine_actor(1))
    row = ToShow.objects.get(entry=old)
    assert (row.by_others, row.shown) == (True, None)


@pytest.mark.parametrize("more", [{"told_her_at": True}, {"not_told_why": "she is asleep"}])
def test_what_says_whether_she_was_told_is_what_it_says_it_is(
    team: worlds.Team, named: str, more: dict[str, Any]
) -> None:
    if "told_her_at" in more:
        more = {"told_her_at": clock.now()}
    new = written_before(team, named, samples.lily(team.ruth, named), **more)
    assert read(team, named)[new] == ("her_words", True)
