"""Adding to the directory by the pages: what was told, with who and when; a secret place stays a district."""

from typing import Any

import pytest
from django.test import Client

from hrm2m.foundation import ids
from hrm2m.pages.directory.trail import trail_for
from hrm2m.records.agencies.models import Service, ServiceFact
from tests import worlds
from tests.pages.street import browser_of, post, text_of
from tests.records.agencies.samples import a_refuge, a_service, keep


pytestmark = pytest.mark.django_db

TOLD = {
    "source_words": "the front desk",
    "stated_on_day": "2",
    "stated_on_month": "3",
    "stated_on_year": "2026",
}
SERVICE: dict[str, Any] = {"name": "Thursday Table", "categories": ["food_and_everyday"], **TOLD}


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


def fact_path(field: str) -> str:
    return f"/directory/{Service.objects.get().ref}/add/{field}/"


ADDED = [
    ("childcare", {"value": "there"}, "Childcare", "There is childcare"),
    ("takes", {"value": "women"}, "Who it is for", "Women only"),
    (
        "available_from",
        {"value_day": "1", "value_month": "12", "value_year": "2026"},
        "From when",
        "1 December 2026",
    ),
    ("cost", {"value": "Two pounds"}, "Cost", "Two pounds"),
    ("how_to_ask", {"value": "Ring, or walk in"}, "How to ask", "Ring, or walk in"),
    ("phone", {"value": "01632 960144"}, "Telephone", "01632 960144"),
    ("email", {"value": "desk@kitchen.example"}, "E-mail", "desk@kitchen.example"),
    ("website", {"value": "kitchen.example"}, "Website", "kitchen.example"),
    ("languages", {"value": "Polish, on Mondays"}, "Languages", "Polish, on Mondays"),
]


@pytest.mark.parametrize(("field", "words", "label", "shown"), ADDED)
def test_what_was_told_stands_on_the_page_at_once(
    jo: Client, field: str, words: dict[str, str], label: str, shown: str
) -> None:
    keep(a_service())
    response = post(jo, fact_path(field), **words, **TOLD)
    assert response.headers["Location"] == f"/directory/{Service.objects.get().ref}/"
    said = text_of(jo.get(response.headers["Location"]))
    assert f"{label} {shown} Added by Jo, told on 2 March 2026. Said by: the front desk" in said


def test_sent_twice_it_is_added_once(jo: Client) -> None:
    keep(a_service())
    command = ids.new_ref()
    for _ in range(2):
        assert post(jo, fact_path("cost"), command, value="Free", **TOLD).status_code == 302
    assert ServiceFact.objects.count() == 1


MISTAKES: list[tuple[str, dict[str, Any], str]] = [
    ("cost", TOLD, "Please fill this in."),
    ("childcare", TOLD | {"value": "maybe"}, "This is not on the list any more"),
    ("childcare", TOLD, "Choose one of these."),
    ("cost", {"value": "Free"} | TOLD | {"source_words": ""}, "Please fill this in."),
    ("cost", {"value": "Free"} | TOLD | {"stated_on_year": "2126"}, "This day is still to come."),
]


@pytest.mark.parametrize(("field", "words", "sentence"), MISTAKES)
def test_a_mistake_is_drawn_again_with_what_was_typed(
    jo: Client, field: str, words: dict[str, str], sentence: str
) -> None:
    keep(a_service())
    response = post(jo, fact_path(field), **words)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not ServiceFact.objects.exists()
    if words["source_words"]:
        assert 'value="the front desk"' in response.content.decode()


def test_words_that_could_show_a_hidden_place_are_refused_and_kept_in_the_form(jo: Client) -> None:
    keep(a_refuge())
    response = post(jo, fact_path("cost"), value="Free, at 9 Mill Lane", **TOLD)
    assert response.status_code == 422
    assert "could show where a place is that must not be found" in text_of(response)
    assert "9 Mill Lane" in response.content.decode()
    assert not ServiceFact.objects.exists()


def test_her_ask_stays_while_something_is_added(jo: Client, team: worlds.Team) -> None:
    keep(a_service())
    kept = trail_for(team.jo, mother="m" * 26, ask="a" * 26, words={"q": "soup"}).query
    response = post(jo, fact_path("cost") + kept, value="Free", **TOLD)
    assert response.headers["Location"].endswith(f"/{kept}")


def test_a_service_is_added_with_what_is_known_and_the_rest_is_not_stated(jo: Client) -> None:
    where = {
        "district": "Norwich",
        "address": "3 Market Row",
        "postcode": "nr1 4ab",
        "phone": "01632 960 111",
    }
    response = post(jo, "/directory/add/", **SERVICE, **where, childcare="none")
    said = text_of(jo.get(response.headers["Location"]))
    for words in (
        "Thursday Table",
        "Food and everyday things",
        "3 Market Row, Norwich, NR1 4AB",
        "No childcare",
        "Cost Not stated",
        "Written here by Jo, told on 2 March 2026. Said by: the front desk",
    ):
        assert words in said


SECRET = {
    "district": "Norwich",
    "address": "417 Thistledown Lane",
    "postcode": "NR1 4AB",
    "phone": "01603 555 123",
}


@pytest.mark.parametrize(
    "why", [{"secret": "on"}, {"summary": "A refuge for women."}, {"name": "Norwich Women’s Aid"}]
)
def test_a_secret_place_is_kept_by_its_district_and_nothing_of_its_address(
    jo: Client, why: dict[str, str]
) -> None:
    response = post(jo, "/directory/add/", **(SERVICE | SECRET | why))
    assert response.status_code == 302
    row = Service.objects.get()
    kept = f"{row.__dict__} {list(row.places.values())}"
    assert row.undisclosed
    assert [place.district for place in row.places.all()] == ["Norwich"]
    assert not [trace for trace in ("Thistledown", "thistledown", "NR1", "nr1", "01603 555") if trace in kept]


def test_a_secret_place_without_a_known_district_and_a_name_that_shows_it_are_refused(jo: Client) -> None:
    hidden = SERVICE | {"secret": "on"}
    unknown = post(jo, "/directory/add/", **hidden, district="Little Wimbling")
    assert "write the name of a council area" in text_of(unknown)
    shows = post(jo, "/directory/add/", **(hidden | {"name": "9 Mill Lane"}))
    assert "Its name could show where it is." in text_of(shows)
    assert {unknown.status_code, shows.status_code} == {422}
    assert not Service.objects.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"phone": "call me"}, "Write a telephone number"),
        ({"postcode": "NR1"}, "Write a whole postcode"),
        ({"categories": []}, "What does it help with?"),
        ({"name": ""}, "Please fill this in."),
    ],
)
def test_a_service_with_a_mistake_is_drawn_again(jo: Client, words: dict[str, Any], sentence: str) -> None:
    response = post(jo, "/directory/add/", **(SERVICE | words))
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not Service.objects.exists()
