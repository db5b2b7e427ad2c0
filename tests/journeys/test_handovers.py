"""Jo hands over to a midwife: the three meet, Sam hears her yes, Kit asks her again; and a pack for the meeting."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hrm2m.foundation import clock
from hrm2m.policy.handover_lifecycle import HandoverStatus
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.entries import ForWhom, Longing
from hrm2m.records.handovers.models import HandoverRow
from tests.journeys.days import type_day
from tests.journeys.test_worries import as_worker
from tests.records.asks import samples as asked
from tests.records.handovers import samples
from tests.records.handovers.samples import Situation
from tests.records.referrals import samples as crossing


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_from_her_page_to_her_word_and_asked_again(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    only_here: list[str],
) -> None:
    found = crossing.situation()
    team = found.team
    as_worker(page, live_server, team.jo)
    page.goto(f"{live_server.url}/m/{found.mother}/")
    page.get_by_role("link", name="A meeting of three").click()
    passes_axe()
    look("handover_new")
    page.get_by_label("Fen, Testmere Maternity").check()
    page.get_by_label("What is it for").fill("So that I know her before the birth")
    page.get_by_role("button", name="She wants this").click()
    expect(page.get_by_role("heading", name="Proposed to her")).to_be_visible()
    page.get_by_role("button", name="Set the meeting of three").click()
    type_day(page, "On which day?", (clock.now() + timedelta(days=3)).date())
    page.get_by_label("At what time?").fill("14:00")
    page.get_by_label("Where?").fill("The café by the quay")
    passes_axe()
    look("handover_meeting")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("A meeting of the three is set.")).to_be_visible()
    look("handover_set")
    page.goto(f"{live_server.url}/handovers/")
    expect(page.get_by_role("link", name="Robin and Fen of Testmere Maternity")).to_be_visible()
    passes_axe()
    look("handovers")


def test_her_word_is_heard_by_one_and_asked_again_by_another(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    only_here: list[str],
) -> None:
    situation = samples.all_there()
    path = f"{live_server.url}/handovers/{situation.ref}/"
    as_worker(page, live_server, situation.team.jo)
    page.goto(path)
    expect(page.get_by_text("You proposed it, so somebody else asks her")).to_be_visible()
    passes_axe()
    look("handover_met")
    as_worker(page, live_server, situation.team.sam)
    page.goto(path)
    page.get_by_role("button", name="I am with her: what she says").click()
    page.get_by_label("Yes, this is right for me").check()
    page.get_by_label("Her words").fill("She is kind")
    passes_axe()
    look("handover_said")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Somebody else asks her again")).to_be_visible()
    ask_again(page, live_server, situation, passes_axe, look)


def ask_again(
    page: Page,
    live_server: Any,
    situation: Situation,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
) -> None:
    as_worker(page, live_server, situation.team.kit)
    page.goto(f"{live_server.url}/board/")
    page.get_by_role("link", name="Asked of you").first.click()
    expect(page.get_by_role("heading", name="Ask her again 1")).to_be_visible()
    passes_axe()
    look("ask_again_list")
    page.get_by_role("button", name="She said yes to a handover").click()
    page.get_by_label("The same: it was so").check()
    passes_axe()
    look("ask_again")
    page.get_by_role("button", name="Write down what she says").click()
    expect(page.get_by_role("heading", name="Ask her again")).not_to_be_visible()
    assert HandoverRow.objects.get().status == HandoverStatus.DONE


def test_a_pack_for_a_meeting_and_a_loss(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    only_here: list[str],
) -> None:
    found = crossing.situation()
    team, mother = found.team, found.mother
    longing = Longing("To see the sea with my girl", ForWhom.ME)
    asks.record_longing(by=team.jo, mother=mother, longing=longing, at=clock.now())
    asked.demand(team, mother)
    as_worker(page, live_server, team.jo)
    page.goto(f"{live_server.url}/m/{mother}/pack/")
    passes_axe()
    look("pack")
    page.get_by_role("button", name="Make the pack").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    look("pack_mistakes")
    page.goto(f"{live_server.url}/m/{mother}/loss/")
    passes_axe()
    look("loss")
    page.get_by_role("button", name="Stop every word about a baby now").click()
    expect(page.get_by_text("no baby is spoken of any more")).to_be_visible()
    look("loss_to_sign")
