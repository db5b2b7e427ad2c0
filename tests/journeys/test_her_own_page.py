"""Her own page on a telephone: set up beside her, used, and left so that the Back key brings nothing back."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hrm2m.cadence import Channel, Outcome
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact, SafeContact
from tests import worlds
from tests.journeys.conftest import PHONE
from tests.pages.street import cookie_of
from tests.records.hers.samples import QUIET, WORDS, set_up


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

BACK = 4


def robin_at_home() -> tuple[worlds.Team, str]:
    """Robin, with a next day, a card, a note that she may read and words that open her page."""
    team = worlds.make_team()
    mother = worlds.begin(team)
    at = clock.now()
    met = Contact(
        Channel.USUAL_PLACE,
        Outcome.MET,
        her_words="I want my own front door.",
        next_at=at + timedelta(days=2),
    )
    outreach.log_contact(by=team.jo, mother=mother, contact=met, at=at)
    card = SafeContact(Channel.TEXT, "Text her own phone", local_day(at) + timedelta(days=10))
    outreach.set_safe_contact(by=team.jo, mother=mother, card=card, seen="", at=at)
    set_up(team, mother)
    return team, mother


def come_in(page: Page, address: str, code: str = WORDS) -> None:
    page.goto(f"{address}/n/")
    page.get_by_label("Your words or number").fill(code)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Hello")).to_be_visible()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """Her phone, with and without scripts."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param, locale="en-GB")  # type: ignore[arg-type] # a plain dict of two numbers
    yield context
    context.close()


@pytest.mark.promise(7)
def test_leave_now_and_no_back_brings_anything_back(phone: BrowserContext, live_server: Any) -> None:
    robin_at_home()
    page = phone.new_page()
    page.goto(f"{live_server.url}/healthz")
    come_in(page, live_server.url)
    page.get_by_role("link", name="My notes", exact=True).click()
    expect(page.get_by_text("I want my own front door.")).to_be_visible()
    page.get_by_role("link", name="Add my side").first.click()
    page.get_by_label("Your side, in your words").fill("Half typed when he came in")
    page.get_by_role("button", name="Leave now").click()
    expect(page.get_by_text("There is nothing on this page.")).to_be_visible()
    for _each in range(BACK):
        page.go_back()
        page.wait_for_load_state()
        seen = page.content()
        for secret in ("front door", "Half typed", "Hello", "Jo", "My notes"):
            assert secret not in seen, (page.url, secret)
        fields = page.locator("input[name=code]")
        assert [field.input_value() for field in fields.all()] == [""] * fields.count()
    page.go_forward()
    page.wait_for_load_state()
    assert "front door" not in page.content()
    assert phone.cookies() == [] or all(cookie["value"] == "" for cookie in phone.cookies())


@pytest.mark.promise(7)
def test_back_out_of_memory_shows_nothing_either(browser: Browser, live_server: Any) -> None:
    """A browser may keep a page in memory: coming back to it, it asks the server again."""
    robin_at_home()
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type] # a plain dict of two numbers
    page = context.new_page()
    come_in(page, live_server.url)
    page.get_by_role("link", name="My notes", exact=True).click()
    expect(page.get_by_text("I want my own front door.")).to_be_visible()
    elsewhere = context.new_page()
    elsewhere.goto(f"{live_server.url}/n/z/")
    page.goto(f"{live_server.url}/healthz")
    page.go_back()
    page.wait_for_load_state()
    assert "front door" not in page.content()
    context.close()


def test_a_day_on_her_phone(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    robin_at_home()
    titles: set[str] = set()
    page.goto(f"{live_server.url}/n/")
    passes_axe()
    look("own_enter")
    page.get_by_label("Your words or number").fill("not the right words at all")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_be_visible()
    passes_axe()
    come_in(page, live_server.url)
    passes_axe()
    look("own_home")
    page.get_by_role("button", name="OK").click()
    expect(page.get_by_text("You said: this is good.")).to_be_visible()
    page.get_by_role("link", name="Text Jo").click()
    page.get_by_label("What do you want to say?").fill("Can you ring me tonight?")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("Can you ring me tonight?")).to_be_visible()
    passes_axe()
    look("own_text")
    for name, heading in (
        ("What they promised", "What they promised"),
        ("What I want said", "What I want said"),
        ("Who can see what", "Who can see what"),
        ("Who opened my notes", "Who opened my notes"),
        ("My notes", "My notes: your notes"),
        ("How to reach me", "How to reach me"),
        ("Staying safe", "Staying safe"),
    ):
        page.goto(f"{live_server.url}/n/a/")
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        passes_axe()
        look(f"own_{heading.split()[-1]}")
        titles.add(page.title())
    assert titles == {"Notes"}
    page.goto(f"{live_server.url}/n/d/")
    page.get_by_role("link", name="Stop Sam").click()
    passes_axe()
    look("own_stop")
    page.get_by_role("button", name="Stop now").click()
    expect(page.get_by_text("Sam")).not_to_be_visible()
    page.goto(f"{live_server.url}/n/m/")
    passes_axe()
    look("own_forget")
    stored = page.evaluate(
        "async () => [Object.keys(localStorage), Object.keys(sessionStorage), await caches.keys(),"
        " (await indexedDB.databases()).length, (await navigator.serviceWorker.getRegistrations()).length,"
        " document.cookie]"
    )
    assert stored == [[], [], [], 0, 0, ""]


def test_by_the_quiet_words_it_looks_like_all_there_is(
    page: Page, live_server: Any, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    robin_at_home()
    come_in(page, live_server.url, QUIET)
    passes_axe()
    look("own_quiet")
    assert page.locator("nav").count() == 0
    page.goto(f"{live_server.url}/n/f/")
    expect(page.get_by_role("heading", name="Hello")).to_be_visible()


def test_jo_sets_it_up_beside_her(
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
    page.get_by_role("link", name="See it, set it up, freeze it").click()
    passes_axe()
    page.get_by_role("button", name="She wants one: ask first").click()
    page.get_by_label("Hers", exact=True).check()
    page.get_by_label("Nobody", exact=True).check()
    page.get_by_label("Yes, she is alone with me").check()
    page.get_by_label("Yes", exact=True).check()
    passes_axe()
    look("own_page_ask")
    page.get_by_role("button", name="Write down what she said").click()
    page.get_by_role("button", name="Words she remembers").click()
    page.get_by_label("Five words or more that she remembers").fill(WORDS)
    page.get_by_label("Other words that show what is next, and nothing else").fill(QUIET)
    page.get_by_label("She said so herself").check()
    passes_axe()
    look("own_page_words")
    page.get_by_role("button", name="This is how she gets in").click()
    expect(page.get_by_text("It opens her page.")).to_be_visible()
    passes_axe()
    look("own_page")
    page.get_by_role("link", name="Look at her side together").click()
    passes_axe()
    look("own_page_together")
    page.goto(f"{live_server.url}/freeze/")
    page.get_by_label("What does she go by?").fill("Robin")
    page.get_by_role("button", name="Freeze it").click()
    expect(page.get_by_text("If a page belongs to what you typed, it is frozen now.")).to_be_visible()
    passes_axe()
    look("freeze_page")
