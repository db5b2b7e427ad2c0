"""No edition is named as if we had read it."""

import pytest

from hrm2m.records.worries.queries import referral_page
from tests import worlds
from tests.pages.street import browser_of, text_of
from tests.records.worries import samples


pytestmark = pytest.mark.django_db


def test_the_worry_and_the_desk_say_that_not_every_time_was_read_in_the_edition() -> None:
    team = worlds.make_team()
    mother = worlds.begin_named(team)
    worry = referral_page(by=team.ruth, referral=samples.sent(team.jo, mother)).worry
    ruth = browser_of(team.ruth)
    for path in (f"/worries/{worry}/", "/worries/"):
        assert "Working Together 2026 (not every time was read in its text)" in text_of(ruth.get(path))
