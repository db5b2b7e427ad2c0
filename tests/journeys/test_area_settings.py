"""A lead changes a number of the area and puts a worker on call, on a phone without JavaScript; axe on every page."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hrm2m.records.agencies.area import queries
from tests import worlds
from tests.pages.street import cookie_of


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PAGES = ("", "rota/", "gaps/", "line/childrens_duty/", "nation/", "hours/", "agreed/tell_again_days/")


def test_every_page_of_the_settings_passes_axe(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    page.context.add_cookies([cookie_of(team.kit, live_server.url)])  # type: ignore[list-item] # a plain dict
    for path in PAGES:
        page.goto(f"{live_server.url}/lead/area/{path}")
        passes_axe()
        look(f"area_journey_{path.strip('/').replace('/', '_') or 'all'}")
    page.get_by_label("Which number?").fill("3")
    page.get_by_label("Why?").fill("We want to know sooner")
    page.get_by_role("button", name="Next: read it again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this right?")
    passes_axe()
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_role("status")).to_contain_text("Saved. It holds from now on.")
    page.get_by_text("Who changed what, when and why").click()
    passes_axe()


def test_a_lead_changes_a_number_and_the_rota_without_javascript(live_server: Any, browser: Browser) -> None:
    team = worlds.make_team()
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    context.add_cookies([cookie_of(team.kit, live_server.url)])  # type: ignore[list-item] # a plain dict
    page = context.new_page()
    page.goto(f"{live_server.url}/board/")
    page.get_by_role("link", name="Settings of the area: on call").click()
    page.get_by_role("link", name="Change Children's duty line").click()
    page.get_by_label("Telephone number").fill("ask Pat")
    page.get_by_label("Why?").fill("They moved")
    page.get_by_role("button", name="Next: read it again").click()
    expect(page.get_by_role("alert")).to_contain_text("Write a number that can be dialled")
    for box, number in zip(("Day", "Month", "Year"), ("2", "11", "2026"), strict=True):
        page.get_by_label(box, exact=True).fill(number)
    page.get_by_label("Telephone number").fill("01632 960177")
    page.get_by_role("button", name="Next: read it again").click()
    page.get_by_role("button", name="Back: change what I typed").click()
    expect(page.get_by_label("Telephone number")).to_have_value("01632 960177")
    page.get_by_role("button", name="Next: read it again").click()
    page.get_by_role("button", name="Save it").click()
    page.get_by_role("button", name="Write a turn or a swap").click()
    page.get_by_label("Who is on call?").select_option(label="Sam, outreach worker")
    page.get_by_label("Why?").fill("His week")
    page.get_by_role("button", name="Next: read it again").click()
    page.get_by_role("button", name="Save it").click()
    page.goto(f"{live_server.url}/danger/")
    expect(page.get_by_role("link", name="01632 960177 Children's duty line").first).to_be_visible()
    assert queries.rota_now(1).is_made
    context.close()
