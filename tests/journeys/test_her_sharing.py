"""On her phone: she stops what an agency has of her, says whether she knows her new worker, and asks to be left be."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals import sent as partner
from hrm2m.records.referrals.entries import Held
from hrm2m.records.referrals.models import StopNotice
from tests.journeys.conftest import PHONE
from tests.journeys.test_her_own_page import come_in
from tests.records.handovers import samples as handovers
from tests.records.hers.samples import WORDS, set_up
from tests.records.referrals import samples


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """Her phone, with and without scripts."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param, locale="en-GB")  # type: ignore[arg-type] # a plain dict of two numbers
    yield context
    context.close()


@pytest.mark.promise(7)
def test_she_stops_sharing_and_reads_what_they_did_with_it(phone: BrowserContext, live_server: Any) -> None:
    here = samples.situation()
    set_up(here.team, here.mother)
    ref = samples.sent(here)
    page = phone.new_page()
    come_in(page, live_server.url)
    page.get_by_role("link", name="Who can see what").click()
    expect(page.get_by_text("You said yes, for you and your baby")).to_be_visible()
    page.get_by_role("link", name="Stop sharing with Fen").click()
    expect(page.get_by_role("button", name="Leave now")).to_be_visible()
    assert "fen" not in page.url.lower()
    assert page.title() == "Notes"
    page.get_by_role("link", name="Leave it as it is").click()
    assert partner.stands(here.fen.worker_id, ref) == here.fen
    page.get_by_role("link", name="Stop sharing with Fen").click()
    page.get_by_role("button", name="Stop now").click()
    expect(page.get_by_text("They have not said yet what they did.")).to_be_visible()
    assert partner.stands(here.fen.worker_id, ref) is None
    told = StopNotice.objects.get().ref
    referrals.confirm_stop(
        by=here.fen,
        notice=told,
        held=Held.KEPT,
        said_by="Fen Invented",
        because="The law has us keep a record.",
    )
    page.reload()
    expect(page.get_by_text("The law has us keep a record.")).to_be_visible()
    page.get_by_role("button", name="Leave now").click()
    expect(page.get_by_text("There is nothing on this page.")).to_be_visible()
    page.go_back()
    page.wait_for_load_state()
    assert "The law has us keep" not in page.content()


def test_each_page_is_looked_at_and_read_aloud(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    here = samples.situation()
    set_up(here.team, here.mother)
    samples.sent(here)
    come_in(page, live_server.url)
    page.goto(f"{live_server.url}/n/d/")
    passes_axe()
    look("own_shared")
    page.get_by_label("To see where they work, type your words or number again").fill(WORDS)
    page.get_by_role("button", name="Show where they work").click()
    expect(page.get_by_text("Testmere Maternity")).to_be_visible()
    look("own_shared_named")
    page.get_by_role("link", name="Stop sharing with Fen").click()
    passes_axe()
    look("own_stop_sharing")
    page.get_by_role("button", name="Stop now").click()
    referrals.confirm_stop(
        by=here.fen, notice=StopNotice.objects.get().ref, held=Held.DESTROYED, said_by="Fen Invented"
    )
    page.reload()
    expect(page.get_by_text("They say: it is gone.")).to_be_visible()
    passes_axe()
    look("own_stopped")
    page.goto(f"{live_server.url}/n/c/")
    passes_axe()
    look("own_promised_of_theirs")
    page.goto(f"{live_server.url}/n/a/")
    page.get_by_role("link", name="Leave me be").click()
    passes_axe()
    look("own_left_be")
    page.get_by_role("button", name="Leave me be").click()
    expect(page.get_by_text("You asked for this on")).to_be_visible()
    passes_axe()
    look("own_left_be_since")
    page.goto(f"{live_server.url}/n/a/")
    expect(page.get_by_text("You asked us to leave you be.")).to_be_visible()
    passes_axe()
    page.goto(f"{live_server.url}/n/r/")
    page.get_by_role("button", name="You may reach me again").click()
    expect(page.get_by_role("button", name="Leave me be")).to_be_visible()


@pytest.mark.promise(8)
def test_she_says_that_she_knows_her_new_worker(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    met = handovers.met()
    set_up(met.team, met.mother)
    come_in(page, live_server.url)
    expect(page.get_by_role("heading", name="Do you know Mia now?")).to_be_visible()
    passes_axe()
    look("own_home_asked")
    page.get_by_label("Your words, if you like").fill("She is kind.")
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("You said yes, on")).to_be_visible()
    passes_axe()
    look("own_knowing")
