"""The whole way in four browsers at once: her bridge builder, somebody at an agency, she on her phone, a team lead.

By handle; she asks; an agency is asked without her name, and answers by the link and the code in its mail; she is
shown the terms and says yes; her yes to sharing; a referral, accepted; the three meet, and she says that it is right;
she stops sharing on her own page; the agency's page is closed that moment, and it confirms; she and the lead see it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hrm2m.foundation import clock
from hrm2m.policy.handover_lifecycle import HandoverStatus
from hrm2m.records.handovers.models import HandoverRow
from tests import worlds
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.days import type_day
from tests.journeys.test_her_own_page import come_in
from tests.journeys.test_worries import as_worker
from tests.mailbox import Inbox, inbox
from tests.pages.partner.at_the_door import code_in, link_in, work
from tests.records.hers.samples import set_up
from tests.records.referrals import samples
from tests.worlds import Team


__all__ = ["inbox"]

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]

DUE = "Due in May. Wants the same midwife each time."


@dataclass(frozen=True)
class Four:
    """Four browsers, each with cookies of its own, and the server they all ask."""

    builder: Page
    partner: Page
    her: Page
    lead: Page
    server: Any

    def at(self, path: str) -> str:
        return f"{self.server.url}{path}"


@pytest.fixture
def four(browser: Browser, live_server: Any, settings: Any, inbox: Inbox) -> Iterator[Four]:
    """The agency's phone has no JavaScript."""
    settings.HRM2M_ORIGIN = live_server.url
    kinds = ((DESK, True), (PHONE, False), (PHONE, True), (DESK, True))
    contexts: list[BrowserContext] = [
        browser.new_context(viewport=size, java_script_enabled=scripts, locale="en-GB")  # type: ignore[arg-type] # a plain dict
        for size, scripts in kinds
    ]
    builder, partner, her, lead = (context.new_page() for context in contexts)
    yield Four(builder, partner, her, lead, live_server)
    for context in contexts:
        context.close()


@pytest.mark.promise(7)
def test_from_a_handle_to_a_stop_that_is_confirmed_in_four_browsers(four: Four, inbox: Inbox) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    set_up(team, mother)
    samples.a_door(team)
    as_worker(four.builder, four.server, team.jo)
    as_worker(four.lead, four.server, team.kit)
    come_in(four.her, four.server.url)
    _she_asks(four, mother)
    _an_agency_is_asked_without_her_name(four, mother, inbox)
    _she_is_shown_it_and_says_yes(four)
    _her_yes_to_sharing(four, mother)
    _a_referral_is_sent_and_accepted(four, inbox)
    _the_three_meet_and_she_says_it_is_right(four, team, mother)
    _she_stops_on_her_own_page(four)
    _the_page_is_closed_and_the_stop_confirmed(four, inbox)
    _she_and_the_lead_see_it(four, mother)


def _she_asks(four: Four, mother: str) -> None:
    page = four.builder
    page.goto(four.at(f"/m/{mother}/"))
    page.get_by_role("button", name="She asks for something").click()
    page.get_by_label("What does she ask for, in her words?").fill("A midwife who does not judge me")
    page.get_by_label("What is it about?").select_option("baby_and_birth")
    page.get_by_label("Within a week", exact=True).check()
    page.get_by_label("In person", exact=True).check()
    page.get_by_role("button", name="Save what she asks", exact=True).click()
    expect(page.get_by_text("Nothing has been offered yet.")).to_be_visible()


def _an_agency_is_asked_without_her_name(four: Four, mother: str, inbox: Inbox) -> None:
    page = four.builder
    page.goto(four.at(f"/m/{mother}/enquiries/ask/"))
    page.get_by_label("Testmere Maternity: Fen, care before and after a birth").check()
    page.get_by_label("What is it about?").select_option("pregnancy")
    page.get_by_label("In the next two weeks").check()
    page.get_by_label("She wants this to be asked").check()
    page.get_by_role("button", name="See what they will see").click()
    page.get_by_role("button", name="Send this").click()
    expect(page.get_by_text("Waits for the agency")).to_be_visible()
    door = four.partner
    _come_in_at_the_door(door, inbox)
    expect(door.get_by_role("heading", level=1)).to_have_text("A woman asks, without her name")
    assert "Robin" not in door.content()
    door.get_by_label("We can: these are our terms").check()
    door.get_by_label("If you can: what would you do, when and where?").fill("I meet her where she likes.")
    door.get_by_label("What would make you tell children’s services?").fill("Only if the baby is in danger.")
    door.get_by_label("Your own name (a team or an inbox does not count)").first.fill("Fen Example")
    door.get_by_role("button", name="Send this answer").click()
    expect(door.get_by_text("Thank you. Your answer is with the person who asked you.")).to_be_visible()


def _she_is_shown_it_and_says_yes(four: Four) -> None:
    page = four.builder
    page.goto(four.at("/crossing/"))
    page.get_by_role("link", name="Robin: Care in pregnancy and after, asked of Testmere Maternity").click()
    page.get_by_role("button", name="Show her").click()
    expect(page.get_by_text("Only if the baby is in danger.")).to_be_visible()
    expect(page.get_by_text("This is their word, not ours.")).to_be_visible()
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Write down her answer").click()
    expect(page.get_by_text("She said yes.")).to_be_visible()


def _her_yes_to_sharing(four: Four, mother: str) -> None:
    four.her.goto(four.at("/n/d/"))
    expect(four.her.get_by_text("They may know:")).to_have_count(0)
    page = four.builder
    page.goto(four.at(f"/m/{mother}/sharing/"))
    page.get_by_role("button", name="Ask her about an agency").click()
    page.get_by_role("link", name="Testmere Maternity").click()
    page.get_by_label("What for?").select_option("baby_and_birth")
    page.get_by_label("Baby and birth").check()
    page.get_by_label("She was alone").check()
    page.get_by_label("Nobody: we share a language").check()
    page.get_by_label("We read it together").check()
    page.get_by_label("Where?").select_option("our_place")
    page.get_by_label("I read her the words above, with what is chosen here, and she said yes").check()
    page.get_by_role("button", name="Write down her yes").click()
    expect(page.get_by_text("May know: Baby and birth.")).to_be_visible()
    four.her.reload()
    expect(four.her.get_by_text("They may know: your baby and the birth.")).to_be_visible()


def _a_referral_is_sent_and_accepted(four: Four, inbox: Inbox) -> None:
    page = four.builder
    page.get_by_role("button", name="Referrals").click()
    page.get_by_role("button", name="Write one with her").click()
    page.get_by_label("Testmere Maternity: Fen").check()
    page.get_by_label("What for?").select_option("baby_and_birth")
    page.get_by_label("Baby and birth").fill(DUE)
    page.get_by_role("button", name="Save, and look at it").click()
    page.get_by_role("button", name="Send it as it stands").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    door = four.partner
    _come_in_at_the_door(door, inbox)
    expect(door.get_by_text(DUE)).to_be_visible()
    assert "Robin" not in door.content()
    door.locator("input[name=step][value=they_say_yes]").check()
    door.get_by_label("Your own name").first.fill("Fen Example")
    door.get_by_role("button", name="Send this answer").click()
    expect(door.get_by_role("status")).to_contain_text("Thank you")


def _the_three_meet_and_she_says_it_is_right(four: Four, team: Team, mother: str) -> None:
    page = four.builder
    page.goto(four.at(f"/m/{mother}/"))
    page.get_by_role("link", name="A meeting of three").click()
    page.get_by_label("Fen, Testmere Maternity").check()
    page.get_by_role("button", name="She wants this").click()
    page.get_by_role("button", name="Set the meeting of three").click()
    type_day(page, "On which day?", (clock.now() + timedelta(days=3)).date())
    page.get_by_label("At what time?").fill("14:00")
    page.get_by_label("Where?").fill("The café by the quay")
    page.get_by_role("button", name="Write it down").click()
    # Three days go by in the row, because they do not in the server.
    row = HandoverRow.objects.get()
    HandoverRow.objects.update(meets_at=clock.now())
    page.goto(four.at(f"/handovers/{row.entry}/"))
    page.get_by_role("button", name="All three were there").click()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("You proposed it, so somebody else asks her")).to_be_visible()
    as_worker(page, four.server, team.sam)
    page.goto(four.at(f"/handovers/{row.entry}/"))
    page.get_by_role("button", name="I am with her: what she says").click()
    page.get_by_label("Yes, this is right for me").check()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Somebody else asks her again")).to_be_visible()
    four.lead.goto(four.at("/board/"))
    four.lead.get_by_role("link", name="Asked of you").first.click()
    four.lead.get_by_role("button", name="She said yes to a handover").click()
    four.lead.get_by_label("The same: it was so").check()
    four.lead.get_by_role("button", name="Write down what she says").click()
    expect(four.lead.get_by_role("heading", name="Asked of you")).to_be_visible()
    expect(four.lead.get_by_role("button", name="She said yes to a handover")).to_have_count(0)
    assert HandoverRow.objects.get().status == HandoverStatus.DONE


def _she_stops_on_her_own_page(four: Four) -> None:
    four.her.goto(four.at("/n/d/"))
    expect(four.her.get_by_text("Sent to Fen on")).to_be_visible()
    assert four.partner.goto(four.at("/for-you/")).status == 200  # type: ignore[union-attr] # it answers
    four.her.get_by_role("link", name=re.compile("Stop sharing")).click()
    four.her.get_by_role("button", name="Stop now").click()
    expect(four.her.get_by_text("They have not said yet what they did.")).to_be_visible()


def _the_page_is_closed_and_the_stop_confirmed(four: Four, inbox: Inbox) -> None:
    door = four.partner
    assert door.reload().status == 404  # type: ignore[union-attr] # as above
    assert DUE not in door.content()
    _come_in_at_the_door(door, inbox)
    expect(door.get_by_role("heading", name="She no longer shares this with you")).to_be_visible()
    assert DUE not in door.content()
    door.get_by_label("Kept, because").check()
    door.get_by_label("If something is kept: what, and why?").fill("A birth record, by law.")
    door.get_by_label("Your own name").fill("Fen Invented")
    door.get_by_role("button", name="Confirm").click()
    expect(door.get_by_role("heading", name="Thank you")).to_be_visible()


def _she_and_the_lead_see_it(four: Four, mother: str) -> None:
    four.her.reload()
    expect(four.her.get_by_text("A birth record, by law.")).to_be_visible()
    lead = four.lead
    lead.goto(four.at(f"/m/{mother}/sharing/"))
    lead.locator("input[name=reason]").first.check()
    lead.get_by_role("button", name="Open it").click()
    expect(lead.get_by_text("A birth record, by law.")).to_be_visible()
    four.her.goto(four.at("/n/e/"))
    for who in ("Jo", "Sam", "Kit", "Fen"):
        expect(four.her.get_by_text(who).first).to_be_visible()


def _come_in_at_the_door(door: Page, inbox: Inbox) -> None:
    """By the newest link in the mailbox, and the code that went to the same address."""
    work()
    door.goto(link_in(inbox, whole=True))
    door.get_by_role("button", name="Send the code").click()
    work()
    door.get_by_label("The code in the mail").fill(code_in(inbox))
    door.get_by_role("button", name="Open the request").click()
