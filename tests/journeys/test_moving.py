"""She moves: Jo tells her first and hears from Noa; on her own phone, one screen, she says yes."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hrm2m.policy.lifecycles import Stage
from hrm2m.vault.models import Head
from tests import worlds
from tests.journeys.conftest import PHONE
from tests.journeys.test_worries import as_worker
from tests.records.hers.samples import WORDS, set_up


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def her_phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Her phone, with and without scripts."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param, locale="en-GB")  # type: ignore[arg-type] # a plain dict of two numbers
    yield context.new_page()
    context.close()


def test_from_what_she_is_told_to_her_yes_on_one_screen(
    page: Page,
    her_phone: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    set_up(team, mother)
    as_worker(page, live_server, team.jo)
    page.goto(f"{live_server.url}/m/{mother}/")
    page.get_by_role("link", name="She moves to another area").click()
    page.get_by_role("button", name="She moves").click()
    expect(page.get_by_text("We stay here for you until you say")).to_be_visible()
    passes_axe()
    look("moving_plan")
    page.get_by_label("Yes: the person named here").check()
    page.get_by_label("Who is to be there for her?").fill("Noa Field")
    page.get_by_label("How is that person rung?").fill("01632 960 101")
    page.get_by_label("What she wants said").check()
    page.get_by_label("She was told").check()
    page.get_by_label("She said so herself").check()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("We have not heard from there yet. Her bridge holds.")).to_be_visible()
    page.get_by_role("button", name="Heard from there").click()
    page.get_by_label("Yes: they will be there for her").check()
    look("moving_heard")
    page.get_by_role("button", name="Write it down").click()
    passes_axe()
    look("moving")
    _she_says_yes(her_phone, live_server.url)
    assert Head.objects.get(ref=mother).stage == Stage.MOVED_ON
    page.goto(f"{live_server.url}/m/{mother}/")
    expect(page.get_by_text("Noa Field")).to_have_count(0)


def _she_says_yes(phone: Page, address: str) -> None:
    phone.goto(f"{address}/n/")
    phone.get_by_label("Your words or number").fill(WORDS)
    phone.get_by_role("button", name="Go on").click()
    phone.get_by_role("link", name="Your move").click()
    yes = phone.get_by_role("button", name="Yes, they are here for me")
    expect(yes).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    box = yes.bounding_box()
    assert box
    assert box["y"] + box["height"] <= PHONE["height"], "her answer is on the first screen"
    yes.click()
    expect(phone.get_by_label("Your words or number")).to_be_visible()


def test_a_lead_keeps_two_apart(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    for handle in ("Robin", "Wren"):
        worlds.begin(team, handle)
    as_worker(page, live_server, team.kit)
    page.goto(f"{live_server.url}/board/apart/new/")
    page.get_by_label("Which handle has the one who asks").fill("Robin")
    page.get_by_label("Which handle has the other?").fill("Wren")
    page.get_by_label("Who said so, and why?").fill("She says that they must not meet here.")
    passes_axe()
    look("apart_new")
    page.get_by_role("button", name="Keep them apart").click()
    expect(page.get_by_text("Works with both: Jo, Sam.")).to_be_visible()
    passes_axe()
    look("apart")
