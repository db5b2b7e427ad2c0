"""The pages of the directory as a worker reads them: what is stated, what is not, and whose ask it is for."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock, ids
from hrm2m.records.agencies.directory.stated import Place
from hrm2m.records.agencies.directory.vocabulary import Field
from hrm2m.records.agencies.models import Service
from tests import worlds
from tests.pages.directory.town import a_town, add_fact
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.records.agencies.samples import NORWICH, a_service, keep, keep_all
from tests.records.asks import samples


pytestmark = pytest.mark.django_db


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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.fixture
def asked(team: worlds.Team) -> tuple[str, str]:
    """A mother of Jo's, and an ask of hers."""
    mother = worlds.begin(team)
    return mother, samples.ask(team, mother)


@pytest.mark.slow
def test_her_ask_stays_through_search_pages_and_service_and_leads_to_the_offer(
    jo: Client, asked: tuple[str, str]
) -> None:
    mother, ask = asked
    keep_all(a_service(f"Kitchen {number}") for number in range(21))
    begun = jo.get(f"/m/{mother}/ask/{ask}/choose/")
    searched = post(jo, sent_on(begun), q="kitchen")
    body = html(jo, sent_on(searched))
    more = next(part for part in body.replace("&amp;", "&").split('href="') if part.startswith("?"))
    assert "That was all" not in html(jo, f"/directory/{more.split(chr(34))[0]}")
    service = next(link for link in links_of(body, "/directory/") if "/add/" not in link and "trail=" in link)
    shown = html(jo, service)
    ref = urlsplit(service).path.split("/")[2]
    assert f'href="/m/{mother}/ask/{ask}/offer/?service={ref}"' in shown
    assert 'value="kitchen"' in html(jo, next(iter(links_of(shown, "/directory/?"))))


@pytest.mark.slow
def test_within_her_ask_no_address_of_the_directory_says_whose_it_is_or_what_was_looked_for(
    jo: Client, asked: tuple[str, str]
) -> None:
    keep(a_service("Kitchen"))
    begun = jo.get("/m/{}/ask/{}/choose/".format(*asked))
    body = html(jo, sent_on(begun))
    assert 'method="post"' in body
    searched = sent_on(post(jo, sent_on(begun), q="kitchen", place="Norwich"))
    addresses = [sent_on(begun), searched, *links_of(html(jo, searched), "/directory/")]
    for said in (*asked, "kitchen", "Norwich"):
        assert not [address for address in addresses if said in address]


def test_a_search_with_a_mistake_keeps_what_was_typed_and_whose_ask_it_is(
    jo: Client, asked: tuple[str, str]
) -> None:
    begun = sent_on(jo.get("/m/{}/ask/{}/choose/".format(*asked)))
    response = post(jo, begun, q="kitchen", age="old")
    assert response.status_code == 422
    assert 'value="kitchen"' in response.content.decode()
    assert "in answer to what she asked for" in text_of(response)


@pytest.mark.slow
def test_the_trail_of_another_worker_or_of_yesterday_leads_to_no_offer(
    jo: Client, team: worlds.Team, asked: tuple[str, str], refs: dict[str, str]
) -> None:
    trail = urlsplit(sent_on(jo.get("/m/{}/ask/{}/choose/".format(*asked)))).query
    path = f"/directory/{refs['Lantern House']}/"
    assert "Offer this" in html(jo, f"{path}?{trail}")
    assert "Offer this" not in html(browser_of(team.amir), f"{path}?{trail}")
    with clock.at(clock.now() + timedelta(hours=13)):
        assert "Offer this" not in html(browser_of(team.jo), f"{path}?{trail}")


@pytest.mark.parametrize(
    "words", ["", "?trail=x", "?trail=AQ==", "?trail=%F0%9F%92%A5", "?mother={m}&ask={m}"]
)
def test_without_a_trail_of_ours_nothing_is_offered_and_none_is_carried_on(
    jo: Client, refs: dict[str, str], words: str
) -> None:
    body = html(jo, f"/directory/{refs['Lantern House']}/{words.format(m='m' * 26)}")
    assert "Offer this" not in body
    assert "mother=" not in body.partition("<main")[2]


def test_what_is_typed_into_the_address_does_not_leave_it_as_markup(jo: Client, refs: dict[str, str]) -> None:
    evil = "%22%3E%3Cscript%3E1%3C/script%3E"
    for path in ("/directory/", f"/directory/{refs['Lantern House']}/"):
        assert "<script>1" not in html(jo, f"{path}?q={evil}&place={evil}&trail={evil}")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("age=old", "Age in years"),
        ("by_day=31&by_month=6&by_year=2026", "Write a real day"),
        ("category=zeppelins", "This is not on the list any more"),
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


def test_only_whoever_may_write_in_the_directory_is_told_to(
    team: worlds.Team, jo: Client, refs: dict[str, str]
) -> None:
    asked = "/directory/?q=home&place=Norwich&childcare=there"
    assert "then write here what you were told" in page(jo, asked)
    said = page(browser_of(team.mia), asked)
    assert "Ring and ask." in said
    assert "write here" not in said
