"""A time of the law that nobody found anywhere is never shown as a fact, and no edition as if we had read it."""

import pytest

from hrm2m.foundation import clock
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.entries import TheirDecision, TheirStep
from hrm2m.records.worries.queries import referral_page, worry_page
from tests import worlds
from tests.pages.street import browser_of, text_of
from tests.records.worries import samples


pytestmark = pytest.mark.django_db


def test_a_clock_that_runs_by_a_number_from_memory_says_so_wherever_it_is_shown() -> None:
    team = worlds.make_team()
    mother = worlds.begin_named(team)
    worry = referral_page(by=team.ruth, referral=samples.sent(team.jo, mother)).worry
    ruth = browser_of(team.ruth)
    assert "from memory: check it" not in text_of(ruth.get(f"/worries/{worry}/"))
    for step in (TheirStep.CONFERENCE_PLAN, TheirStep.CORE_GROUP_HELD):
        seen = worry_page(by=team.ruth, worry=worry).seen
        worries.write_their_decision(
            by=team.ruth, worry=worry, decision=TheirDecision(step), seen=seen, at=clock.now()
        )
    page = text_of(ruth.get(f"/worries/{worry}/"))
    assert page.count("(the time is from memory: check it)") == 1
    assert "Times by Working Together 2026 (not every time was read in its text)." in page


def test_the_desk_tells_a_number_that_was_read_elsewhere_from_one_from_memory() -> None:
    team = worlds.make_team()
    desk = text_of(browser_of(team.ruth).get("/worries/"))
    assert desk.count("Number from memory: check it before you rely on it.") == 1
    assert "Working Together 2026 (not every time was read in its text)" in desk
