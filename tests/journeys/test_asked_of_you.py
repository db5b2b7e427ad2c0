"""One list of what is asked: looking at what was written of her, deciding on what was told, answering what she says."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import worlds
from tests.journeys.test_worries import as_worker
from tests.records.showing.test_answering import in_general
from tests.records.showing.test_showing import demanded, harmed


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_bridge_builder_looks_decides_and_answers(
    page: Page, live_server: Any, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    in_general(team, mother, demanded(team, mother), not_right=True)
    demanded(team, mother)
    harmed(team, mother)
    as_worker(page, live_server, team.jo)
    page.goto(f"{live_server.url}/asked-of-you/")
    passes_axe()
    look("asked_list")
    page.get_by_role("button", name="Answer her").click()
    page.get_by_label("It stays as it is").check()
    page.get_by_label("What did you look at, and why is it so?").fill("I asked the council.")
    page.get_by_label("How was she told, and by whom?").fill("By me, in the café")
    passes_axe()
    look("asked_answer")
    page.get_by_role("button", name="Answer her").click()
    expect(page.get_by_text("Answered: it stands beside what she said")).to_be_visible()
    page.get_by_role("button", name=re.compile("Decide.*Harm to her")).click()
    expect(page.get_by_text("no day shows it")).to_be_visible()
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_role("link", name="Choose whether she may read it.")).to_be_visible()
    page.get_by_label("Yes: showing it is safe").check()
    page.get_by_label("Why?").fill("Her sister told her that she told us.")
    passes_axe()
    look("asked_decide")
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_text("She may read it.")).to_be_visible()
    for box in page.get_by_label("She may read this").all():
        box.check()
    page.get_by_role("button", name="She may read what is ticked").click()
    expect(page.get_by_text("Nothing is asked of you.")).to_be_visible()
    look("asked_nothing")
