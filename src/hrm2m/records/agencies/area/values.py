"""What can be set, and the shape of each value; what is stored and makes no sense counts as not said."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from hrm2m.cadence import Nation, load_rules
from hrm2m.records.agencies.area import telephone


class LineKey(StrEnum):
    """The lines that an area can say; 999 is none of them. *Not this worker* is hers to ring, outside the team."""

    CHILDRENS_DUTY = "childrens_duty"
    CHILDRENS_OUT_OF_HOURS = "childrens_out_of_hours"
    CRISIS = "crisis"
    DOMESTIC_ABUSE = "domestic_abuse"
    NOT_THIS_WORKER = "not_this_worker"


CHILDRENS = frozenset({LineKey.CHILDRENS_DUTY, LineKey.CHILDRENS_OUT_OF_HOURS})
CHECK_AFTER = timedelta(days=365)
"""A line is rung and checked once a year (policy_choice)."""

NATION, HOURS, NAMED = "nation", "hours", "named"
CHANGES_AT = time(9)
"""When one turn hands over to the next, unless the area says another time (policy_choice)."""

DAYS_OF_THE_WEEK = 7
LONGEST_HOURS = 80


class SaidNation(msgspec.Struct, frozen=True):
    """Whose bank holidays and retention schedule count."""

    nation: Nation


class OpenFrom(msgspec.Struct, frozen=True):
    """The hours of one day."""

    opens: time
    closes: time


class SaidHours(msgspec.Struct, frozen=True):
    """When the service is open, Monday first; None: closed that day."""

    days: tuple[OpenFrom | None, ...]


class SaidLine(msgspec.Struct, frozen=True):
    """One line: its number (empty: there is none here), when it answers, and the day somebody last rang it."""

    number: str
    hours: str
    checked_on: date


class SaidNamed(msgspec.Struct, frozen=True):
    """Who is told of danger where the rota has a gap, the lead behind, and when one turn hands over to the next."""

    on_call: int
    lead: int
    changes_at: time = CHANGES_AT


class SaidNumber(msgspec.Struct, frozen=True):
    """What the area agreed on instead of the standard of a choice."""

    number: int


Said = SaidNation | SaidHours | SaidLine | SaidNamed | SaidNumber
S = TypeVar("S", SaidNation, SaidHours, SaidLine, SaidNamed, SaidNumber)


def line(key: LineKey) -> str:
    """What the row of this line is called."""
    return f"line:{key.value}"


def choice(name: str) -> str:
    """What the row of this choice is called."""
    return f"choice:{name}"


def stored(value: Said) -> Mapping[str, Any]:
    """A value as its row keeps it."""
    kept: Mapping[str, Any] = msgspec.to_builtins(value)
    return kept


def said(agreed: Mapping[str, Any], what: str, kind: type[S]) -> S | None:
    """What holds of this, or None where nothing was said or it makes no sense: danger must not fail on a bad row."""
    try:
        value = msgspec.convert(agreed.get(what), kind, strict=False)
    except (msgspec.ValidationError, AttributeError):
        return None
    return value if makes_sense(what, value) else None


def makes_sense(what: str, value: Said) -> bool:
    """Whether this value may hold: lines can be dialled, numbers lie within their bounds, a week has seven days."""
    match value:
        case SaidLine():
            # Not fault_of: what was saved before a number was refused is still the line that the lead wrote.
            return not value.number or bool(telephone.dialled(value.number))
        case SaidHours():
            hours = [day for day in value.days if day is not None]
            return len(value.days) == DAYS_OF_THE_WEEK and all(day.opens < day.closes for day in hours)
        case SaidNumber():
            rule = load_rules().choices.get(what.partition(":")[2])
            return rule is not None and rule.allows(value.number)
        case _:
            return True


def choices_in(agreed: Mapping[str, Any]) -> dict[str, int]:
    """The numbers the area agreed on, by choice; what stays at the standard is not among them."""
    found = {name: said(agreed, choice(name), SaidNumber) for name in load_rules().choices}
    return {name: value.number for name, value in found.items() if value is not None}


def lines_in(agreed: Mapping[str, Any], at_first: Mapping[str, Any]) -> dict[str, Any]:
    """Number and hours of each line by key; where no good row stands, what the area was set up with."""
    found = {key: said(agreed, line(key), SaidLine) for key in LineKey}
    ours = {
        key.value: {"number": value.number, "hours": value.hours}
        for key, value in found.items()
        if value is not None and (value.number or key not in CHILDRENS)
    }
    return {**at_first, **ours}
