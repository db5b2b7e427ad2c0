"""Every list that SQL filters is held equal to filtering by the policy, over random small worlds.

One transaction for each example with a savepoint; the seed is fixed, so that a world that fails can be built again.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, note, seed, settings
from hypothesis import strategies as st

from hrm2m.cadence import Nation
from hrm2m.foundation import clock, ids
from hrm2m.policy import Actor, Compartment, Ground, Permission, Role, decide
from hrm2m.policy.facts import ActFacts, Facts
from hrm2m.policy.lifecycles import OPEN_STAGES, Stage
from hrm2m.policy.opens import OPENS
from hrm2m.policy.predicates import leads_her_team, not_barred
from hrm2m.records.clocks import board as promises
from hrm2m.records.clocks.models import Clock
from hrm2m.records.outreach import board, due
from hrm2m.records.outreach import queries as outreach
from hrm2m.records.outreach.models import Due
from hrm2m.vault import door, standing
from hrm2m.vault.models import Head, StandingRow


pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SEED = 20_260_312
NOW = datetime(2026, 3, 12, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
ME, MY_AGENCY, ANOTHER = 7, 1, 8
AGENCIES = (MY_AGENCY, 2)
EARLIER, LATER = NOW - HOUR, NOW + HOUR

actors = st.builds(
    lambda roles: Actor(ME, "worker7", MY_AGENCY, "agency1", 1, roles),
    st.frozensets(
        st.sampled_from([Role.BRIDGE_BUILDER, Role.OUTREACH_WORKER, Role.TEAM_LEAD, Role.PARTNER]), min_size=1
    ),
)


@dataclass(frozen=True)
class Given:
    """One row of standing, before it is a row: for a worker, an agency, or a worker in an agency."""

    worker: int | None
    agency: int | None
    ground: Ground
    compartments: frozenset[Compartment]
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Mother:
    """One mother of a world, with whoever stands near her."""

    stage: Stage
    area: int
    near: tuple[Given, ...]
    late: bool


def often(*usual: Any, seldom: Iterable[Any]) -> st.SearchStrategy[Any]:
    """Mostly one of the usual, so that what takes three things at once happens in a small world too."""
    return st.sampled_from(usual) | st.sampled_from(usual) | st.sampled_from(list(seldom))


given_standing = st.builds(
    lambda whom, ground, compartments, since, until: Given(
        whom[0], whom[1], ground, compartments, since, until
    ),
    often(
        (ME, MY_AGENCY),
        (None, MY_AGENCY),
        seldom=[(ME, None), (ANOTHER, None), (None, 2), (ANOTHER, MY_AGENCY), (ME, 2)],
    ),
    st.sampled_from([*Ground, Ground.BLOCK]),
    often(
        frozenset({Compartment.GENERAL, Compartment.HER_SAFETY}),
        seldom=[frozenset({Compartment.GENERAL}), frozenset({Compartment.HER_SAFETY})],
    ),
    often(EARLIER, NOW, seldom=[LATER]),
    often(None, LATER, seldom=[EARLIER, NOW]),
)
mothers = st.builds(
    Mother,
    stage=often(*OPEN_STAGES, seldom=Stage),
    area=often(1, seldom=[2]),
    near=st.lists(given_standing, max_size=4).map(tuple),
    late=st.booleans(),
)
worlds = st.tuples(actors, st.lists(mothers, max_size=5))


@contextmanager
def built(world: list[Mother]) -> Iterator[dict[int, Mother]]:
    """The world in the database, by the mothers' numbers, until the end of the example."""
    savepoint = transaction.savepoint()
    try:
        with clock.at(NOW):
            yield {_mother(mother): mother for mother in world}
    finally:
        transaction.savepoint_rollback(savepoint)


def _mother(mother: Mother) -> int:
    head = Head.objects.create(
        ref=ids.new_ref(), area=mother.area, stage=mother.stage, ended_at=NOW, forget_at=NOW + HOUR
    )
    StandingRow.objects.bulk_create(
        StandingRow(
            area=mother.area,
            mother=head.id,
            worker_id=row.worker,
            agency_id=row.agency,
            compartment=compartment,
            ground=row.ground,
            since=row.since,
            until=row.until,
            cause="world",
        )
        for row in mother.near
        for compartment in row.compartments
    )
    history = due.history_of(
        (), (), begun_at=NOW, nation=Nation.ENGLAND, now=NOW, ended=mother.stage not in OPEN_STAGES
    )
    Due.objects.create(area=mother.area, mother=head.id, **vars(due.row_for(history)))
    return head.id


def facts(by: Actor, mother: int, permission: Permission, act: ActFacts | None = None) -> Facts:
    """What the door would gather for this decision."""
    head = Head.objects.get(id=mother)
    return Facts(
        by,
        NOW,
        standing.mother_facts(head),
        standing.facts_of(by, [mother], NOW).get(mother, ()),
        act or ActFacts(),
        OPENS[permission].reads,
    )


def allowed(
    by: Actor, permission: Permission, world: dict[int, Mother], act: ActFacts | None = None
) -> set[int]:
    """The other twin: whom the policy allows, one by one."""
    return {
        mother
        for mother, drawn in world.items()
        if drawn.area == by.area and decide(permission, facts(by, mother, permission, act)).allowed
    }


def in_the_role(by: Actor, permission: Permission) -> bool:
    """Whether a role lets the actor ask at all: the page is refused to others before any list is read."""
    return decide(permission, Facts(by, NOW)).reasons != ("Your role in this agency does not include this.",)


small_worlds = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.promise(3)
@seed(SEED)
@small_worlds
@given(worlds)
def test_today_lists_exactly_the_mothers_whom_the_policy_lets_the_worker_reach(
    world: tuple[Actor, list[Mother]],
) -> None:
    by, drawn = world
    note(f"seed {SEED}")
    with built(drawn) as mothers_of:
        listed = set(outreach.due_visible_to(by, NOW).values_list("mother", flat=True))
        decided = allowed(by, Permission.TODAY_SEE, mothers_of)
        assert (listed if in_the_role(by, Permission.TODAY_SEE) else set()) == decided


@seed(SEED)
@small_worlds
@given(worlds)
def test_a_page_about_several_mothers_opens_exactly_those_the_policy_allows(
    world: tuple[Actor, list[Mother]],
) -> None:
    by, drawn = world
    note(f"seed {SEED}")
    with built(drawn) as mothers_of:
        asked = [mother for mother, drawn in mothers_of.items() if drawn.area == by.area]
        with door.looking_at_many(
            by=by, permission=Permission.TODAY_SEE, mothers=asked, page="today"
        ) as boxes:
            opened = set(boxes.mother_ids)
        assert opened == allowed(by, Permission.TODAY_SEE, mothers_of)


@seed(SEED)
@small_worlds
@given(worlds)
def test_the_board_of_a_lead_is_about_exactly_the_mothers_whose_team_the_policy_says_is_led(
    world: tuple[Actor, list[Mother]],
) -> None:
    by, drawn = world
    lead = Actor(by.worker_id, by.worker_ref, by.agency_id, by.agency_ref, 1, by.roles | {Role.TEAM_LEAD})
    note(f"seed {SEED}")
    with built(drawn) as mothers_of:
        late = {_late_clock(mother, drawn)[0]: mother for mother, drawn in mothers_of.items() if drawn.late}
        led = {
            mother
            for mother, drawn in mothers_of.items()
            if drawn.area == lead.area
            and all(
                holds(facts(lead, mother, Permission.MOTHER_SEE)) for holds in (leads_her_team, not_barred)
            )
        }
        listed = set(board.due_led(lead, NOW).values_list("mother", flat=True))
        assert listed == {mother for mother in led if mothers_of[mother].stage in OPEN_STAGES}
        page = promises.late_promises(lead, NOW)
        assert {late[line.ref] for line in page.items} == {m for m in led if mothers_of[m].late}
        may_open = allowed(lead, Permission.MOTHER_SEE, mothers_of, ActFacts(purpose="board"))
        linked = {late[line.ref] for line in page.items if line.mother_ref}
        assert linked == {m for m in led & may_open if mothers_of[m].late}


def _late_clock(mother: int, drawn: Mother) -> tuple[str, int]:
    made = Clock.objects.create(
        area=drawn.area,
        mother=mother,
        compartment=Compartment.GENERAL,
        kind="promised_contact",
        about=ids.new_ref(),
        owner_id=7,
        escalate_to_id=8,
        started_at=NOW - 2 * HOUR,
        due_at=NOW - HOUR,
    )
    return made.ref, drawn.area
