"""The main job: from Today to a contact logged in under twenty seconds, on a phone, with and without JavaScript."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hrm2m.cadence import Outcome
from hrm2m.policy import Actor, Permission
from hrm2m.records.outreach.queries import being_in
from hrm2m.vault import door
from tests import worlds
from tests.pages.people_of_today import a_full_list, give_card, log
from tests.pages.street import cookie_of


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SECONDS = 20


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def sign_in(page: Page, server: Any, worker: Actor) -> None:
    page.context.add_cookies([cookie_of(worker, server.url)])  # type: ignore[list-item] # a plain dict


def contacts_of(team: worlds.Team, mother: str) -> list[Outcome]:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="test") as box:
        return [entry.body.outcome for entry in being_in(box).contacts]


def test_a_miss_is_logged_in_under_twenty_seconds_and_the_list_says_what_changes(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    robin = a_full_list(team)["Robin"]
    sign_in(page, live_server, team.jo)
    page.goto(live_server.url + "/today/")
    began = time.monotonic()
    page.get_by_role("button", name="Log a contact with Robin").click()
    page.get_by_label("Not reached", exact=True).check()
    look("log_chosen")
    page.get_by_role("button", name="Save", exact=True).click()
    banner = page.get_by_role("status")
    expect(banner).to_contain_text("Saved for Robin: not reached.")
    expect(banner).to_contain_text("She stays on the list.")
    assert time.monotonic() - began < SECONDS
    passes_axe()
    look("today_saved")
    expect(page.get_by_role("heading", name="Robin")).to_be_visible()
    assert contacts_of(team, robin)[0] is Outcome.NOT_REACHED


def test_the_whole_job_runs_without_scripts(
    plain_page: Page, live_server: Any, look: Callable[[str], None]
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Wren", days_ago=9)
    give_card(team, mother, days_ago=5, most_contacts_a_week=2)
    log(team, mother, Outcome.NOT_REACHED, 2)
    page = plain_page
    sign_in(page, live_server, team.jo)
    page.goto(live_server.url + "/today/")
    page.get_by_text("Why she is on the list").click()
    expect(page.get_by_text("A choice of this service, not a published figure.").first).to_be_visible()
    page.get_by_role("button", name="Log a contact with Wren").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what happened.")
    page.get_by_label("We met", exact=True).check()
    page.get_by_label("In a week", exact=True).check()
    page.get_by_label("Her words").fill("Come on Tuesday, I am at the library.")
    page.get_by_text("The rest, now or later").click()
    page.get_by_label("Kind of place").select_option("street")
    page.get_by_role("button", name="Save", exact=True).click()
    words = page.get_by_role("status")
    expect(words).to_contain_text("Saved for Wren: we met.")
    expect(words).to_contain_text("She has had 2 of 2 contacts this week: no more until")
    expect(page.get_by_role("button", name="Text Wren")).to_have_count(0)
    page.get_by_role("link", name="Wren", exact=True).click()
    expect(page.get_by_text("“Come on Tuesday, I am at the library.”")).to_be_visible()


def test_pressing_save_twice_makes_one_contact(page: Page, live_server: Any) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Wren", days_ago=9)
    sign_in(page, live_server, team.jo)
    page.goto(f"{live_server.url}/m/{mother}/log/")
    page.get_by_label("Spoke or texted", exact=True).check()
    page.get_by_label("How?").select_option("call")
    page.get_by_role("button", name="Save", exact=True).dblclick()
    expect(page.get_by_role("status")).to_contain_text("Saved for Wren")
    assert contacts_of(team, mother) == [Outcome.SPOKE]


def test_the_keyboard_alone_logs_a_contact(page: Page, live_server: Any) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Wren", days_ago=9)
    give_card(team, mother)
    sign_in(page, live_server, team.jo)
    page.goto(f"{live_server.url}/m/{mother}/log/")
    page.get_by_label("We met").focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("We met")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Spoke or texted")).to_be_checked()
    page.get_by_label("Spoke or texted").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved for Wren: spoke or texted.")


def test_large_choices_are_large_enough_for_a_thumb(page: Page, live_server: Any) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Wren", days_ago=9)
    give_card(team, mother)
    sign_in(page, live_server, team.jo)
    for path in ("/today/", f"/m/{mother}/log/", f"/m/{mother}/in/", f"/m/{mother}/listening/"):
        page.goto(live_server.url + path)
        for target in page.locator("main .govuk-button, main .hr-tiles label, main .hr-chips label").all():
            size = target.bounding_box()
            assert size is not None
            assert size["height"] >= 44, (path, target.inner_text())


def test_a_bridge_is_begun_and_someone_who_listens_ends_a_call(
    page: Page, live_server: Any, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    team = worlds.make_team()
    sign_in(page, live_server, team.jo)
    page.goto(live_server.url + "/begin/")
    page.get_by_role("button", name="Begin the bridge").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    passes_axe()
    look("begin_mistakes")
    page.get_by_label("I said it to her").check()
    page.get_by_label("What does she want to be called?").fill("Wren")
    page.get_by_label("Age not asked yet").check()
    page.get_by_label("Jo", exact=True).check()
    page.get_by_label("Who is cover?").select_option(label="Sam: outreach worker")
    page.get_by_text("How to reach her safely, now or later").click()
    page.get_by_label("Which way does she want?").select_option("call")
    page.get_by_label("How exactly?").fill("07700 900118")
    page.get_by_label("Cover words").fill("Is that the library?")
    page.get_by_role("button", name="Begin the bridge").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wren")
    page.get_by_role("button", name="Someone is listening").click()
    expect(page.locator(".hr-cover")).to_contain_text("Is that the library?")
    page.get_by_role("button", name="I stopped: it was not safe").click()
    expect(page.get_by_role("status")).to_contain_text("Saved for Wren: stopped: not safe.")
    passes_axe()


def test_a_visit_begins_and_ends(
    page: Page, live_server: Any, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Wren", days_ago=9)
    sign_in(page, live_server, team.jo)
    page.goto(f"{live_server.url}/m/{mother}/in/")
    page.get_by_label("Where are you?").fill("The library steps")
    page.get_by_label("In 1 hour", exact=True).check()
    page.get_by_label("Who is told if you are not?").select_option(label="Sam: outreach worker")
    page.get_by_role("button", name="I’m in").click()
    expect(page.get_by_role("heading", name="You are on a visit")).to_be_visible()
    passes_axe()
    look("on_a_visit")
    page.get_by_role("button", name="I’m out").click()
    expect(page.get_by_role("heading", name="You are on a visit")).to_have_count(0)
