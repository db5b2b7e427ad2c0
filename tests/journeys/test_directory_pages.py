"""The directory in a browser: found, read and added to, with and without scripts, readable by everyone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import worlds
from tests.pages.directory.town import a_town
from tests.pages.street import cookie_of
from tests.records.asks import samples


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_every_page_of_the_directory_can_be_read(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    refs = a_town(team)
    page.context.add_cookies([cookie_of(team.jo, live_server.url)])  # type: ignore[list-item] # a plain dict
    pages = {
        "search": "/directory/",
        "found": "/directory/?q=home&place=Norwich&who=woman&childcare=there&by_day=1&by_month=2&by_year=2030",
        "nothing": "/directory/?q=zeppelin",
        "men": "/directory/?who=man",
        "service": f"/directory/{refs['Quayside Nursery Rooms']}/",
        "refuge": f"/directory/{refs['Lantern House']}/",
        "ended": f"/directory/{refs['Old Mill Project']}/",
        "written": f"/directory/{refs['The Thursday Table']}/",
        "add_fact": f"/directory/{refs['Lantern House']}/add/cost/",
        "add_day": f"/directory/{refs['Lantern House']}/add/available_from/",
        "add_choice": f"/directory/{refs['Lantern House']}/add/childcare/",
        "add_service": "/directory/add/",
    }
    for name, path in pages.items():
        page.goto(live_server.url + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        passes_axe()
        look(f"directory_{name}")


def test_a_worker_finds_a_service_for_her_ask_and_adds_what_it_does_not_state(
    browser: Browser, live_server: Any
) -> None:
    team = worlds.make_team()
    refs = a_town(team)
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    context.add_cookies([cookie_of(team.jo, live_server.url)])  # type: ignore[list-item] # a plain dict
    page = context.new_page()
    page.goto(f"{live_server.url}/m/{mother}/ask/{ask}/choose/")
    page.get_by_label("Town, county or region").fill("Norwich")
    page.get_by_label("What for").select_option("safety")
    page.get_by_role("button", name="Search").click()
    assert mother not in page.url
    assert "Norwich" not in page.url
    page.get_by_role("link", name="Lantern House").click()
    page.go_back()
    expect(page.get_by_label("Town, county or region")).to_have_value("Norwich")
    page.get_by_role("link", name="Lantern House").click()
    expect(page.get_by_text("District only.")).to_be_visible()
    page.get_by_role("link", name="Add what you were told: Childcare").click()
    page.get_by_label("There is childcare").check()
    page.get_by_label("Who says so?").fill("the front desk, by telephone")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Added by Jo")).to_be_visible()
    expect(page.get_by_role("button", name="Offer this")).to_have_attribute(
        "href", f"/m/{mother}/ask/{ask}/offer/?service={refs['Lantern House']}"
    )
    page.get_by_role("link", name="Directory").nth(1).click()
    expect(page.get_by_label("Town, county or region")).to_have_value("Norwich")
    context.close()
