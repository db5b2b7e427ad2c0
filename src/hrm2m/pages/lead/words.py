"""The words of the board: how long ago, and what each number means."""

from datetime import datetime

from django.utils.translation import gettext, ngettext

from hrm2m.cadence.local_time import local_day


def days_since(at: datetime, now: datetime) -> int:
    """Whole days on a calendar in the UK."""
    return (local_day(now) - local_day(at)).days


def how_long(at: datetime, now: datetime, *, met: bool) -> str:
    """How long ago somebody last met her, or since when she waits to be met first."""
    days = days_since(at, now)
    if met:
        words = ngettext("Last met %(days)d day ago", "Last met %(days)d days ago", days)
    else:
        words = ngettext("Not met yet: begun %(days)d day ago", "Not met yet: begun %(days)d days ago", days)
    return words % {"days": days}


def load_words(women: int, limit: int) -> str:
    """For how many women, against the limit."""
    words = ngettext("%(women)d woman of at most %(limit)d", "%(women)d women of at most %(limit)d", women)
    full = (
        gettext("more than the limit")
        if women > limit
        else gettext("no place left")
        if women == limit
        else ""
    )
    said = words % {"women": women, "limit": limit}
    return f"{said}: {full}" if full else said
