"""On which days she collects, which is next, and which of them a bank holiday closes; days only, never a dose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hrm2m.cadence import Nation
from hrm2m.cadence.working_days import bank_holidays
from hrm2m.records.treatment.entries import Weekday


LOOK_AHEAD_DAYS = 42
"""How far ahead clashes with bank holidays are shown: six weeks (policy_choice), time enough for a new script."""


@dataclass(frozen=True)
class Collections:
    """The next day of collection, None where no days are written, and the days ahead that a bank holiday closes."""

    next_day: date | None
    closed: tuple[date, ...]

    @property
    def next_is_closed(self) -> bool:
        """Whether the very next one falls on a bank holiday."""
        return self.next_day in self.closed


def collections_from(today: date, days: Sequence[Weekday], nation: Nation) -> Collections:
    """What lies ahead from `today` on, with it; a bank holiday does not move a collection, people do."""
    order = list(Weekday)
    ahead = [today + timedelta(days=number) for number in range(LOOK_AHEAD_DAYS)]
    collected = [day for day in ahead if order[day.weekday()] in days]
    closed = tuple(day for day in collected if day in bank_holidays(nation, day.year))
    return Collections(next(iter(collected), None), closed)
