"""A bridge builder asks an agency without her name; somebody there answers on a phone; she is shown it and says yes."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import AXE, AXE_RULES, DESK, PHONE
from tests.mailbox import Inbox, inbox  # noqa: F401 - the fixture
from tests.pages.partner.at_the_door import code_in, link_in, work
from tests.pages.street import cookie_of
from tests.records.enquiries import samples
from tests.records.enquiries.samples import FEAR


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def door_context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone of somebody at the agency, without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type] # a plain dict
    yield context
    context.close()


@pytest.fixture
def origin(settings: Any, live_server: Any, inbox: Inbox) -> None:  # noqa: F811 - the fixture
    """Links in mails lead to this server."""
    settings.HRM2M_ORIGIN = live_server.url


def picture(page: Page, name: str) -> None:
    """The page of the other browser, phone and desk, where pictures are wanted."""
    folder = os.environ.get("HRM2M_SHOTS", "")
    for kind, size in (("phone", PHONE), ("desk", DESK)) if folder else ():
        page.set_viewport_size(size)  # type: ignore[arg-type] # a plain dict
        page.screenshot(path=str(Path(folder) / f"{name}_{kind}.png"), full_page=True)


def passes_axe_by_itself(browser: Browser, page: Page) -> None:
    """The same page with scripts allowed for the checker alone: it is drawn from what the server sent."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type] # a plain dict
    other = context.new_page()
    other.route("**/for-you/**", lambda route: route.continue_())
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type] # cookies of the one are those of the other
    other.goto(page.url)
    other.evaluate(AXE.read_text())
    found = other.evaluate("rules => axe.run(document, {runOnly: rules})", AXE_RULES)
    assert not [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]]
    context.close()


def test_an_agency_is_asked_answers_and_she_says_yes(
    page: Page,
    browser: Browser,
    door_context: BrowserContext,
    live_server: Any,
    origin: None,
    inbox: Inbox,  # noqa: F811 - the fixture
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    only_here: list[str],
) -> None:
    situation = samples.a_situation()
    page.context.add_cookies([cookie_of(situation.team.jo, live_server.url)])  # type: ignore[list-item] # a plain dict
    _ask(page, live_server.url, situation.mother, passes_axe, look)
    work()
    door = door_context.new_page()
    _open(door, inbox, browser)
    _answer(door, browser)
    _show_her(page, passes_axe, look)


def _ask(
    page: Page, url: str, mother: str, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    page.goto(f"{url}/m/{mother}/enquiries/ask/")
    page.get_by_label("Testmere Maternity: Fen, care before and after a birth").check()
    page.get_by_label("What is it about?").select_option("pregnancy")
    page.get_by_label("In the next two weeks").check()
    page.get_by_label("She wants to see a woman").check()
    page.get_by_label("In a few words, if the lists do not say it").fill(
        "R o b i n lives near LS6 and is afraid."
    )
    page.get_by_label("She wants this to be asked").check()
    passes_axe()
    look("crossing_ask")
    page.get_by_role("button", name="See what they will see").click()
    expect(page.get_by_text("This could lead to her")).to_be_visible()
    passes_axe()
    look("crossing_traces")
    page.get_by_label("In a few words, if the lists do not say it").fill("She is afraid of being judged.")
    page.get_by_role("button", name="See what they will see").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Exactly this goes to Testmere Maternity")
    passes_axe()
    look("crossing_check")
    page.get_by_role("button", name="Send this").click()
    expect(page.get_by_text("Waits for the agency")).to_be_visible()
    page.get_by_role("link", name="Crossing").first.click()
    passes_axe()
    look("crossing_list")


def _open(door: Page, inbox: Inbox, browser: Browser) -> None:  # noqa: F811 - the fixture
    door.goto(link_in(inbox, whole=True))
    passes_axe_by_itself(browser, door)
    picture(door, "partner_link")
    door.get_by_role("button", name="Send the code").click()
    work()
    door.get_by_label("The code in the mail, six numbers").fill("12")
    door.get_by_role("button", name="Open the request").click()
    expect(door.get_by_text("This code does not open anything here").first).to_be_visible()
    picture(door, "partner_code")
    door.get_by_label("The code in the mail, six numbers").fill(code_in(inbox))
    door.get_by_role("button", name="Open the request").click()


def _answer(door: Page, browser: Browser) -> None:
    expect(door.get_by_role("heading", level=1)).to_have_text("A woman asks, without her name")
    assert "Robin" not in door.content()
    passes_axe_by_itself(browser, door)
    picture(door, "partner_enquiry")
    door.get_by_label("We can: these are our terms").check()
    door.get_by_label("If you can: what would you do, when and where?").fill("I meet her where she likes.")
    door.get_by_label("What would make you tell children’s services?").fill("Only if the baby is in danger.")
    door.get_by_label("Your own name (a team or an inbox does not count)").first.fill("Fen Example")
    door.get_by_role("button", name="Send this answer").click()
    expect(door.get_by_text("Thank you. Your answer is with the person who asked you.")).to_be_visible()
    picture(door, "partner_answered")


def _show_her(page: Page, passes_axe: Callable[[], None], look: Callable[[str], None]) -> None:
    page.reload()
    page.get_by_role("link", name="Robin: Care in pregnancy and after, asked of Testmere Maternity").click()
    passes_axe()
    look("crossing_enquiry")
    page.get_by_role("button", name="Show her").click()
    expect(page.get_by_text("This is their word, not ours.")).to_be_visible()
    passes_axe()
    look("crossing_show")
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Write down her answer").click()
    expect(page.get_by_text("She said yes.")).to_be_visible()


def test_a_lead_decides_on_a_fear_for_a_child(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
) -> None:
    situation = samples.a_situation()
    samples.answered(situation, FEAR)
    page.context.add_cookies([cookie_of(situation.team.ruth, live_server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{live_server.url}/crossing/to-decide/")
    passes_axe()
    look("crossing_to_decide")
    page.get_by_role("link", name="Testmere Maternity").click()
    passes_axe()
    look("crossing_decide")
    page.get_by_label("Yes: a child may be in danger").check()
    page.get_by_label("Why?").fill("A newborn may be alone now.")
    page.get_by_label("With whom did you think it through?").fill("Jo, on the telephone")
    page.get_by_role("button", name="Write the decision down").click()
    expect(page.get_by_text("Decided: she is named")).to_be_visible()
    page.get_by_role("button", name="Write it down as a worry").click()
    expect(page.locator("textarea").filter(has_text="newborn left alone").first).to_be_visible()
