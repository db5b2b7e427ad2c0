"""Working days of a nation: weekends and its bank holidays off, as the kept `holidays` library has them.

Working days here are for promises among ourselves. A mother is met on any day.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import holidays

from hrm2m.cadence.local_time import LAST_SECOND, instant, local_day, wall
from hrm2m.cadence.vocabulary import Nation


_SUBDIVISION = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}
_SATURDAY = 5
_WORKING_DAYS_A_WEEK = 5


@lru_cache(maxsize=1024)
def bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    """The bank holidays of that year that take a weekday off, substitute days included."""
    days = holidays.country_holidays("GB", subdiv=_SUBDIVISION[nation], years=year)
    return frozenset(day for day in days if day.weekday() < _SATURDAY and day.year == year)


def is_working_day(nation: Nation, day: date) -> bool:
    """Whether the office is open that day."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(nation, day.year)


def add(nation: Nation, start: datetime, n: int) -> datetime:
    """`n` working days after `start`, at the same time of day in the UK; answers in UTC.

    A start on a day off counts as the end of the last working day before it, so that whoever asked first is
    never due after someone who asked later.
    """
    if n < 0:
        msg = f"Working days are counted forward: {n} is below nought."
        raise ValueError(msg)
    if n == 0:
        return start.astimezone(UTC)
    face = wall(start)
    off = not is_working_day(nation, face.date())
    time_of_day = LAST_SECOND if off else min(face.time(), LAST_SECOND)
    return instant(datetime.combine(_days_on(nation, face.date(), n), time_of_day))


def between(nation: Nation, earlier: datetime, later: datetime) -> int:
    """How many working days have begun after the day of `earlier`, up to and with the day of `later`."""
    first, last = local_day(earlier), local_day(later)
    if last <= first:
        return 0
    off = sum(
        first < day <= last
        for year in range(first.year, last.year + 1)
        for day in bank_holidays(nation, year)
    )
    return _weekdays_up_to(last) - _weekdays_up_to(first) - off


def _days_on(nation: Nation, day: date, n: int) -> date:
    while n:
        day += timedelta(days=1)
        n -= is_working_day(nation, day)
    return day


def _weekdays_up_to(day: date) -> int:
    """Mondays to Fridays from the Monday on which the calendar of Python begins, up to and with `day`."""
    weeks, into_the_week = divmod(day.toordinal() - 1, 7)
    return weeks * _WORKING_DAYS_A_WEEK + min(into_the_week + 1, _WORKING_DAYS_A_WEEK)
