"""How late, or when, as one would say it in the UK: “5 days late”, “today 2pm”, “Thursday”, “in 3 weeks”."""

from datetime import datetime, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, ngettext

from hrm2m.cadence.local_time import local, local_day


HOUR_SECONDS = 3600
MINUTE_SECONDS = 60
WEEK_DAYS = 7
WEEKS_FROM_DAYS = 14
MONTHS_FROM_DAYS = 61
DAYS_A_MONTH = 30
NOON = 12


def in_words(due: datetime, now: datetime) -> str:
    """How late `due` is at `now`, or when it will be; days are days on a calendar in the UK."""
    days = (local_day(due) - local_day(now)).days
    if due < now:
        return _late(now - due, -days)
    if days == 0:
        return gettext("today") if _is_end_of_day(due) else gettext("today %(time)s") % {"time": _time(due)}
    if days == 1:
        return gettext("tomorrow")
    if days < WEEK_DAYS:
        return str(WEEKDAYS[local_day(due).weekday()])
    return _ahead(days)


def _late(by: timedelta, days: int) -> str:
    seconds = int(by.total_seconds())
    if days >= 1:
        return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}
    if seconds >= HOUR_SECONDS:
        hours = seconds // HOUR_SECONDS
        return ngettext("%(n)d hour late", "%(n)d hours late", hours) % {"n": hours}
    minutes = max(1, seconds // MINUTE_SECONDS)
    return ngettext("%(n)d minute late", "%(n)d minutes late", minutes) % {"n": minutes}


def _ahead(days: int) -> str:
    if days < WEEKS_FROM_DAYS:
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}
    if days < MONTHS_FROM_DAYS:
        weeks = days // WEEK_DAYS
        return ngettext("in %(n)d week", "in %(n)d weeks", weeks) % {"n": weeks}
    months = days // DAYS_A_MONTH
    return ngettext("in %(n)d month", "in %(n)d months", months) % {"n": months}


def _is_end_of_day(due: datetime) -> bool:
    seen = local(due)
    return (seen.hour, seen.minute) == (23, 59)


def _time(due: datetime) -> str:
    seen = local(due)
    half = "am" if seen.hour < NOON else "pm"
    hour = seen.hour % NOON or NOON
    return f"{hour}:{seen.minute:02}{half}" if seen.minute else f"{hour}{half}"
