"""Whose a step is: who holds her bridge now, and which leads are told and named; opens nothing."""

from datetime import datetime

from hrm2m.policy import Role
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.bridges.queries import bridge_of, kept_by
from hrm2m.records.bridges.there import Chosen, away_among, barred_among
from hrm2m.records.enquiries.models import EnquiryRow


def holder_of(row: EnquiryRow) -> int:
    """Who holds her bridge now: bridge builder or cover; whoever asked where there is none."""
    bridge = bridge_of(row.mother)
    if bridge is None:
        return row.asked_by_id
    return bridge.builder_id if bridge.status is BridgeStatus.OPEN else bridge.cover_id


def lead_named(row: EnquiryRow) -> int:
    """The team lead who is named where an answer is late: of the agency that keeps her bridge, else on call."""
    agency = kept_by(row.mother)
    leads = agencies.team_leads(agency) if agency else ()
    named = on_call_now(row.area)
    return next(iter(leads), None) or named.lead_id or named.on_call_id or holder_of(row)


def leads_for_a_child(row: EnquiryRow, now: datetime) -> tuple[int, ...]:
    """Who decides where an agency fears for a child: safeguarding leads, then team leads; whoever is away last."""
    agency = kept_by(row.mother)
    roles = (Role.SAFEGUARDING_LEAD, Role.TEAM_LEAD)
    cards = [card.id for role in roles for card in agencies.workers_with(role, agency_id=agency or 0)]
    leads = [Chosen(number, agency) for number in dict.fromkeys(cards) if agency]
    barred = barred_among(row.mother, leads, now)
    found = [lead.worker_id for lead in leads if lead not in barred]
    away = away_among(found)
    there = sorted(found, key=lambda number: (number in away, found.index(number)))
    named = on_call_now(row.area)
    others = [number for number in (named.lead_id, named.on_call_id) if number]
    return tuple(there) or tuple(dict.fromkeys(others)) or (row.asked_by_id,)
