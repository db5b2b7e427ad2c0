"""When the service is there, on her pages: the days and hours that the lead said, days alike together."""

from collections.abc import Sequence
from datetime import time
from itertools import groupby

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.records.agencies.area.values import SaidHours


DAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


def when_we_are_there(hours: SaidHours | None) -> str:
    """The days that are open, in one line; empty where nobody said them, or no day is open."""
    days = hours.days if hours else ()
    alike = groupby(range(len(days)), key=lambda number: days[number])
    said = [
        gettext("%(days)s %(opens)s to %(closes)s")
        % {"days": _days(list(run)), "opens": _time(open_.opens), "closes": _time(open_.closes)}
        for open_, run in alike
        if open_
    ]
    return ", ".join(said)


def _days(run: Sequence[int]) -> str:
    first, last = str(DAYS[run[0]]), str(DAYS[run[-1]])
    return first if len(run) == 1 else gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def _time(at: time) -> str:
    return f"{at.hour}:{at.minute:02d}"
