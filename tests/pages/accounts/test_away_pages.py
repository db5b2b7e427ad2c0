"""Away and back, in one act each, by the worker or by a lead; the board says loudly what has no cover."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from tests import worlds
from tests.pages.street import browser_of, post, sent_on, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def days(first: int, back: int | None) -> dict[str, str]:
    today = local_day(clock.now())
    said = {"begins": today + timedelta(days=first)}
    if back is not None:
        said["ends"] = today + timedelta(days=back)
    return {
        f"{name}_{part}": str(getattr(day, part))
        for name, day in said.items()
        for part in ("day", "month", "year")
    }


def page_of(browser: Client, path: str) -> str:
    response: Any = browser.get(path)
    assert response.status_code == 200
    return text_of(response)


@pytest.mark.slow
def test_a_bridge_builder_is_away_and_back(team: worlds.Team) -> None:
    worlds.begin(team, "Robin")
    jo, sam = browser_of(team.jo), browser_of(team.sam)
    assert 'href="/away/"' in jo.get("/today/").content.decode()
    answer = post(jo, "/away/", worker=team.jo.worker_ref, **days(0, 5))
    assert sent_on(answer) == "/away/"
    words = page_of(jo, "/away/")
    assert "Cover holds 1 bridge now." in words
    assert "Away from" in words
    assert "Robin" not in page_of(jo, "/today/")
    assert "Robin" in page_of(sam, "/today/")
    post(jo, f"/away/{team.jo.worker_ref}/back/")
    assert "1 bridge came back." in page_of(jo, "/away/")
    assert "Robin" in page_of(jo, "/today/")


def test_a_lead_plans_it_for_a_colleague_and_drops_it(team: worlds.Team) -> None:
    kit = browser_of(team.kit)
    post(kit, "/away/", worker=team.jo.worker_ref, **days(3, None))
    assert "Will be away from" in page_of(kit, "/away/")
    post(kit, f"/away/{team.jo.worker_ref}/back/")
    assert "Will be away" not in page_of(kit, "/away/")


def test_days_that_cannot_be_are_said_and_kept(team: worlds.Team) -> None:
    jo = browser_of(team.jo)
    answer = post(jo, "/away/", worker=team.jo.worker_ref, **days(5, 2))
    assert answer.status_code == 422
    assert "Check both days" in text_of(answer)
    twice = post(jo, f"/away/{team.jo.worker_ref}/back/")
    assert "No absence is written down" in page_of(jo, sent_on(twice))


def test_nobody_speaks_for_a_colleague(team: worlds.Team) -> None:
    answer = post(browser_of(team.amir), "/away/", worker=team.jo.worker_ref, **days(0, 5))
    assert answer.status_code == 422


@pytest.mark.slow
@pytest.mark.promise(3)
def test_with_cover_away_too_the_board_says_so_loudly_and_shows_no_handle(team: worlds.Team) -> None:
    mother = worlds.begin(team, "Robin")
    for name in ("sam", "jo"):
        actor = getattr(team, name)
        post(browser_of(actor), "/away/", worker=actor.worker_ref, **days(0, 5))
    kit = browser_of(team.kit)
    board = page_of(kit, "/board/")
    assert board.index("bridge without cover") < board.index("late promises")
    words = page_of(kit, "/board/without-cover/")
    assert "Held by Kit alone" in words
    assert "Robin" not in words
    assert f'href="/m/{mother}/"' in kit.get("/board/without-cover/").content.decode()
