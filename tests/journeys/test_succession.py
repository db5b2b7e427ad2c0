"""Her bridge builder is stood down: cover is asked to ask her, the lead sees it, and she reads it on her own page."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hrm2m.records.bridges import actions as bridges
from hrm2m.records.referrals.models import StopNotice
from hrm2m.records.whole.stop_sharing import stop_sharing
from tests.journeys.test_her_own_page import come_in
from tests.journeys.test_worries import as_worker
from tests.records.hers.samples import set_up
from tests.records.referrals import samples


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_she_is_asked_whom_she_wants_next_and_cover_hears_what_is_left_after_her_stop(
    page: Page, live_server: Any, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    here = samples.situation()
    set_up(here.team, here.mother)
    samples.sent(here)
    stop_sharing(by=here.team.jo, mother=here.mother)
    bridges.stand_down(by=here.team.kit, worker=here.team.jo.worker_ref)
    as_worker(page, live_server, here.team.kit)
    page.goto(f"{live_server.url}/board/")
    expect(page.get_by_text("Sam holds it, in place of Jo")).to_be_visible()
    passes_axe()
    look("succession_board")
    as_worker(page, live_server, here.team.sam)
    page.goto(f"{live_server.url}/asked-of-you/")
    passes_axe()
    look("succession_asked")
    page.get_by_role("button", name="Write down what she says").click()
    passes_axe()
    look("succession_whom_next")
    page.get_by_label("She wants to keep cover as it is").check()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("holds it now, as cover for Jo")).to_be_visible()
    page.goto(f"{live_server.url}/m/{here.mother}/sharing/stop/{StopNotice.objects.get().ref}/")
    passes_axe()
    look("succession_told_to_stop")
    page.get_by_label("Destroyed: nothing is left with them").check()
    page.get_by_label("Who spoke to you?").fill("Mia Invented")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Said by Mia Invented.")).to_be_visible()
    look("succession_sharing")
    page.goto(f"{live_server.url}/for-you/thank-you/")
    passes_axe()
    look("succession_thank_you")
    come_in(page, live_server.url)
    page.goto(f"{live_server.url}/n/d/")
    expect(page.get_by_text("Mia Invented said so.")).to_be_visible()
    passes_axe()
    look("succession_her_sharing")
