"""Whatever the order of acts: only the second reader opens both sides, the author never looks, nothing is lost.

One transaction for each example with a savepoint; the seed is fixed, so that an order that fails can be run again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, note, seed, settings
from hypothesis import strategies as st

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Ground, Permission
from hrm2m.policy.connecting import CONNECTION, ConnectionStatus, Look, next_status
from hrm2m.records.connections import both_sides, queries
from hrm2m.vault import door, standing
from hrm2m.vault.errors import Denied
from tests.records.connections import samples
from tests.records.connections.samples import Situation


SEED = 20_261_122
START = datetime(2026, 3, 12, 10, tzinfo=UTC)
LEADS = ("ruth", "rae")
READERS = ("ruth", "rae", "kit", "tom", "tess", "jo")
EVERYBODY = ("ruth", "rae", "kit", "tom", "tess", "jo", "sam", "amir", "vic", "mia")

steps = st.lists(
    st.one_of(
        st.tuples(st.just("propose"), st.sampled_from(LEADS), st.just("")),
        st.tuples(st.just("ask"), st.sampled_from(LEADS), st.sampled_from(READERS)),
        st.tuples(st.just("look"), st.sampled_from(READERS), st.sampled_from([look.value for look in Look])),
        st.tuples(st.just("wait"), st.sampled_from(["1", "13", "15", "90"]), st.just("")),
    ),
    min_size=2,
    max_size=9,
)


@dataclass
class Model:
    """What should be so: who wrote each connection, who may look at it now, and until when."""

    now: datetime
    author: dict[str, str] = field(default_factory=dict)
    reader: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    looks: dict[str, list[str]] = field(default_factory=dict)

    def may_look(self, ref: str, who: str) -> bool:
        name, until = self.reader.get(ref, ("", self.now))
        return name == who and self.now < until


def done(act: Callable[[], object]) -> bool:
    """Whether the software carried it out; refused with a sentence or as not there, it did not."""
    try:
        act()
    except (BadInput, Denied):
        return False
    return True


def opens_both(by: Actor, situation: Situation, ref: str) -> bool:
    def read() -> None:
        with door.looking(
            by=by, permission=Permission.CONNECTION_READ, mother=situation.mother, page="p", about=ref
        ) as box:
            assert both_sides.both_sides(box, ref) is not None

    return done(read)


def do(situation: Situation, model: Model, kind: str, who: str, what: str) -> None:
    """One act on the connection proposed last, in the software and in the model."""
    if kind == "wait":
        model.now += timedelta(days=int(who))
        return
    by: Actor = getattr(situation.team, who)
    if kind == "propose":
        ref = samples.propose(situation, by=by)
        model.author[ref], model.looks[ref] = who, []
        return
    if not model.author:
        return
    ref = list(model.author)[-1]
    if kind == "ask":
        was = done(lambda: samples.ask_reader(situation, ref, getattr(situation.team, what), by=by))
        assert was is (what not in {model.author[ref], "jo"})
        if was:
            model.reader[ref] = what, model.now + timedelta(days=14)
    else:
        may = model.may_look(ref, who)
        assert done(lambda: samples.look(situation, ref, by=by, outcome=Look(what))) is may
        if may:
            del model.reader[ref]
            model.looks[ref].append(what)


def check(situation: Situation, model: Model) -> None:
    for ref, author in model.author.items():
        found = {who for who in EVERYBODY if opens_both(getattr(situation.team, who), situation, ref)}
        assert found == {who for who in EVERYBODY if model.may_look(ref, who)}
        assert author not in found
    with door.looking(
        by=situation.team.rae, permission=Permission.CONNECTION_SEE, mother=situation.mother, page="p"
    ) as box:
        cards = {card.ref: card for card in queries.connections_in(box)}
    assert set(cards) == set(model.author)
    for ref, said in model.looks.items():
        assert cards[ref].status == (said[-1] if said else "proposed")
        assert len(cards[ref].looks) == len(said)
    there = {row for row in standing.everything_in_force(model.now) if row[1] == Ground.SECOND_READER.value}
    assert queries.standing_due() == there


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.promise(1)
def test_only_the_second_reader_ever_opens_both_sides_and_nothing_is_lost() -> None:
    with clock.at(START):
        situation = samples.a_situation()

    @seed(SEED)
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps)
    def whatever_the_order(acts: list[tuple[str, str, str]]) -> None:
        note(str(acts))
        savepoint = transaction.savepoint()
        model = Model(START)
        try:
            for act in acts:
                with clock.at(model.now):
                    do(situation, model, *act)
                model.now += timedelta(minutes=1)
            with clock.at(model.now):
                check(situation, model)
        finally:
            transaction.savepoint_rollback(savepoint)

    whatever_the_order()


@pytest.mark.parametrize("status", ConnectionStatus)
@pytest.mark.parametrize("look", Look)
def test_from_every_state_every_look_leads_on_and_none_leads_out(
    status: ConnectionStatus, look: Look
) -> None:
    assert next_status(status, look) == look.value
    assert set(CONNECTION[status]) == set(Look)
