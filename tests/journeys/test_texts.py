"""A worker sends her cover words with one press, on a telephone; a stop is amber until she says so in person."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.texts import phones_by
from tests import worlds
from tests.pages.street import cookie_of
from tests.records.outreach.texted import COVER, MACHINE, NUMBER, agreed, carried, work


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_from_her_card_to_her_phone_and_a_stop(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.HRM2M_TEXTS_BY, settings.HRM2M_TEXTS_FOLDER = "folder", tmp_path
    team = worlds.make_team()
    mother, _ = agreed(team)
    page.context.add_cookies([cookie_of(team.jo, live_server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{live_server.url}/m/{mother}/")
    page.get_by_role("button", name="Text her", exact=True).click()
    expect(page.get_by_text(f"“{COVER}”")).to_be_visible()
    passes_axe()
    look("text_her")
    page.get_by_role("button", name="Send these words").click()
    expect(page.get_by_text("A text waits to go")).to_be_visible()
    work()
    assert COVER in carried(tmp_path)[0]
    page.reload()
    expect(page.get_by_text("A text was handed to the carrier")).to_be_visible()
    outreach.silence_phone(by=MACHINE, phone=phones_by(NUMBER)[0].ref)
    page.goto(f"{live_server.url}/m/{mother}/")
    expect(page.get_by_role("button", name="Text her", exact=True)).to_have_count(0)
    passes_axe()
    look("silent_phone")
    page.get_by_role("link", name="She says texts may go again").click()
    passes_axe()
    look("texts_again")
    page.get_by_label("She says so herself, in person").check()
    page.get_by_role("button", name="Texts may go again").click()
    expect(page.get_by_text("Her phone said stop")).to_have_count(0)
    assert complaints == []
