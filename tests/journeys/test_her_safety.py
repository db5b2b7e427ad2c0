"""A bridge builder writes what is done to her, a way on with her say, and whom she lets read it; on a telephone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hrm2m.foundation import clock
from hrm2m.records.safety import actions
from hrm2m.records.safety.actions import Telling
from hrm2m.records.safety.entries import Harm, HerSafety
from tests import worlds
from tests.pages.street import cookie_of


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_from_her_page_to_a_way_on_and_somebody_she_lets_read_it(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    page.context.add_cookies([cookie_of(team.jo, live_server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{live_server.url}/m/{mother}/")
    page.get_by_role("link", name="Open it with her").click()
    passes_axe()
    page.get_by_role("button", name="Write what she said, or what you saw").click()
    page.get_by_label("Somebody hurts her").check()
    page.get_by_label("What she said, in her words; or what you saw or heard").fill(
        "He shut the door on my hand."
    )
    page.get_by_label("Who does it, as she calls him or her").fill("Del")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Please put this right")
    expect(page.get_by_role("link", name="Choose how you know it.")).to_be_visible()
    complaints.clear()  # the status of a form with a mistake
    passes_axe()
    look("her_safety_mistake")
    page.get_by_label("She said it herself").check()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("link", name="what this person did")).to_be_visible()
    complaints.clear()
    page.get_by_label("What did this person do?").fill("shut the door on her hand")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("What Del did:")).to_be_visible()
    page.get_by_role("link", name="A way on").click()
    page.get_by_label("Domestic-abuse advocate (IDVA)").check()
    page.get_by_label("She says yes").check()
    page.get_by_label("It was taken: they know now").check()
    passes_axe()
    look("her_safety_way_on")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("She says yes")).to_be_visible()
    passes_axe()
    look("her_safety")
    page.get_by_role("link", name="Whom she lets read this").click()
    page.get_by_role("button", name="She lets somebody read it").click()
    page.get_by_label("Who?").select_option(team.tess.worker_ref)
    page.get_by_label("She was alone, knows who it is, and says yes").check()
    passes_axe()
    look("her_safety_reader")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("heading", name="Tess")).to_be_visible()
    look("her_safety_readers")


def test_whom_she_lets_read_it_opens_it_without_javascript(live_server: Any, browser: Browser) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    said = HerSafety(Harm.SELF_HARM, "Some nights I do not want to wake up.")
    actions.note(by=team.jo, mother=mother, safety=said, telling=Telling(), at=clock.now())
    actions.let_see(by=team.jo, mother=mother, worker=team.tess.worker_ref, called="Robin", at=clock.now())
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    context.add_cookies([cookie_of(team.tess, live_server.url)])  # type: ignore[list-item] # a plain dict
    page = context.new_page()
    page.goto(f"{live_server.url}/safety/")
    page.get_by_role("link", name="Robin").click()
    expect(page.get_by_text("Some nights I do not want to wake up.")).to_be_visible()
    context.close()
