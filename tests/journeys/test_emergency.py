"""A worker beside a woman in danger opens one part, a second person looks, and she reads of it; on a telephone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hrm2m.foundation import clock
from hrm2m.records.safety import actions
from hrm2m.records.safety.actions import Telling
from hrm2m.records.safety.entries import Harm, HerSafety
from tests import worlds
from tests.pages.street import cookie_of


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_from_danger_to_one_part_and_to_the_second_person(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    said = HerSafety(Harm.VIOLENCE, "He shut the door on my hand.", "Del", "shut the door on her hand")
    actions.note(by=team.jo, mother=mother, safety=said, telling=Telling(), at=clock.now())
    page.context.add_cookies([cookie_of(team.amir, live_server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{live_server.url}/danger/open/")
    page.get_by_role("link", name="Open one part of a record in this emergency").click()
    passes_axe()
    look("emergency_open")
    page.get_by_label("By which handle is she known?").fill("Robin")
    page.get_by_label("She herself").check()
    page.get_by_label("What is said of her own safety").check()
    page.get_by_role("button", name="Read what this means").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Please put this right")
    complaints.clear()  # the status of a form with a mistake
    page.get_by_label("What is happening, and what do you need to know?").fill(
        "She will not come off the bridge. Who may ring her?"
    )
    page.get_by_role("button", name="Read what this means").click()
    expect(page.get_by_role("heading", name="Open it now?")).to_be_visible()
    passes_axe()
    look("emergency_sure")
    page.get_by_role("button", name="Somebody is in danger: open it").click()
    expect(page.get_by_text("He shut the door on my hand.")).to_be_visible()
    passes_axe()
    look("emergency_part")
    page.context.clear_cookies()
    page.context.add_cookies([cookie_of(team.kit, live_server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{live_server.url}/asked-of-you/")
    passes_axe()
    look("emergency_asked")
    page.get_by_role("button", name="Look at it").click()
    passes_axe()
    look("emergency_look")
    page.get_by_label("Right: somebody was in danger, and this part was needed").check()
    page.get_by_label("What did you look at, and what do you think?").fill("I rang the bridge. She is safe.")
    page.get_by_role("button", name="Sign as second person").click()
    expect(page.get_by_text("it stands beside what was opened")).to_be_visible()
    assert not complaints
