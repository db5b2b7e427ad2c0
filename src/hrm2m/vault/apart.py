"""Two people who are helped here and are kept apart: whoever works with one is barred from the other, by reading alone.

Nothing of it is copied into standings: a bar written for each worker could be seen, and would be late for a new one.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from hrm2m.vault.models import Apart, Head, StandingRow
from hrm2m.vault.standing_rows import WORKS_WITH_HER


CAUSE = "apart"
_NOT_OVER = Q(until=None)


def keep(*, area: int, pair: str, one: int, other: int, now: datetime) -> bool:
    """Keeps these two apart from now on; whether they were not already."""
    if Apart.objects.filter(_NOT_OVER, mother=one, other_mother=other).exists():
        return False
    for mother, other_mother in ((one, other), (other, one)):
        Apart.objects.create(area=area, mother=mother, other_mother=other_mother, pair=pair, since=now)
    return True


def end(pair: str, now: datetime) -> bool:
    """They are kept apart no longer; whether they were."""
    return bool(Apart.objects.filter(_NOT_OVER, pair=pair).update(until=now))


def forget(mother: int) -> list[str]:
    """Drops every row about somebody who is forgotten; answers the pairs."""
    rows = Apart.objects.filter(Q(mother=mother) | Q(other_mother=mother))
    pairs = sorted(set(rows.values_list("pair", flat=True)))
    rows.delete()
    return pairs


def pairs_among(mothers: Iterable[int]) -> dict[str, tuple[int, int]]:
    """The pairs that are kept apart now and of whom both are among these, by ref: for whoever leads both."""
    numbers = set(mothers)
    rows = Apart.objects.filter(_NOT_OVER, mother__in=numbers, other_mother__in=numbers).order_by("id")
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        found.setdefault(row.pair, (row.mother, row.other_mother))
    return found


def pairs_of_any(mothers: Iterable[int]) -> dict[str, tuple[int, int]]:
    """The pairs that are kept apart now and of whom one is among these, that one first: where the two are led apart."""
    rows = Apart.objects.filter(_NOT_OVER, mother__in=set(mothers)).order_by("id")
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        found.setdefault(row.pair, (row.mother, row.other_mother))
    return found


def works_with_both(one: int, other: int, now: datetime) -> list[int]:
    """The numbers of the workers who work with both."""
    with_one, with_other = (set(_works(now, mother=mother)) for mother in (one, other))
    return sorted(with_one & with_other)


def kept_from(mothers: Iterable[int], now: datetime) -> Iterator[tuple[int, int, datetime]]:
    """Mother, worker and since when, for each worker who works with the other one only; one statement where none is."""
    rows = list(Apart.objects.filter(_NOT_OVER, mother__in=set(mothers)))
    for row in rows:
        stay = set(_works(now, mother=row.mother))
        for worker_id in sorted(set(_works(now, mother=row.other_mother)) - stay):
            yield row.mother, worker_id, row.since


def _works(now: datetime, *, mother: int) -> Iterator[int]:
    rows = _standings(now).filter(mother=mother).exclude(worker_id=None)
    return (number for number in rows.values_list("worker_id", flat=True) if number is not None)


def _standings(now: datetime) -> QuerySet[StandingRow]:
    in_force = Q(since__lte=now) & (Q(until=None) | Q(until__gt=now))
    return StandingRow.objects.filter(in_force, ground__in=[ground.value for ground in WORKS_WITH_HER])


def others_of(mother_ref: str) -> list[int]:
    """The numbers of those who are kept apart from her now: for the worker process, never for a page."""
    number = Head.objects.filter(ref=mother_ref).values("id")
    rows = Apart.objects.filter(_NOT_OVER, mother__in=number).order_by("other_mother")
    return list(rows.values_list("other_mother", flat=True).distinct())


def are_pairs(refs: Iterable[str]) -> frozenset[str]:
    """Those of these refs that are of two who are, or were, kept apart."""
    return frozenset(Apart.objects.filter(pair__in=list(refs)).values_list("pair", flat=True))
