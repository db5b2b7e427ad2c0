"""Danger now takes one press, loses nothing, and says in words when nobody has been told."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hrm2m.foundation import ids
from hrm2m.records.danger.models import Alert
from hrm2m.vault import spool
from tests import worlds
from tests.pages.street import browser_of, text_of
from tests.vault.notes import the_ledger_refuses


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


def press(browser: Client, **fields: str) -> str:
    answer = browser.post("/danger/", {"command_id": ids.new_ref(), **fields})
    assert answer.status_code == 302, answer.content
    return str(answer.headers["Location"])


@pytest.mark.promise(4)
def test_who_alone_is_enough_and_the_page_says_nobody_has_answered(jo: Client) -> None:
    page = text_of(jo.get(press(jo, who="her")))
    assert Alert.objects.get().who == "her"
    assert "Nobody has answered yet" in page
    assert page.index("999") < page.index("01632 960103") < page.index("01632 960101")


@pytest.mark.promise(4)
def test_for_a_child_the_childrens_lines_come_right_after_999(jo: Client) -> None:
    page = text_of(jo.get(press(jo, who="a_child")))
    assert page.index("01632 960101") < page.index("01632 960102") < page.index("01632 960103")


@pytest.mark.promise(4)
@pytest.mark.parametrize("who", ["", "nonsense", "x" * 5000])
def test_whatever_is_missing_or_wrong_it_is_saved(jo: Client, who: str) -> None:
    press(jo, who=who)
    assert Alert.objects.get().who == "someone_else"


@pytest.mark.promise(4)
def test_a_press_without_any_token_is_saved_all_the_same(team: worlds.Team) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser_of(team.jo).cookies
    assert strict.post("/danger/", {"who": "a_worker"}).status_code == 302
    assert Alert.objects.count() == 1


def test_pressing_twice_is_one_alert(jo: Client) -> None:
    command = ids.new_ref()
    first = jo.post("/danger/", {"who": "her", "command_id": command}).headers["Location"]
    second = jo.post("/danger/", {"who": "her", "command_id": command}).headers["Location"]
    assert first == second
    assert Alert.objects.count() == 1


def test_her_page_before_is_remembered_and_a_stranger_links_nobody(team: worlds.Team, jo: Client) -> None:
    mother = worlds.begin(team)
    page = jo.get("/danger/", headers={"referer": f"http://testserver/m/{mother}/log/"}).content.decode()
    assert f'name="mother" value="{mother}"' in page
    press(jo, who="her", mother=mother)
    press(browser_of(team.vic), who="her", mother=mother)
    assert [alert.mother is not None for alert in Alert.objects.order_by("id")] == [True, False]


@pytest.mark.slow
def test_every_page_says_that_nobody_has_it_until_somebody_presses(team: worlds.Team, jo: Client) -> None:
    ref = press(jo, who="a_child", words="Two small ones alone in the flat").split("/")[2]
    ruth = browser_of(team.ruth)
    assert "nobody has it yet" in ruth.get("/danger/").content.decode()
    read = ruth.get(f"/danger/{ref}/read/").content.decode()
    assert "Two small ones alone in the flat" in read
    ruth.post(f"/danger/{ref}/have-it/", {"command_id": ids.new_ref()})
    assert "nobody has it yet" not in ruth.get("/danger/").content.decode()
    assert "Somebody has it" in jo.get(f"/danger/{ref}/").content.decode()


def test_a_colleague_who_does_not_answer_for_it_does_not_read_what_was_said(
    team: worlds.Team, jo: Client
) -> None:
    ref = press(jo, who="a_child", words="Two small ones").split("/")[2]
    assert "Two small ones" not in browser_of(team.amir).get(f"/danger/{ref}/read/").content.decode()


@pytest.mark.slow
def test_looking_at_it_needs_a_second_person(team: worlds.Team, jo: Client) -> None:
    ref = press(jo, who="her").split("/")[2]
    ruth = browser_of(team.ruth)
    ruth.post(f"/danger/{ref}/have-it/", {"command_id": ids.new_ref()})
    alone = ruth.post(f"/danger/{ref}/look/", {"command_id": ids.new_ref(), "second": ""})
    assert alone.status_code == 422
    said = {"second": team.kit.worker_ref, "becomes": "nothing_more", "shown": "not_hers"}
    ruth.post(f"/danger/{ref}/look/", {"command_id": ids.new_ref(), **said})
    assert Alert.objects.get().looked_at is not None


@pytest.fixture
def an_empty_spool(tmp_path: Path, settings: Any) -> None:
    settings.HRM2M_SPOOL = tmp_path / "spool"


@pytest.mark.promise(4)
@pytest.mark.usefixtures("an_empty_spool")
def test_when_the_ledger_refuses_it_is_spooled_and_the_page_says_nobody_has_been_told(jo: Client) -> None:
    with the_ledger_refuses():
        answer = jo.post("/danger/", {"who": "her", "command_id": ids.new_ref()})
    assert answer.status_code == 503
    assert "NOBODY HAS BEEN TOLD YET: RING" in answer.content.decode()
    assert not Alert.objects.exists()
    assert spool.waiting() == 1


def test_unknown_and_malformed_alerts_are_one_answer(jo: Client) -> None:
    paths = ("/danger/nonsense/read/", f"/danger/{'a' * 26}/read/", "/danger/💥/read/")
    answers = [jo.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
