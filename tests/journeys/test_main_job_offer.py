"""The main job: what she asks, a real offer, chosen or typed, and her answer; with and without JavaScript."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy import Actor
from tests import worlds
from tests.journeys.days import type_day
from tests.pages.asking.asked import ask, demand, longing, offer
from tests.pages.directory.town import a_town
from tests.pages.street import cookie_of


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def sign_in(page: Page, server: Any, worker: Actor) -> None:
    page.context.add_cookies([cookie_of(worker, server.url)])  # type: ignore[list-item] # a plain dict


def save(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def open_the_rest(page: Page) -> None:
    """Unfolds what an offer needs to be real and is often found out later."""
    page.get_by_text("When, where, childcare, cost").click()


def test_she_asks_and_an_offer_from_the_directory_becomes_real(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Robin", days_ago=9)
    a_town(team)
    sign_in(page, live_server, team.jo)
    page.goto(f"{live_server.url}/m/{mother}/")
    page.get_by_role("button", name="She asks for something").click()
    save(page, "Save what she asks")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    passes_axe()
    look("ask_new_mistakes")
    page.get_by_label("What does she ask for, in her words?").fill("A home where the girls can stay with me")
    page.get_by_label("Within a week", exact=True).check()
    page.get_by_label("What is it about?").select_option("home")
    page.get_by_label("She says she needs childcare for it").check()
    page.get_by_label("In person", exact=True).check()
    save(page, "Save what she asks")
    expect(page.get_by_text("Nothing has been offered yet.")).to_be_visible()
    passes_axe()
    look("ask_list_new")
    page.get_by_role("button", name="Add an offer").click()
    passes_axe()
    look("ask_offer_typed")
    page.get_by_role("button", name="Choose from the directory").click()
    page.get_by_role("link", name="Quayside Nursery Rooms").click()
    page.get_by_role("button", name="Offer this").click()
    open_the_rest(page)
    expect(page.get_by_label("Where is it?")).to_have_value("3 Market Row, NR1 4AB")
    expect(page.get_by_label("Childcare", exact=True)).to_have_value("there")
    passes_axe()
    look("ask_offer_chosen")
    page.get_by_label("What exactly?").fill("Two rooms and a kitchen, for two years")
    type_day(page, "From which day can she have it?", None)
    page.get_by_label("Does she go there, or does it come to her?").select_option("we_take_her")
    page.get_by_label("Yes, just now", exact=True).check()
    save(page, "Save the offer")
    real = page.get_by_role("region", name="Is it real?")
    expect(real).to_contain_text("Not real yet: nobody has found out from when it is there.")
    passes_axe()
    look("ask_offer_not_real")
    page.get_by_role("button", name="Add what has been found out").click()
    passes_axe()
    look("ask_offer_right")
    tomorrow = local_day(clock.now()) + timedelta(days=1)
    type_day(page, "From which day can she have it?", tomorrow)
    save(page, "Save it")
    expect(real).to_contain_text("This offer is real: nothing is missing.")
    look("ask_offer_real")
    page.get_by_role("button", name="Write her answer").click()
    passes_axe()
    look("ask_answer")
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Her words", exact=True).fill("When can I see it?")
    save(page, "Save her answer")
    expect(page.get_by_role("region", name="What she says")).to_contain_text("Her answer: Yes")
    passes_axe()
    look("ask_offer_answered")


def test_an_offer_is_typed_and_answered_without_scripts(plain_page: Page, live_server: Any) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Wren", days_ago=9)
    page = plain_page
    sign_in(page, live_server, team.jo)
    page.goto(f"{live_server.url}/m/{mother}/asks/")
    page.get_by_role("button", name="She asks for something").click()
    page.get_by_label("What does she ask for, in her words?").fill("A cot")
    page.get_by_label("Today", exact=True).check()
    page.get_by_label("What is it about?").select_option("baby_and_birth")
    page.get_by_label("On the telephone", exact=True).check()
    save(page, "Save what she asks")
    page.get_by_role("button", name="Add an offer").click()
    page.get_by_label("Which service or agency?").fill("The baby bank")
    page.get_by_label("What exactly?").fill("A cot with a new mattress, brought to her")
    open_the_rest(page)
    page.get_by_label("Does she go there, or does it come to her?").select_option("comes_to_her")
    page.get_by_label("None: they have said so", exact=True).check()
    page.get_by_label("Yes, just now", exact=True).check()
    page.get_by_label("Not now", exact=True).check()
    save(page, "Save the offer")
    real = page.get_by_role("region", name="Is it real?")
    expect(real).to_contain_text("Not real yet: nobody has found out from when it is there.")
    says = page.get_by_role("region", name="What she says")
    expect(says).to_contain_text("Her answer: Not now")
    page.get_by_role("button", name="Add what has been found out").click()
    type_day(page, "From which day can she have it?", local_day(clock.now()))
    save(page, "Save it")
    expect(real).to_contain_text("This offer is real: nothing is missing.")
    page.get_by_role("button", name="She says something else, or put it right").click()
    page.get_by_label("She says something else now", exact=True).check()
    page.get_by_label("Yes", exact=True).check()
    save(page, "Save her answer")
    expect(says).to_contain_text("Her answer: Yes")


def test_every_page_of_asks_can_be_read(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Robin", days_ago=20)
    late = ask(team, mother, "Somewhere warm to sleep", days_ago=8)
    asked = ask(team, mother, "Someone to go to court with me")
    made, little = offer(team, mother, asked), offer(team, mother, late, real=False)
    wish = longing(team, mother)
    starts = clock.now().replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=4)
    put = demand(team, mother, "Family court", starts, "Court Street")
    demand(team, mother, "Maternity", starts + timedelta(minutes=30), "The hospital")
    demand(team, mother, "Probation", starts + timedelta(days=3), "Mill Lane")
    sign_in(page, live_server, team.jo)
    pages = {
        "her_page": "",
        "list": "asks/",
        "new": "ask/",
        "right": f"ask/{asked}/",
        "close": f"ask/{asked}/close/",
        "again": f"ask/{asked}/again/",
        "longing": "longing/",
        "longing_right": f"longing/{wish}/",
        "offer_lacks": f"offer/{little}/",
        "offer_back": f"offer/{made}/back/",
        "answer_untold": f"offer/{little}/answer/",
        "demands": "demands/",
        "demand_new": "demand/",
        "demand_move": f"demand/{put}/move/",
        "demand_end": f"demand/{put}/end/",
        "crossing": "crossing/",
    }
    for name, path in pages.items():
        page.goto(f"{live_server.url}/m/{mother}/{path}")
        passes_axe()
        look(f"ask_{name}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, (name, width)
