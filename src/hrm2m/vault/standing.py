"""Who stands near her: rows given and ended by the rooms that own the cause, read by decisions and lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hrm2m.foundation import ids
from hrm2m.policy import Actor, Category, Compartment, Ground, MotherFacts, Standing
from hrm2m.policy.lifecycles import Stage
from hrm2m.vault import apart, standing_lists
from hrm2m.vault.entries import Subject
from hrm2m.vault.errors import VaultError
from hrm2m.vault.models import Head, StandingRow
from hrm2m.vault.standing_lists import Mothers
from hrm2m.vault.standing_rows import standings_of


@dataclass(frozen=True)
class Bar:
    """One worker, or (with no worker) one agency, that must not open her record; `cause` is the act that said so."""

    worker_id: int | None
    agency_id: int | None
    since: datetime
    cause: str

    @property
    def is_apart(self) -> bool:
        """Whether it is there because of somebody else who is helped here; no page may show it."""
        return self.cause == apart.CAUSE

    def is_about(self, worker_id: int, agency_id: int) -> bool:
        """Whether it holds for this worker in this agency."""
        if self.worker_id is not None:
            return self.worker_id == worker_id
        return self.agency_id == agency_id


def mother_facts(head: Head) -> MotherFacts:
    """What a decision may know of her."""
    return MotherFacts(Stage(head.stage), head.ended_at, head.forget_at)


def facts_of(by: Actor, mothers: Iterable[int], now: datetime) -> dict[int, tuple[Standing, ...]]:
    """The actor's standings on these mothers that are in force at `now`, by mother; one statement."""
    return standings_of(by, list(mothers), now)


def everybody_on(mother: int, now: datetime) -> tuple[Standing, ...]:
    """Everybody's standings on her in force at `now`, for decisions about many workers; as many statements for all.

    Whoever works with somebody who is kept apart from her is barred, as in `facts_of`.
    """
    rows = StandingRow.objects.filter(in_force(now), mother=mother)
    barred = apart.kept_from([mother], now)
    return (
        *(row.as_fact for row in rows),
        *(Standing("", who, None, Compartment.GENERAL, Ground.BLOCK, since) for _, who, since in barred),
    )


def in_force(now: datetime) -> Q:
    """Rows in force at `now`: from `since`, no longer at `until`."""
    return Q(since__lte=now) & (Q(until=None) | Q(until__gt=now))


def not_over(now: datetime) -> Q:
    """Rows that are in force at `now` or will be: a clock that was put back must not save one from its end."""
    return Q(until=None) | Q(until__gt=now)


def mothers_within_reach(
    by: Actor, grounds: Iterable[Ground], compartment: Compartment, now: datetime
) -> Mothers:
    """The numbers of mothers on whom the actor stands on one of these grounds, for a subquery of a list."""
    return standing_lists.near(by, list(grounds), compartment, now)


def mothers_barred(by: Actor, now: datetime) -> Mothers:
    """The numbers of mothers who barred the worker or the agency, or whom the worker knows outside work."""
    return standing_lists.barred(by, now)


def bars_on_many(mothers: Iterable[int], now: datetime) -> dict[int, tuple[Bar, ...]]:
    """Who must not open these mothers' records at `now`, by mother; two statements."""
    mothers = list(mothers)
    rows = StandingRow.objects.filter(in_force(now), mother__in=mothers, ground=Ground.BLOCK)
    told = rows.filter(compartment=Compartment.GENERAL).order_by("since", "id")
    found: dict[int, list[Bar]] = {}
    for row in told:
        found.setdefault(row.mother, []).append(Bar(row.worker_id, row.agency_id, row.since, row.cause))
    for mother, worker_id, since in apart.kept_from(mothers, now):
        found.setdefault(mother, []).append(Bar(worker_id, None, since, apart.CAUSE))
    return {mother: tuple(bars) for mother, bars in found.items()}


def give(
    subject: Subject,
    ground: Ground,
    compartments: Sequence[Compartment],
    *,
    cause: str,
    worker_id: int | None,
    agency_id: int | None,
    since: datetime,
    until: datetime | None,
    purpose: str = "",
    categories: frozenset[Category] = frozenset(),
    in_turn: bool = False,
) -> list[str]:
    """Writes one row for each compartment and answers their refs; `purpose` is the ref of what it is for, if one.

    Raises VaultError for a worker without the agency in which he or she stands near her; a bar needs none, nor does
    a way in of her own. And for a worker who is given it out of turn: a stand-down in the same moment would miss it.
    """
    _must_be_given_rightly(ground, worker_id, agency_id, in_turn)
    rows = [
        StandingRow(
            ref=ids.new_ref(),
            area=subject.area,
            mother=subject.id,
            worker_id=worker_id,
            agency_id=agency_id,
            compartment=compartment,
            ground=ground,
            since=since,
            until=until,
            cause=cause,
            purpose=purpose,
            categories=sorted(categories),
        )
        for compartment in compartments
    ]
    StandingRow.objects.bulk_create(rows)
    return [row.ref for row in rows]


def _must_be_given_rightly(
    ground: Ground, worker_id: int | None, agency_id: int | None, in_turn: bool
) -> None:
    if agency_id is None and ground not in {Ground.BLOCK, Ground.OWN}:
        msg = "A standing names the agency in which it was gained."
        raise VaultError(msg)
    if worker_id is not None and ground is not Ground.BLOCK and not in_turn:
        msg = "Whoever lets a worker stand near her locks the house first: name the permission in GIVES."
        raise VaultError(msg)


def end(mother: int, cause: str, now: datetime) -> list[str]:
    """Ends the rows that `cause` gave and that are still in force; answers their refs."""
    return _end(StandingRow.objects.filter(not_over(now), mother=mother, cause=cause), now)


def end_ground(mother: int, ground: Ground, now: datetime) -> list[str]:
    """Ends the rows of this ground that are still in force; answers their refs."""
    return _end(StandingRow.objects.filter(not_over(now), mother=mother, ground=ground), now)


def end_refs(mother: int, refs: Iterable[str], now: datetime) -> list[str]:
    """Ends those of the rows with these refs that are hers and still in force; answers their refs."""
    return _end(StandingRow.objects.filter(not_over(now), mother=mother, ref__in=list(refs)), now)


def who_stands(mother: int, ground: Ground, now: datetime) -> frozenset[int]:
    """The numbers of the workers who stand near her on this ground: to send a mail, never for a page."""
    rows = StandingRow.objects.filter(in_force(now), mother=mother, ground=ground)
    return frozenset(row.worker_id for row in rows if row.worker_id is not None)


def causes_in_force(mother: int, now: datetime) -> set[str]:
    """What somebody stands near her for, now."""
    return set(StandingRow.objects.filter(in_force(now), mother=mother).values_list("cause", flat=True))


def everything_in_force(now: datetime) -> set[tuple[int, str, int | None, int | None, str]]:
    """Mother, ground, worker, agency and compartment of every row in force, for comparing with its causes."""
    rows = StandingRow.objects.filter(in_force(now))
    return set(rows.values_list("mother", "ground", "worker_id", "agency_id", "compartment").iterator())


def _end(rows: QuerySet[StandingRow], now: datetime) -> list[str]:
    refs = [row.ref for row in rows]
    StandingRow.objects.filter(ref__in=refs).update(until=now)
    return refs
