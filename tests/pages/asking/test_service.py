"""A service chosen in the directory fills what it states; what it does not state stays not known."""

import re

import pytest
from django.test import Client

from hrm2m.records.asks.entries import Childcare, GettingThere
from tests import worlds
from tests.pages.asking.asked import ask, asks_of
from tests.pages.directory.town import a_town, add_fact
from tests.pages.street import browser_of, day_in, post, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team, "Robin", days_ago=9)


@pytest.mark.slow
def test_what_the_directory_states_is_filled_in_and_the_rest_stays_not_known(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    town, asked = a_town(team), ask(team, mother)
    path = f"/m/{mother}/ask/{asked}/offer/?service={town['Quayside Nursery Rooms']}"
    page = jo.get(path).content.decode()
    for filled in (
        "Quayside Nursery Rooms (Wensum Homes)",
        'value="3 Market Row, NR1 4AB"',
        'value="there" selected',
        'value="Mon, Tue 09:00 to 17:00"',
        "A tenancy is signed.",
        "Ring, or come to the door.",
    ):
        assert filled in page, filled
    assert day_in(page, "from_day") == "2026-12-01"
    assert 'name="cost" maxlength' in page.replace('type="text" ', "")
    assert 'name="service"' not in page


@pytest.mark.slow
def test_the_service_is_kept_by_its_ref_and_name(team: worlds.Team, jo: Client, mother: str) -> None:
    town, asked = a_town(team), ask(team, mother)
    ref = town["Quayside Nursery Rooms"]
    typed = {"what": "A home for two years", "told": "not_yet", "childcare": "there", "service_ref": ref}
    assert post(jo, f"/m/{mother}/ask/{asked}/offer/", **typed).status_code == 302
    body = asks_of(team, mother)[0].offers[0].offer.body
    assert (body.service, body.service_ref) == ("Quayside Nursery Rooms (Wensum Homes)", ref)
    assert (body.childcare, body.cost, body.conditions) == (Childcare.THERE, None, None)


def test_what_a_worker_was_told_since_stands_before_what_the_feed_says(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    from hrm2m.records.agencies.directory.vocabulary import Field

    town, asked = a_town(team), ask(team, mother)
    ref = town["Quayside Nursery Rooms"]
    add_fact(team.jo, ref, Field.AVAILABLE_FROM, "2026-11-24")
    add_fact(team.jo, ref, Field.CHILDCARE, "none")
    page = jo.get(f"/m/{mother}/ask/{asked}/offer/?service={ref}").content.decode()
    assert day_in(page, "from_day") == "2026-11-24"
    assert 'value="none" selected' in page


def test_a_service_that_says_none_of_its_conditions_has_said_that_there_are_none(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    from hrm2m.records.agencies.directory.vocabulary import Field

    town, asked = a_town(team), ask(team, mother)
    ref = town["Quayside Nursery Rooms"]
    add_fact(team.jo, ref, Field.CONDITIONS, "None.")
    page = jo.get(f"/m/{mother}/ask/{asked}/offer/?service={ref}").content.decode()
    assert re.search(r'name="conditions_known"[^>]*value="none"[^>]*checked', page)
    assert "None.</textarea>" not in page


@pytest.mark.slow
def test_nothing_about_the_place_of_a_refuge_is_asked_or_written(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    town, asked = a_town(team), ask(team, mother)
    path = f"/m/{mother}/ask/{asked}/offer/"
    page = jo.get(f"{path}?service={town['Lantern House']}")
    assert "Where this is must not be found." in text_of(page)
    assert 'name="where"' not in page.content.decode()
    assert 'name="travel"' not in page.content.decode()
    typed = {
        "what": "A room",
        "told": "now",
        "getting_there": "we_take_her",
        "service_ref": town["Lantern House"],
    }
    offer = post(jo, path, where="12 Secret Street", **typed).url
    body = asks_of(team, mother)[0].offers[0].offer.body
    assert (body.where, body.place_hidden, body.getting_there) == (None, True, GettingThere.WE_TAKE_HER)
    words = text_of(jo.get(offer))
    assert "Where Must not be found" in words
    assert "nobody has found out where it is" not in words


def test_a_service_that_takes_nobody_now_is_said_to(team: worlds.Team, jo: Client, mother: str) -> None:
    town, asked = a_town(team), ask(team, mother)
    words = text_of(jo.get(f"/m/{mother}/ask/{asked}/offer/?service={town['Old Mill Project']}"))
    assert "Ask them before you tell her." in words


def test_an_unknown_service_is_typed_instead(team: worlds.Team, jo: Client, mother: str) -> None:
    asked = ask(team, mother)
    page = jo.get(f"/m/{mother}/ask/{asked}/offer/?service=nonsense").content.decode()
    assert 'name="service"' in page
    assert f"/m/{mother}/ask/{asked}/choose/" in page
