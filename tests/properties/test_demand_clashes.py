"""Clashes among demands are the same from either side and in any order, and no demand clashes with itself."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.records.asks.clashes import (
    SENTENCES,
    Clash,
    ClashKind,
    ClashRules,
    Slot,
    clashes_among,
    kinds_between,
    load_clash_rules,
)


RULES = load_clash_rules()
MONDAY = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
PLACES = st.sampled_from([None, "Court", "court ", "Clinic", "Town hall"])
CONDITIONS = st.sampled_from(["", *sorted(RULES.conditions)])


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    ref = draw(st.text("abc", min_size=1, max_size=3))
    where, condition = draw(PLACES), draw(CONDITIONS)
    starts = MONDAY + timedelta(minutes=15 * draw(st.integers(0, 200)))
    match draw(st.sampled_from(["timed", "open", "day", "undated"])):
        case "timed":
            ends = starts + timedelta(minutes=draw(st.integers(1, 2000)))
            return Slot(ref, starts=starts, ends=ends, where=where, condition=condition)
        case "open":
            return Slot(ref, starts=starts, where=where, condition=condition)
        case "day":
            return Slot(ref, day=starts.date(), where=where, condition=condition)
        case _:
            return Slot(ref, where=where, condition=condition)


SOME = st.lists(slots(), max_size=7, unique_by=lambda slot: slot.ref)


def at(
    hour: int, minute: int = 0, *, minutes: int = 60, where: str | None = "Clinic", ref: str = "a"
) -> Slot:
    starts = datetime(2026, 6, 1, hour, minute, tzinfo=UTC)
    return Slot(ref, starts=starts, ends=starts + timedelta(minutes=minutes), where=where)


def kinds(one: Slot, other: Slot) -> list[ClashKind]:
    return list(kinds_between(one, other, RULES))


@pytest.mark.slow
@given(slots(), slots())
def test_a_clash_is_the_same_from_either_side(one: Slot, other: Slot) -> None:
    assert kinds(one, other) == kinds(other, one)


@pytest.mark.slow
@given(SOME, st.randoms(use_true_random=False))
def test_the_order_of_demands_does_not_matter(demands: list[Slot], chance: Random) -> None:
    shuffled = list(demands)
    chance.shuffle(shuffled)
    assert clashes_among(demands, RULES) == clashes_among(shuffled, RULES)


@pytest.mark.slow
@given(SOME)
def test_no_demand_clashes_with_itself_even_if_it_is_listed_twice(demands: list[Slot]) -> None:
    found = clashes_among([*demands, *demands], RULES)
    assert found == clashes_among(demands, RULES)
    assert all(clash.first < clash.second for clash in found)


@pytest.mark.slow
@given(SOME, slots())
def test_one_more_demand_takes_no_clash_away(demands: list[Slot], more: Slot) -> None:
    rest = [slot for slot in demands if slot.ref != more.ref]
    assert set(clashes_among(rest, RULES)) <= set(clashes_among([*rest, more], RULES))


@pytest.mark.slow
@given(SOME)
def test_a_pair_has_one_reason_of_time_and_place_at_most(demands: list[Slot]) -> None:
    of_time = [
        (clash.first, clash.second)
        for clash in clashes_among(demands, RULES)
        if clash.kind is not ClashKind.CANNOT_KEEP_BOTH
    ]
    assert len(of_time) == len(set(of_time))


@pytest.mark.slow
@given(slots(), slots(), st.integers(0, 300))
def test_a_longer_way_takes_no_clash_away(one: Slot, other: Slot, minutes: int) -> None:
    longer = ClashRules(
        decided=RULES.decided,
        source=RULES.source,
        basis=RULES.basis,
        travel_gap_minutes=RULES.travel_gap_minutes + minutes,
        length_minutes_not_said=RULES.length_minutes_not_said,
        conditions=RULES.conditions,
        contradictions=RULES.contradictions,
    )
    assert not kinds(one, other) or list(kinds_between(one, other, longer))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (at(10, 30, ref="b"), []),  # after the first, in the same place
        (at(9, 59, ref="b"), [ClashKind.SAME_TIME]),
        (at(9, 59, where="Court", ref="b"), [ClashKind.SAME_TIME]),
        (at(10, 0, ref="b"), []),
        (at(10, 59, where="Court", ref="b"), [ClashKind.NO_TIME_TO_GET_THERE]),
        (at(10, 59, where=None, ref="b"), [ClashKind.NO_TIME_TO_GET_THERE]),
        (at(11, 0, where=None, ref="b"), []),
        (at(11, 0, where=" clinic", ref="b"), []),
        (at(11, 0, where="Court", ref="b"), [ClashKind.SAME_DAY_ELSEWHERE]),
        (Slot("b", day=date(2026, 6, 1), where="Court"), [ClashKind.SAME_DAY_ELSEWHERE]),
        (Slot("b", day=date(2026, 6, 1), where="Clinic"), []),
        (Slot("b", day=date(2026, 6, 2), where="Court"), []),
        (Slot("b", where="Court"), []),
    ],
)
def test_time_and_place_of_two_demands_say_whether_they_clash(other: Slot, expected: list[ClashKind]) -> None:
    assert kinds(at(9), other) == expected


def test_what_ends_at_midnight_does_not_reach_into_the_next_day() -> None:
    evening = Slot("a", MONDAY, datetime(2026, 6, 1, 23, 0, tzinfo=UTC), where="Clinic")  # midnight in the UK
    assert kinds(evening, Slot("b", day=date(2026, 6, 2), where="Court")) == []


def test_conditions_contradict_only_where_their_codes_say_so() -> None:
    stay, leave = Slot("a", condition="live_in_this_home"), Slot("b", condition="leave_this_home")
    assert clashes_among([stay, leave], RULES) == (Clash("a", "b", ClashKind.CANNOT_KEEP_BOTH),)
    assert kinds(stay, Slot("b", condition="live_in_this_home")) == []
    assert kinds(stay, Slot("b", condition="come_off_medication")) == []
    assert kinds(Slot("a"), Slot("b")) == []


def test_the_rules_name_their_source_and_only_conditions_they_have() -> None:
    assert RULES.source
    assert RULES.basis == "policy_choice"
    assert all(len(pair) == 2 and pair <= set(RULES.conditions) for pair in RULES.contradictions)
    assert set(SENTENCES) == set(ClashKind)
