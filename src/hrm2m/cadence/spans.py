"""A span of time as the rules write it, and the instant it ends: days on a UK clock, or working days."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import msgspec

from hrm2m.cadence import working_days
from hrm2m.cadence.local_time import LAST_SECOND, instant, wall
from hrm2m.cadence.vocabulary import Nation


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of time, in one unit; `end_of_day` moves its end to the last second of that day."""

    working_days: int = 0
    days: int = 0
    months: int = 0
    hours: int = 0
    end_of_day: bool = False


def after(start: datetime, span: Span, nation: Nation) -> datetime:
    """The instant, in UTC, one `span` after `start`."""
    if span == Span(hours=span.hours):
        return start.astimezone(UTC) + timedelta(hours=span.hours)
    if span.working_days:
        end = wall(working_days.add(nation, start, span.working_days))
    else:
        face = wall(start)
        day = _months_on(face.date(), span.months) + timedelta(days=span.days)
        end = datetime.combine(day, face.time())
    return instant(datetime.combine(end.date(), LAST_SECOND) if span.end_of_day else end)


def how_often(span: Span) -> str:
    """How often, when we go once every `span`."""
    if span.working_days:
        return "every working day" if span.working_days == 1 else f"every {span.working_days} working days"
    known = {1: "every day", 7: "weekly", 14: "fortnightly"}
    return known.get(span.days, f"every {span.days} days")


def _months_on(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
