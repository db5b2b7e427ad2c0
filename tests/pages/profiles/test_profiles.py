"""Profiles: she chooses by a few words; who is full is shown as full; the lead lets one more in."""

import pytest
from django.test import Client

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.area.values import LineKey, SaidLine
from hrm2m.records.bridges.queries import limit_of
from hrm2m.records.danger.queries import lines_of
from tests import worlds
from tests.pages.plain import grade
from tests.pages.street import browser_of, post, text_of


pytestmark = pytest.mark.django_db
WORDS = {"words": "I listen first.", "languages": "English and Polish", "days": "Monday to Thursday"}


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def jo(team: worlds.Team) -> Client:
    return browser_of(team.jo)


def test_what_a_bridge_builder_says_stands_where_she_chooses(team: worlds.Team, jo: Client) -> None:
    post(jo, "/bridge-builders/mine/", **WORDS)
    said = "I listen first. Speaks English and Polish. Here Monday to Thursday."
    assert said in text_of(jo.get("/bridge-builders/"))
    assert f"Jo: {said}" in text_of(jo.get("/begin/"))
    mother = worlds.begin(team)
    assert f"Jo: {said}" in text_of(jo.get(f"/m/{mother}/bridge/"))


def test_what_one_lived_through_is_said_only_where_one_wants_it_said(team: worlds.Team, jo: Client) -> None:
    post(jo, "/bridge-builders/mine/", **WORDS)
    assert "been there myself" not in text_of(jo.get("/bridge-builders/"))
    post(jo, "/bridge-builders/mine/", says_lived_it="on", **WORDS)
    assert "I have been there myself." in text_of(jo.get("/bridge-builders/"))
    post(jo, "/bridge-builders/mine/", **WORDS)
    assert "been there myself" not in text_of(jo.get("/bridge-builders/"))


@pytest.mark.slow
def test_who_is_full_is_shown_as_full_and_the_lead_lets_one_more_in(team: worlds.Team, jo: Client) -> None:
    kit = browser_of(team.kit)
    assert post(kit, f"/board/limit/{team.jo.worker_ref}/", limit="1").url == "/board/"
    worlds.begin(team)
    assert "Full just now." in text_of(jo.get("/bridge-builders/"))
    with pytest.raises(Exception, match="the team lead lets one more in"):
        worlds.begin(team, "Wren")
    too_few = post(kit, f"/board/limit/{team.amir.worker_ref}/", limit="0")
    assert too_few.status_code == 422
    post(kit, f"/board/limit/{team.jo.worker_ref}/", limit="2")
    worlds.begin(team, "Wren")
    below = post(kit, f"/board/limit/{team.jo.worker_ref}/", limit="1")
    assert "Write a number from 2 to 30." in text_of(below)
    assert limit_of(team.jo.worker_id) == 2
    assert browser_of(team.sam).get(f"/board/limit/{team.jo.worker_ref}/").status_code == 403
    assert kit.get(f"/board/limit/{team.vic.worker_ref}/").status_code == 404


def test_not_this_worker_has_a_number_that_is_no_line_of_danger(team: worlds.Team, jo: Client) -> None:
    assert "A number outside the team is not set yet." in text_of(jo.get("/bridge-builders/"))
    line = SaidLine("01632 960177", "", local_day(clock.now()))
    agencies.set_line(by=team.kit, key=LineKey.NOT_THIS_WORKER, line=line, why="agreed next door", seen="")
    page = text_of(jo.get("/bridge-builders/"))
    assert "It does not reach this team. 01632 960177" in page
    assert "01632 960177" not in text_of(jo.get("/danger/"))
    assert all(each.number != "01632 960177" for each in lines_of(1))
    assert "Nobody of the team may answer it." in text_of(
        browser_of(team.kit).get("/lead/area/line/not_this_worker/")
    )


def test_our_words_around_the_profiles_are_plain(team: worlds.Team, jo: Client) -> None:
    page = text_of(jo.get("/bridge-builders/"))
    start, end = page.index("You choose."), page.index("Amir")
    ours = (
        page[start:end]
        + page[page.index("If you do not want one of us") : page.index("What I say of myself")]
    )
    assert grade(ours) <= 5
