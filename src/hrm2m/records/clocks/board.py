"""What the board reads of promises to mothers whose bridge the lead's agency keeps; no handle and no content."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from hrm2m.cadence.local_time import instant, local_day
from hrm2m.policy import Actor, Compartment, Ground
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.clocks.promises import NAMES
from hrm2m.records.clocks.queries import PAGE_SIZE
from hrm2m.vault import standing
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.open_to import refs_open_to


WEEKS = 8
WEEK_DAYS = 7


@dataclass(frozen=True)
class LatePromise:
    """One late promise; `mother_ref` is empty unless the lead may open her record, once purpose is said."""

    ref: str
    name: str
    owner: str
    due_at: datetime
    mother_ref: str


@dataclass(frozen=True)
class Page:
    """Some lines, and where the next ones begin (empty at the end)."""

    items: tuple[LatePromise, ...]
    next: str


@dataclass(frozen=True)
class Week:
    """The promises that fell due in one week from Monday: how many were kept, and when."""

    monday: date
    in_time: int
    late: int
    not_yet: int

    @property
    def all(self) -> int:
        """How many fell due."""
        return self.in_time + self.late + self.not_yet


def of_mothers_led(by: Actor, now: datetime) -> Q:
    """Rows of mothers whose bridge the actor's agency keeps, without those not open to the actor."""
    within = standing.mothers_within_reach(by, (Ground.LEAD,), Compartment.GENERAL, now)
    return Q(mother__in=within) & ~Q(mother__in=standing.mothers_barred(by, now))


def late_promises(by: Actor, now: datetime, *, after: str = "", size: int = PAGE_SIZE) -> Page:
    """The late promises, latest first; `after` is the `next` of the page before."""
    on_board = Clock.objects.filter(_on_the_board(by, now), compartment=Compartment.GENERAL)
    late = on_board.filter(RUNNING, due_at__lte=now).order_by("due_at", "id")
    rows = list(_after(late, after, on_board)[: size + 1])
    shown = rows[:size]
    refs = refs_open_to(by, {row.mother for row in shown}, now)
    owners = agencies.workers_named(row.owner_id for row in shown)
    lines = tuple(
        LatePromise(
            row.ref,
            str(NAMES.get(row.kind, row.kind)),
            owners[row.owner_id].first_name if row.owner_id in owners else "",
            row.due_at,
            refs.get(row.mother, ""),
        )
        for row in shown
    )
    return Page(lines, shown[-1].ref if len(rows) > size else "")


def count_late_promises(by: Actor, now: datetime) -> int:
    """How many promises are late."""
    return _late(by, now).count()


def promises_by_week(by: Actor, now: datetime, *, weeks: int = WEEKS) -> tuple[Week, ...]:
    """The promises that fell due in these weeks, this one last and only so far; one statement.

    A promise that stopped is not among them: she no longer wanted it, or her record was over before it could be kept.
    """
    this_monday = monday_of(now)
    first = this_monday - timedelta(days=WEEK_DAYS * (weeks - 1))
    begins = instant(datetime.combine(first, time.min))
    rows = Clock.objects.filter(
        _on_the_board(by, now),
        compartment=Compartment.GENERAL,
        stopped_at=None,
        due_at__gte=begins,
        due_at__lte=now,
    )
    found: dict[date, list[tuple[datetime, datetime | None]]] = {
        first + timedelta(days=WEEK_DAYS * number): [] for number in range(weeks)
    }
    for due_at, met_at in rows.values_list("due_at", "met_at"):
        found[monday_of(due_at)].append((due_at, met_at))
    return tuple(_week(monday, promises) for monday, promises in found.items())


def monday_of(at: datetime) -> date:
    """The Monday of the week in the UK in which `at` falls."""
    day = local_day(at)
    return day - timedelta(days=day.weekday())


def _week(monday: date, promises: Iterable[tuple[datetime, datetime | None]]) -> Week:
    in_time = late = not_yet = 0
    for due_at, met_at in promises:
        if met_at is None:
            not_yet += 1
        elif met_at <= due_at:
            in_time += 1
        else:
            late += 1
    return Week(monday, in_time, late, not_yet)


def _on_the_board(by: Actor, now: datetime) -> Q:
    """Promises to mothers led, and those to no mother (danger looked at together) that the lead owns or is told of."""
    of_the_house = Q(mother=HOUSE) & (Q(owner_id=by.worker_id) | Q(escalate_to_id=by.worker_id))
    # Beside an “or” a subquery finds no index, so the numbers are read first. The area is that of the standing: said
    # here as well, every promise of the area is walked.
    within = standing.mothers_within_reach(by, (Ground.LEAD,), Compartment.GENERAL, now)
    barred = standing.mothers_barred(by, now).numbers()
    return Q(mother__in=within.numbers() - barred) | of_the_house


def _late(by: Actor, now: datetime) -> QuerySet[Clock]:
    return Clock.objects.filter(
        RUNNING, _on_the_board(by, now), compartment=Compartment.GENERAL, due_at__lte=now
    )


def _after(rows: QuerySet[Clock], cursor: str, on_board: QuerySet[Clock]) -> QuerySet[Clock]:
    """The rows after the one with this ref; a ref that is not on the board begins again from the top.

    A promise of another compartment counts as one that is not there: its ref must not say that it exists.
    """
    last = on_board.filter(ref=cursor).values_list("due_at", "id").first() if cursor else None
    if last is None:
        return rows
    due_at, number = last
    return rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, id__gt=number))
