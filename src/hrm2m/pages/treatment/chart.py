"""The picture of her own answers over time: entries in, places on a plain picture and rows of a table out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from hrm2m.cadence.local_time import local_day
from hrm2m.pages.today.timing import date_in_words
from hrm2m.pages.treatment.words import STAGES
from hrm2m.records.treatment.entries import Outcomes
from hrm2m.records.treatment.outcomes import BEST, days_in, load_profile
from hrm2m.vault.entries import Entry


LEFT, RIGHT, TOP, BOTTOM = 28, 350, 10, 130
WIDTH, HEIGHT = 360, 156
NOT_ANSWERED = "–"


@dataclass(frozen=True)
class Line:
    """One scale: its name for the key, and its points as SVG has them."""

    kind: str
    name: str
    points: str
    dots: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Row:
    """One item of the table, with her answer at each time."""

    name: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """The sentence above, the lines, and the table below; empty lines where nothing can be drawn yet."""

    sentence: str
    lines: tuple[Line, ...]
    marks: tuple[tuple[int, int], ...]
    days: tuple[str, ...]
    rows: tuple[Row, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT


def picture_of(newest_first: Sequence[Entry[Outcomes]]) -> Picture:
    """Her answers over time, the oldest on the left; nothing is scored, compared or added up over scales."""
    # The sort keeps those of one instant in the order in which they were written.
    entries = list(reversed(newest_first))
    entries.sort(key=lambda entry: entry.happened_at)
    lines = tuple(
        line for kind, name in load_profile().scales.items() if (line := _line(kind, gettext(name), entries))
    )
    marks = tuple((mark, _y(mark)) for mark in (0, BEST // 2, BEST))
    days = tuple(f"{date_in_words(local_day(e.happened_at))}, {STAGES[e.body.stage]}" for e in entries)
    return Picture(_sentence(entries), lines, marks if lines else (), days, tuple(_rows(entries)))


def _line(kind: str, name: str, entries: Sequence[Entry[Outcomes]]) -> Line | None:
    """A line needs two answers; a time she left out is left out of the line, never drawn as nought."""
    said = [(n, entry.body.scales[kind]) for n, entry in enumerate(entries) if kind in entry.body.scales]
    if len(said) <= 1:
        return None
    dots = tuple((_x(n, len(entries)), _y(mark)) for n, mark in said)
    points = " ".join(f"{x},{y}" for x, y in dots)
    return Line(kind, name, points, dots)


def _x(number: int, count: int) -> int:
    return LEFT + round((RIGHT - LEFT) * number / max(1, count - 1))


def _y(mark: int) -> int:
    return BOTTOM - round((BOTTOM - TOP) * mark / BEST)


def _sentence(entries: Sequence[Entry[Outcomes]]) -> str:
    if not entries:
        return gettext("She has not filled it in. Nobody has to.")
    times = ngettext("Filled in %(number)d time.", "Filled in %(number)d times.", len(entries))
    changes = [
        words for kind, name in load_profile().scales.items() if (words := _change(kind, name, entries))
    ]
    return " ".join([times % {"number": len(entries)}, *changes])


def _change(kind: str, name: str, entries: Sequence[Entry[Outcomes]]) -> str:
    said = [entry.body.scales[kind] for entry in entries if kind in entry.body.scales]
    if not said:
        return ""
    words = {"name": gettext(name), "first": said[0], "last": said[-1], "best": BEST}
    if len(said) == 1:
        return gettext("%(name)s: %(last)d of %(best)d.") % words
    return gettext("%(name)s: first %(first)d, last %(last)d of %(best)d.") % words


def _rows(entries: Sequence[Entry[Outcomes]]) -> list[Row]:
    """Every item she answered at least once; what she left out is a dash."""
    profile = load_profile()
    rows = [
        *(
            Row(gettext(name), tuple(_scale(e, code) for e in entries))
            for code, name in profile.scales.items()
        ),
        *(
            Row(gettext(name), tuple(_days(e, code) for e in entries))
            for code, name in profile.day_items.items()
        ),
        *(
            Row(gettext(name), tuple(_answer(e, code) for e in entries))
            for code, name in profile.answer_items.items()
        ),
    ]
    return [row for row in rows if set(row.answers) - {NOT_ANSWERED}]


def _scale(entry: Entry[Outcomes], code: str) -> str:
    return str(entry.body.scales.get(code, NOT_ANSWERED))


def _days(entry: Entry[Outcomes], code: str) -> str:
    weeks = entry.body.days.get(code)
    if weeks is None:
        return NOT_ANSWERED
    total = days_in(weeks)
    said = gettext("%(days)d of 28 days") % {"days": total} if total is not None else _some_weeks(weeks)
    amount = entry.body.amounts.get(code, "")
    return f"{said} ({amount})" if amount else said


def _some_weeks(weeks: Sequence[int | None]) -> str:
    return gettext("by week: %(weeks)s") % {
        "weeks": ", ".join(NOT_ANSWERED if days is None else str(days) for days in weeks)
    }


def _answer(entry: Entry[Outcomes], code: str) -> str:
    if code not in entry.body.answers:
        return NOT_ANSWERED
    return gettext("yes") if entry.body.answers[code] else gettext("no")
