"""An outreach worker notices something about a child; the safeguarding lead reads it, adds it up and decides."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hrm2m.foundation import clock
from hrm2m.policy import Actor
from tests import worlds
from tests.pages.street import cookie_of
from tests.records.children import samples


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, server: Any, worker: Actor) -> None:
    page.context.clear_cookies()
    page.context.add_cookies([cookie_of(worker, server.url)])  # type: ignore[list-item] # a plain dict


def say_why(page: Page) -> None:
    page.get_by_label("I am worried about her or a child").check()
    page.get_by_role("button", name="Open it").click()


def notice(page: Page, words: str) -> None:
    """What an outreach worker does on a phone: three answers and Save."""
    page.get_by_role("button", name="I noticed something about a child").click()
    page.get_by_label("What did you see or hear?").fill(words)
    page.get_by_label("I saw it", exact=True).check()
    page.get_by_label("About how old is the child?").fill("about 3")


def test_an_outreach_worker_notices_and_the_lead_reads_it_with_the_rest(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    samples.note(team.jo, mother, "She had sewn him a coat.", mother_called="Robin")
    sign_in(page, live_server, team.sam)
    page.goto(f"{live_server.url}/m/{mother}/")
    notice(page, "A small boy alone on the stairs at nine in the evening.")
    passes_axe()
    look("saw")
    page.get_by_text("More, if you know it").click()
    page.get_by_label("The child’s own words").fill("I wait for mummy")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. Whoever keeps children safe reads it")).to_be_visible()
    sign_in(page, live_server, team.ruth)
    page.goto(f"{live_server.url}/children/")
    passes_axe()
    look("children_desk")
    page.get_by_role("link", name="A child who is not named").click()
    say_why(page)
    expect(page.get_by_text("“I wait for mummy”")).to_be_visible()
    expect(page.get_by_text("She had sewn him a coat.").first).to_be_visible()
    passes_axe()
    look("her_children")
    hers = page.url
    page.get_by_role("link", name="May she read it? A small boy").click()
    page.get_by_label("Not now: withhold it").check()
    page.get_by_label("Why?").fill("His father reads her letters.")
    ahead = clock.now() + timedelta(days=5)
    for box, number in (("Day", ahead.day), ("Month", ahead.month), ("Year", ahead.year)):
        page.get_by_label(box, exact=True).fill(str(number))
    passes_axe()
    look("showing")
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_text("Withheld; a second person signs.")).to_be_visible()
    look("asked_of_you")
    page.goto(hers)
    expect(page.get_by_text("it stays withheld: His father reads her letters.")).to_be_visible()
    page.get_by_role("button", name="I have read what is new (2)").click()
    expect(page.get_by_text("Read. What becomes of it is yours to say")).to_be_visible()


def _she_told_me(page: Page) -> None:
    page.get_by_label("She told me", exact=True).check()
    page.get_by_label("Yes, I told her", exact=True).check()


def test_a_child_a_plan_and_whoever_is_named_in_it(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
) -> None:
    team = worlds.make_team()
    mother = worlds.begin_named(team)
    samples.note(team.jo, mother)
    sign_in(page, live_server, team.ruth)
    page.goto(f"{live_server.url}/children/of/{mother}/")
    say_why(page)
    page.get_by_role("link", name="Begin a child’s record").click()
    page.get_by_label("What does the family call the child?").fill("Lily")
    page.get_by_label("Or the year of birth alone").fill("2023")
    _she_told_me(page)
    passes_axe()
    look("child_new")
    page.get_by_role("button", name="Save it").click()
    page.get_by_role("link", name="Add somebody").click()
    page.get_by_label("What is he or she to the child?").select_option("grandparent")
    page.get_by_label("What does the family call him or her?").fill("Nan")
    page.get_by_label("What does he or she do for the child?").fill("Has her every weekend")
    _she_told_me(page)
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_text("Nan – grandparent", exact=True)).to_be_visible()
    passes_axe()
    look("child")
    page.get_by_role("link", name="Her children").click()
    page.get_by_role("link", name="Write a plan").click()
    page.get_by_label("Which kind of plan?").select_option("child_in_need")
    page.get_by_label("Which agency leads it?").fill("Testmere Council")
    page.get_by_label("1. Who must do something?").fill("Mia, the midwife")
    page.get_by_label("What?").first.fill("Visit on Thursdays")
    passes_axe()
    look("plan_new")
    page.get_by_role("button", name="Save the plan").click()
    page.get_by_role("button", name="Name somebody").click()
    page.get_by_label("Who is named in it?").select_option(label="Mia: partner (Testmere Maternity)")
    page.get_by_role("button", name="Name this worker").click()
    expect(page.get_by_role("listitem").filter(has_text="Mia, partner")).to_be_visible()
    sign_in(page, live_server, team.mia)
    page.goto(f"{live_server.url}/about-a-child/")
    passes_axe()
    look("about_a_child")
    page.get_by_role("link", name="A plan, since").click()
    expect(page.get_by_text("Visit on Thursdays")).to_be_visible()
    passes_axe()
    look("plan")


def test_danger_is_looked_at_together_and_becomes_an_observation(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    sign_in(page, live_server, team.sam)
    page.goto(f"{live_server.url}/m/{mother}/")
    page.get_by_role("link", name="Danger now").click()
    page.get_by_text("Say more, if you want to").click()
    page.get_by_label("What is happening, and where?").fill("He hit the boy")
    page.get_by_role("button", name="A child").click()
    expect(page.get_by_role("heading", name="Nobody has answered yet")).to_be_visible()
    alert = page.url.split("/")[4]
    sign_in(page, live_server, team.ruth)
    page.goto(f"{live_server.url}/danger/{alert}/read/")
    page.get_by_role("button", name="I have it").click()
    passes_axe()
    look("danger_read")
    page.get_by_label("Who looked at it with you?").select_option(label="Kit, team lead")
    page.get_by_label("An observation about a child", exact=True).check()
    page.get_by_label("Not now: showing her would add danger").check()
    page.get_by_label("If not: why not?").fill("He reads her letters")
    page.get_by_role("button", name="We looked at it together").click()
    expect(page.get_by_text("He reads her letters").first).to_be_visible()
    page.get_by_role("link", name="An observation about a child").click()
    expect(page.get_by_label("What did you see or hear?")).to_have_value("He hit the boy")
    page.get_by_role("button", name="Save", exact=True).click()
    look("saw_from_danger")


@pytest.mark.parametrize("width", [390])
def test_noticing_runs_without_scripts(browser: Browser, live_server: Any, width: int) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 844})
    page = context.new_page()
    sign_in(page, live_server, team.sam)
    page.goto(f"{live_server.url}/m/{mother}/")
    notice(page, "He was at the window.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. Whoever keeps children safe reads it")).to_be_visible()
    context.close()
