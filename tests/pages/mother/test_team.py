"""Her page says who can see her record and why; her team grows with her yes, and shrinks at once."""

import pytest
from django.test import Client

from hrm2m.foundation import clock
from hrm2m.policy import Ground
from hrm2m.records.agencies.models import Worker
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.queries import who_can_see
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
    return worlds.begin(team, "Robin", days_ago=9)


def seen_by(mother: str) -> list[tuple[str, Ground]]:
    found = who_can_see(Head.objects.get(ref=mother).id, clock.now())
    return [(seer.first_name, seer.ground) for seer in found]


def test_everyone_who_can_see_her_record_is_named_with_why(
    team: worlds.Team, jo: Client, mother: str
) -> None:
    words = text_of(jo.get(f"/m/{mother}/team/"))
    assert "Jo Her bridge builder, whom she chose." in words
    assert "Sam Cover, when her bridge builder cannot be there." in words
    assert "Kit Leads the team: must write down why before each look." in words
    assert "Amir" not in words
    assert "Ruth" not in words


@pytest.mark.slow
def test_somebody_joins_her_team_only_with_her_yes(team: worlds.Team, jo: Client, mother: str) -> None:
    amir = browser_of(team.amir)
    path = f"/m/{mother}/team/add/"
    refused = post(jo, path, worker=team.amir.worker_ref)
    assert "Nobody joins her team without her knowing." in text_of(refused)
    assert amir.get(f"/m/{mother}/").status_code == 404
    assert post(jo, path, worker=team.amir.worker_ref, her_yes="on").url == f"/m/{mother}/team/"
    assert amir.get(f"/m/{mother}/").status_code == 200
    assert ("Amir", Ground.TEAM) in seen_by(mother)
    assert team.amir.worker_ref not in jo.get(path).content.decode()


def test_who_is_taken_off_sees_nothing_from_that_moment(team: worlds.Team, jo: Client, mother: str) -> None:
    bridges.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
    path = f"/m/{mother}/team/{team.amir.worker_ref}/off/"
    assert "Amir On her outreach team, because she agreed." in text_of(jo.get(path))
    assert post(jo, path).url == f"/m/{mother}/team/"
    assert browser_of(team.amir).get(f"/m/{mother}/").status_code == 404
    assert jo.get(path).status_code == 404


def test_who_is_on_her_team_reads_the_page_and_changes_nothing(team: worlds.Team, mother: str) -> None:
    bridges.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
    amir = browser_of(team.amir)
    words = text_of(amir.get(f"/m/{mother}/team/"))
    assert "Amir On her outreach team" in words
    assert "Add somebody to her team" not in words
    assert post(amir, f"/m/{mother}/team/{team.amir.worker_ref}/off/").status_code == 403


def test_nobody_is_named_who_cannot_see_it(team: worlds.Team, mother: str) -> None:
    bridges.let_cover_hold(by=team.jo, mother=mother)
    assert seen_by(mother) == [("Sam", Ground.COVER), ("Kit", Ground.LEAD)]
    bridges.bar(by=team.sam, mother=mother, worker=team.kit.worker_ref)
    assert seen_by(mother) == [("Sam", Ground.COVER)]
    Worker.objects.filter(id=team.sam.worker_id).update(is_active=False)
    assert seen_by(mother) == []
