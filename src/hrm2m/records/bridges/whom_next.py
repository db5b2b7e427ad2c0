"""Who is to be asked whom she wants next: a list for whoever holds the bridge, and one for the lead; no handle."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges.models import Bridge
from hrm2m.records.bridges.succession import NEXT
from hrm2m.records.clocks.queries import ClockLine, running_of
from hrm2m.vault import standing
from hrm2m.vault.open_to import refs_open_to


@dataclass(frozen=True)
class ToBeAsked:
    """One bridge that cover holds; `mother_ref` is empty unless the one who reads the list may open her record."""

    mother_ref: str
    builder: str
    held_by: str
    due_at: datetime


def is_promised(running: Sequence[ClockLine]) -> bool:
    """Whether she is to be asked whom she wants next, among the promises that run to her."""
    return any(line.kind == NEXT for line in running)


def to_ask_whom_next(by: Actor) -> tuple[ToBeAsked, ...]:
    """Those whose bridge this worker holds as cover, for the agency chosen now; the one due first first."""
    held = Bridge.objects.filter(
        cover_id=by.worker_id, cover_agency_id=by.agency_id, status=BridgeStatus.HELD_BY_COVER, closed_at=None
    )
    return _lines(by, list(held))


def waiting_for_next(by: Actor) -> tuple[ToBeAsked, ...]:
    """Those whose bridge the lead's agency keeps, without whoever barred the lead; the one due first first."""
    held = Bridge.objects.filter(
        area=by.area, agency_id=by.agency_id, status=BridgeStatus.HELD_BY_COVER, closed_at=None
    )
    return _lines(by, list(held.exclude(mother__in=standing.mothers_barred(by, clock.now()))))


def _lines(by: Actor, rows: list[Bridge]) -> tuple[ToBeAsked, ...]:
    of_mother = {row.mother: row for row in rows}
    running = running_of(NEXT, Compartment.GENERAL, of_mother)
    refs = refs_open_to(by, of_mother, clock.now())
    names = agencies.workers_named(n for row in rows for n in (row.builder_id, row.cover_id))
    return tuple(
        ToBeAsked(
            refs.get(mother, ""),
            names[of_mother[mother].builder_id].first_name,
            names[of_mother[mother].cover_id].first_name,
            line.due_at,
        )
        for mother, line in running
    )
