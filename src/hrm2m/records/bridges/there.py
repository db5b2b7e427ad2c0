"""Who can be there for her now: who goes out, who is away, who is barred, which lead stands in; changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy import Role
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.bridges.models import Absence, Bridge, StandDown
from hrm2m.vault import standing


MAY_COVER = (Role.BRIDGE_BUILDER, Role.OUTREACH_WORKER)
EVERYBODY = 0
"""In place of a mother's number: the worker stands down from all, those to come among them."""
STANDS_IN = (*MAY_COVER, Role.TEAM_LEAD)


@dataclass(frozen=True)
class Chosen:
    """A worker and the agency in which he or she is near her."""

    worker_id: int
    agency_id: int


@dataclass(frozen=True)
class Duties:
    """In which agencies a worker can build bridges now, and in which he or she can be cover or on a team."""

    builds: frozenset[int]
    goes_out: frozenset[int]


def duties_of(worker_id: int) -> Duties:
    """What the roles held now allow; nothing for an account that ended."""
    return Duties(
        agencies.agencies_of_roles(worker_id, [Role.BRIDGE_BUILDER]),
        agencies.agencies_of_roles(worker_id, STANDS_IN),
    )


def away_among(worker_ids: Iterable[int]) -> frozenset[int]:
    """Those of these workers who are away now."""
    rows = Absence.objects.filter(worker_id__in=set(worker_ids), over_at=None).exclude(begun_at=None)
    return frozenset(rows.values_list("worker_id", flat=True))


def stood_down_among(worker_ids: Iterable[int]) -> frozenset[int]:
    """Those of these workers whom a lead stood down, and whom no lead lets be chosen again yet."""
    rows = StandDown.objects.filter(mother=EVERYBODY, worker_id__in=set(worker_ids), until=None)
    return frozenset(rows.values_list("worker_id", flat=True))


def cover_is_there(bridge: Bridge, now: datetime) -> bool:
    """Whether cover goes out for that agency still, is not away, and she has not barred him or her."""
    who = Chosen(bridge.cover_id, bridge.cover_agency_id)
    works = who.agency_id in agencies.agencies_of_roles(who.worker_id, STANDS_IN)
    return works and not away_among([who.worker_id]) and not is_barred(bridge.mother, who, now)


def is_barred(mother_id: int, who: Chosen, now: datetime) -> bool:
    """Whether she barred this worker, or the agency in which the worker would be near her."""
    return who in barred_among(mother_id, [who], now)


def barred_among(mother_id: int, among: Iterable[Chosen], now: datetime) -> frozenset[Chosen]:
    """Those whom she barred, or whose agency she barred; as many statements for all as for one."""
    bars = standing.bars_on_many([mother_id], now).get(mother_id, ())
    return frozenset(who for who in among if any(bar.is_about(who.worker_id, who.agency_id) for bar in bars))


def lead_for(bridge: Bridge, now: datetime, *, rather: int) -> Chosen | None:
    """The lead who is cover until she knows of other cover: of the agency that keeps the bridge, else of the area.

    `rather` if he or she is among the leads of the agency. Never who builds or covers it now, is away or is barred.
    """
    own = [Chosen(number, bridge.agency_id) for number in agencies.team_leads(bridge.agency_id)]
    own.sort(key=lambda who: who.worker_id != rather)
    others = [
        Chosen(number, place)
        for number in agencies.leads_in_area(Role.TEAM_LEAD, area=bridge.area)
        for place in sorted(agencies.agencies_of_roles(number, [Role.TEAM_LEAD]))
        if place != bridge.agency_id
    ]
    first = on_call_now(bridge.area).lead_id
    others.sort(key=lambda who: who.worker_id != first)
    candidates = [who for who in (*own, *others) if who.worker_id not in {bridge.builder_id, bridge.cover_id}]
    away = away_among(who.worker_id for who in candidates)
    barred = barred_among(bridge.mother, candidates, now)
    return next((who for who in candidates if who.worker_id not in away and who not in barred), None)
