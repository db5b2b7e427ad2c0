"""Her asks are written once in her words, closed by her word alone, and her longings stand first."""

import re
from typing import Any

import pytest
from django.test import Client

from hrm2m.foundation import clock
from hrm2m.records.asks.entries import SaidHow, Urgency
from tests import worlds
from tests.pages.asking.asked import ask, asks_of, longing, offer
from tests.pages.street import browser_of, post, text_of


pytestmark = pytest.mark.django_db

ASK = {"words": "A cot", "urgency": "today", "category": "baby_and_birth", "said_how": "in_person"}


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team, "Robin", days_ago=9)


def seen_in(response: Any) -> str:
    return str(re.findall(r'name="seen" value="([^"]*)"', response.content.decode())[0])


def test_an_ask_sent_twice_is_one_ask_with_a_clock(team: worlds.Team, jo: Client, mother: str) -> None:
    post(jo, f"/m/{mother}/ask/", "c" * 26, **ASK, needs_childcare="on")
    response = post(jo, f"/m/{mother}/ask/", "c" * 26, **ASK, needs_childcare="on")
    (card,) = asks_of(team, mother)
    assert response.url == f"/m/{mother}/asks/#a-{card.ask.ref}"
    assert (card.ask.body.words, card.ask.body.urgency) == ("A cot", Urgency.TODAY)
    assert card.ask.body.needs_childcare
    words = text_of(jo.get(f"/m/{mother}/asks/"))
    assert "“A cot” A real offer is due: today" in words
    assert "She needs childcare for it." in words
    assert "Nothing has been offered yet." in words


@pytest.mark.parametrize("missing", sorted(ASK))
def test_a_mistake_keeps_what_was_typed(team: worlds.Team, jo: Client, mother: str, missing: str) -> None:
    typed = {key: value for key, value in ASK.items() if key != missing}
    refused = post(jo, f"/m/{mother}/ask/", through_whom="Her aunt Dee", **typed)
    assert refused.status_code == 422
    assert 'value="Her aunt Dee"' in refused.content.decode()
    assert asks_of(team, mother) == ()


def test_a_word_through_someone_names_them(team: worlds.Team, jo: Client, mother: str) -> None:
    through = {**ASK, "said_how": "through_trusted"}
    refused = post(jo, f"/m/{mother}/ask/", **through)
    assert "Write through whom she said it." in text_of(refused)
    post(jo, f"/m/{mother}/ask/", **through, through_whom="Her aunt Dee")
    assert asks_of(team, mother)[0].ask.from_whom == "Her aunt Dee"
    assert "Through someone she trusts (Her aunt Dee)" in text_of(jo.get(f"/m/{mother}/asks/"))


def test_an_ask_is_written_later_with_its_real_day_and_no_day_to_come(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    refused = post(jo, f"/m/{mother}/ask/", **ASK, when_day="2030-01-01")
    assert "That time has not come yet" in text_of(refused)
    post(jo, f"/m/{mother}/ask/", **ASK, when_day="2020-01-02", when_time="10:00")
    assert asks_of(team, mother)[0].ask.at.isoformat() == "2020-01-02T10:00:00+00:00"
    assert "late" in text_of(jo.get(f"/m/{mother}/asks/"))


@pytest.mark.slow
def test_two_who_put_an_ask_right_see_both(team: worlds.Team, jo: Client, mother: str) -> None:
    ref = ask(team, mother, days_ago=2)
    path = f"/m/{mother}/ask/{ref}/"
    before = asks_of(team, mother)[0].ask.at
    seen = seen_in(jo.get(path))
    first = {**ASK, "words": "A cot and a blanket"}
    assert post(browser_of(team.sam), path, seen=seen, **first).status_code == 302
    stale = post(jo, path, seen=seen, **ASK)
    assert stale.status_code == 409
    assert "A cot and a blanket" in text_of(stale)
    assert ">\nA cot</textarea>" in stale.content.decode()
    assert post(jo, path, seen=seen_in(stale), **ASK).status_code == 302
    (card,) = asks_of(team, mother)
    assert (card.ask.body.words, card.ask.at) == ("A cot", before)


@pytest.mark.slow
def test_only_her_own_word_takes_an_ask_off_and_puts_it_on_again(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    ref = ask(team, mother)
    path = f"/m/{mother}/ask/{ref}/close/"
    page = jo.get(path).content.decode()
    assert "through_trusted" not in page
    assert "nobody asks her why" in page
    assert post(jo, path, because="done").status_code == 422
    assert post(jo, path, because="done", said_how="through_trusted").status_code == 422
    assert asks_of(team, mother)[0].is_open
    for _ in range(2):
        assert post(jo, path, "d" * 26, because="not_wanted", said_how="call").status_code == 302
    assert not asks_of(team, mother)[0].is_open
    words = text_of(jo.get(f"/m/{mother}/asks/"))
    assert "She says she does not want it any more" in words.partition("Off the list")[2]
    assert "She has said this already" in text_of(post(jo, path, because="done", said_how="call"))
    post(jo, f"/m/{mother}/ask/{ref}/again/", said_how=SaidHow.IN_PERSON.value)
    assert asks_of(team, mother)[0].is_open


def test_what_she_longs_for_stands_before_every_ask(team: worlds.Team, jo: Client, mother: str) -> None:
    ask(team, mother)
    for _ in range(2):
        post(jo, f"/m/{mother}/longing/", "e" * 26, words="To swim in the sea", for_whom="me")
    words = text_of(jo.get(f"/m/{mother}/asks/"))
    assert words.index("“To swim in the sea”") < words.index("“Somewhere warm to sleep”")
    assert words.count("To swim in the sea”") == 1
    assert "due" not in words.partition("To swim in the sea")[2].partition("What she asks")[0]


def test_a_longing_is_written_again_with_its_version(team: worlds.Team, jo: Client, mother: str) -> None:
    ref = longing(team, mother)
    path = f"/m/{mother}/longing/{ref}/"
    seen = seen_in(jo.get(path))
    assert post(jo, path, seen=seen, words="A garden", for_whom="me").status_code == 302
    assert post(jo, path, seen=seen, words="A balcony", for_whom="me").status_code == 409
    words = text_of(jo.get(f"/m/{mother}/asks/"))
    assert "A garden" in words
    assert "A balcony" not in words


@pytest.mark.slow
def test_she_asks_an_agency_by_her_own_word(team: worlds.Team, jo: Client, mother: str) -> None:
    assert "She asks something of an agency" in text_of(jo.get(f"/m/{mother}/asks/"))
    assert "She asks something of an agency" not in text_of(browser_of(team.sam).get(f"/m/{mother}/asks/"))
    assert post(jo, f"/m/{mother}/crossing/").status_code == 422
    assert post(jo, f"/m/{mother}/crossing/", her_word="on").url == f"/m/{mother}/asks/"
    assert "Crossing: known by handle" in text_of(jo.get(f"/m/{mother}/"))
    assert "She asks something of an agency" not in text_of(jo.get(f"/m/{mother}/asks/"))


@pytest.mark.slow
def test_the_list_asks_the_database_no_more_for_more_asks(team: worlds.Team, jo: Client, mother: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def statements() -> int:
        jo.get(f"/m/{mother}/asks/")
        with CaptureQueriesContext(connection) as asked:
            jo.get(f"/m/{mother}/asks/")
        return len(asked.captured_queries)

    # Time stands still, so that no request notes anew that the worker was seen.
    with clock.at(clock.now()):
        offer(team, mother, ask(team, mother))
        longing(team, mother)
        few = statements()
        for _ in range(4):
            offer(team, mother, ask(team, mother))
            longing(team, mother)
        assert statements() <= few
