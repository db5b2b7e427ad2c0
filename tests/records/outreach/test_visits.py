"""Coming out of a visit: nothing stands in its way, and it leaves a line."""

import json
from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.outreach import actions
from hrm2m.records.outreach.entries import VisitPlan
from hrm2m.records.outreach.models import Visit
from hrm2m.vault.errors import NotYours
from hrm2m.vault.models import Head, Line
from tests import worlds


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def out_at(team: worlds.Team, by: Actor, mother: str) -> str:
    return actions.check_in(
        by=by,
        mother=mother,
        plan=VisitPlan("Quay Street"),
        back_by=clock.now() + timedelta(hours=1),
        named=team.kit.worker_ref,
        at=clock.now(),
    )


def comings_out(mother: str) -> list[str]:
    chain = Head.objects.get(ref=mother).id
    bodies = [json.loads(body) for body in Line.objects.filter(chain=chain).values_list("body", flat=True)]
    return [body["by"] for body in bodies if body["act"] == "visit_end"]


def test_coming_out_is_a_line_in_her_chain_and_twice_is_the_same_as_once(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    visit = out_at(team, team.jo, mother)
    for _ in range(2):
        actions.check_out(by=team.jo, visit=visit, at=clock.now())
    assert comings_out(mother) == [team.jo.worker_ref]
    assert Visit.objects.get().out_at is not None


def test_a_worker_whose_standing_ended_meanwhile_still_comes_out(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    visit = out_at(team, team.jo, mother)
    bridges.stand_down(by=team.kit, worker=team.jo.worker_ref)
    actions.check_out(by=team.jo, visit=visit, at=clock.now())
    assert comings_out(mother) == [team.jo.worker_ref]


@pytest.mark.parametrize("name", ["sam", "kit", "vic"])
def test_nobody_elses_visit_is_touched_or_told_from_none(team: worlds.Team, name: str) -> None:
    mother = worlds.begin(team)
    visit = out_at(team, team.jo, mother)
    for ref in (visit, "unknown"):
        with pytest.raises(NotYours):
            actions.check_out(by=getattr(team, name), visit=ref, at=clock.now())
    assert comings_out(mother) == []
    assert Visit.objects.get().out_at is None
