"""The standings a decision reads are those that speak of the actor now: the statement and `Standing` never differ."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hrm2m.policy import Actor, Category, Compartment, Ground, Role, Standing
from hrm2m.policy.facts import herself
from hrm2m.vault.entries import Subject
from hrm2m.vault.standing import facts_of, give
from hrm2m.vault.standing_rows import standings_of
from tests.plans import plans_on


pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
NUMBERS = count(900)
JO = Actor(7, "worker7", 1, "agency1", 1, frozenset({Role.BRIDGE_BUILDER}))
ACTORS = [JO, Actor(7, "worker7", 2, "agency2", 1, JO.roles), Actor(8, "worker8", 1, "agency1", 1, JO.roles)]
SHE = [herself(1, "way1"), herself(1, "way2")]
TIMES = [NOON - timedelta(days=1), NOON - TICK, NOON, NOON + TICK, NOON + timedelta(days=1)]

rows = st.tuples(
    st.sampled_from([0, 1]),
    st.sampled_from(list(Ground)),
    st.sampled_from([7, 8, None]),
    st.sampled_from([1, 2, None]),
    st.sampled_from(TIMES),
    st.sampled_from([*TIMES, None]),
    st.sampled_from(["", "way1", "this"]),
    st.sampled_from([frozenset[Category](), frozenset({Category.HOME, Category.MONEY})]),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(rows, max_size=8))
@example([(0, Ground.OWN, None, None, NOON, None, "way1", frozenset())])
@example([(0, Ground.OWN, 7, 1, NOON, None, "", frozenset())])
@example([(0, Ground.BLOCK, 7, None, NOON, None, "", frozenset())])
def test_what_is_read_is_what_speaks_of_the_actor_and_is_in_force(written: Sequence[tuple[Any, ...]]) -> None:
    mothers = [Subject(next(NUMBERS), "m" * 26, 1) for _ in range(2)]
    expected: dict[str, dict[int, set[Standing]]] = {}
    for which, ground, worker, agency, since, until, purpose, categories in written:
        if agency is None and ground not in {Ground.BLOCK, Ground.OWN}:
            agency = 1
        subject = mothers[which]
        (ref,) = give(
            subject,
            ground,
            [Compartment.GENERAL],
            cause="test",
            worker_id=worker,
            agency_id=agency,
            since=since,
            until=until,
            purpose=purpose,
            categories=categories,
            in_turn=True,
        )
        fact = Standing(ref, worker, agency, Compartment.GENERAL, ground, since, until, categories, purpose)
        for actor in (*ACTORS, *SHE):
            if fact.is_of(actor) and fact.is_live(NOON):
                expected.setdefault(repr(actor), {}).setdefault(subject.id, set()).add(fact)
    for actor in (*ACTORS, *SHE):
        read = facts_of(actor, [subject.id for subject in mothers], NOON)
        assert {mother: set(facts) for mother, facts in read.items()} == expected.get(repr(actor), {})


def test_nobody_stands_near_no_mothers() -> None:
    assert facts_of(JO, [], NOON) == {}


def test_no_decision_walks_over_every_standing_of_the_area() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole")
    (plan,) = plans_on("vault_standing", lambda: standings_of(JO, [1, 2], NOON))
    steps = plan.split("; ")
    assert "SCAN a" in steps, plan
    assert not [step for step in steps if step.startswith("SCAN") and step != "SCAN a"], plan
