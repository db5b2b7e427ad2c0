"""A lead reads the board, opens what is late after saying why, and stands a worker down; without JavaScript too."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hrm2m.foundation import clock
from hrm2m.records.danger import actions as danger
from hrm2m.records.danger.who import Who
from tests import worlds
from tests.pages.people_of_today import a_full_list
from tests.pages.street import cookie_of
from tests.records.asks import samples
from tests.records.outreach.test_board import a_late_visit


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def a_busy_board(team: worlds.Team) -> None:
    mothers = a_full_list(team)
    ask = samples.ask(team, mothers["Lark"])
    samples.offer(team, mothers["Lark"], ask)
    samples.offer(team, mothers["Lark"], ask, conditions=None, from_day=None)
    a_late_visit(team, mothers["Robin"])
    danger.raise_danger(by=team.jo, who=Who.A_WORKER, at=clock.now() - timedelta(minutes=3))


def test_a_lead_reads_the_board_and_opens_what_is_late_after_saying_why(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    a_busy_board(team)
    page.context.add_cookies([cookie_of(team.kit, live_server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{live_server.url}/board/")
    expect(page.get_by_role("heading", level=1)).to_have_text("What we owe, worst first")
    page.get_by_text("The numbers as a table").click()
    expect(page.get_by_role("table")).to_be_visible()
    passes_axe()
    look("lead_journey_board")
    for path in ("not-seen/", "offers/", "stand-down/", "late/"):
        page.goto(f"{live_server.url}/board/{path}")
        passes_axe()
        look(f"lead_journey_{path.rstrip('/')}")
    page.get_by_role("link", name="Open – say why").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This record is not on your list")
    page.get_by_label("A promise to her is late and I am seeing to it").check()
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sky")


def test_a_lead_stands_a_worker_down_without_javascript(live_server: Any, browser: Browser) -> None:
    team = worlds.make_team()
    a_full_list(team)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    context.add_cookies([cookie_of(team.kit, live_server.url)])  # type: ignore[list-item] # a plain dict
    page = context.new_page()
    page.goto(f"{live_server.url}/board/")
    page.get_by_role("link", name="A worker must stand down at once").click()
    page.get_by_label("Jo: there for 8 women").check()
    page.get_by_role("button", name="Next: what will happen").click()
    expect(page.get_by_text("Jo stops seeing the records of 8 mothers, in this moment.")).to_be_visible()
    page.get_by_role("button", name="Stand Jo down").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cover holds 8 bridges of Jo now")
    context.close()
