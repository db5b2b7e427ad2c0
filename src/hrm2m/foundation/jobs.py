"""Later work: put down in the transaction that wants it, taken by one worker process, done at least once.

A payload is codes and numbers of rows; whoever does the work reads everything else when it is done.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Q, QuerySet

from hrm2m.foundation.models import Job


FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 60
"""Thirty seconds, doubled to an hour, sixty times: about two days and a half before a person must look."""

REASON_LENGTH = 60

Item = TypeVar("Item")


@dataclass(frozen=True)
class Taken:
    """A job that is ours until its lease ends; the time of that names this taking of it: a later one has another."""

    id: int
    kind: str
    key: str
    payload: Mapping[str, str | int]
    due_at: datetime
    attempts: int
    leased_until: datetime


class CannotBeDone(Exception):
    """Doing this job again would change nothing; `reason` is a code, never a name or a note."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def enqueue(*, kind: str, key: str, due_at: datetime, payload: Mapping[str, str | int] | None = None) -> bool:
    """Puts a job down in the caller's transaction; the same kind and key again changes nothing. Whether it is new."""
    _, made = Job.objects.get_or_create(
        kind=kind, key=key, defaults={"due_at": due_at, "payload": dict(payload or {})}
    )
    return made


def take(*, now: datetime, kinds: Collection[str], limit: int, lease: timedelta) -> tuple[Taken, ...]:
    """Takes due jobs of these kinds, oldest first, so that no other process has them until the lease ends."""
    if not _free(now, kinds).exists():
        return ()
    # SQLite: the transaction is IMMEDIATE, so one process chooses at a time. PostgreSQL: each skips what another holds.
    until = now + lease
    with transaction.atomic(durable=True):
        rows = list(_free(now, kinds).select_for_update(skip_locked=True).order_by("due_at", "id")[:limit])
        ours = Job.objects.filter(id__in=[row.id for row in rows])
        ours.update(leased_until=until, attempts=F("attempts") + 1)
    return tuple(Taken(r.id, r.kind, r.key, r.payload, r.due_at, r.attempts + 1, until) for r in rows)


def done(job: Taken, *, now: datetime) -> bool:
    """Says that the job is done. False if the lease had ended and another process took it meanwhile."""
    return bool(_still_ours(job).update(done_at=now, leased_until=None, reason=""))


def again(job: Taken, *, due_at: datetime) -> bool:
    """Says that a recurring job is done, and when it is due next."""
    return bool(_still_ours(job).update(due_at=due_at, leased_until=None, attempts=0, reason=""))


def failed(job: Taken, *, now: datetime, reason: str, for_good: bool = False) -> bool:
    """Says why it could not be done: it waits longer each time, and stays, failed, after too many times."""
    if for_good or job.attempts >= MOST_ATTEMPTS:
        code = reason[:REASON_LENGTH]
        return bool(_still_ours(job).update(failed_at=now, leased_until=None, reason=code))
    return put_off(job, until=now + wait(job.attempts), reason=reason)


def put_off(job: Taken, *, until: datetime, reason: str) -> bool:
    """Says why it could not be done now, and when to try again; a recurring job is never given up."""
    return bool(_still_ours(job).update(due_at=until, leased_until=None, reason=reason[:REASON_LENGTH]))


def wait(attempts: int) -> timedelta:
    """How long after this many attempts the next one waits: it never gets shorter, and is an hour at most."""
    doublings = min(max(attempts - 1, 0), 20)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def done_times(kind: str, keys: Collection[str]) -> dict[str, datetime]:
    """When each of these jobs was done, by key; one that waits or failed is not among them."""
    rows = Job.objects.filter(kind=kind, key__in=list(keys), done_at__isnull=False)
    return {row.key: row.done_at for row in rows if row.done_at is not None}


def do_each(items: Iterable[Item], do: Callable[[Item], int]) -> int:
    """Does each on its own and answers the sum of what they answer; one that fails keeps no other from being done.

    The last failure is raised when all have had their turn, so that it is counted and tried again.
    """
    failure: Exception | None = None
    made = 0
    for item in items:
        try:
            made += do(item)
        except Exception as error:  # what failed is raised below
            failure = error
    if failure is not None:
        raise failure
    return made


def forget_done(*, before: datetime) -> int:
    """Deletes jobs done before this time; failed ones stay until somebody has looked."""
    return Job.objects.filter(done_at__lt=before).delete()[0]


def failed_for_good() -> dict[str, int]:
    """What waits for somebody to look: how many jobs for each “kind: reason”."""
    rows = Job.objects.filter(failed_at__isnull=False).values_list("kind", "reason")
    return dict(Counter(f"{kind}: {reason}" for kind, reason in rows))


@dataclass(frozen=True)
class Waiting:
    """A job that is not done, as whoever watches the worker process sees it."""

    kind: str
    due_at: datetime
    leased_until: datetime | None
    attempts: int
    reason: str


def waiting(kinds: Collection[str]) -> tuple[Waiting, ...]:
    """Every job of these kinds that is neither done nor given up."""
    rows = Job.objects.filter(kind__in=list(kinds), done_at=None, failed_at=None).order_by("due_at", "id")
    return tuple(Waiting(r.kind, r.due_at, r.leased_until, r.attempts, r.reason) for r in rows)


def given_up(kind: str, *, since: datetime) -> int:
    """How many jobs of this kind were given up since then."""
    return Job.objects.filter(kind=kind, failed_at__gte=since).count()


def _free(now: datetime, kinds: Collection[str]) -> QuerySet[Job]:
    unleased = Q(leased_until=None) | Q(leased_until__lte=now)
    return Job.objects.filter(unleased, done_at=None, failed_at=None, due_at__lte=now, kind__in=list(kinds))


def _still_ours(job: Taken) -> QuerySet[Job]:
    return Job.objects.filter(
        id=job.id, attempts=job.attempts, leased_until=job.leased_until, done_at=None, failed_at=None
    )
