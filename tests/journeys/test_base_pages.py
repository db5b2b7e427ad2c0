"""The ground of every page, looked at by a browser: layout, forms, errors, the interruption, without JavaScript too."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect

from hrm2m.foundation import clock
from hrm2m.pages.base.sessions import SessionStore
from hrm2m.pages.sign_in.invitations import start_again
from hrm2m.policy import Role
from tests.journeys.test_sign_in import give_password
from tests.pages.workers import Someone, someone


pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.pages.base.doors_for_tests"),
]


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_a_form_shows_its_mistakes_and_takes_the_focus_there(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
) -> None:
    sign_in(page, live_server, someone("Lena", Role.TEAM_LEAD, Role.BRIDGE_BUILDER))
    page.goto(live_server.url + "/test/note/")
    passes_axe()
    look("form")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    passes_axe()
    look("form_mistakes")
    complaints.clear()  # a browser notes every 422


def test_everything_from_sign_in_to_a_kept_form_works_without_scripts(
    plain_page: Page, live_server: Any, look: Callable[[str], None]
) -> None:
    page, who = plain_page, someone("Mina", agencies=2)
    sign_in(page, live_server, who)
    page.get_by_label("Agency 2 of Mina").check()
    page.get_by_role("button", name="Go on").click()
    page.goto(live_server.url + "/test/note/")
    page.get_by_label("Her words").fill("She would like a bed near the school.")
    page.get_by_label("We met").check()
    for box, words in (("Day", "1"), ("Month", "2"), ("Year", "2026")):
        page.get_by_label(box, exact=True).fill(words)
    every_sign_in_ends()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    give_password(page, who)
    page.get_by_label("Code from your app").fill(who.code(1))
    page.get_by_role("button", name="Sign in").click()
    choose_again(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("You were writing this. Save it now?")
    page.get_by_role("button", name="Save it now").click()
    expect(page.locator("body")).to_have_text("saved")


def test_locked_page_and_choice_of_agency_and_interruption(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
) -> None:
    who = someone("Mina", agencies=2)
    sign_in(page, live_server, who)
    passes_axe()
    look("choose_agency")
    page.get_by_label("Agency 1 of Mina").check()
    page.get_by_role("button", name="Go on").click()
    page.goto(live_server.url + "/why/?next=/test/note/&of=x")
    passes_axe()
    look("why")
    page.get_by_label("A promise to her is late").check()
    page.get_by_role("button", name="Open it").click()
    complaints.clear()
    twenty_minutes_pass()
    page.goto(live_server.url + "/test/note/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it you? One code, please")
    passes_axe()
    look("locked")
    page.get_by_role("link", name="Use your password").click()
    passes_axe()
    look("locked_password")


@pytest.mark.parametrize("how", ["denied", "conflict", "forgotten", "database", "broken", "absent"])
def test_every_page_that_says_what_went_wrong_can_be_read(
    page: Page, live_server: Any, how: str, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    page.goto(live_server.url + ("/no/such/page/" if how == "absent" else f"/test/ends/{how}/"))
    expect(page.get_by_role("link", name="Danger now")).to_be_visible()
    passes_axe()
    look(f"error_{how}")


def test_help_and_welcome_can_be_read(
    page: Page, live_server: Any, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    page.goto(live_server.url + "/sign-in/help/")
    passes_axe()
    look("help")
    link = start_again(someone("Noor").worker.ref)
    page.goto(live_server.url + "/" + link.split("/", 3)[3])
    passes_axe()
    look("welcome")


def sign_in(page: Page, live_server: Any, who: Someone) -> None:
    page.goto(live_server.url + "/agency/")
    give_password(page, who)
    page.get_by_label("Code from your app").fill(who.code())
    page.get_by_role("button", name="Sign in").click()


def choose_again(page: Page) -> None:
    if page.get_by_text("You wrote it for").is_visible():
        page.get_by_role("link", name="Change to that agency first").click()
        page.get_by_label("Agency 2 of Mina").check()
        page.get_by_role("button", name="Go on").click()


def every_sign_in_ends() -> None:
    """As after twelve hours."""
    Session.objects.all().delete()


def twenty_minutes_pass() -> None:
    """Makes the last touch twenty minutes ago: the server's thread has a clock of its own."""
    for row in Session.objects.all():
        seen_at = (clock.now() - timedelta(minutes=20)).isoformat()
        held = {**SessionStore().decode(row.session_data), "seen_at": seen_at}
        row.session_data = SessionStore().encode(held)
        row.save()
