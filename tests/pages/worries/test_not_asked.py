"""A lead who may be asked to look a second time, and was not, learns by no address that there is anything to see."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock
from hrm2m.records.showing import queries as showing
from hrm2m.records.worries import actions as worries
from tests import worlds
from tests.pages.street import browser_of, post, text_of
from tests.records.worries import samples


pytestmark = [pytest.mark.django_db, pytest.mark.promise(1)]

UNKNOWN = "a" * 26


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team)


def withheld(team: worlds.Team, mother: str) -> str:
    """The ref of what is withheld about a child and waits for a signature."""
    samples.raised(team.ruth, mother, telling=samples.NOT_TOLD)
    (waiting,) = showing.waiting(team.rae)
    return waiting.row.entry


def answers(browser: Any, path: str) -> list[tuple[int, str, int]]:
    """To reading it and to posting there: the status, the words, and how many statements it took."""
    found = []
    browser.get(path)  # the first page of a visit notes that it begins
    for ask in (browser.get, lambda path: post(browser, path, agrees="yes", words="I looked")):
        with CaptureQueriesContext(connection) as asked:
            response = ask(path)
        found.append((response.status_code, text_of(response), len(asked)))
    return found


def test_what_is_withheld_about_a_child(team: worlds.Team, mother: str) -> None:
    entry, kit = withheld(team, mother), browser_of(team.kit)
    assert answers(kit, f"/held/{entry}/") == answers(kit, f"/held/{UNKNOWN}/")


def test_a_referral_that_was_sent(team: worlds.Team, mother: str) -> None:
    ref, kit = samples.sent(team.ruth, mother), browser_of(team.kit)
    assert answers(kit, f"/referrals/{ref}/") == answers(kit, f"/referrals/{UNKNOWN}/")


def test_whoever_was_asked_to_look_at_one_learns_nothing_of_another(team: worlds.Team, mother: str) -> None:
    one, other = samples.sent(team.ruth, mother), samples.sent(team.sam, mother)
    worries.ask_to_look(by=team.ruth, about=one, worker=team.kit.worker_ref, at=clock.now())
    kit = browser_of(team.kit)
    assert samples.SAW in text_of(kit.get(f"/referrals/{one}/"))
    assert answers(kit, f"/referrals/{other}/") == answers(kit, f"/referrals/{UNKNOWN}/")


def test_whoever_sent_it_is_told_that_somebody_else_looks(team: worlds.Team, mother: str) -> None:
    ref = samples.sent(team.kit, mother)
    assert browser_of(team.kit).get(f"/referrals/{ref}/").status_code == 403
