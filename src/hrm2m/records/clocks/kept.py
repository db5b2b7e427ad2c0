"""An agency's own promises, kept and broken, counted from the clocks: numbers only, and no mother in them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hrm2m.policy import Compartment
from hrm2m.records.agencies.doors.queries import Worked, who_answered
from hrm2m.records.clocks.models import Clock


OF_AGENCIES = ("enquiry_terms", "referral_acknowledged", "referral_meeting")
"""The promises an agency makes by its doors: their clocks belong to the worker who answers (`owner_id`)."""

LOOKS_BACK = timedelta(days=365)


class How(StrEnum):
    """What became of one promise that was due, or was kept before."""

    IN_TIME = "in_time"
    LATE = "late"
    NEVER = "never"
    OPEN_LATE = "open_late"


@dataclass(frozen=True)
class Kept:
    """Promises of the last twelve months. `never`: stopped late and unkept; what was stopped in time is not counted."""

    in_time: int = 0
    late: int = 0
    never: int = 0
    open_late: int = 0

    @property
    def all(self) -> int:
        """How many were due, or were kept before."""
        return self.in_time + self.late + self.never + self.open_late


@dataclass(frozen=True)
class KeptOf:
    """The same for one kind of promise."""

    kind: str
    kept: Kept


@dataclass(frozen=True)
class KeptBy:
    """What one agency kept, in all and by kind, in the order in which the promises follow each other."""

    agency_id: int
    kept: Kept
    of_kinds: tuple[KeptOf, ...]


def kept_by_agencies(
    area: int, now: datetime, *, mothers: Collection[int] | None = None, only: int | None = None
) -> dict[int, KeptBy]:
    """What each agency with a door kept, by its number; two statements.

    `mothers`: only what was promised for these, by their numbers; `only`: of this agency. A promise counts for every
    agency with a door for which whoever made it, or was passed it, worked when it was made.
    """
    worked = who_answered(area)
    asked = {each.agency_id for each in worked if only in {None, each.agency_id}}
    found: dict[int, list[tuple[str, How]]] = {agency_id: [] for agency_id in asked}
    rows = Clock.objects.filter(
        area=area,
        kind__in=OF_AGENCIES,
        # A number, too, must not differ by what somebody may not open.
        compartment=Compartment.GENERAL,
        owner_id__in={each.worker_id for each in worked if each.agency_id in asked},
        started_at__gte=now - LOOKS_BACK,
    )
    for row in rows if mothers is None else rows.filter(mother__in=list(mothers)):
        how = _how(row, now)
        if how is None:
            continue
        for agency_id in _agencies_at(worked, row) & asked:
            found[agency_id].append((row.kind, how))
    return {agency_id: _counted(agency_id, told) for agency_id, told in found.items()}


def kept_by_agency(area: int, agency_id: int, now: datetime) -> KeptBy:
    """What one agency kept, for whoever asks it and for itself."""
    return kept_by_agencies(area, now, only=agency_id).get(agency_id, _counted(agency_id, []))


def _agencies_at(worked: Iterable[Worked], row: Clock) -> set[int]:
    theirs = [each for each in worked if each.worker_id == row.owner_id]
    then = {each.agency_id for each in theirs if each.at(row.started_at)}
    # Passed to somebody who came later it stays a promise of the agency: nobody sheds one by passing it on.
    later = sorted((each.since, each.agency_id) for each in theirs if each.since > row.started_at)
    return then or {agency_id for _, agency_id in later[:1]}


def _how(row: Clock, now: datetime) -> How | None:
    """None for a promise that is not due yet, or that was stopped while there was time."""
    if row.met_at is not None:
        return How.IN_TIME if row.met_at <= row.due_at else How.LATE
    if row.stopped_at is not None:
        return How.NEVER if row.stopped_at > row.due_at else None
    return How.OPEN_LATE if now > row.due_at else None


def _counted(agency_id: int, told: list[tuple[str, How]]) -> KeptBy:
    kinds = [
        KeptOf(kind, _number([how for of, how in told if of == kind]))
        for kind in OF_AGENCIES
        if any(of == kind for of, _how in told)
    ]
    return KeptBy(agency_id, _number([how for _kind, how in told]), tuple(kinds))


def _number(hows: list[How]) -> Kept:
    return Kept(**{how.value: hows.count(how) for how in How})
