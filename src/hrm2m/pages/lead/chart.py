"""The chart of the board: promises that fell due, a bar for each week, with its sentence; numbers in, places out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hrm2m.records.outreach.board import Week


LABEL = 92
BAR_MOST = 224
ROW = 34
BAR = 22


@dataclass(frozen=True)
class Part:
    """One part of a bar: where it begins, how long it is, and which kind it is."""

    kind: str
    x: int
    width: int


@dataclass(frozen=True)
class Bar:
    """One week: its name, its parts from the left, and its numbers for the table below."""

    name: str
    is_this_week: bool
    y: int
    parts: tuple[Part, ...]
    week: Week

    @property
    def text_y(self) -> int:
        """Where its words stand."""
        return self.y + BAR - 6

    @property
    def end(self) -> int:
        """Where the bar ends and its number begins."""
        return max((part.x + part.width for part in self.parts), default=LABEL) + 8


@dataclass(frozen=True)
class Chart:
    """The whole picture; `bars` is empty where no promise fell due."""

    sentence: str
    bars: tuple[Bar, ...]
    height: int
    bar: int = BAR


def chart_of(weeks: Sequence[Week]) -> Chart:
    """The picture of these weeks, the newest on top."""
    most = max((week.all for week in weeks), default=0)
    newest_first = list(reversed(weeks))
    bars = tuple(_bar(week, number, most) for number, week in enumerate(newest_first)) if most else ()
    return Chart(_sentence(weeks), bars, ROW * len(bars))


def _sentence(weeks: Sequence[Week]) -> str:
    fell_due = sum(week.all for week in weeks)
    if not fell_due:
        return _("No promise fell due in these weeks.")
    words = ngettext(
        "%(due)d promise fell due in the last %(weeks)d weeks:",
        "%(due)d promises fell due in the last %(weeks)d weeks:",
        fell_due,
    )
    counts = _("%(in_time)d kept in time, %(late)d kept late, %(not_yet)d not kept yet.")
    numbers = {
        "due": fell_due,
        "weeks": len(weeks),
        "in_time": sum(week.in_time for week in weeks),
        "late": sum(week.late for week in weeks),
        "not_yet": sum(week.not_yet for week in weeks),
    }
    return f"{words % numbers} {counts % numbers}"


def _bar(week: Week, number: int, most: int) -> Bar:
    parts: list[Part] = []
    x = LABEL
    for kind, count in (("in-time", week.in_time), ("late", week.late), ("not-yet", week.not_yet)):
        width = round(BAR_MOST * count / most)
        if width:
            parts.append(Part(kind, x, width))
        x += width
    name = _("This week") if number == 0 else date_format(week.monday, "j M")
    return Bar(name, number == 0, ROW * number + 4, tuple(parts), week)
