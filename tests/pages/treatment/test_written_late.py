"""A medicine she took before, written on a page: marked as written late, with who says so, and refused kindly."""

from typing import Any

import pytest

from tests import worlds
from tests.pages.street import browser_of, post, text_of
from tests.records.treatment import samples


pytestmark = pytest.mark.django_db

BEFORE: dict[str, Any] = {
    "medicine": "methadone",
    "dose": "60 mg once a day",
    "taken": "not_known",
    "who_asked": "not_known",
    "why": "not known",
    "known": "told_by",
    "from_whom": "the clinic in Otherton",
    "was_told": "yes",
    "days_are_about": "on",
}


def day(name: str, days: int) -> dict[str, str]:
    return {name: f"{samples.days_ago(days):%Y-%m-%d}"}


def test_a_course_that_was_over_says_that_it_was_written_afterwards_and_who_says_so() -> None:
    team = worlds.make_team()
    mother = samples.treated(team)
    tom = browser_of(team.tom)
    where = f"/m/{mother}/treatment/medicine-before/"
    assert tom.get(where).status_code == 200
    samples.takes(team, mother)
    refused = post(tom, where, **BEFORE, **day("started", 900), **day("last_dose", 5))
    assert refused.status_code == 422
    assert "another medicine since" in text_of(refused)
    assert "the clinic in Otherton" in refused.content.decode()
    sent = post(tom, where, **BEFORE, **day("started", 900), **day("last_dose", 400))
    assert sent.status_code == 302, text_of(sent)
    page = text_of(tom.get(f"/m/{mother}/treatment/"))
    assert "What she took before" in page
    assert "60 mg once a day" in page
    assert page.count("Written down afterwards, on") == 3  # two of this course, and hers of twenty days ago
    assert "Told by somebody: the clinic in Otherton" in page
    assert "Who asked for it is not known" in page
    assert "About then, as somebody remembers it" in page
    assert "A question for her" in page  # of the course that began twenty days ago, and of no other
    assert page.count("A question for her") == 1
