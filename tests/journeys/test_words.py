"""Questions beside what a worker wrote: they come by themselves on a phone, and by a link without scripts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import worlds
from tests.pages.street import cookie_of


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SEEN = (
    "Robin did not engage. She is a known junkie. Contact will stop unless she gives three clean tests. "
    "Mum is in denial about her drinking."
)


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def write(page: Page, server: Any) -> str:
    """Jo logs a meeting and writes down what she saw; answers the mother."""
    team = worlds.make_team()
    mother = worlds.begin(team, "Robin", days_ago=9)
    page.context.add_cookies([cookie_of(team.jo, server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{server.url}/m/{mother}/log/")
    page.get_by_label("We met", exact=True).check()
    page.get_by_label("How?").select_option("usual_place")
    page.get_by_text("The rest, now or later").click()
    page.get_by_label("What you saw").fill(SEEN)
    page.get_by_role("button", name="Save", exact=True).click()
    return mother


def test_questions_come_beside_the_list_and_one_is_set_aside(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    write(page, live_server)
    asked = page.get_by_role("region", name="Questions about your words")
    expect(asked.get_by_role("heading", name="Questions about your words")).to_be_visible()
    passes_axe()
    look("words_beside")
    asked.get_by_text("Why, and what else").first.click()
    asked.get_by_label("Not here, because (yours alone, may stay empty)").first.fill("He said it, not I.")
    look("words_opened")
    asked.get_by_role("button", name="Set it aside").first.click()
    expect(asked.get_by_text("He said it, not I.")).to_be_visible()
    passes_axe()
    look("words_aside")


def test_the_check_page_asks_the_same_without_scripts(plain_page: Page, live_server: Any) -> None:
    write(plain_page, live_server)
    plain_page.get_by_role("link", name="Questions about your words").click()
    expect(plain_page.get_by_role("heading", name="What you wrote")).to_be_visible()
    expect(plain_page.get_by_text(SEEN)).to_be_visible()
    plain_page.get_by_text("Why, and what else").first.click()
    plain_page.get_by_role("button", name="Set it aside").first.click()
    expect(plain_page.get_by_role("heading", name="Set aside by you")).to_be_visible()


def write_of_a_child(page: Page, server: Any) -> str:
    """Jo writes what she noticed of a child, and has not saved it yet; answers the mother."""
    team = worlds.make_team()
    mother = worlds.begin(team, "Robin", days_ago=9)
    page.context.add_cookies([cookie_of(team.jo, server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{server.url}/children/of/{mother}/saw/")
    page.get_by_label("What did you see or hear?").fill(SEEN)
    page.get_by_label("I saw it").check()
    page.get_by_label("Not yet").check()
    return mother


def test_a_draft_about_a_child_is_asked_about_beside_the_form_and_saved_as_it_is(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    mother = write_of_a_child(page, live_server)
    page.get_by_role("button", name="Ask me about my words first").click()
    asked = page.get_by_role("region", name="Questions about your words")
    expect(asked.get_by_text("Not saved yet.")).to_be_visible()
    expect(page.get_by_label("What did you see or hear?")).to_have_value(SEEN)
    passes_axe()
    look("words_draft")
    page.get_by_label("What did you see or hear?").fill("Robin slept. Her boy was washed and had eaten.")
    page.get_by_role("button", name="Ask me about my words first").click()
    expect(asked.get_by_text("Nothing is asked about these words.")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(f"{live_server.url}/m/{mother}/")
    expect(page.get_by_text("Saved. Nothing is asked about these words.")).to_be_visible()
    expect(page.get_by_text("Something you wrote is not saved yet")).to_have_count(0)


def test_what_was_saved_about_a_child_is_asked_about_on_the_page_that_follows(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    write_of_a_child(page, live_server)
    page.get_by_role("button", name="Save", exact=True).click()
    asked = page.get_by_role("region", name="Questions about your words")
    expect(asked.get_by_text("Saved as you wrote it.")).to_be_visible()
    passes_axe()
    look("words_follow")
    asked.get_by_text("Why, and what else").first.click()
    asked.get_by_label("Not here, because (yours alone, may stay empty)").first.fill("It is her word.")
    asked.get_by_role("button", name="Set it aside").first.click()
    expect(asked.get_by_text("It is her word.")).to_be_visible()


def test_a_draft_is_asked_about_in_a_tab_of_its_own_without_scripts(
    plain_page: Page, live_server: Any
) -> None:
    write_of_a_child(plain_page, live_server)
    with plain_page.context.expect_page() as opened:
        plain_page.get_by_role("button", name="Ask me about my words first").click()
    beside = opened.value
    expect(beside.get_by_role("heading", name="What you wrote")).to_be_visible()
    expect(beside.get_by_text(SEEN)).to_be_visible()
    beside.close()
    expect(plain_page.get_by_label("What did you see or hear?")).to_have_value(SEEN)


def test_a_referral_is_asked_about_once_it_has_gone_and_below_whom_to_ring(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Robin", days_ago=9)
    page.context.add_cookies([cookie_of(team.sam, live_server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{live_server.url}/m/{mother}/refer/")
    page.get_by_label("What did you see, hear or learn?").fill(SEEN)
    expect(page.get_by_text("Questions about your words")).to_have_count(0)
    page.get_by_role("button", name="Send it now").click()
    asked = page.get_by_role("region", name="Questions about your words")
    expect(asked.get_by_text("It has gone as you wrote it")).to_be_visible()
    passes_axe()
    look("words_sent")
