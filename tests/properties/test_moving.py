"""Whatever the order of a move: somebody holds her bridge at every step, and nobody here opens it after the end."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, note, seed, settings
from hypothesis import strategies as st

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import OPEN_STAGES, Stage
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.whole import actions, moving, near_her
from hrm2m.records.whole.models import MoveRow
from hrm2m.vault import door
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Head
from tests import worlds
from tests.records.whole.test_moving import NOA


SEED = 20_261_123
START = datetime(2026, 3, 12, 10, tzinfo=UTC)
EVERYBODY = ("jo", "amir", "sam", "kit", "ruth", "rae", "vic", "tom", "tess", "mia")
BEGINS = [("told", "jo"), ("there", "jo")]
"""Every order begins with somebody there who waits: by chance alone few would get so far."""

steps = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["told", "not_told", "there", "not_reached", "otherwise"]),
            st.sampled_from(["jo", "sam", "amir"]),
        ),
        st.tuples(st.sampled_from(["yes", "not_yet"]), st.sampled_from(["jo", "sam", "amir", "kit", "mia"])),
        st.tuples(st.sampled_from(["held", "back", "again", "chose"]), st.sampled_from(["jo", "sam", "kit"])),
        st.tuples(st.just("bar"), st.sampled_from(["jo", "sam", "amir"])),
        st.tuples(st.just("silence"), st.sampled_from(["3", "40", "120"])),
    ),
    min_size=2,
    max_size=8,
)


def step_of(team: worlds.Team, mother: str, what: str, who: str) -> Callable[[], object]:
    now = clock.now()
    by: Actor = getattr(team, who, team.jo)

    def plan(told: bool) -> object:
        return moving.plan(by=by, mother=mother, told=told, to=NOA, words="", at=now)

    def heard(there: bool) -> object:
        return moving.write_heard(by=by, mother=mother, are_there=there, words="", at=now)

    def says(yes: bool) -> object:
        return moving.write_what_she_said(by=by, mother=mother, yes=yes, words="", at=now)

    def silence() -> object:
        machine = machine_actor(1)
        clocks.escalate_due(by=machine)
        return actions.close_ended_bridges(by=machine)

    amir, sam = team.amir.worker_ref, team.sam.worker_ref
    table: dict[str, Callable[[], object]] = {
        "told": lambda: plan(True),
        "not_told": lambda: plan(False),
        "there": lambda: heard(True),
        "not_reached": lambda: heard(False),
        "otherwise": lambda: moving.she_wants_it_otherwise(by=by, mother=mother, words="", at=now),
        "yes": lambda: says(True),
        "not_yet": lambda: says(False),
        "held": lambda: bridges.let_cover_hold(by=by, mother=mother),
        "back": lambda: bridges.take_bridge_back(by=by, mother=mother),
        "again": lambda: actions.reopen(by=by, mother=mother, her_word=True),
        "chose": lambda: bridges.change_bridge_builder(by=by, mother=mother, builder=amir, cover=sam, at=now),
        "bar": lambda: near_her.bar(by=team.sam, mother=mother, worker=by.worker_ref),
        "silence": silence,
    }
    return table[what]


def opens(by: Actor, mother: str) -> bool:
    try:
        with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page="t"):
            return True
    except Denied:
        return False


def look(team: worlds.Team, mother: str, what: str) -> None:
    head = Head.objects.get(ref=mother)
    who_opens = {name for name in EVERYBODY if opens(getattr(team, name), mother)}
    if Stage(head.stage) not in OPEN_STAGES:
        assert who_opens == set()
        assert not MoveRow.objects.filter(mother=head.id, over_at=None).exists()
        return
    bridge = bridge_of(head.id)
    assert bridge is not None
    holder = bridge.builder_id if bridge.status == "open" else bridge.cover_id
    held_by = {name for name in EVERYBODY if getattr(team, name).worker_id == holder}
    assert held_by, what
    # A lead who stands in opens with a purpose; everybody else who holds a bridge opens her record.
    assert held_by <= who_opens | {"kit"}, what


def done(act: Callable[[], object]) -> bool:
    try:
        act()
    except (BadInput, Denied):
        return False
    return True


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.promise(8)
def test_somebody_holds_her_bridge_until_she_says_so_and_nobody_opens_it_after() -> None:
    with clock.at(START):
        team = worlds.make_team()
        mother = worlds.begin(team)

    @seed(SEED)
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps)
    def whatever_the_order(taken: list[tuple[str, str]]) -> None:
        note(str(taken))
        savepoint = transaction.savepoint()
        try:
            now = START
            for what, who in [*BEGINS, *taken]:
                now += timedelta(days=int(who)) if what == "silence" else timedelta(minutes=1)
                with clock.at(now):
                    before = Head.objects.get(ref=mother).stage
                    carried_out = done(step_of(team, mother, what, who))
                    after = Head.objects.get(ref=mother).stage
                    if (before, after) == (Stage.BY_HANDLE, Stage.MOVED_ON):
                        assert carried_out
                        assert what == "yes", "only her yes moves her on"
                    look(team, mother, what)
        finally:
            transaction.savepoint_rollback(savepoint)

    whatever_the_order()
