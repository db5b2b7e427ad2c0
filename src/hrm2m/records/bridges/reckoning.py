"""How many bridges an act would move, and which are without cover: numbers first, and nothing is opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hrm2m.policy import Actor, Permission
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import there
from hrm2m.records.bridges.models import Bridge, TeamPlace
from hrm2m.records.bridges.there import Duties
from hrm2m.vault import door, standing
from hrm2m.vault.open_to import refs_open_to


@dataclass(frozen=True)
class WouldMove:
    """What happens if this worker's account, or the roles in one agency, end: numbers, and no handle."""

    to_cover: int
    covered: int
    teams: int


@dataclass(frozen=True)
class Uncovered:
    """A bridge nobody covers whom she knows of; `mother_ref` is empty unless the lead may open it, purpose said."""

    mother_ref: str
    builder: str
    held_by: str


def would_move(by: Actor, worker: str, *, agency: str = "") -> WouldMove:
    """How many bridges of this worker (in this agency, if one is said) cover would hold, and what else passes on."""
    with door.acting(by=by, permission=Permission.ACCOUNT_END) as house:
        house.note(list="would_move")
        worker_id = agencies.anybody_id_of(worker, area=by.area) or 0
        only = agencies.agency_id_of(agency, area=by.area) if agency else None
    rows = Bridge.objects.filter(closed_at=None)
    builds, covers = rows.filter(builder_id=worker_id), rows.filter(cover_id=worker_id)
    teams = TeamPlace.objects.filter(worker_id=worker_id, until=None)
    if only is not None:
        builds, covers = builds.filter(agency_id=only), covers.filter(cover_agency_id=only)
        teams = teams.filter(agency_id=only)
    return WouldMove(builds.filter(status=BridgeStatus.OPEN).count(), covers.count(), teams.count())


def mothers_lost(worker_id: int, may: Duties) -> list[int]:
    """The numbers of the mothers to whom this worker is something that the roles left no longer allow."""
    builds = Q(builder_id=worker_id) & ~Q(agency_id__in=may.builds)
    covers = Q(cover_id=worker_id) & ~Q(cover_agency_id__in=may.goes_out)
    bridges = Bridge.objects.filter(builds | covers, closed_at=None)
    places = TeamPlace.objects.filter(worker_id=worker_id, until=None).exclude(agency_id__in=may.goes_out)
    return sorted({*bridges.values_list("mother", flat=True), *places.values_list("mother", flat=True)})


def count_uncovered(by: Actor, now: datetime) -> int:
    """How many bridges of the lead's agency nobody covers whom she knows of."""
    return len(_uncovered(by, now))


def uncovered(by: Actor) -> tuple[Uncovered, ...]:
    """Those bridges, longest open first. Raises Denied for whoever does not lead."""
    with door.acting(by=by, permission=Permission.BOARD_SEE) as house:
        house.note(list="uncovered")
        rows = _uncovered(by, house.now)
        refs = refs_open_to(by, [row.mother for row in rows], house.now)
        names = agencies.workers_named(n for row in rows for n in (row.builder_id, row.cover_id))
    return tuple(
        Uncovered(
            refs.get(row.mother, ""),
            names[row.builder_id].first_name,
            names[row.cover_id].first_name if row.status == BridgeStatus.HELD_BY_COVER else "",
        )
        for row in rows
    )


def _uncovered(by: Actor, now: datetime) -> list[Bridge]:
    kept = Bridge.objects.filter(area=by.area, agency_id=by.agency_id, closed_at=None)
    rows = list(kept.exclude(mother__in=standing.mothers_barred(by, now)).order_by("opened_at", "id"))
    covers = {row.cover_id for row in rows}
    works = agencies.who_works_in(there.MAY_COVER, area=by.area, among=covers)
    away = there.away_among(covers)
    bars = standing.bars_on_many([row.mother for row in rows], now)
    return [row for row in rows if _has_no_cover(row, works, away, bars)]


def _has_no_cover(
    row: Bridge,
    works: frozenset[tuple[int, int]],
    away: frozenset[int],
    bars: Mapping[int, tuple[standing.Bar, ...]],
) -> bool:
    who = (row.cover_id, row.cover_agency_id)
    return (
        who not in works
        or row.cover_id in away
        or any(bar.is_about(*who) for bar in bars.get(row.mother, ()))
    )
