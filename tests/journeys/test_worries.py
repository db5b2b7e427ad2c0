"""An outreach worker tells about a child alone from a phone; the lead decides; a second person looks at it after."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hrm2m.records.worries.models import ReferralRow
from tests import worlds
from tests.pages.street import cookie_of
from tests.records.requests import samples as asked
from tests.records.worries import samples


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def as_worker(page: Page, live_server: Any, worker: Any) -> None:
    page.context.clear_cookies()
    page.context.add_cookies([cookie_of(worker, live_server.url)])  # type: ignore[list-item] # a plain dict


def test_an_outreach_worker_tells_them_alone_from_a_phone_without_javascript(
    live_server: Any, browser: Browser
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    context.add_cookies([cookie_of(team.sam, live_server.url)])  # type: ignore[list-item] # a plain dict
    page = context.new_page()
    page.goto(f"{live_server.url}/m/{mother}/")
    page.get_by_role("link", name="Tell children’s social care or the police").click()
    page.get_by_label("What did you see, hear or learn?").fill(samples.SAW)
    button = page.get_by_role("button", name="Send it now")
    expect(button).to_be_in_viewport()
    button.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Written down. Now ring them")
    expect(page.get_by_role("link", name="01632 960101").first).to_be_visible()
    expect(page.get_by_role("button", name="Open the paper (PDF)")).to_be_visible()
    assert ReferralRow.objects.count() == 1
    context.close()


def test_from_a_worry_in_the_street_to_a_decision_and_a_second_look(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    raise_it(page, live_server, team, mother, passes_axe, look)
    decide(page, live_server, team, passes_axe, look)
    look_after(page, live_server, team, passes_axe, look)


def raise_it(
    page: Page,
    live_server: Any,
    team: worlds.Team,
    mother: str,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
) -> None:
    as_worker(page, live_server, team.sam)
    page.goto(f"{live_server.url}/m/{mother}/refer/")
    passes_axe()
    look("refer_new")
    page.goto(f"{live_server.url}/m/{mother}/")
    page.get_by_role("link", name="I am worried about a child").click()
    page.get_by_label("What are you worried about?").fill(samples.SAW)
    page.get_by_label("The child: what you know").fill("A boy, about four")
    page.get_by_label("I saw it").check()
    passes_axe()
    look("worry_new")
    page.get_by_role("button", name="Put it to the safeguarding lead", exact=True).click()
    expect(page.get_by_text("It is with the safeguarding lead")).to_be_visible()


def decide(
    page: Page,
    live_server: Any,
    team: worlds.Team,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
) -> None:
    as_worker(page, live_server, team.ruth)
    page.goto(live_server.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("What waits, oldest first")
    passes_axe()
    look("desk")
    page.get_by_role("link", name="Not read yet").click()
    passes_axe()
    look("worry")
    page.get_by_role("link", name="Say what we ask").click()
    page.get_by_label("Child in need").check()
    page.get_by_label("What should they look at?").fill("Who is with him at night")
    look("worry_ask")
    page.get_by_role("button", name="Ask for it").click()
    page.get_by_role("button", name="Tell them, with what the record holds").click()
    page.get_by_label("It touches this child in this way").check()
    page.get_by_label("In what way? What was seen of it?").fill("A pipe lay where he plays")
    passes_axe()
    look("worry_refer")
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_text("Marked as missing on the paper")).to_be_visible()
    passes_axe()
    look("sent")
    page.get_by_role("link", name="Back to the worry").click()
    page.get_by_role("link", name="Write what they said").click()
    page.get_by_label("No further action").check()
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("link", name="Do we agree?").click()
    page.get_by_label("We disagree, and say so").check()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("alert")).to_contain_text("by name")
    passes_axe()
    page.get_by_label("If we disagree: to whom there, by name?").fill("The head of the duty team")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We disagree, and said so")
    look("worry_after")


def look_after(
    page: Page,
    live_server: Any,
    team: worlds.Team,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
) -> None:
    expect(page.get_by_role("link", name=re.compile("^Look at it"))).to_have_count(0)
    as_worker(page, live_server, team.rae)
    page.goto(live_server.url)
    page.get_by_role("link", name=re.compile("^Look at it")).click()
    expect(page.get_by_text("Proposed: not yet looked at; her reply awaited.")).to_be_visible()
    page.get_by_label("What did you look at, and what do you think?").fill("It says who saw it, and when.")
    passes_axe()
    look("second_look")
    page.get_by_role("button", name="I have looked at it").click()
    expect(page.get_by_text("Everything that was sent has been read by a second person.")).to_be_visible()


def test_what_is_held_back_waits_for_a_second_person(
    page: Page, live_server: Any, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    team = worlds.make_team()
    samples.raised(team.ruth, worlds.begin(team), telling=samples.NOT_TOLD)
    as_worker(page, live_server, team.rae)
    page.goto(f"{live_server.url}/asked-of-you/")
    passes_axe()
    look("asked_to_sign")
    page.get_by_role("button", name="Decide").click()
    page.get_by_label("Yes, until that day").check()
    page.get_by_label("Why?").fill("He listens in when she rings")
    passes_axe()
    look("held_sign")
    page.get_by_role("button", name="Sign as second person").click()
    expect(page.get_by_text("Nothing is asked of you.")).to_be_visible()


def test_a_request_in_is_written_down_and_answered(
    page: Page, live_server: Any, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    team = worlds.make_team()
    asked.recorded(team.sam, at_risk=True)
    as_worker(page, live_server, team.sam)
    page.goto(f"{live_server.url}/today/")
    page.get_by_role("link", name="Somebody asks us about her").click()
    passes_axe()
    look("request_new")
    page.get_by_label("The police").check()
    page.get_by_label("A mother").check()
    page.get_by_label("What exactly do they ask for?").fill(asked.ASKED)
    page.get_by_role("button", name="Write it down for the leads").click()
    as_worker(page, live_server, team.kit)
    page.goto(f"{live_server.url}/requests/")
    passes_axe()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing lies beside the page"
    look("requests")
    page.get_by_role("link", name="The police, about a mother").last.click()
    passes_axe()
    look("request")
    page.get_by_label("Part of it").check()
    page.get_by_label("She was told before").check()
    page.get_by_label("Why?", exact=True).fill("A court order")
    page.get_by_role("button", name="Write the answer down").click()
    expect(page.get_by_role("alert")).to_contain_text("do not say whether we know anybody")
