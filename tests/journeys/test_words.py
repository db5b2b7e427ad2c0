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
