"""A plan is read by whoever is named in it, and nothing else of hers is."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission, Role
from hrm2m.policy.facts import ActFacts
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.entries import Demand, DemandKind
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.children import actions as children
from hrm2m.records.children import queries
from hrm2m.records.children.entries import Plan, PlanKind, PlanTask
from hrm2m.records.children.queries import PlanCard, my_plans, plan_in, standing_due
from hrm2m.records.whole import near_her
from hrm2m.vault import door, standing
from hrm2m.vault.errors import Denied, StaleVersion
from tests import worlds
from tests.records.children import samples


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def named(team: worlds.Team) -> str:
    return worlds.begin_named(team)


def name(team: worlds.Team, mother: str, plan: str, who: Actor) -> None:
    children.name_in_plan(
        by=team.ruth, mother=mother, plan=plan, worker=who.worker_ref, agency=who.agency_ref
    )


def opened(by: Actor, mother: str, plan: str) -> PlanCard | None:
    with door.acting(by=by, permission=Permission.PLAN_SEE, mother=mother, act=ActFacts(about=plan)) as box:
        return plan_in(box, plan)


def stands() -> set[tuple[int, str, int | None, int | None, str]]:
    return {row for row in standing.everything_in_force(clock.now()) if row[1] == "plan"}


def test_whoever_is_named_reads_that_plan_and_no_other(team: worlds.Team, named: str) -> None:
    one, other = samples.plan(team.ruth, named), samples.plan(team.ruth, named)
    name(team, named, one, team.mia)
    card = opened(team.mia, named, one)
    assert card is not None
    assert card.thread.newest.body.agency == "Testmere Council"
    with pytest.raises(Denied):
        opened(team.mia, named, other)
    with pytest.raises(Denied):
        samples.read(team.mia, named)
    assert [(plan.mother_ref, plan.plan) for plan in my_plans(team.mia)] == [(named, one)]


def test_nobody_reads_a_plan_he_or_she_is_not_named_in(team: worlds.Team, named: str) -> None:
    plan = samples.plan(team.ruth, named)
    for who in (team.mia, team.tom, team.jo, team.kit):
        with pytest.raises(Denied):
            opened(who, named, plan)
        assert my_plans(who) == ()


def test_standing_is_what_the_places_in_plans_say_and_ends_with_them(team: worlds.Team, named: str) -> None:
    plan = samples.plan(team.ruth, named)
    for who in (team.mia, team.tom):
        name(team, named, plan, who)
    name(team, named, plan, team.mia)
    assert stands() == standing_due()
    assert len(stands()) == 2
    children.take_off_plan(by=team.ruth, mother=named, plan=plan, worker=team.mia.worker_ref)
    assert stands() == standing_due()
    with pytest.raises(Denied):
        opened(team.mia, named, plan)
    children.end_plan(by=team.ruth, mother=named, plan=plan, why="The review closed it", at=clock.now())
    assert stands() == standing_due() == set()
    assert my_plans(team.tom) == ()


@pytest.mark.slow
def test_an_account_that_ends_ends_its_places_in_plans(team: worlds.Team, named: str) -> None:
    later = worlds.begin_named(team, "Wren")
    for mother in (later, named):
        name(team, mother, samples.plan(team.ruth, mother), team.jo)
    accounts.end_account(
        by=replace(team.sam, roles=frozenset({Role.ADMINISTRATOR})), worker=team.jo.worker_ref
    )
    assert stands() == standing_due() == set()


def test_a_barred_worker_named_in_it_reads_nothing(team: worlds.Team, named: str) -> None:
    plan = samples.plan(team.ruth, named)
    name(team, named, plan, team.mia)
    bridges.bar(by=team.jo, mother=named, worker=team.mia.worker_ref)
    with pytest.raises(Denied):
        opened(team.mia, named, plan)
    assert my_plans(team.mia) == ()


@pytest.mark.slow
def test_a_bar_that_is_taken_back_brings_no_place_in_a_plan_back(team: worlds.Team, named: str) -> None:
    plan = samples.plan(team.ruth, named)
    for who in (team.mia, team.tom):
        name(team, named, plan, who)
    near_her.bar(by=team.jo, mother=named, worker=team.mia.worker_ref)
    near_her.bar_agency(by=team.jo, mother=named, agency=team.tom.agency_ref)
    assert stands() == standing_due() == set()
    bridges.lift_bar(by=team.jo, mother=named, barred=team.mia.worker_ref)
    with pytest.raises(Denied):
        opened(team.mia, named, plan)


def test_a_worker_who_is_stood_down_is_named_in_no_plan(team: worlds.Team, named: str) -> None:
    later = worlds.begin_named(team, "Wren")
    for mother in (later, named):
        name(team, mother, samples.plan(team.ruth, mother), team.jo)
    assert near_her.stand_down(by=team.kit, worker=team.jo.worker_ref) == 2
    assert stands() == standing_due() == set()


def test_whoever_is_named_writes_what_she_or_he_saw(team: worlds.Team, named: str) -> None:
    plan = samples.plan(team.ruth, named)
    name(team, named, plan, team.mia)
    with pytest.raises(Denied):
        samples.note(team.mia, named)
    samples.note(team.mia, named, "She feeds him on waking", plan=plan)
    assert len(samples.read(team.ruth, named).unnamed) == 1


def test_a_change_is_a_new_entry_and_the_plan_keeps_its_ref(team: worlds.Team, named: str) -> None:
    child = samples.lily(team.ruth, named)
    plan = samples.plan(team.ruth, named, child)
    now = Plan(PlanKind.CHILD_PROTECTION, "Testmere Council", family_time="Tuesdays, two hours")
    change: dict[str, Any] = {"mother": named, "plan": plan, "seen_ref": plan, "now": now, "at": clock.now()}
    children.change_plan(by=team.ruth, **change)
    with pytest.raises(StaleVersion):
        children.change_plan(by=team.rae, **change)
    ((card,),) = [each.plans for each in samples.read(team.ruth, named).children]
    assert (card.thread.ref, card.thread.newest.body, len(card.thread.before)) == (plan, now, 1)


def test_a_plan_that_is_over_takes_no_change(team: worlds.Team, named: str) -> None:
    plan = samples.plan(team.ruth, named)
    children.end_plan(by=team.ruth, mother=named, plan=plan, why="Closed", at=clock.now())
    with pytest.raises(BadInput):
        name(team, named, plan, team.mia)


def test_a_plan_for_a_mother_known_by_handle_names_no_child(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    plan = samples.plan(team.ruth, mother)
    assert [card.thread.ref for card in samples.read(team.ruth, mother).plans] == [plan]


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (Plan(PlanKind.EARLY_HELP, ""), "agency"),
        (Plan(PlanKind.EARLY_HELP, "Council", tasks=(PlanTask("", "Weigh her"),)), "tasks"),
        (Plan(PlanKind.EARLY_HELP, "Council", tasks=(PlanTask("Nurse", ""),)), "tasks"),
    ],
)
def test_a_plan_that_says_too_little_is_refused(
    team: worlds.Team, named: str, plan: Plan, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        children.write_plan(by=team.ruth, mother=named, plan=plan, at=clock.now())
    assert refused.value.field == field


def test_what_it_asks_of_her_goes_on_her_own_list_and_opens_nothing(team: worlds.Team, named: str) -> None:
    demand = Demand("Testmere Council", DemandKind.CONDITION, "Be at home on Tuesdays")
    asks.put_on_her_list(
        by=team.ruth, mother=named, demand=demand, category=Category.CHILDREN, at=clock.now()
    )
    with (
        pytest.raises(Denied),
        door.looking(
            by=team.ruth, permission=Permission.MOTHER_SEE, mother=named, page="mother", purpose="x"
        ),
    ):
        pass
    with pytest.raises(Denied):
        asks.put_on_her_list(
            by=team.mia, mother=named, demand=demand, category=Category.CHILDREN, at=clock.now()
        )


def test_a_day_far_ahead_is_kept(team: worlds.Team, named: str) -> None:
    at = clock.now() + timedelta(days=90)
    plan = Plan(PlanKind.CARE_PROCEEDINGS, "Testmere Council", next_meeting=at, next_is_court=True)
    ref = children.write_plan(by=team.ruth, mother=named, plan=plan, at=clock.now())
    (card,) = samples.read(team.ruth, named).plans
    assert (card.thread.ref, card.thread.newest.body.next_meeting) == (ref, at)
    assert queries.mothers_in_plans_of(team.mia.worker_id) == []
