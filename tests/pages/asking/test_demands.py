"""Demands stand on one list with clashes that are ours to solve; they are added, moved, put right and ended."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.test import Client

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.pages.asking.demand_form import CONDITIONS
from hrm2m.pages.mother.times import at_time
from hrm2m.records.asks.clashes import load_clash_rules
from tests import worlds
from tests.pages.asking.asked import demand, demands_of
from tests.pages.street import browser_of, post, text_of


pytestmark = pytest.mark.django_db

DEMAND = {
    "agency": "Maternity",
    "what": "appointment",
    "words": "Must come for a scan",
    "category": "baby_and_birth",
    "known": "her_words",
}


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team, "Robin", days_ago=9)


def on_day(hour: int) -> datetime:
    return at_time(local_day(clock.now()) + timedelta(days=4), time(hour))


def day_typed() -> str:
    return f"{local_day(clock.now()) + timedelta(days=4):%Y-%m-%d}"


@pytest.mark.slow
def test_a_clash_is_marked_on_both_and_is_ours(team: worlds.Team, jo: Client, mother: str) -> None:
    demand(team, mother, "Court", on_day(10), "Court Street")
    typed = {**DEMAND, "day": day_typed(), "starts": "10:30", "where": "Hospital"}
    for _ in range(2):
        assert post(jo, f"/m/{mother}/demand/", "c" * 26, **typed).url == f"/m/{mother}/demands/"
    assert len(demands_of(team, mother)) == 2
    words = text_of(jo.get(f"/m/{mother}/demands/"))
    assert "With Court: Both are at the same time. A clash is ours to solve." in words
    assert "With Maternity: Both are at the same time. A clash is ours to solve." in words
    assert "A clash is ours to solve." in text_of(jo.get(f"/m/{mother}/"))


@pytest.mark.slow
def test_a_move_ends_the_clash_and_says_so(team: worlds.Team, jo: Client, mother: str) -> None:
    ref = demand(team, mother, "Court", on_day(10), "Court Street")
    demand(team, mother, "Maternity", on_day(10), "Hospital")
    path = f"/m/{mother}/demand/{ref}/move/"
    assert "Write the new time, the new day or the new place." in text_of(post(jo, path, seen=""))
    later = f"{local_day(clock.now()) + timedelta(days=8):%Y-%m-%d}"
    typed = {"day": later, "starts": "09:00", "ends": "10:00", "moved_by": "The clerk"}
    for _ in range(2):
        assert post(jo, path, "m" * 26, seen="", **typed).status_code == 302
    words = text_of(jo.get(f"/m/{mother}/demands/"))
    assert "09:00 to 10:00" in words
    assert "by The clerk" in words
    assert "Clash" not in words
    stale = post(jo, path, seen="", **typed)
    assert stale.status_code == 409
    assert "09:00 to 10:00" in text_of(stale)


def test_it_is_over_by_being_done_or_called_off(team: worlds.Team, jo: Client, mother: str) -> None:
    ref = demand(team, mother, "Court", on_day(10), "Court Street")
    path = f"/m/{mother}/demand/{ref}/end/"
    assert post(jo, path).status_code == 422
    assert post(jo, path, how="called_off").status_code == 302
    words = text_of(jo.get(f"/m/{mother}/demands/"))
    assert "The agency called it off" in words.partition("Over")[2]
    assert "This demand has ended." in text_of(post(jo, path, how="done"))


@pytest.mark.slow
def test_what_we_wrote_wrongly_is_put_right_with_its_version(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    ref = demand(team, mother, "Court", on_day(10), "Court Street")
    path = f"/m/{mother}/demand/{ref}/"
    page = jo.get(path).content.decode()
    assert 'value="10:00"' in page
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', page)
    assert post(jo, path, seen=seen, **DEMAND).status_code == 302
    assert demands_of(team, mother)[0].demand.body.agency == "Maternity"
    assert post(jo, path, seen=seen, **DEMAND).status_code == 409


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"agency": ""}, "Write which agency demands it."),
        ({"words": ""}, "Write the demand as it was put to her."),
        ({"starts": "10:00"}, "Choose the day that this time belongs to."),
        ({"day": "2030-01-01", "ends": "10:00"}, "Write when it begins, or leave the end empty."),
        ({"day": "2030-01-01", "starts": "10:00", "ends": "09:00"}, "The end is not after the beginning."),
        ({"known": "told_by"}, "Write who said it, or where it was read."),
    ],
)
def test_a_mistake_keeps_what_was_typed(
    team: worlds.Team, jo: Client, mother: str, typed: dict[str, str], sentence: str
) -> None:
    refused = post(jo, f"/m/{mother}/demand/", **{**DEMAND, **typed}, consequence="A warrant")
    assert refused.status_code == 422
    assert sentence in text_of(refused)
    assert 'value="A warrant"' in refused.content.decode()
    assert demands_of(team, mother) == ()


def test_every_condition_of_the_rules_has_words_of_its_own() -> None:
    assert set(CONDITIONS) == set(load_clash_rules().conditions)
