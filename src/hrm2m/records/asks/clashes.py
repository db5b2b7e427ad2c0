"""Which demands on her clash: one pure rule over times, places and codes; a clash is ours to solve."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Literal

import msgspec
import yaml

from hrm2m.cadence.local_time import local_day


class ClashKind(StrEnum):
    """Why two demands clash; of the first three a pair has the strongest."""

    SAME_TIME = "same_time"
    NO_TIME_TO_GET_THERE = "no_time_to_get_there"
    SAME_DAY_ELSEWHERE = "same_day_elsewhere"
    CANNOT_KEEP_BOTH = "cannot_keep_both"


SENTENCES: dict[ClashKind, str] = {
    ClashKind.SAME_TIME: "Both are at the same time.",
    ClashKind.NO_TIME_TO_GET_THERE: "There is no time to get from one to the other.",
    ClashKind.SAME_DAY_ELSEWHERE: "Both are on the same day, in different places.",
    ClashKind.CANNOT_KEEP_BOTH: "Nobody can keep both.",
}


class ClashRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in `clashes.yaml`."""

    decided: date
    source: str
    basis: Literal["published", "policy_choice"]
    travel_gap_minutes: int
    length_minutes_not_said: int
    conditions: dict[str, str]
    contradictions: frozenset[frozenset[str]]


@dataclass(frozen=True)
class Slot:
    """One demand as far as clashes go; `starts` without `ends` lasts as long as the rules say."""

    ref: str
    starts: datetime | None = None
    ends: datetime | None = None
    day: date | None = None
    where: str | None = None
    condition: str = ""


@dataclass(frozen=True, order=True)
class Clash:
    """Two demands, the ref that sorts first standing first, and why they clash."""

    first: str
    second: str
    kind: ClashKind


@cache
def load_clash_rules() -> ClashRules:
    """The rules this package ships."""
    text = files("hrm2m.records.asks").joinpath("clashes.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), ClashRules)


def clashes_among(slots: Iterable[Slot], rules: ClashRules) -> tuple[Clash, ...]:
    """Every clash among these demands, each pair once, sorted; the order of `slots` does not matter."""
    found = set()
    for one, other in combinations(slots, 2):
        if one.ref != other.ref:
            first, second = sorted((one.ref, other.ref))
            found |= {Clash(first, second, kind) for kind in kinds_between(one, other, rules)}
    return tuple(sorted(found))


def kinds_between(one: Slot, other: Slot, rules: ClashRules) -> Iterator[ClashKind]:
    """Why these two clash: at most one reason of time and place, and that nobody can keep both."""
    in_time = _clash_in_time(one, other, rules)
    if in_time is not None:
        yield in_time
    if frozenset({one.condition, other.condition}) in rules.contradictions:
        yield ClashKind.CANNOT_KEEP_BOTH


def _clash_in_time(one: Slot, other: Slot, rules: ClashRules) -> ClashKind | None:
    times = _times(one, rules), _times(other, rules)
    if times[0] and times[1]:
        (starts, ends), (other_starts, other_ends) = times[0], times[1]
        if starts < other_ends and other_starts < ends:
            return ClashKind.SAME_TIME
        between = max(starts, other_starts) - min(ends, other_ends)
        # A place that nobody wrote down may be anywhere: better a mark too many than a journey nobody can make.
        if between < timedelta(minutes=rules.travel_gap_minutes) and not _known_to_be_one_place(one, other):
            return ClashKind.NO_TIME_TO_GET_THERE
    if _share_a_day(one, other, rules) and _known_to_be_two_places(one, other):
        return ClashKind.SAME_DAY_ELSEWHERE
    return None


def _times(slot: Slot, rules: ClashRules) -> tuple[datetime, datetime] | None:
    if slot.starts is None:
        return None
    return slot.starts, slot.ends or slot.starts + timedelta(minutes=rules.length_minutes_not_said)


def _share_a_day(one: Slot, other: Slot, rules: ClashRules) -> bool:
    days, other_days = _days(one, rules), _days(other, rules)
    if days is None or other_days is None:
        return False
    return days[0] <= other_days[1] and other_days[0] <= days[1]


def _days(slot: Slot, rules: ClashRules) -> tuple[date, date] | None:
    times = _times(slot, rules)
    if times:
        # What ends at midnight does not reach into the next day.
        return local_day(times[0]), local_day(times[1] - timedelta(microseconds=1))
    return (slot.day, slot.day) if slot.day else None


def _place(slot: Slot) -> str:
    return " ".join((slot.where or "").casefold().split())


def _known_to_be_one_place(one: Slot, other: Slot) -> bool:
    return _place(one) != "" and _place(one) == _place(other)


def _known_to_be_two_places(one: Slot, other: Slot) -> bool:
    return _place(one) != "" and _place(other) != "" and _place(one) != _place(other)
