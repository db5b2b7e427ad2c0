"""The pages of the directory as a worker reads them: what is stated, what is not, and whose ask it is for."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import ids
from hrm2m.records.agencies.directory.stated import Place
from hrm2m.records.agencies.directory.vocabulary import Field
from hrm2m.records.agencies.models import Service
from tests import worlds
from tests.pages.directory.town import a_town, add_fact
from tests.pages.street import browser_of, text_of
from tests.records.agencies.samples import NORWICH, a_service, keep, keep_all


pytestmark = pytest.mark.django_db

MOTHER, ASK = "m" * 26, "a" * 26


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def refs(team: worlds.Team) -> dict[str, str]:
    return a_town(team)


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


def page(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return text_of(response)


def html(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_without_a_search_everything_that_takes_a_woman_is_there_and_men_s_services_are_not(
    jo: Client, refs: dict[str, str]
) -> None:
    said = page(jo, "/directory/")
    assert "Quayside Nursery Rooms" in said
    assert "Lantern House" in said
    assert "Men’s Shed" not in said
    assert "Old Mill" not in said


def test_a_man_s_services_are_shown_when_sought_and_closed_ones_when_asked_for(
    jo: Client, refs: dict[str, str]
) -> None:
    assert "Men’s Shed Norwich" in page(jo, "/directory/?who=man")
    assert "Old Mill Project Open Table Has ended" in page(jo, "/directory/?who=all&closed=on")


def test_what_states_everything_comes_first_and_the_rest_says_what_it_does_not_state(
    jo: Client, refs: dict[str, str]
) -> None:
    said = page(jo, "/directory/?q=home&place=Norwich&childcare=there")
    first, _, others = said.partition("Something is not stated here")
    assert "Quayside Nursery Rooms" in first
    assert "Harbour Home Help" in others
    assert "Not stated: who it is for, childcare" in others
    assert others.index("Harbour Home Help") < others.index("Room for a While")
    assert "Not stated: place" in others
    assert "There is childcare (a worker was told)" in others
    assert "(a worker was told)" not in first


def test_what_the_feed_and_a_worker_say_differently_is_marked_so(jo: Client, team: worlds.Team) -> None:
    keep(a_service(childcare=False))
    add_fact(team.jo, Service.objects.get().ref, Field.CHILDCARE, "there")
    said = page(jo, "/directory/?childcare=there")
    assert "Childcare: the feed says one thing, a worker was told another" in said
    assert "Not stated: who it is for" in said
    assert "Not stated: who it is for, childcare" not in said


def test_a_service_shows_what_is_stated_and_says_not_stated_of_the_rest(
    jo: Client, refs: dict[str, str]
) -> None:
    said = page(jo, f"/directory/{refs['Quayside Nursery Rooms']}/")
    for words in (
        "Women only Age 18 and over",
        "There is childcare",
        "From when 1 December 2026",
        "A tenancy is signed.",
        "3 Market Row, Norwich, NR1 4AB",
        "Cost Not stated",
        "Read from the feed testmere on 22 November 2026.",
        "Licence: OGL-UK-3.0",
        "Testmere Council",
    ):
        assert words in said
    assert 'href="tel:01632960111"' in html(jo, f"/directory/{refs['Quayside Nursery Rooms']}/")


def test_what_a_worker_added_is_marked_with_who_when_and_the_source(jo: Client, refs: dict[str, str]) -> None:
    said = page(jo, f"/directory/{refs['Room for a While']}/")
    assert "There is childcare Added by Jo, told on" in said
    assert "Said by: the front desk, by telephone" in said


def test_a_hidden_service_shows_its_district_a_reason_and_no_way_there(
    jo: Client, refs: dict[str, str]
) -> None:
    path = f"/directory/{refs['Lantern House']}/"
    said = page(jo, path)
    assert "District only. Its place must not be found" in said
    assert "Norwich (district only)" in said
    assert "it is a refuge, or speaks of one" in said
    assert "Getting there" not in said


def test_many_places_are_folded_and_none_is_lost(jo: Client) -> None:
    streets = [f"{number} Market Row" for number in range(1, 8)]
    keep(a_service(places=tuple(Place(disclosed=True, address=street) for street in streets)))
    said = page(jo, f"/directory/{Service.objects.get().ref}/")
    assert all(street in said for street in streets)
    assert "4 Market Row 3 more 5 Market Row" in said


def test_no_page_links_to_a_map(jo: Client, refs: dict[str, str]) -> None:
    for path in ("/directory/?who=all", *(f"/directory/{ref}/" for ref in refs.values())):
        body = html(jo, path).casefold()
        assert not [
            word for word in ("maps.", "openstreetmap", "geo:", "what3words", "latitude") if word in body
        ]


def test_a_service_that_takes_nobody_says_that_an_offer_would_not_be_real(
    jo: Client, refs: dict[str, str]
) -> None:
    assert "Has ended An offer of it would not be real." in page(
        jo, f"/directory/{refs['Old Mill Project']}/"
    )


def links_of(body: str, path: str) -> list[str]:
    return [
        part.split('"')[0].replace("&amp;", "&") for part in body.split('href="')[1:] if part.startswith(path)
    ]


def test_her_ask_stays_through_search_pages_and_service_and_leads_to_the_offer(
    jo: Client, team: worlds.Team
) -> None:
    keep_all(a_service(f"Kitchen {number}") for number in range(21))
    address = f"/directory/?q=kitchen&mother={MOTHER}&ask={ASK}"
    body = html(jo, address)
    assert f'name="mother" value="{MOTHER}"' in body
    more = next(link for link in body.replace("&amp;", "&").split('href="') if link.startswith("?"))
    assert parse_qs(more.split('"')[0][1:])["ask"] == [ASK]
    links = [link for link in links_of(body, "/directory/") if f"ask={ASK}" in link]
    service = next(link for link in links if "add" not in urlsplit(link).path)
    shown = html(jo, service)
    ref = urlsplit(service).path.split("/")[2]
    assert f'href="/m/{MOTHER}/ask/{ASK}/offer/?service={ref}"' in shown
    back = next(link for link in links_of(shown, "/directory/?"))
    assert parse_qs(urlsplit(back).query) == {"q": ["kitchen"], "mother": [MOTHER], "ask": [ASK]}


@pytest.mark.parametrize("words", ["", "?mother={m}", "?ask={a}", "?mother={m}&ask=../x", "?mother=x&ask=y"])
def test_without_both_refs_nothing_is_offered_and_none_is_carried_on(
    jo: Client, refs: dict[str, str], words: str
) -> None:
    body = html(jo, f"/directory/{refs['Lantern House']}/{words.format(m=MOTHER, a=ASK)}")
    assert "Offer this" not in body
    assert "mother=" not in body.partition("<main")[2]


def test_what_is_typed_into_the_address_does_not_leave_it_as_markup(jo: Client, refs: dict[str, str]) -> None:
    evil = "%22%3E%3Cscript%3E1%3C/script%3E"
    for path in ("/directory/", f"/directory/{refs['Lantern House']}/"):
        assert "<script>1" not in html(jo, f"{path}?q={evil}&place={evil}&mother={evil}&ask={evil}")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("age=old", "Age in years"),
        ("by_day=31&by_month=6&by_year=2026", "Write a real day"),
        ("category=zeppelins", "Select a valid choice"),
        ("q=" + "x" * 101, "at most 100 characters"),
    ],
)
def test_a_search_with_a_mistake_is_drawn_again_with_what_was_typed(
    jo: Client, words: str, sentence: str
) -> None:
    keep(a_service())
    said = page(jo, f"/directory/?{words}", 422)
    assert "Please put this right" in said
    assert sentence in said
    assert "Morning Kitchen" not in said


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_unknown_foreign_and_malformed_refs_meet_one_answer(jo: Client, method: str) -> None:
    keep(a_service(), area=2)
    foreign = Service.objects.get().ref
    answers: set[Any] = set()
    for tail in ("", "add/cost/", "add/zeppelin/"):
        for ref in (foreign, ids.new_ref(), "x", "%00", "é"):
            response = getattr(jo, method)(f"/directory/{ref}/{tail}", {"command_id": "a" * 26})
            answers.add((response.status_code, response.content))
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_every_worker_may_look_and_only_those_near_her_may_add(
    team: worlds.Team, refs: dict[str, str]
) -> None:
    ruth = browser_of(team.ruth)
    path = f"/directory/{refs['Lantern House']}/"
    assert "Add" not in page(ruth, path).split()
    assert "Add a service" not in page(ruth, "/directory/")
    for closed in (f"{path}add/cost/", "/directory/add/"):
        assert ruth.get(closed).status_code == 403


def test_a_page_of_results_costs_as_much_as_one_result(jo: Client) -> None:
    keep(a_service(places=(NORWICH,)))
    _statements(jo)  # the first page of a visit costs more
    few = _statements(jo)
    keep_all(a_service(f"S{number}", agency_source_id=str(number)) for number in range(19))
    assert _statements(jo) == few


def _statements(client: Client) -> int:
    with CaptureQueriesContext(connection) as met:
        client.get("/directory/?place=norwich&childcare=there")
    return len(met)
