"""A clock that ran ahead wrote times that have not come yet: once it is right, nothing breaks and nobody is hidden."""

from datetime import timedelta

import pytest

from hrm2m.cadence import Channel, Outcome, WindowKind
from hrm2m.foundation import clock
from hrm2m.policy.facts import machine_actor
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.outreach.models import Due
from tests import worlds
from tests.pages.street import browser_of, text_of
from tests.worlds import Team


pytestmark = [pytest.mark.django_db, pytest.mark.promise(3)]
MET = Contact(Channel.IN_PERSON, Outcome.MET)


@pytest.fixture
def team() -> Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: Team) -> str:
    """Met, with a window open, by a clock that was two days ahead."""
    ref = worlds.begin(team)
    with clock.at(clock.now() + timedelta(days=2)):
        now = clock.now()
        outreach.log_contact(by=team.jo, mother=ref, contact=MET, at=now)
        outreach.open_window(by=team.jo, mother=ref, kind=WindowKind.LOSING_HOME, opened=now, at=now)
    return ref


def test_she_is_on_the_list_and_her_page_opens(team: Team, mother: str) -> None:
    jo = browser_of(team.jo)
    assert mother in jo.get("/today/").content.decode()
    assert jo.get(f"/m/{mother}/").status_code == 200


def test_everybody_is_counted_anew_and_the_count_holds(team: Team, mother: str) -> None:
    worlds.begin(team)
    assert outreach.rebuild_due(by=machine_actor(1)) == 2
    assert {row.counted_at <= clock.now() for row in Due.objects.all()} == {True}
    assert not outreach.due_rows_that_differ(by=machine_actor(1))


def test_the_next_contact_is_written(team: Team, mother: str) -> None:
    contact = Contact(Channel.IN_PERSON, Outcome.MET, her_words="The lights are back.")
    outreach.log_contact(by=team.jo, mother=mother, contact=contact, at=clock.now())
    assert "The lights are back." in text_of(browser_of(team.jo).get(f"/m/{mother}/"))


@pytest.mark.parametrize(("days", "counts"), [(6, True), (8, False)])
def test_a_clock_that_was_years_ahead_hides_nobody_for_years(team: Team, days: int, counts: bool) -> None:
    ref = worlds.begin(team)
    before = Due.objects.get().due_at
    with clock.at(clock.now() + timedelta(days=days)):
        outreach.log_contact(by=team.jo, mother=ref, contact=MET, at=clock.now())
    outreach.rebuild_due(by=machine_actor(1))
    assert (Due.objects.get().due_at != before) is counts
