"""When, in words: clocks by the day for contacts, and the time on a wall in the UK."""

from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext

from hrm2m.cadence.local_time import LAST_SECOND, instant, local, local_day
from hrm2m.foundation import clock
from hrm2m.records.clocks.queries import in_words


SOON = timedelta(days=1)
DAY_ALONE = time(0)


def end_of_day(at: datetime) -> datetime:
    """The last second of the day in the UK on which `at` falls: a contact is due on a day, not at a minute."""
    return instant(datetime.combine(local_day(at), LAST_SECOND))


def day_words(due: datetime, now: datetime) -> str:
    """How late a contact is, by whole days, or which day it is due: “5 days late”, “today”, “Thursday”."""
    return in_words(end_of_day(due), now)


def clock_state(due: datetime, now: datetime) -> str:
    """late, soon or ok: the colour that stands beside the words, never in their place."""
    if due < now:
        return "late"
    return "soon" if local_day(due) <= local_day(now + SOON) else "ok"


def day_in_words(at: datetime) -> str:
    """The day in the UK as one would say it: Thursday 26 November."""
    return date_in_words(local_day(at))


def date_in_words(day: date) -> str:
    """A day as one would say it: Thursday 26 November; with the year where it is another than this one."""
    return date_format(day, "l j F" if day.year == local_day(clock.now()).year else "l j F Y")


def dated(when: date | datetime) -> str:
    """A day with its year, for what is kept long: 27 March 2026."""
    return date_format(local_day(when) if isinstance(when, datetime) else when, "j F Y")


def moment_in_words(at: datetime, now: datetime) -> str:
    """When something happened: today 14:05, yesterday 9:30, Thursday 5 November 10:00; the year where it is another.

    The very beginning of a day stands for the day alone: nobody wrote an hour.
    """
    seen, today = local(at), local_day(now)
    is_day = seen.time() == DAY_ALONE
    hour = f"{seen:%H:%M}"
    if local_day(at) == today:
        return gettext("today") if is_day else gettext("today %(time)s") % {"time": hour}
    if local_day(at) == today - timedelta(days=1):
        return gettext("yesterday") if is_day else gettext("yesterday %(time)s") % {"time": hour}
    day = date_format(seen, "l j F" if seen.year == today.year else "l j F Y")
    return day if is_day else f"{day} {hour}"
