"""What the invented area's lead agreed: hours, lines that were rung, weeks on call with one gap; nobody is anybody."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from hrm2m.cadence.local_time import local_day
from hrm2m.commands.invented.workers import LINES
from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.area.values import LineKey, OpenFrom, SaidHours, SaidLine


ANSWERED = {
    LineKey.CHILDRENS_DUTY: ("Monday to Friday, 8:30 to 17:00", 40),
    LineKey.CHILDRENS_OUT_OF_HOURS: ("nights, weekends and bank holidays", 40),
    LineKey.CRISIS: ("day and night", 200),
    LineKey.DOMESTIC_ABUSE: ("day and night", 400),
    LineKey.NOT_THIS_WORKER: ("Monday to Friday, 9:00 to 17:00", 40),
}
"""Hours, and how many days ago somebody rang it: one more than a year."""

ON_CALL = ("ruth", "kit", "nell", "ruth", "kit")
WEEK = timedelta(days=7)
OFFICE = OpenFrom(time(9), time(17))


def agree(*, lead: Actor, workers: Mapping[str, str], now: datetime) -> None:
    """Writes it as the lead did, a few weeks ago; the next week has a gap of one day."""
    written = now - timedelta(days=10)
    with clock.at(written):
        hours = SaidHours((*(OFFICE,) * 5, None, None))
        agencies.set_hours(by=lead, hours=hours, why="As on the door", seen="")
        for key, (answered, days) in ANSWERED.items():
            line = SaidLine(LINES[key.value], answered, local_day(now - timedelta(days=days)))
            agencies.set_line(by=lead, key=key, line=line, why="Rung and checked", seen="")
        _put_on_rota(lead, workers, written)


def _put_on_rota(lead: Actor, workers: Mapping[str, str], written: datetime) -> None:
    day = local_day(written)
    monday = day + WEEK - timedelta(days=day.weekday())
    first = day
    for number, key in enumerate(ON_CALL):
        last = monday + number * WEEK - timedelta(days=1)
        agencies.put_on_rota(
            by=lead, worker=workers[key], first_day=first, last_day=last, why="Agreed in the team"
        )
        first = last + timedelta(days=2 if number == 1 else 1)
