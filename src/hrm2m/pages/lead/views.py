"""The board and its lists, for whoever leads the team."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from hrm2m.cadence import Phase
from hrm2m.cadence.local_time import local
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.lead.chart import chart_of
from hrm2m.pages.lead.words import how_long, load_words
from hrm2m.pages.today.timing import clock_state, moment_in_words
from hrm2m.pages.today.words import PHASES
from hrm2m.policy import Permission
from hrm2m.records.agencies.accounts import changes_waiting
from hrm2m.records.agencies.area.queries import to_look_at
from hrm2m.records.agencies.doors.queries import doors_to_ask_again
from hrm2m.records.agencies.queries import roles_waiting
from hrm2m.records.asks.board import offers_since
from hrm2m.records.bridges.whom_next import waiting_for_next
from hrm2m.records.clocks.queries import in_words
from hrm2m.records.danger.queries import open_alerts
from hrm2m.records.outreach import board as queries


OFFERS_OF_DAYS = 28


@dataclass(frozen=True)
class LateRow:
    """One late promise as the list shows it."""

    name: str
    owner: str
    how_late: str
    due_day: str
    mother_ref: str


@dataclass(frozen=True)
class NotSeenRow:
    """One mother on the list of those not seen: no handle."""

    how_long: str
    phase: str | Promise
    builder: str
    cover_holds: bool
    mother_ref: str


@dataclass(frozen=True)
class VisitRow:
    """A visit that is not checked out on time."""

    worker: str
    named: str
    time: str
    how_late: str


@requires(Permission.BOARD_SEE)
@require_GET
def board(request: WorkerRequest) -> HttpResponse:
    """Four numbers, worst first; one chart; who is there for how many women."""
    by = request.actor
    numbers = queries.numbers(by)
    offers = offers_since(by, numbers.now - timedelta(days=OFFERS_OF_DAYS))
    danger = len(open_alerts(by))
    gap_days, lines_to_ring = to_look_at(by.area)
    words = {
        "gap_days": gap_days,
        "lines_to_ring": lines_to_ring,
        "old_terms": len(doors_to_ask_again(by.area, numbers.now)),
        "numbers": numbers,
        "offers": offers,
        "offers_of_days": OFFERS_OF_DAYS,
        "danger": danger,
        "in_danger": danger + len(numbers.visits),
        "visits": [_visit(visit, numbers) for visit in numbers.visits],
        "chart": chart_of(numbers.weeks),
        "roles": len(roles_waiting(by)),
        "changes": len(changes_waiting(by)),
        "whom_next": [
            (each, in_words(each.due_at, numbers.now), clock_state(each.due_at, numbers.now))
            for each in waiting_for_next(by)
        ],
        "loads": [(load, load_words(load.women, load.limit)) for load in numbers.loads],
    }
    return render(request, "lead/board.html", words)


@requires(Permission.BOARD_SEE)
@require_GET
def late(request: WorkerRequest) -> HttpResponse:
    """Every late promise, latest first."""
    after = request.GET.get("after", "")
    found = queries.late(request.actor, after=after)
    now = clock.now()
    rows = [
        LateRow(
            line.name,
            line.owner,
            in_words(line.due_at, now),
            date_format(local(line.due_at), "l j F"),
            line.mother_ref,
        )
        for line in found.items
    ]
    return render(request, "lead/late.html", {"rows": rows, "next": found.next, "further": bool(after)})


@requires(Permission.BOARD_SEE)
@require_GET
def not_seen(request: WorkerRequest) -> HttpResponse:
    """Mothers nobody of us has met for seven days, longest first."""
    after = request.GET.get("after", "")
    found = queries.not_seen(request.actor, after=after)
    now = clock.now()
    rows = [
        NotSeenRow(
            how_long(line.since, now, met=line.met),
            PHASES[Phase(line.phase)],
            line.builder,
            line.cover_holds,
            line.mother_ref,
        )
        for line in found.items
    ]
    words = {"rows": rows, "left_be": found.left_be, "next": found.next, "further": bool(after)}
    return render(request, "lead/not_seen.html", words)


@requires(Permission.BOARD_SEE)
@require_GET
def offers(request: WorkerRequest) -> HttpResponse:
    """What was missing in the offers that were not real, and how often."""
    found = offers_since(request.actor, clock.now() - timedelta(days=OFFERS_OF_DAYS))
    lacking = [(gettext(kind.words), kind.times) for kind in found.lacking]
    words = {"offers": found, "lacking": lacking, "offers_of_days": OFFERS_OF_DAYS}
    return render(request, "lead/offers.html", words)


def _visit(visit: queries.LateVisit, numbers: queries.Numbers) -> VisitRow:
    time = moment_in_words(visit.back_by, numbers.now)
    return VisitRow(visit.worker, visit.named, time, in_words(visit.back_by, numbers.now))
