"""Every page of asks opens for those near her, and answers everyone else as if it were not there."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from tests import worlds
from tests.pages.asking.asked import ask, demand, longing, offer
from tests.pages.street import browser_of


pytestmark = pytest.mark.django_db

PAGES = (
    "asks/",
    "ask/",
    "ask/{ask}/",
    "ask/{ask}/close/",
    "ask/{ask}/again/",
    "ask/{ask}/offer/",
    "offer/{offer}/",
    "offer/{offer}/right/",
    "offer/{offer}/answer/",
    "offer/{offer}/back/",
    "longing/",
    "longing/{longing}/",
    "demands/",
    "demand/",
    "demand/{demand}/",
    "demand/{demand}/move/",
    "demand/{demand}/end/",
    "crossing/",
)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def refs(team: worlds.Team) -> dict[str, str]:
    mother = worlds.begin(team, "Robin", days_ago=9)
    asked = ask(team, mother)
    return {
        "mother": mother,
        "ask": asked,
        "offer": offer(team, mother, asked),
        "longing": longing(team, mother),
        "demand": demand(team, mother, "Court", clock.now() + timedelta(days=3), "Court Street"),
    }


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_her_bridge_builder_opens_every_page(team: worlds.Team, refs: dict[str, str], page: str) -> None:
    response = browser_of(team.jo).get(f"/m/{refs['mother']}/{page.format(**refs)}")
    assert response.status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_and_an_unknown_ref_meet_one_answer(
    team: worlds.Team, refs: dict[str, str], page: str
) -> None:
    stranger = browser_of(team.vic)
    path = page.format(**refs)
    command = {"command_id": "a" * 26, "her_word": "on", "words": "x", "for_whom": "me"}
    for send in (stranger.get, lambda path: stranger.post(path, command)):
        answers = {send(f"/m/{ref}/{path}").content for ref in (refs["mother"], "a" * 26, "nonsense")}
        assert len(answers) == 1
    assert stranger.get(f"/m/{refs['mother']}/{path}").status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if "{" in page])
def test_a_ref_of_another_mother_is_not_here(team: worlds.Team, refs: dict[str, str], page: str) -> None:
    other = worlds.begin(team, "Wren")
    jo = browser_of(team.jo)
    for ref in ("nonsense", refs["ask"]):
        path = f"/m/{other}/{page.format(**dict.fromkeys(refs, ref))}"
        assert jo.get(path).status_code == 404
        assert jo.post(path, {"command_id": "b" * 26}).status_code == 404


def test_a_lead_who_is_not_near_her_reads_and_writes_nothing(team: worlds.Team, refs: dict[str, str]) -> None:
    from tests.pages.street import post, text_of

    kit = browser_of(team.kit)
    path = f"/m/{refs['mother']}/asks/"
    post(kit, kit.get(path).headers["Location"], reason="promise", of=refs["mother"], next=path)
    words = text_of(kit.get(path))
    assert "Somewhere warm to sleep" in words
    assert "Add an offer" not in words
    assert "She says: off the list" not in words
    assert kit.get(f"/m/{refs['mother']}/ask/").status_code == 403
