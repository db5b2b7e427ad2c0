"""The lead's board: what we owe mothers of the own agency; codes, times and first names of workers, no handle."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from hrm2m.policy import Actor, Permission
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import queries as bridges
from hrm2m.records.bridges.load import Load, loads_of
from hrm2m.records.bridges.reckoning import count_uncovered
from hrm2m.records.clocks import board as clocks
from hrm2m.records.clocks.board import LatePromise, Week, of_mothers_led
from hrm2m.records.outreach.models import Due, Visit
from hrm2m.vault import door
from hrm2m.vault.open_to import refs_open_to


__all__ = ["LatePromise", "Load", "Week"]

NOT_SEEN_FOR = timedelta(days=7)
PAGE_SIZE = 20
MOST_VISITS = 50


@dataclass(frozen=True)
class LateVisit:
    """A visit that is not checked out on time."""

    ref: str
    worker: str
    named: str
    back_by: datetime


@dataclass(frozen=True)
class Numbers:
    """What the first page of the board shows."""

    now: datetime
    late: int
    not_seen: int
    left_be: int
    visits: tuple[LateVisit, ...]
    weeks: tuple[Week, ...]
    loads: tuple[Load, ...]
    uncovered: int


@dataclass(frozen=True)
class NotSeen:
    """One mother whom nobody of us has met for a while; no handle. `met` is False where nobody has met her yet."""

    ref: str
    mother_ref: str
    since: datetime
    met: bool
    phase: str
    builder: str
    cover_holds: bool


@dataclass(frozen=True)
class Page:
    """Some lines, where the next ones begin (empty at the end), and how many are left be and so not among them."""

    items: tuple[NotSeen, ...]
    next: str
    left_be: int


def numbers(by: Actor) -> Numbers:
    """The board in a constant number of statements. Raises Denied for whoever does not lead."""
    with door.acting(by=by, permission=Permission.BOARD_SEE) as house:
        house.note(list="board")
        now = house.now
        return Numbers(
            now=now,
            late=clocks.count_late_promises(by, now),
            not_seen=due_not_seen(by, now).count(),
            left_be=count_left_be(by, now),
            visits=late_visits(by, now),
            weeks=clocks.promises_by_week(by, now),
            loads=loads_of(by),
            uncovered=count_uncovered(by, now),
        )


def late(by: Actor, *, after: str = "", size: int = PAGE_SIZE) -> clocks.Page:
    """The late promises, latest first."""
    with door.acting(by=by, permission=Permission.BOARD_SEE) as house:
        house.note(list="late")
        return clocks.late_promises(by, house.now, after=after, size=size)


def not_seen(by: Actor, *, after: str = "", size: int = PAGE_SIZE) -> Page:
    """The mothers nobody has met for seven days, longest first; whoever wishes to be left be is not among them."""
    with door.acting(by=by, permission=Permission.BOARD_SEE) as house:
        house.note(list="not_seen")
        now = house.now
        rows = list(_after(due_not_seen(by, now).order_by("seen_at", "id"), after)[: size + 1])
        shown = rows[:size]
        refs = refs_open_to(by, {row.mother for row in shown}, now)
        held = bridges.bridges_of_mothers([row.mother for row in shown])
        left_be = count_left_be(by, now)
    lines = tuple(_not_seen(row, refs.get(row.mother, ""), held.get(row.mother)) for row in shown)
    return Page(lines, shown[-1].ref if len(rows) > size else "", left_be)


def loads(by: Actor) -> tuple[Load, ...]:
    """Who is there for how many women, fullest first."""
    with door.acting(by=by, permission=Permission.BOARD_SEE) as house:
        house.note(list="loads")
        return loads_of(by)


def due_led(by: Actor, now: datetime) -> QuerySet[Due]:
    """The rows of mothers on the list whose bridge the actor's agency keeps: the twin of standing there as lead."""
    # The area is that of the standing. Said here as well, SQLite walks every row of the area.
    return Due.objects.filter(of_mothers_led(by, now), on_list=True)


def due_not_seen(by: Actor, now: datetime) -> QuerySet[Due]:
    """Those of them whom nobody has met for seven days, counted from the beginning where nobody has met her yet."""
    rows = due_led(by, now).filter(left_be=False).annotate(seen_at=Coalesce("last_met_at", "begun_at"))
    return rows.filter(seen_at__lte=now - NOT_SEEN_FOR)


def count_left_be(by: Actor, now: datetime) -> int:
    """How many wish to be left be: their wish, and never lateness of ours."""
    return due_led(by, now).filter(left_be=True).count()


def late_visits(by: Actor, now: datetime) -> tuple[LateVisit, ...]:
    """The visits to mothers of the own agency that are not checked out on time, longest first."""
    rows = list(
        Visit.objects.filter(of_mothers_led(by, now), area=by.area, out_at=None, back_by__lt=now).order_by(
            "back_by", "id"
        )[:MOST_VISITS]
    )
    names = agencies.workers_named(number for row in rows for number in (row.worker_id, row.named_id))
    return tuple(
        LateVisit(row.ref, names[row.worker_id].first_name, names[row.named_id].first_name, row.back_by)
        for row in rows
    )


def _not_seen(row: Due, mother_ref: str, bridge: bridges.BridgeCard | None) -> NotSeen:
    return NotSeen(
        ref=row.ref,
        mother_ref=mother_ref,
        since=row.last_met_at or row.begun_at,
        met=row.last_met_at is not None,
        phase=row.phase,
        builder=bridge.builder_name if bridge else "",
        cover_holds=bridge is not None and bridge.status is BridgeStatus.HELD_BY_COVER,
    )


def _after(rows: QuerySet[Due], cursor: str) -> QuerySet[Due]:
    """The rows after the one with this ref; a ref that is not there begins again from the top."""
    last = Due.objects.filter(ref=cursor).first() if cursor else None
    if last is None:
        return rows
    seen_at = last.last_met_at or last.begun_at
    return rows.filter(Q(seen_at__gt=seen_at) | Q(seen_at=seen_at, id__gt=last.id))
