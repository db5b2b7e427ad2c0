"""Doors in a browser: an agency is rung, its terms written down and read out with her; she chooses by profile."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hrm2m.foundation import clock
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.doors.queries import doors_in
from hrm2m.records.agencies.doors.values import Authority, Declared, DoorWords, Reached, SaidHow
from hrm2m.records.bridges import actions as bridges
from tests import worlds
from tests.pages.directory.town import a_town
from tests.pages.street import cookie_of


pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NOWHERE = {"could_show_where": lambda said, hidden: False}


def a_desk_that_spoke_long_ago(team: worlds.Team) -> str:
    """A shared desk of the treatment agency whose terms are past their year; the door's ref."""
    then = clock.now() - timedelta(days=400)
    with clock.at(then):
        words = DoorWords("Duty desk", "a script, the same day if it must be", Reached.EMAIL, "door_2_days")
        ref = agencies.set_door(
            by=team.jo,
            agency=team.tom.agency_ref,
            email="duty@testmere.example",
            words=words,
            is_shared=True,
            at=then,
            **NOWHERE,  # type: ignore[arg-type] # one function
        )
        tells = {Authority.POLICE: "No.", Authority.CHILDRENS_SERVICES: "If medicine lies where a child is."}
        said = Declared("A first meeting in five days.", "Tom", SaidHow.TELEPHONE, then, tells=tells)
        agencies.declare_terms(by=team.jo, door=ref, declared=said, at=then, **NOWHERE)
    return ref


def test_every_page_of_doors_and_profiles_can_be_read(
    page: Page,
    live_server: Any,
    passes_axe: Callable[[], None],
    look: Callable[[str], None],
    complaints: list[str],
    only_here: list[str],
) -> None:
    team = worlds.make_team()
    refs = a_town(team)
    door = a_desk_that_spoke_long_ago(team)
    bridges.set_profile(
        by=team.jo,
        saying=bridges.Saying("I listen first.", "English and Polish", "mornings", says_lived_it=True),
    )
    bridges.set_limit(by=team.kit, worker=team.amir.worker_ref, limit=1)
    worlds.begin(team, "Wren", by=team.amir)
    mother = worlds.begin(team)
    bridges.let_cover_hold(by=team.jo, mother=mother)
    pages = {
        "list": (team.jo, "/doors/"),
        "new": (team.jo, "/doors/new/"),
        "one": (team.jo, f"/doors/{door}/"),
        "terms": (team.jo, f"/doors/{door}/terms/?same=1"),
        "change": (team.jo, f"/doors/{door}/change/"),
        "end": (team.jo, f"/doors/{door}/end/"),
        "sheet": (team.jo, f"/doors/{door}/sheet/"),
        "own": (team.tom, f"/doors/{door}/"),
        "service": (team.jo, f"/directory/{refs['Quayside Nursery Rooms']}/"),
        "profiles": (team.jo, "/bridge-builders/"),
        "mine": (team.jo, "/bridge-builders/mine/"),
        "begin": (team.jo, "/begin/"),
        "told": (team.sam, f"/m/{mother}/bridge/told/"),
        "hers": (team.sam, f"/m/{mother}/"),
        "limit": (team.kit, f"/board/limit/{team.jo.worker_ref}/"),
        "board": (team.kit, "/board/"),
    }
    for name, (who, path) in pages.items():
        page.context.add_cookies([cookie_of(who, live_server.url)])  # type: ignore[list-item] # a plain dict
        page.goto(live_server.url + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        passes_axe()
        look(f"doors_{name}")


def test_an_agency_is_rung_and_what_it_says_is_read_out_with_her(browser: Browser, live_server: Any) -> None:
    team = worlds.make_team()
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    context.add_cookies([cookie_of(team.jo, live_server.url)])  # type: ignore[list-item] # a plain dict
    page = context.new_page()
    page.goto(f"{live_server.url}/directory/")
    page.get_by_role("link", name="Who answers at which agency").click()
    page.get_by_role("button", name="Write down who answers").click()
    page.get_by_label("Which agency?").select_option(label="Testmere Maternity")
    page.get_by_label("Who answers?").fill("Fen")
    page.get_by_label("What does one ask them for?").fill("care before a birth")
    page.get_by_label("Work e-mail").fill("fen@testmere.example")
    page.get_by_label("Telephone", exact=True).first.check()
    page.get_by_role("textbox", name="Telephone").fill("01632 960123")
    page.get_by_label("in 2 working days").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Write down what they say").click()
    page.get_by_label("Who are you speaking to?").fill("Fen, duty midwife")
    page.get_by_label("What would make you tell children’s services?").fill("If a baby is in danger today.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Please fill this in.").first).to_be_visible()
    page.get_by_label("What will you do for her?").fill("I come to where she is.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Read it out with her").click()
    expect(page.get_by_text("“If a baby is in danger today.”")).to_be_visible()
    expect(page.get_by_text("This is their word.")).to_be_visible()
    (card,) = doors_in(1)
    assert card.ref in page.url
    made = page.request.get(f"{live_server.url}/doors/{card.ref}/sheet/paper/")
    assert made.headers["content-type"] == "application/pdf"


def test_she_chooses_by_profile(browser: Browser, live_server: Any) -> None:
    team = worlds.make_team()
    bridges.set_profile(by=team.amir, saying=bridges.Saying("I come to where you are.", "English and Urdu"))
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    context.add_cookies([cookie_of(team.jo, live_server.url)])  # type: ignore[list-item] # a plain dict
    page = context.new_page()
    page.goto(f"{live_server.url}/begin/")
    page.get_by_label("I said it to her").check()
    page.get_by_label("What does she want to be called?").fill("Robin")
    page.get_by_label("Not asked yet").check()
    page.get_by_label("Amir: I come to where you are. Speaks English and Urdu.").check()
    page.get_by_label("Who is cover?").select_option(label="Sam: outreach worker")
    page.get_by_role("button", name="Begin the bridge").click()
    context.add_cookies([cookie_of(team.amir, live_server.url)])  # type: ignore[list-item] # a plain dict
    page.goto(f"{live_server.url}/mothers/")
    page.get_by_role("link", name="Robin").first.click()
    expect(page.get_by_text("She has not met Sam yet.")).to_be_visible()
