"""The rota as pure rules over turns: who is on call on a day, the weeks to come, and the gaps in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from hrm2m.cadence.local_time import local_day, wall


WEEKS_SHOWN = 8
WARN_DAYS = 7
"""A gap so near is mailed to the leads (policy_choice)."""

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Turn:
    """One worker's days, both included, or days taken back (no worker). `number`: the newest is the highest."""

    number: int
    first_day: date
    last_day: date
    worker_id: int | None


@dataclass(frozen=True)
class Stretch:
    """Days one after another with one worker on call, or with nobody."""

    first_day: date
    last_day: date
    worker_id: int | None


def day_of(now: datetime, changes_at: time) -> date:
    """The day of the rota at `now`: before the turn changes it is still the day before."""
    day = local_day(now)
    return day if wall(now).time() >= changes_at else day - DAY


def on_call_on(day: date, turns: Sequence[Turn]) -> int | None:
    """Who is on call that day: the newest turn that covers it; None for a gap."""
    covering = [turn for turn in turns if turn.first_day <= day <= turn.last_day]
    return max(covering, key=lambda turn: turn.number).worker_id if covering else None


def weeks_from(day: date, turns: Sequence[Turn], weeks: int = WEEKS_SHOWN) -> tuple[tuple[Stretch, ...], ...]:
    """The weeks from the Monday of `day`, each as the stretches of whoever is on call; only days from `day` on."""
    monday = day - timedelta(days=day.weekday())
    found = []
    for number in range(weeks):
        start = monday + number * WEEK
        days = [start + count * DAY for count in range(7)]
        found.append(tuple(_stretches([each for each in days if each >= day], turns)))
    return tuple(found)


def gaps_within(day: date, turns: Sequence[Turn], days: int = WARN_DAYS) -> tuple[date, ...]:
    """The days from `day` on, so many, on which nobody is on call."""
    ahead = (day + count * DAY for count in range(days))
    return tuple(each for each in ahead if on_call_on(each, turns) is None)


def _stretches(days: Sequence[date], turns: Sequence[Turn]) -> Iterator[Stretch]:
    for worker, same in groupby(days, key=lambda day: on_call_on(day, turns)):
        together = list(same)
        yield Stretch(together[0], together[-1], worker)
