"""Her yes, a referral, a midwife who reads it, her stop, and a confirmation: in two browsers, on telephones."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from hrm2m.records.referrals.queries import stops_of
from tests.mailbox import Inbox, inbox
from tests.pages.partner.at_the_door import code_in, link_in, work
from tests.pages.street import cookie_of
from tests.records.referrals import samples
from tests.records.referrals.samples import DUE, Situation


__all__ = ["inbox"]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PHONE: ViewportSize = {"width": 390, "height": 844}


def test_from_her_yes_to_a_stop_that_is_confirmed(
    page: Page,
    browser: Browser,
    inbox: Inbox,
    live_server: Any,
    settings: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    settings.HRM2M_ORIGIN = live_server.url
    here = samples.situation()
    page.context.add_cookies([cookie_of(here.team.jo, live_server.url)])  # type: ignore[list-item] # a plain dict
    _she_says_yes(page, live_server.url, here, passes_axe, look)
    _it_is_sent(page, passes_axe, look)
    midwife = browser.new_page(viewport=PHONE)
    _opens(midwife, live_server.url, inbox)
    expect(midwife.get_by_text(DUE)).to_be_visible()
    _shot(midwife, "referral_at_the_door")
    midwife.get_by_label("It came").check()
    midwife.get_by_label("Your own name").first.fill("Fen Invented")
    midwife.get_by_role("button", name="Send this answer").click()
    expect(midwife.get_by_role("status")).to_contain_text("Thank you")
    page.reload()
    expect(page.get_by_role("heading", name="It came")).to_be_visible()
    page.get_by_role("link", name="She stops sharing").click()
    passes_axe()
    look("sharing_stop")
    page.get_by_label("She says so herself").check()
    page.get_by_role("button", name="Stop it now").click()
    expect(page.get_by_text("It is stopped, now.")).to_be_visible()
    assert midwife.reload().status == 404  # type: ignore[union-attr] # a reload answers
    _opens(midwife, live_server.url, inbox)
    expect(midwife.get_by_role("heading", name="She no longer shares this with you")).to_be_visible()
    _shot(midwife, "stop_at_the_door")
    midwife.get_by_label("Kept, because").check()
    midwife.get_by_label("If something is kept: what, and why?").fill("A birth record, by law.")
    midwife.get_by_label("Your own name").fill("Fen Invented")
    midwife.get_by_role("button", name="Confirm").click()
    expect(midwife.get_by_role("heading", name="Thank you")).to_be_visible()
    (told,) = stops_of(by=here.team.jo, mother=here.mother)
    assert told.because == "A birth record, by law."
    page.goto(f"{live_server.url}/m/{here.mother}/sharing/")
    expect(page.get_by_text("A birth record, by law.")).to_be_visible()
    passes_axe()
    look("sharing")


def _she_says_yes(
    page: Page, url: str, here: Situation, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    page.goto(f"{url}/m/{here.mother}/")
    page.get_by_role("link", name="With whom, until when").click()
    page.get_by_role("button", name="Ask her about an agency").click()
    page.get_by_role("link", name="Testmere Maternity").click()
    page.get_by_label("What for?").select_option("baby_and_birth")
    page.get_by_label("Baby and birth").check()
    page.get_by_label("She was alone").check()
    page.get_by_label("Nobody: we share a language").check()
    page.get_by_label("We read it together").check()
    page.get_by_label("Where?").select_option("our_place")
    page.get_by_label("I read her the words above, with what is chosen here, and she said yes").check()
    passes_axe()
    look("sharing_ask")
    page.get_by_role("button", name="Write down her yes").click()
    expect(page.get_by_text("May know: Baby and birth.")).to_be_visible()


def _it_is_sent(page: Page, passes_axe: Callable[[], None], look: Callable[[str], None]) -> None:
    page.get_by_role("button", name="Referrals").click()
    page.get_by_role("button", name="Write one with her").click()
    page.get_by_label("Testmere Maternity: Fen").check()
    page.get_by_label("What for?").select_option("baby_and_birth")
    page.get_by_label("Baby and birth").fill(DUE)
    passes_axe()
    look("referral_new")
    page.get_by_role("button", name="Save, and look at it").click()
    passes_axe()
    look("referral_draft")
    page.get_by_role("button", name="Send it as it stands").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()


def _opens(midwife: Page, url: str, inbox: Inbox) -> None:
    work()
    midwife.goto(f"{url}{link_in(inbox)}")
    midwife.get_by_role("button", name="Send the code").click()
    work()
    midwife.get_by_label("The code in the mail").fill(code_in(inbox))
    midwife.get_by_role("button", name="Open the request").click()


def _shot(of: Page, name: str) -> None:
    folder = os.environ.get("HRM2M_SHOTS", "")
    if folder:
        of.screenshot(path=str(Path(folder) / f"{name}_phone.png"), full_page=True)
