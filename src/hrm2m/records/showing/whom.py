"""Whose promise it is that somebody looks, and who is named when it is late: only those who may read it."""

from dataclasses import dataclass

from hrm2m.policy import Compartment, Ground, Role
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.bridges.queries import bridge_of, kept_by
from hrm2m.records.bridges.there import Chosen, away_among, barred_among
from hrm2m.vault import standing
from hrm2m.vault.box import Box


@dataclass(frozen=True)
class Desk:
    """Who sees to it, and who is named when it is late."""

    owner_id: int
    named_id: int


def desk_in(box: Box, compartment: Compartment, *, without: int | None = None) -> Desk:
    """Whose promise it is; where nobody who may read it is there, whoever is on call, so that somebody is named.

    `without` is who wrote what somebody else is to look at.
    """
    readers = [number for number in _readers(box, compartment) if number != without]
    if readers:
        return Desk(readers[0], readers[1] if len(readers) > 1 else readers[0])
    named = on_call_now(box.area)
    somebody = named.lead_id or named.on_call_id or box.by_id
    return Desk(somebody, somebody)


def somebody_may_read(box: Box, compartment: Compartment) -> bool:
    """Whether anybody is there now who may read this compartment of hers."""
    return bool(_readers(box, compartment))


def leads_of(box: Box, *, without: int | None = None) -> tuple[int, ...]:
    """The safeguarding leads who may open her children's record, whoever is away last."""
    agency = kept_by(box.mother_id)
    cards = agencies.workers_with(Role.SAFEGUARDING_LEAD, agency_id=agency) if agency else ()
    leads = [Chosen(card.id, agency) for card in cards if agency and card.id != without]
    barred = barred_among(box.mother_id, leads, box.now)
    found = [lead.worker_id for lead in leads if lead not in barred]
    away = away_among(found)
    return tuple(sorted(found, key=lambda number: (number in away, found.index(number))))


def _readers(box: Box, compartment: Compartment) -> list[int]:
    if compartment is Compartment.CHILD_SAFETY:
        return list(leads_of(box))
    if compartment is Compartment.TREATMENT:
        return _standing(box, Ground.TREATING)
    bridge = bridge_of(box.mother_id)
    if compartment is Compartment.HER_SAFETY:
        return [*([bridge.builder_id] if bridge else []), *_standing(box, Ground.AGREED)]
    return [bridge.builder_id, bridge.cover_id] if bridge else []


def _standing(box: Box, ground: Ground) -> list[int]:
    return sorted(standing.who_stands(box.mother_id, ground, box.now))
