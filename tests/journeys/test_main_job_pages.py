"""Every page of the street, looked at by a browser: readable by everyone, from this server alone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hrm2m.cadence import Outcome
from tests import worlds
from tests.pages.people_of_today import a_full_list, give_card, log
from tests.pages.street import cookie_of


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

HER_PAGES = {
    "her_page": "",
    "log": "log/",
    "listening": "listening/",
    "safe_contact": "safe-contact/",
    "find_her": "find-her/",
    "if_i_go_quiet": "if-i-go-quiet/",
    "leave_me_be": "leave-me-be/",
    "open_window": "windows/",
    "im_in": "in/",
    "place": "place/",
    "another_builder": "bridge/",
    "another_cover": "bridge/cover/",
    "who_holds": "bridge/held/",
    "not_this_worker": "bridge/not-this-worker/",
    "handle": "handle/",
    "name": "name/",
    "end": "end/",
    "end_asked": "end/asked/",
    "end_moved": "end/moved/",
    "end_died": "end/died/",
    "forget": "forget/",
}


def test_pages_that_come_after_an_act_can_be_read(
    page: Page, live_server: Any, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    team = worlds.make_team()
    mothers = a_full_list(team)
    entry = log(team, mothers["Robin"], Outcome.MET, 0.1, her_words="Come back on Friday.")
    page.context.add_cookies([cookie_of(team.jo, live_server.url)])  # type: ignore[list-item] # a plain dict
    robin = f"{live_server.url}/m/{mothers['Robin']}"
    for name in ("contacts", "reply"):
        page.goto(f"{robin}/{name}/{entry}/")
        passes_axe()
        look(f"street_{name}")
    page.goto(f"{robin}/")
    page.get_by_role("link", name="Close it").click()
    passes_axe()
    look("street_close_window")
    page.goto(f"{robin}/safe-contact/")
    give_card(team, mothers["Robin"], how="Only at the library", seen=seen_on(page))
    page.get_by_label("How exactly?").fill("07700 900119")
    page.get_by_role("button", name="Save the card").click()
    expect(page.get_by_role("alert")).to_contain_text("Only at the library")
    passes_axe()
    look("street_stale")
    page.goto(f"{live_server.url}/m/{mothers['Lark']}/end/asked/")
    page.get_by_label("She said so herself").check()
    page.get_by_role("button", name="End it because she asks").click()
    passes_axe()
    look("street_reopen")
    page.goto(f"{live_server.url}/m/{mothers['Sky']}/forget/")
    page.get_by_label("I told her what goes").check()
    page.get_by_label("She asks for it herself").check()
    page.get_by_role("button", name="Forget her because she asks").click()
    passes_axe()
    look("street_forgotten")


def seen_on(page: Page) -> str:
    """The version the form on this page was read from."""
    return page.locator("input[name=seen]").input_value()


def test_every_page_of_the_street_can_be_read(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    mothers = a_full_list(team)
    page.context.add_cookies([cookie_of(team.jo, live_server.url)])  # type: ignore[list-item] # a plain dict
    for name, path in {
        "today": "/today/",
        "mothers": "/mothers/",
        "begin": "/begin/",
        "back": "/begin/back/",
    }.items():
        page.goto(live_server.url + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        passes_axe()
        look(f"street_{name}")
    for name, path in HER_PAGES.items():
        page.goto(f"{live_server.url}/m/{mothers['Robin']}/{path}")
        passes_axe()
        look(f"street_{name}")
    for handle in ("Fern", "Ivy", "Hazel", "Wren", "Dawn"):
        page.goto(f"{live_server.url}/m/{mothers[handle]}/")
        passes_axe()
        look(f"street_her_page_{handle.lower()}")
