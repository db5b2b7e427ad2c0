"""The safeguarding lead's desk: everything that waits, oldest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.today.timing import clock_state, moment_in_words
from hrm2m.pages.worries import words
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import WorkerCard, workers_named
from hrm2m.records.clocks.queries import ClockLine
from hrm2m.records.worries import queries
from hrm2m.records.worries.entries import ToWhom
from hrm2m.records.worries.their_time import (
    NumberOfTheLaw,
    edition_words,
    numbers_of_the_law,
)


LONGEST = 160


@dataclass(frozen=True)
class Late:
    """A clock in words, and its colour, which never speaks alone."""

    name: str
    words: str
    state: str


@dataclass(frozen=True)
class Row:
    """One line of the desk."""

    ref: str
    status: str
    when: str
    by: str
    words: str
    clock: Late | None
    is_mine: bool = False


@requires(Permission.WORRIES_SEE)
@require_safe
def desk(request: WorkerRequest) -> HttpResponse:
    """What waits for the safeguarding leads of the agency."""
    found, now, area = queries.desk(request.actor), clock.now(), request.actor.area
    raised = {line.raised_by_id for line in found.worries}
    names = workers_named(raised | {line.sent_by_id for line in found.to_look_at})
    about: dict[str, Any] = {
        "lists": [
            (
                gettext("Worries that nobody has read"),
                [_worry(line, names, now) for line in found.unread],
            ),
            (gettext("Worries under way"), [_worry(line, names, now) for line in found.under_way]),
        ],
        "is_cut": found.is_cut,
        "to_look_at": [_sent(line, names, now) for line in found.to_look_at],
        "edition": edition_words(area),
        "numbers": [(one, within(one)) for one in numbers_of_the_law(area)],
    }
    return render(request, "worries/desk.html", about)


def within(number: NumberOfTheLaw) -> str:
    """How long, in words."""
    span = number.within
    if span.working_days:
        words = ngettext("%(n)s working day", "%(n)s working days", span.working_days)
        return words % {"n": span.working_days}
    if span.months:
        return ngettext("%(n)s month", "%(n)s months", span.months) % {"n": span.months}
    if span.days:
        return ngettext("%(n)s day", "%(n)s days", span.days) % {"n": span.days}
    return ngettext("%(n)s hour", "%(n)s hours", span.hours) % {"n": span.hours}


def late(line: ClockLine | None, now: datetime) -> Late | None:
    """A clock as a page shows it."""
    if line is None:
        return None
    return Late(line.name, line.words(now), clock_state(line.due_at, now))


def name_of(names: dict[int, WorkerCard], number: int) -> str:
    """Who it was, by first name."""
    return names[number].first_name if number in names else gettext("Somebody who has left")


def _worry(line: queries.WorryLine, names: dict[int, WorkerCard], now: datetime) -> Row:
    said = line.words if len(line.words) <= LONGEST else f"{line.words[:LONGEST].rsplit(' ', 1)[0]} …"
    return Row(
        line.ref,
        str(words.STATUSES[line.status]),
        moment_in_words(line.raised_at, now),
        name_of(names, line.raised_by_id),
        said,
        late(line.clock, now),
    )


def _sent(line: queries.ToLookAt, names: dict[int, WorkerCard], now: datetime) -> Row:
    return Row(
        line.ref,
        str(words.TO[ToWhom(line.to)]),
        moment_in_words(line.sent_at, now),
        name_of(names, line.sent_by_id),
        "",
        late(line.clock, now),
        line.is_mine,
    )
