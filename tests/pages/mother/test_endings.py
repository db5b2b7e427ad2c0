"""Help ends in three ways, silence is none of them, a mistake is undone; and forgetting can be undone for 72 hours."""

from datetime import timedelta

import pytest
from django.test import Client

from hrm2m.foundation import clock
from hrm2m.policy import Compartment
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.kinds import CopyWay
from hrm2m.records.people import actions as people
from hrm2m.records.whole import actions as whole
from hrm2m.vault.models import Head
from tests import worlds
from tests.pages.street import browser_of, post, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team, "Robin", days_ago=30)


def stage(mother: str) -> str:
    return Head.objects.get(ref=mother).stage


@pytest.mark.promise(3)
def test_the_page_offers_three_ways_and_says_that_silence_is_none(jo: Client, mother: str) -> None:
    words = text_of(jo.get(f"/m/{mother}/end/"))
    assert "Silence is none of them" in words
    for way in ("asked", "moved", "died"):
        assert f"/m/{mother}/end/{way}/" in jo.get(f"/m/{mother}/end/").content.decode()


@pytest.mark.slow
def test_a_copy_she_has_not_had_is_said_before_her_record_ends(
    jo: Client, team: worlds.Team, mother: str
) -> None:
    page = f"/m/{mother}/end/asked/"
    assert "has not had it yet" not in text_of(jo.get(page))
    copy = hers.ask_for_copy(by=team.jo, mother=mother, way=CopyWay.PAPER, at=clock.now())
    assert "has not had it yet" in text_of(jo.get(page))
    hers.hand_over_part(by=team.jo, copy=copy, compartment=Compartment.GENERAL, is_all=True, at=clock.now())
    assert "has not had it yet" not in text_of(jo.get(page))


@pytest.mark.promise(3)
def test_without_her_word_nothing_ends(jo: Client, mother: str) -> None:
    response = post(jo, f"/m/{mother}/end/asked/")
    assert response.status_code == 422
    assert "Help ends because she asks, and for no silence of hers." in text_of(response)
    assert stage(mother) == "by_handle"


@pytest.mark.slow
def test_she_asks_and_one_press_undoes_a_mistake(team: worlds.Team, jo: Client, mother: str) -> None:
    command = "h" * 26
    answers = [post(jo, f"/m/{mother}/end/asked/", command, her_word="on") for _ in range(2)]
    undo = f"/m/{mother}/reopen/"
    assert [answer.url for answer in answers] == [undo, undo]
    assert stage(mother) == "left"
    assert "Robin" not in text_of(jo.get("/today/"))
    words = text_of(jo.get(undo))
    assert "Robin" in words
    assert "can be undone for 14 days" in words
    assert post(jo, undo).url == f"/m/{mother}/"
    assert stage(mother) == "by_handle"
    assert "Robin" in text_of(jo.get("/today/"))


def test_after_14_days_only_she_opens_it_again(team: worlds.Team, mother: str) -> None:
    with clock.at(clock.now() - timedelta(days=15)):
        whole.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    jo = browser_of(team.jo)
    path = f"/m/{mother}/reopen/"
    words = text_of(jo.get(path))
    assert "It is more than 14 days since it ended: only she can open it again." in words
    assert "Robin" not in words
    assert post(jo, path).status_code == 403
    assert stage(mother) == "left"
    assert post(jo, path, she_says="yes").status_code == 302
    assert stage(mother) == "by_handle"


def test_moving_on_needs_somebody_who_accepted_her(jo: Client, mother: str) -> None:
    assert post(jo, f"/m/{mother}/end/moved/").status_code == 422
    post(jo, f"/m/{mother}/end/moved/", accepted_by="Noor, Next Door, on Monday")
    assert stage(mother) == "moved_on"


@pytest.mark.slow
def test_two_people_sign_that_she_died_each_at_an_own_sign_in(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    path, sign = f"/m/{mother}/end/died/", f"/m/{mother}/died/"
    assert post(jo, path).status_code == 422
    for not_her in (team.jo, team.amir):
        assert post(jo, path, second=not_her.worker_ref).status_code == 422
    assert stage(mother) == "by_handle"
    assert post(jo, path, second=team.kit.worker_ref).status_code == 302
    assert stage(mother) == "died"
    assert jo.get(sign).status_code == 404
    assert browser_of(team.amir).get(sign).status_code == 404
    assert "to sign" not in text_of(jo.get("/asked-of-you/"))
    kit = browser_of(team.kit)
    asked = kit.get("/asked-of-you/").content.decode()
    assert sign in asked
    assert "Robin" not in asked, "the list says no handle"
    assert "Kit was asked to sign; you may too." in text_of(browser_of(team.sam).get("/asked-of-you/"))
    read = text_of(kit.get(sign))
    assert "Robin" in read
    assert "Jo wrote that she died" in read
    assert post(kit, sign).status_code == 422
    assert post(kit, sign, what="sign").url == "/asked-of-you/"
    assert sign not in kit.get("/asked-of-you/").content.decode()


@pytest.mark.slow
def test_the_second_person_says_that_she_lives_and_she_is_back_at_once(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    whole.she_died(by=team.sam, mother=mother, second=team.jo.worker_ref, at=clock.now())
    assert "One person wrote that she died" in text_of(jo.get(f"/m/{mother}/reopen/"))
    assert post(jo, f"/m/{mother}/died/", what="lives").url == f"/m/{mother}/"
    assert stage(mother) == "by_handle"
    assert "Robin" in text_of(jo.get("/today/"))


def test_an_open_record_has_nothing_to_undo(jo: Client, mother: str) -> None:
    assert jo.get(f"/m/{mother}/reopen/").status_code == 403
    assert jo.get(f"/m/{mother}/forgotten/").status_code == 403


@pytest.mark.slow
def test_she_is_told_what_stays_before_she_is_forgotten_and_can_undo_it(jo: Client, mother: str) -> None:
    path = f"/m/{mother}/forget/"
    words = text_of(jo.get(path))
    assert "After 72 hours nothing can bring it back." in words
    assert "stay sealed" in words
    for typed in ({}, {"her_word": "on"}, {"told": "on"}):
        assert post(jo, path, **typed).status_code == 422
    forgotten = post(jo, path, her_word="on", told="on")
    assert forgotten.url == f"/m/{mother}/forgotten/"
    assert stage(mother) == "forgetting"
    assert jo.get(f"/m/{mother}/").status_code == 403
    page = text_of(jo.get(forgotten.url))
    assert "Robin" not in page
    assert "Its keys are destroyed " in page
    assert post(jo, forgotten.url).url == f"/m/{mother}/"
    assert stage(mother) == "by_handle"
    assert "Robin" in text_of(jo.get("/today/"))


@pytest.mark.slow
def test_cover_may_write_that_she_asks_and_that_she_undoes_it(team: worlds.Team, mother: str) -> None:
    sam, command = browser_of(team.sam), "k" * 26
    typed = {"her_word": "on", "told": "on"}
    answers = [post(sam, f"/m/{mother}/forget/", command, **typed) for _ in range(2)]
    assert [answer.url for answer in answers] == [f"/m/{mother}/forgotten/"] * 2
    assert post(browser_of(team.amir), f"/m/{mother}/forgotten/").status_code == 404
    assert post(sam, f"/m/{mother}/forgotten/").status_code == 302
    assert stage(mother) == "by_handle"


def test_a_named_record_can_be_ended_but_not_forgotten(team: worlds.Team, jo: Client, mother: str) -> None:
    people.give_name(by=team.jo, mother=mother, full_name="Margaret Canary", at=clock.now())
    page = jo.get(f"/m/{mother}/forget/").content.decode()
    assert "it can be ended, not forgotten" in page
    assert 'name="her_word"' not in page
    assert post(jo, f"/m/{mother}/forget/", her_word="on", told="on").status_code == 403
