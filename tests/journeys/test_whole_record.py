"""A death signed at an own sign-in, what was closed as her word, and what is held for a court: seen and pressed."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hrm2m.foundation import clock
from hrm2m.records.whole import actions as whole
from tests import worlds
from tests.journeys.test_worries import as_worker


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_lead_signs_a_death_and_holds_a_record_for_a_court(
    page: Page, live_server: Any, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    team = worlds.make_team()
    robin, wren = worlds.begin(team, "Robin"), worlds.begin(team, "Wren")
    whole.she_died(by=team.jo, mother=robin, second=team.sam.worker_ref, at=clock.now())
    whole.forget(by=team.jo, mother=wren)
    as_worker(page, live_server, team.sam)
    page.goto(f"{live_server.url}/asked-of-you/")
    expect(page.get_by_text("that she asks to be forgotten")).to_be_visible()
    passes_axe()
    look("asked_death")
    page.get_by_role("button", name="Sign, or say that it is not so").click()
    expect(page.get_by_role("heading", name="Robin")).to_be_visible()
    passes_axe()
    look("death_sign")
    page.get_by_label("It is so. I know it, and I sign").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Asked of you")).to_be_visible()
    as_worker(page, live_server, team.kit)
    page.goto(f"{live_server.url}/held/new/")
    passes_axe()
    look("held_new")
    page.get_by_label("Which handle does she go by?").fill("Wren")
    page.get_by_label("A court ordered it, or is about to").check()
    page.get_by_label("Her main record").check()
    page.get_by_label("Yes: her page says so").check()
    page.get_by_role("button", name="Hold it").click()
    expect(page.get_by_text("It is held from now on.")).to_be_visible()
    passes_axe()
    look("held")
