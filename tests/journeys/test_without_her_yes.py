"""Without her yes: a lead writes it, her bridge builder reads it and agrees, and then alone it goes."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hrm2m.records.referrals.queries import standing_due
from tests.journeys.test_worries import as_worker
from tests.records.referrals import samples


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_two_people_say_so_each_at_the_own_sign_in(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    only_here: list[str],
    complaints: list[str],
) -> None:
    here = samples.situation()
    team, without = here.team, f"{live_server.url}/m/{here.mother}/referrals/without/"
    as_worker(page, live_server, team.kit)
    page.goto(without)
    page.get_by_label("Fen").check()
    page.get_by_label("What for?").select_option("health")
    page.get_by_label("Health", exact=True).fill("She may bleed.")
    page.get_by_label("A court order").check()
    page.get_by_label("Why can this not wait for her yes?").fill("The order of Friday.")
    page.get_by_label("How is she told, or why not yet?").fill("By Jo, on Monday.")
    page.get_by_label("Who is asked to agree beforehand?").select_option(team.jo.worker_ref)
    passes_axe()
    page.get_by_role("button", name="Ask the second person").click()
    expect(page.get_by_text("the second person has not agreed yet")).to_be_visible()
    passes_axe()
    look("without_asked")
    as_worker(page, live_server, team.jo)
    page.goto(f"{live_server.url}/crossing/")
    look("without_waits")
    page.get_by_role("link", name="Meant for").click()
    expect(page.get_by_text("She may bleed.")).to_be_visible()
    passes_axe()
    look("without_second")
    page.get_by_role("button", name="I have read it, and agree").click()
    assert standing_due() == set()
    as_worker(page, live_server, team.kit)
    page.goto(without)
    look("without_agreed")
    page.get_by_role("button", name="Send it without her yes").click()
    expect(page.get_by_text("You sent this to")).to_be_visible()
    assert {line[2] for line in standing_due()} == {here.fen.worker_id}
