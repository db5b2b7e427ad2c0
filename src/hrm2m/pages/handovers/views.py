"""Handovers as a bridge builder sees them: what waits, and one of them with its steps."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.handovers.words import SAID, STANDS, STEPS
from hrm2m.pages.partner.calendar import calendar_of
from hrm2m.pages.partner.kinds import Event
from hrm2m.pages.today.sides import Names, Side, first_name, sides_of, writers_in
from hrm2m.pages.today.timing import clock_state, moment_in_words
from hrm2m.policy import Permission
from hrm2m.policy.facts import HERSELF
from hrm2m.policy.handover_lifecycle import HANDOVER, HandoverEvent, HandoverStatus
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.handovers.entries import MeetingOfThree, SaidAgain, SheSaid
from hrm2m.records.handovers.queries import HandoverLine, handover_page, handovers_waiting, meeting_of
from hrm2m.vault.entries import Body, Entry


MEETING_LASTS = timedelta(hours=1)


@dataclass(frozen=True)
class Row:
    """One handover on a list, in words."""

    ref: str
    handle: str
    whom: str
    stands: str
    due: str
    state: str


@dataclass(frozen=True)
class Step:
    """One step that was taken, in words."""

    what: str
    where: str
    words: str
    when: str
    by: str
    sides: tuple[Side, ...]


@requires(Permission.HANDOVER_SET)
@require_safe
def waiting(request: WorkerRequest) -> HttpResponse:
    """The handovers that are not done, the oldest promise first."""
    return render(request, "handovers/list.html", {"rows": rows_of(handovers_waiting(request.actor))})


def rows_of(lines: tuple[HandoverLine, ...]) -> list[Row]:
    """The same in words; for the page of the crossing too."""
    now = clock.now()
    return [_row(line, now) for line in lines]


@requires(Permission.MOTHER_SEE)
@require_safe
def handover(request: WorkerRequest, ref: str) -> HttpResponse:
    """One handover: where it stands, what comes next, and its steps, newest first."""
    return render(request, "handovers/handover.html", surroundings(request, ref))


@requires(Permission.MOTHER_SEE)
@require_safe
def date_file(request: WorkerRequest, ref: str) -> HttpResponse:
    """The date of the meeting for a calendar: no name, no agency, no place."""
    meets_at = meeting_of(by=request.actor, handover=ref)
    event = Event(meets_at, meets_at + MEETING_LASTS, gettext("Meeting"))
    response = HttpResponse(calendar_of(event), content_type="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="date.ics"'
    return response


def surroundings(request: WorkerRequest, ref: str) -> dict[str, Any]:
    """What every page of one handover shows."""
    found, now = handover_page(by=request.actor, handover=ref), clock.now()
    names = workers_named(writers_in(found.steps) - {HERSELF})
    next_steps = HANDOVER[found.card.status]
    gains = request.actor.worker_id in found.card.gainers
    return {
        "ref": ref,
        "mother": found.mother,
        "card": found.card,
        "words": found.words,
        "stands": STANDS[found.card.status],
        "meets": moment_in_words(found.card.meets_at, now) if found.card.meets_at else "",
        "clocks": [(line.name, line.words(now), clock_state(line.due_at, now)) for line in found.clocks],
        "steps": [_step(entry, names, now) for entry in found.steps],
        "may_set": HandoverEvent.A_MEETING_IS_SET in next_steps,
        "may_meet": HandoverEvent.ALL_THREE_WERE_THERE in next_steps,
        "may_say": HandoverEvent.SHE_DOES_NOT in next_steps,
        "may_undo": found.card.status is HandoverStatus.CONFIRMED,
        "may_leave": HandoverEvent.SHE_WANTS_NONE in next_steps,
        "gains": gains,
    }


def _row(line: HandoverLine, now: datetime) -> Row:
    card = line.card
    return Row(
        card.ref,
        line.handle,
        gettext("%(who)s of %(agency)s") % {"who": card.called, "agency": card.agency},
        str(STANDS[card.status]),
        line.clock.words(now) if line.clock else "",
        clock_state(line.clock.due_at, now) if line.clock else "",
    )


def _step(entry: Entry[Body], names: Names, now: datetime) -> Step:
    body = entry.body
    what, where = str(STEPS.get(entry.kind, "")), ""
    if isinstance(body, SheSaid):
        what = str(SAID[entry.kind, body.said_yes])
        where = gettext("on her page") if entry.by_id == HERSELF else gettext("face to face")
    elif isinstance(body, SaidAgain):
        what = str(SAID[entry.kind, body.the_same])
    elif isinstance(body, MeetingOfThree):
        where = f"{moment_in_words(body.meets_at, now)}, {body.where}"
    by = gettext("she herself") if entry.by_id == HERSELF else first_name(names, entry.by_id)
    return Step(
        what,
        where,
        str(getattr(body, "words", "")),
        moment_in_words(entry.happened_at, now),
        by,
        sides_of(entry.replies, names, now),
    )
