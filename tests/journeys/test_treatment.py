"""A treatment worker's day: a medicine, a change, a missed collection, her yes, her answers, a sheet for a ward."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.treatment import actions
from hrm2m.records.treatment.entries import Outcomes, OutcomesStage
from tests import worlds
from tests.journeys.days import type_day
from tests.pages.street import cookie_of
from tests.records.treatment import samples


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def sign_in(page: Page, server: Any, worker: Actor) -> None:
    page.context.clear_cookies()
    page.context.add_cookies([cookie_of(worker, server.url)])  # type: ignore[list-item] # a plain dict


def save(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def she_told_us(page: Page) -> None:
    """Says whose words it is: nothing is chosen beforehand."""
    known = page.get_by_role("group", name="How is it known?")
    expect(known.get_by_role("radio", checked=True)).to_have_count(0)
    known.get_by_label("She told us", exact=True).check()


def test_she_says_yes_to_a_treatment_worker_and_he_treats_her(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    mother = worlds.begin_named(team, "Robin", days_ago=60)
    sign_in(page, live_server, team.jo)
    page.goto(f"{live_server.url}/m/{mother}/team/")
    page.get_by_role("link", name="Who treats her").click()
    page.get_by_role("button", name="She says yes to somebody").click()
    passes_axe()
    look("treating_new")
    page.get_by_label("Who?", exact=True).select_option(team.tom.worker_ref)
    page.get_by_label("What does she want to be called there?").fill("Robin I.")
    page.get_by_label("She knows who it is, and says yes").check()
    save(page, "Write it down")
    expect(page.get_by_role("heading", name="Tom", exact=True)).to_be_visible()
    passes_axe()
    look("treating")

    sign_in(page, live_server, team.tom)
    page.goto(live_server.url)
    expect(page.get_by_role("heading", name="Your mothers")).to_be_visible()
    page.get_by_role("link", name="Robin I.").click()
    _she_wants_and_takes(page, passes_axe, look)
    _something_changes_and_a_collection_is_missed(page, passes_axe, look)
    _she_is_asked_about_the_window(page, passes_axe, look)
    _the_rest(page, passes_axe, look)
    _answers(page, team, mother, passes_axe, look)
    _a_sheet(page, passes_axe, look)


def _she_wants_and_takes(page: Page, passes_axe: Callable[[], None], look: Callable[[str], None]) -> None:
    passes_axe()
    look("treatment_empty")
    page.get_by_role("button", name="She wants something").click()
    page.get_by_label("What does she want?").fill("To be awake when my boy gets up")
    page.get_by_label("She set it herself", exact=True).check()
    passes_axe()
    save(page, "Save it")
    page.get_by_role("button", name="She takes a medicine").click()
    passes_axe()
    look("medicine_new")
    save(page, "Save it")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    look("medicine_mistakes")
    page.get_by_label("Methadone", exact=True).check()
    type_day(page, "On which day did she have the first dose?", samples.days_ago(9))
    page.get_by_label("The dose, exactly as it is prescribed").fill("30 mg once a day")
    page.get_by_label("Supervised, at the pharmacy", exact=True).check()
    page.get_by_label("Which pharmacy?").fill("Quayside Pharmacy")
    for name in ("Monday", "Wednesday", "Friday"):
        page.get_by_label(name, exact=True).check()
    she_told_us(page)
    page.get_by_label("She was told", exact=True).check()
    save(page, "Save it")
    expect(page.get_by_role("region", name="Methadone")).to_contain_text("30 mg once a day")


def _something_changes_and_a_collection_is_missed(
    page: Page, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    page.get_by_role("button", name="Something changed").click()
    expect(page.get_by_label("The dose, exactly as it is prescribed")).to_have_value("30 mg once a day")
    page.get_by_label("What changed?").fill("A little more")
    type_day(page, "Since which day?", samples.days_ago(2))
    page.get_by_label("She asked for it", exact=True).check()
    page.get_by_label("Why?", exact=True).fill("It wore off in the evening")
    page.get_by_label("The dose, exactly as it is prescribed").fill("40 mg once a day")
    page.get_by_label("She was told", exact=True).check()
    passes_axe()
    look("medicine_change")
    save(page, "Save it")
    expect(page.get_by_role("region", name="Methadone")).to_contain_text("Since then: 40 mg once a day")
    page.get_by_role("button", name="A collection did not happen").click()
    type_day(page, "Which day?", samples.days_ago(1))
    page.get_by_label("No childcare", exact=True).check()
    she_told_us(page)
    passes_axe()
    look("medicine_missed")
    save(page, "Save it")
    expect(page.get_by_text("Ring the prescriber after one missed day.")).to_be_visible()


def _she_is_asked_about_the_window(
    page: Page, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    page.get_by_role("button", name="Write what she says").click()
    passes_axe()
    look("treatment_tell")
    page.get_by_label("Yes, tell her or him", exact=True).check()
    save(page, "Save her answer")
    expect(page.get_by_text("She said yes: her bridge builder knows")).to_be_visible()


def _the_rest(page: Page, passes_axe: Callable[[], None], look: Callable[[str], None]) -> None:
    page.get_by_role("button", name="Add what she uses").click()
    page.get_by_label("What?", exact=True).fill("heroin")
    page.get_by_label("She told us", exact=True).check()
    passes_axe()
    look("drug_use")
    save(page, "Save it")
    page.get_by_role("button", name="Where it is kept").click()
    page.get_by_role("group", name="Is it kept in a locked box?").get_by_label("Yes").check()
    passes_axe()
    look("safe_keeping")
    save(page, "Save it")
    page.get_by_role("button", name="Add a condition").click()
    page.get_by_label("Which agency?").fill("Testmere Treatment")
    page.get_by_label("How was it put to her?").fill("Must test every week, or no take-home")
    she_told_us(page)
    passes_axe()
    save(page, "Put it on her list")
    expect(page.get_by_role("region", name="Conditions attached to her help")).to_contain_text("Must test")
    passes_axe()
    look("treatment")
    _over_and_before(page, passes_axe, look)


def _over_and_before(page: Page, passes_axe: Callable[[], None], look: Callable[[str], None]) -> None:
    page.get_by_role("link", name="It is over").click()
    page.get_by_label("The agency called it off").check()
    type_day(page, "Since which day does it hold no longer?", samples.today())
    page.get_by_label("Who ended it?").fill("Dr Invented")
    she_told_us(page)
    passes_axe()
    look("condition_over")
    save(page, "Take it off her list")
    page.get_by_text("Conditions that are over").click()
    expect(page.get_by_text("Ended by Dr Invented")).to_be_visible()
    page.get_by_role("link", name="Add a medicine she took before").click()
    page.get_by_label("Another medicine", exact=True).check()
    page.get_by_label("If another medicine, which?").fill("dihydrocodeine")
    type_day(page, "On which day did she have the first dose?", samples.days_ago(900))
    type_day(page, "On which day was the last dose?", samples.days_ago(600))
    page.get_by_role("group", name="Who asked that it ended?").get_by_label("Not known").check()
    page.get_by_label("Why did it end?").fill("not known")
    page.get_by_label("The dose she had last, exactly as it was prescribed").fill("not known")
    she_told_us(page)
    page.get_by_role("group", name="Was she told?").get_by_label("She was told").check()
    passes_axe()
    look("medicine_before")
    save(page, "Save it")
    page.get_by_text("What she took before").click()
    expect(page.get_by_text("Who asked for it is not known")).to_be_visible()
    passes_axe()


def _answers(
    page: Page, team: worlds.Team, mother: str, passes_axe: Callable[[], None], look: Callable[[str], None]
) -> None:
    for days, marks in ((90, (6, 9, 7)), (30, (9, 10, 10))):
        said = Outcomes(
            OutcomesStage.REVIEW,
            days={"opiates": (2, 1, 0, 1)},
            scales=dict(zip(("mind", "body", "life"), marks, strict=True)),
        )
        at = clock.now() - timedelta(days=days)
        actions.write_outcomes(by=team.tom, mother=mother, outcomes=said, at=at)
    page.get_by_role("button", name="The outcomes form").click()
    passes_axe()
    look("outcomes_form")
    page.get_by_label("In between", exact=True).check()
    page.get_by_label("Her mental health, as she sees it").fill("12")
    save(page, "Save what she answered")
    page.get_by_role("link", name="Her answers: 3 times").click()
    expect(page.get_by_text("first 6, last 12 of 20")).to_be_visible()
    passes_axe()
    look("outcomes")
    page.get_by_role("link", name="Robin I.").click()


def _a_sheet(page: Page, passes_axe: Callable[[], None], look: Callable[[str], None]) -> None:
    page.get_by_role("button", name="Make a sheet for a ward, prison or new area").click()
    page.get_by_label("Hospital", exact=True).check()
    page.get_by_label("Who gets it?").fill("Ward 7, Testmere Hospital")
    page.get_by_label("She knows what stands on it, and wants it to go there").check()
    passes_axe()
    look("continuity")
    fields = page.locator("main form").evaluate("form => Object.fromEntries(new FormData(form))")
    made = page.request.post(page.url, form=fields, headers={"Referer": page.url})
    assert made.headers["content-type"] == "application/pdf"
    assert made.body().startswith(b"%PDF")
    page.goto(page.url.replace("sheet/", ""))
    page.get_by_role("link", name="Your mothers").first.click()
    passes_axe()
    look("treated")


def test_a_medicine_is_written_without_scripts(plain_page: Page, live_server: Any) -> None:
    team = worlds.make_team()
    mother = samples.treated(team)
    sign_in(plain_page, live_server, team.tom)
    plain_page.goto(f"{live_server.url}/m/{mother}/treatment/medicine/")
    plain_page.get_by_label("Buprenorphine depot", exact=True).check()
    type_day(plain_page, "On which day did she have the first dose?", samples.days_ago(3))
    she_told_us(plain_page)
    plain_page.get_by_label("She was told", exact=True).check()
    plain_page.get_by_label("The dose, exactly as it is prescribed").fill("96 mg every four weeks")
    plain_page.get_by_label("Given by a nurse", exact=True).check()
    save(plain_page, "Save it")
    expect(plain_page.get_by_text("96 mg every four weeks").first).to_be_visible()
