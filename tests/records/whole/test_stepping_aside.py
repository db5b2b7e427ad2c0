"""*I know her outside work*, said by whoever treats her or keeps children safe: it ends at once, in every room."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.models import Job
from hrm2m.policy import Ground, Permission
from hrm2m.records.children import actions as children
from hrm2m.records.clocks.models import Clock
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.treatment.queries import standing_due, who_treats
from hrm2m.records.whole import near_her
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.queries import asked_of
from hrm2m.vault import door
from hrm2m.vault.errors import Denied
from hrm2m.vault.standing import everything_in_force
from tests import worlds
from tests.records.children import samples as noticed
from tests.records.worries import samples as worried


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    found = worlds.begin_named(team)
    treatment.begin_treating(by=team.jo, mother=found, worker=team.tom.worker_ref, called="R", at=clock.now())
    return found


def number_of(team: worlds.Team, mother: str) -> int:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="n") as box:
        return box.mother_id


@pytest.mark.promise(2)
def test_whoever_treats_her_and_knows_her_treats_her_no_more(team: worlds.Team, mother: str) -> None:
    number = number_of(team, mother)
    near_her.step_aside(by=team.tom, mother=mother)
    assert who_treats(number) == ()
    assert not {row for row in everything_in_force(clock.now()) if row[1] == Ground.TREATING}
    assert standing_due() == set()
    with pytest.raises(Denied):
        with door.looking(by=team.tom, permission=Permission.TREATMENT_SEE, mother=mother, page="t"):
            pass
    assert str(team.jo.worker_id) in " ".join(str(vars(job)) for job in Job.objects.all()), "somebody is told"


@pytest.mark.slow
def test_a_safeguarding_lead_who_knows_her_leaves_it_to_the_other_one(team: worlds.Team, mother: str) -> None:
    worry = worried.raised(team.sam, mother)
    assert Clock.objects.get(kind="worry_read").owner_id == team.rae.worker_id
    near_her.step_aside(by=team.rae, mother=mother)
    assert Clock.objects.get(kind="worry_read").owner_id == team.ruth.worker_id
    with pytest.raises(Denied):
        worries.read_worry(by=team.rae, worry=worry, seen="", at=clock.now())
    worries.read_worry(by=team.ruth, worry=worry, seen="", at=clock.now())


@pytest.mark.slow
def test_what_a_lead_was_asked_to_look_at_and_a_place_in_a_plan_end_too(
    team: worlds.Team, mother: str
) -> None:
    sent = worried.sent(team.ruth, mother)
    worries.ask_to_look(by=team.ruth, about=sent, worker=team.kit.worker_ref, at=clock.now())
    plan = noticed.plan(team.ruth, mother)
    kit = team.kit
    children.name_in_plan(
        by=team.ruth, mother=mother, plan=plan, worker=kit.worker_ref, agency=kit.agency_ref
    )
    near_her.step_aside(by=kit, mother=mother)
    assert not asked_of(kit)
    for ground in (Ground.SECOND_READER, Ground.PLAN):
        assert not {row for row in everything_in_force(clock.now()) if row[1] == ground}
    with clock.at(clock.now() + timedelta(minutes=1)), pytest.raises(Denied):
        near_her.step_aside(by=kit, mother=mother)


def test_a_stranger_learns_nothing_by_stepping_aside(team: worlds.Team, mother: str) -> None:
    with pytest.raises(Denied):
        near_her.step_aside(by=team.tess, mother=mother)
