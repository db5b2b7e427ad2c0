"""Her safety in the browser: written by anybody near her, read by her bridge builder and whom she lets."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.test import Client

from hrm2m.foundation import clock, ids
from hrm2m.pages.sign_in.second_factor import code_now, give_password_and_second_factor
from hrm2m.policy import Actor
from hrm2m.records.safety import actions, queries
from hrm2m.records.safety.actions import Telling
from hrm2m.records.safety.entries import Harm, HerSafety
from hrm2m.vault.models import Head
from tests import worlds


pytestmark = pytest.mark.django_db

PASSWORD = "three quiet geese"
NOTE = {
    "harm": "violence",
    "words": "He shut the door on my hand.",
    "who_harms": "Del",
    "what_was_done": "shut the door on her hand",
    "now": "goes_on",
    "how_known": "her_words",
}


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team)


def browser(name: str) -> Client:
    email, secret = f"{name}@testmere.example", generate_totp_secret()
    give_password_and_second_factor(email, PASSWORD, secret)
    client = Client()
    client.post("/sign-in/", {"login": email, "password": PASSWORD})
    client.post("/sign-in/code/", {"code": code_now(secret)})
    return client


def post(client: Client, address: str, words: dict[str, Any]) -> Any:
    return client.post(address, words | {"command_id": ids.new_ref()}, follow=True)


def noted(by: Actor, mother: str, words: str = "He shut the door.") -> str:
    safety = HerSafety(Harm.VIOLENCE, words)
    return actions.note(by=by, mother=mother, safety=safety, telling=Telling(), at=clock.now())


@pytest.mark.slow
def test_the_bridge_builder_reaches_it_from_her_page_and_writes_it_down(mother: str) -> None:
    jo = browser("jo")
    assert f"/m/{mother}/safety/" in jo.get(f"/m/{mother}/").content.decode()
    page = post(jo, f"/m/{mother}/safety/note/", NOTE).content.decode()
    assert "What Del did:" in page
    assert "He shut the door on my hand." in page
    assert "never her failing" in page


@pytest.mark.slow
def test_cover_writes_and_is_led_back_without_a_word_of_it(mother: str) -> None:
    sam = browser("sam")
    page = post(sam, f"/m/{mother}/safety/note/", NOTE)
    assert page.redirect_chain[-1][0] == f"/m/{mother}/"
    assert "shut the door" not in page.content.decode()
    assert sam.get(f"/m/{mother}/safety/").status_code == 403


@pytest.mark.slow
def test_the_form_is_drawn_alike_for_a_stranger_and_nothing_is_saved(mother: str) -> None:
    vic = browser("vic")
    for ref in (mother, "a" * 26):
        assert vic.get(f"/m/{ref}/safety/note/").status_code == 200
        assert post(vic, f"/m/{ref}/safety/note/", NOTE).status_code == 404
        assert vic.get(f"/m/{ref}/safety/").status_code == 404


@pytest.mark.slow
def test_a_mistake_keeps_what_was_typed_and_says_what_to_do(mother: str) -> None:
    page = post(browser("jo"), f"/m/{mother}/safety/note/", NOTE | {"what_was_done": ""})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Write what this person did." in text
    assert "He shut the door on my hand." in text


@pytest.mark.slow
def test_without_her_yes_the_way_on_asks_which_serious_harm(team: worlds.Team, mother: str) -> None:
    entry, jo = noted(team.jo, mother), browser("jo")
    address = f"/m/{mother}/safety/said/{entry}/way/"
    words = {"way": "marac", "her_say": "no", "taken": "on"}
    refused = post(jo, address, words)
    assert refused.status_code == 422
    assert "only to prevent serious harm" in refused.content.decode()
    more = {"serious_harm": "He has a knife.", "not_told_why": "He holds her telephone."}
    page = post(jo, address, words | more).content.decode()
    assert "Without her yes, to prevent serious harm:" in page
    assert "She was not told yet: He holds her telephone." in page


@pytest.mark.slow
def test_her_side_stands_beside_it_and_what_is_put_right_stands_in_its_place(
    team: worlds.Team, mother: str
) -> None:
    entry, jo = noted(team.jo, mother), browser("jo")
    page = post(jo, f"/m/{mother}/safety/said/{entry}/reply/", {"words": "It was twice."})
    assert "It was twice." in page.content.decode()
    page = post(jo, f"/m/{mother}/safety/said/{entry}/", NOTE | {"words": "Twice he shut it."})
    text = page.content.decode()
    assert "Twice he shut it." in text
    assert "It was twice." in text
    assert jo.get(f"/m/{mother}/safety/said/{entry}/reply/").status_code == 404


@pytest.mark.slow
def test_whom_she_lets_read_it_finds_it_and_loses_it_at_her_word(team: worlds.Team, mother: str) -> None:
    noted(team.jo, mother)
    jo, tess = browser("jo"), browser("tess")
    refused = post(
        jo, f"/m/{mother}/safety/readers/add/", {"worker": team.tess.worker_ref, "called": "Robin"}
    )
    assert "Ask her first" in refused.content.decode()
    words = {"worker": team.tess.worker_ref, "called": "Robin", "her_yes": "on"}
    assert "Tess" in post(jo, f"/m/{mother}/safety/readers/add/", words).content.decode()
    assert f"/m/{mother}/safety/" in tess.get("/safety/").content.decode()
    assert "He shut the door." in tess.get(f"/m/{mother}/safety/").content.decode()
    (row,) = queries.agreed_with(_number(mother))
    address = f"/m/{mother}/safety/readers/{row.ref}/end/"
    assert "Tess" in jo.get(address).content.decode()
    assert "Nobody else." in post(jo, address, {"her_word": "on"}).content.decode()
    assert tess.get(f"/m/{mother}/safety/").status_code == 404
    assert mother not in tess.get("/safety/").content.decode()


def _number(mother: str) -> int:
    return Head.objects.get(ref=mother).id
