"""Every page about a mother opens for those near her, and answers everyone else as if it were not there."""

import pytest

from tests import worlds
from tests.pages.street import browser_of, text_of


pytestmark = pytest.mark.django_db

PAGES = (
    "",
    "log/",
    "listening/",
    "safe-contact/",
    "find-her/",
    "if-i-go-quiet/",
    "leave-me-be/",
    "text/",
    "text/again/",
    "windows/",
    "in/",
    "place/",
    "bridge/",
    "bridge/cover/",
    "bridge/held/",
    "bridge/told/",
    "bridge/not-this-worker/",
    "team/",
    "team/add/",
    "handle/",
    "known/",
    "known/age/",
    "known/locality/",
    "name/",
    "moving/",
    "moving/plan/",
    "end/",
    "end/asked/",
    "end/moved/",
    "end/died/",
    "forget/",
)


OF_ONE_ENTRY = ("contacts/x/", "reply/x/", "windows/x/", "team/x/off/")


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_her_bridge_builder_opens_every_page(team: worlds.Team, page: str) -> None:
    mother = worlds.begin(team)
    response = browser_of(team.jo).get(f"/m/{mother}/{page}")
    assert response.status_code == 200
    assert "Robin" in response.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [*PAGES, "contacts/x/", "reply/x/", "windows/x/", "team/x/off/", "reopen/", "forgotten/"]
)
def test_a_stranger_and_an_unknown_ref_meet_one_answer_for_every_method(team: worlds.Team, page: str) -> None:
    mother = worlds.begin(team)
    stranger = browser_of(team.vic)
    command = {"command_id": "a" * 26, "her_word": "on", "told": "on", "handle": "x"}
    for send in (stranger.get, stranger.delete, lambda path: stranger.post(path, command)):
        answers = {send(f"/m/{ref}/{page}").content for ref in (mother, "a" * 26, "nonsense")}
        assert len(answers) == 1
    assert stranger.get(f"/m/{mother}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "log/", "end/"])
def test_a_method_a_page_does_not_know_is_a_page_that_is_not_here(team: worlds.Team, page: str) -> None:
    mother, jo = worlds.begin(team), browser_of(team.jo)
    unknown = jo.get("/m/nonsense/").content
    for send in (jo.delete, jo.put, jo.options):
        response = send(f"/m/{mother}/{page}")
        assert (response.status_code, response.content) == (404, unknown)


@pytest.mark.slow
def test_today_mothers_and_begin_open(team: worlds.Team) -> None:
    worlds.begin(team)
    jo = browser_of(team.jo)
    for page in ("/today/", "/mothers/", "/begin/", "/begin/back/"):
        response = jo.get(page)
        assert response.status_code == 200, page
    assert "Robin" in text_of(jo.get("/today/"))
