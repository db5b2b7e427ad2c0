"""How long what is kept stays, read from `retention.yaml`; a schedule that is not whole refuses to load."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

import msgspec
import yaml


NATIONS = ("england", "wales", "scotland", "northern_ireland")


class Basis(StrEnum):
    """Whether the period stands in a source, or is ours."""

    PUBLISHED = "published"
    POLICY_CHOICE = "policy_choice"


class EndedBy(StrEnum):
    """What ends it."""

    RETAIN = "retain"
    SWEEP = "sweep"
    WITH_RECORD = "with_record"
    KEPT = "kept"


class HoldFor(StrEnum):
    """Who may ask for a record, so that nothing of it is destroyed meanwhile."""

    COURT = "court"
    INQUIRY = "inquiry"
    COMPLAINT = "complaint"


OUTLIVES_FORGETTING = frozenset({HoldFor.COURT, HoldFor.INQUIRY})
"""What has to be kept though she asks to be forgotten: destroying it would be an offence. A complaint need not be."""


class Who(StrEnum):
    """Of whom a record is: her age counts first, then whether she gave her name."""

    BY_HANDLE = "by_handle"
    WITH_NAME = "with_name"
    AGE_16_17_OR_NOT_ASKED = "age_16_17_or_not_asked"
    UNDER_16 = "under_16"


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long, in one unit, in which nations (none named: in all), on what basis and from which source."""

    basis: Basis
    source: str
    years: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0
    nations: tuple[str, ...] = NATIONS
    who: Who | None = None
    read: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """How long, in words."""
        units = (("year", self.years), ("day", self.days), ("hour", self.hours), ("minute", self.minutes))
        return " and ".join(
            f"{number} {unit}{'' if number == 1 else 's'}" for unit, number in units if number
        )


class RetentionClass(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One class of what is kept, and how long each part of it stays."""

    words: str
    counted_from: str
    ended_by: EndedBy
    sweep: str = ""
    note: str = ""
    periods: tuple[Period, ...] = ()


class Schedule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in `retention.yaml`."""

    decided: date
    classes: dict[str, RetentionClass]

    def years_of_record(self, who: Who, nation: str) -> int:
        """How many years the record of such a mother stays after it went to sleep or ended."""
        return next(
            period.years
            for period in self.classes[HER_RECORD].periods
            if period.who is who and nation in period.nations
        )


HER_RECORD = "her_record"


class ScheduleRefused(ValueError):
    """The schedule is not whole; the sentence says where."""


@cache
def load_schedule() -> Schedule:
    """The schedule this package ships."""
    return read_schedule(files("hrm2m.policy").joinpath("retention.yaml").read_text(encoding="utf-8"))


def read_schedule(text: str) -> Schedule:
    """A schedule from the text of a file like `retention.yaml`; raises ScheduleRefused."""
    try:
        schedule = msgspec.convert(yaml.safe_load(text), Schedule)
    except (yaml.YAMLError, msgspec.ValidationError) as fault:
        msg = f"The retention schedule cannot be read: {fault}."
        raise ScheduleRefused(msg) from fault
    for name, one in schedule.classes.items():
        _refuse_gaps(name, one)
    if HER_RECORD not in schedule.classes:
        msg = f"The retention schedule needs the class {HER_RECORD}."
        raise ScheduleRefused(msg)
    return schedule


def who_is(*, gave_her_name: bool, ages: Sequence[str]) -> Who:
    """Of whom a record is, from every age band it ever held: the youngest counts, and none is as not asked."""
    if "under_16" in ages:
        return Who.UNDER_16
    if "18_or_over" not in ages or "16_17" in ages:
        return Who.AGE_16_17_OR_NOT_ASKED
    return Who.WITH_NAME if gave_her_name else Who.BY_HANDLE


def _refuse_gaps(name: str, one: RetentionClass) -> None:
    for period in one.periods:
        if not period.words or " and " in period.words or period.nations == ():
            msg = f"{name}: a period is one number of one unit, for one nation or more."
            raise ScheduleRefused(msg)
        if period.basis is Basis.PUBLISHED and not period.read:
            msg = f"{name}: a published period says when and through whom its source was read."
            raise ScheduleRefused(msg)
    has_periods = one.ended_by in {EndedBy.RETAIN, EndedBy.SWEEP}
    wanted = [(who, nation) for who in _kinds_of(one) for nation in NATIONS] if has_periods else []
    if sorted(wanted, key=str) != sorted(_named(one), key=str) or bool(one.sweep) != (
        one.ended_by is EndedBy.SWEEP
    ):
        msg = f"{name}: each nation needs one period, and only what is swept names its sweep."
        raise ScheduleRefused(msg)


def _kinds_of(one: RetentionClass) -> Sequence[Who | None]:
    return tuple(Who) if one.ended_by is EndedBy.RETAIN else (None,)


def _named(one: RetentionClass) -> list[tuple[Who | None, str]]:
    return [(period.who, nation) for period in one.periods for nation in period.nations]
