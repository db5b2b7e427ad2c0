"""Whatever was written, decided and checked: a copy holds what she may read and somebody let go with it, and no more.

What it should hold is counted here a second time. One transaction for each example with a savepoint; the seed is fixed.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from hrm2m.foundation import clock
from hrm2m.pages.hers.record_copy import file_of, laid_out, pages_of
from hrm2m.policy import Actor, Category, Compartment, Permission
from hrm2m.records.asks import actions as asks
from hrm2m.records.asks.actions.checking import Known
from hrm2m.records.asks.entries import Demand, DemandKind
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.actions.replying import SEES
from hrm2m.records.hers.copies import PartOfCopy, copy_of, part_in
from hrm2m.records.hers.entries import HerWords, Moment
from hrm2m.records.hers.kinds import CopyWay
from hrm2m.records.showing import actions as showing
from hrm2m.vault import door
from tests import worlds
from tests.records.children import samples as children
from tests.records.hers.samples import set_up


SEED = 20_261_123
IN = {"child": Compartment.CHILD_SAFETY, "told": Compartment.GENERAL, "read": Compartment.GENERAL}
BY_OTHERS = frozenset({"child", "told"})


@dataclass(frozen=True)
class Written:
    """One entry: what kind, what was decided on showing it (in turn), and what the check said, if there was one."""

    kind: str
    decided: tuple[bool, ...]
    checked: bool | None

    @property
    def she_reads_it(self) -> bool:
        return self.kind == "hers" or (bool(self.decided) and self.decided[-1])

    @property
    def goes_with_it(self) -> bool:
        return self.she_reads_it and (self.kind not in BY_OTHERS or self.checked is True)

    @property
    def waits(self) -> bool:
        return self.she_reads_it and self.kind in BY_OTHERS and self.checked is None


written = st.builds(
    Written,
    kind=st.sampled_from(["hers", "child", "told", "read"]),
    decided=st.lists(st.booleans(), max_size=2).map(tuple),
    checked=st.sampled_from([None, True, False]),
)


@dataclass(frozen=True)
class Robin:
    """Robin, her team, and who she is on her own page."""

    team: worlds.Team
    mother: str
    herself: Actor


@pytest.mark.slow
@pytest.mark.django_db
def test_a_copy_holds_what_she_may_read_and_somebody_let_go_with_it() -> None:
    team = worlds.make_team()
    mother = worlds.begin_named(team)
    robin = Robin(team, mother, set_up(team, mother))

    @seed(SEED)
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(written, min_size=1, max_size=5))
    def holds(entries: list[Written]) -> None:
        savepoint = transaction.savepoint()
        try:
            _holds(robin, entries)
        finally:
            transaction.savepoint_rollback(savepoint)

    holds()


def _holds(robin: Robin, entries: list[Written]) -> None:
    refs = [_write(robin, one, _words(number)) for number, one in enumerate(entries)]
    copy = hers.ask_for_copy(by=robin.herself, mother=robin.mother, way=CopyWay.HERE, at=clock.now())
    for one, ref in zip(entries, refs, strict=True):
        _check(robin, copy, one, ref)
    parts = {compartment: _part(robin, compartment) for compartment in sorted({*IN.values()})}
    made = laid_out([(c.value, part.entries) for c, part in parts.items()], clock.now())
    on_pages = "".join(str(page) for part in made.parts for page in pages_of(part))
    for number, one in enumerate(entries):
        assert (_words(number) in file_of(made).decode()) is one.goes_with_it, one
        assert (_words(number) in on_pages) is one.goes_with_it, one
    for compartment, part in parts.items():
        waits = any(one.waits and IN.get(one.kind) is compartment for one in entries)
        assert part.is_ready is not waits


def _words(number: int) -> str:
    return f"said no. {number};"


def _write(robin: Robin, one: Written, words: str) -> str:
    team, mother, at = robin.team, robin.mother, clock.now()
    if one.kind == "hers":
        said = HerWords(Moment.JUST_SAYING, words)
        return hers.say(by=robin.herself, mother=mother, said=said, at=at)
    if one.kind == "child":
        ref = children.note(team.sam, mother, words)
    else:
        known = Known("told_by", "her landlord") if one.kind == "told" else Known("read_in", "a letter")
        demand = Demand("Council", DemandKind.MUST_OR, words)
        ref = asks.record_demand(
            by=team.jo, mother=mother, demand=demand, category=Category.HOME, at=at, known=known
        )
    decides = team.ruth if one.kind == "child" else team.jo
    for she_may in one.decided:
        if she_may:
            showing.let_her_read(by=decides, entry=ref, why="It is safe", at=at)
        else:
            until = at + timedelta(days=3)
            showing.withhold(by=decides, entry=ref, why="He reads it", until=until, at=at)
    return ref


def _check(robin: Robin, copy: str, one: Written, ref: str) -> None:
    if one.kind in BY_OTHERS and one.she_reads_it and one.checked is not None:
        hers.check_for_copy(
            by=robin.team.ruth if one.kind == "child" else robin.team.jo,
            copy=copy,
            compartment=IN[one.kind],
            entry=ref,
            gives=one.checked,
            why="She was there",
            at=clock.now(),
        )


def _part(robin: Robin, compartment: Compartment) -> PartOfCopy:
    by, mother = robin.herself, robin.mother
    with door.unit(by=by):
        with door.looking(by=by, permission=Permission.OWN_SEE, mother=mother, page="copy") as box:
            card = copy_of(box.mother_id, box.now)
        assert card is not None
        with door.looking(by=by, permission=SEES[compartment], mother=mother, page="copy") as box:
            return part_in(box, card, compartment)
