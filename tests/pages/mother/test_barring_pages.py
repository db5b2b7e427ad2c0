"""Who must not see her record: named on her page, set and lifted on her word, and a worker who knows her is moved."""

from typing import Any

import pytest
from django.test import Client

from tests import worlds
from tests.pages.street import browser_of, post, sent_on, text_of


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def robin(team: worlds.Team) -> str:
    return worlds.begin(team, "Robin")


def page_of(browser: Client, path: str) -> str:
    response: Any = browser.get(path)
    assert response.status_code == 200
    return text_of(response)


@pytest.mark.slow
def test_her_word_bars_a_worker_of_any_agency_and_takes_it_back(team: worlds.Team, robin: str) -> None:
    sam = browser_of(team.sam)
    assert "She has named nobody." in page_of(sam, f"/m/{robin}/barred/")
    path = f"/m/{robin}/bridge/not-this-worker/"
    assert "Vic: bridge builder (Next Door)" in page_of(sam, path)
    without = post(sam, path, worker=team.vic.worker_ref)
    assert "Only her own word does this" in text_of(without)
    post(sam, path, worker=team.vic.worker_ref, her_word="on")
    assert "Vic" in page_of(sam, f"/m/{robin}/barred/")
    lift = f"/m/{robin}/barred/{team.vic.worker_ref}/lift/"
    assert "Vic must not open her record now." in page_of(sam, lift)
    post(sam, lift, her_word="on")
    assert "She has named nobody." in page_of(sam, f"/m/{robin}/barred/")
    assert sam.get(lift).status_code == 404


@pytest.mark.slow
def test_the_agency_that_keeps_her_bridge_is_refused_with_how(team: worlds.Team, robin: str) -> None:
    jo = browser_of(team.jo)
    path = f"/m/{robin}/barred/agency/"
    refused = post(jo, path, agency=team.jo.agency_ref, her_word="on")
    assert refused.status_code == 422
    assert "choose a bridge builder of another agency first" in text_of(refused)
    post(jo, path, agency=team.vic.agency_ref, her_word="on")
    assert "Next Door This agency, and everybody who works for it." in page_of(jo, f"/m/{robin}/barred/")


@pytest.mark.slow
@pytest.mark.promise(2)
def test_a_worker_who_knows_her_says_so_and_sees_nothing_more(team: worlds.Team, robin: str) -> None:
    jo = browser_of(team.jo)
    assert f'href="/i-know-her/{robin}/"' in jo.get(f"/m/{robin}/team/").content.decode()
    answer = post(jo, f"/i-know-her/{robin}/")
    assert sent_on(answer) == "/"
    assert jo.get(f"/m/{robin}/").status_code == 404
    sam = page_of(browser_of(team.sam), f"/m/{robin}/barred/")
    assert "Jo" in sam


@pytest.mark.slow
def test_a_lead_says_so_before_opening(team: worlds.Team, robin: str) -> None:
    kit = browser_of(team.kit)
    asked = kit.get(f"/m/{robin}/", follow=True)
    assert f'href="/i-know-her/{robin}/"' in asked.content.decode()
    post(kit, f"/i-know-her/{robin}/")
    assert "Kit" in page_of(browser_of(team.jo), f"/m/{robin}/barred/")


@pytest.mark.promise(3)
def test_the_page_says_the_same_of_a_foreign_and_an_unknown_record(team: worlds.Team, robin: str) -> None:
    vic = browser_of(team.vic)
    pages = [text_of(vic.get(f"/i-know-her/{ref}/")) for ref in (robin, "x" * 26)]
    assert pages[0] == pages[1]
    answers = [
        post(vic, f"/i-know-her/{ref}/", command=f"{n}" * 26) for n, ref in ((2, robin), (3, "x" * 26))
    ]
    assert [each.status_code for each in answers] == [404, 404]
