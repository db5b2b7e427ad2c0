"""The next day that was agreed with her: a contact, a meeting of three, or a first day at an agency."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hrm2m.cadence.local_time import local_day
from hrm2m.pages.hers.being_left import left_be_since
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.bridges.queries import BridgeCard, bridge_of
from hrm2m.records.clocks.promises import PROMISED_CONTACT
from hrm2m.records.clocks.queries import clocks_of
from hrm2m.records.handovers.queries import meetings_set
from hrm2m.records.referrals.queries import first_days_set
from hrm2m.vault.box import Box


@dataclass(frozen=True)
class NextDay:
    """A day, and whom of us she meets, by first name; `ref` is what her answer is about.

    Nobody of an agency is named: somebody may look over her shoulder, and a door may be called by its work.
    """

    ref: str
    at: datetime
    who: str


def next_of(box: Box) -> NextDay | None:
    """The first of the days to come, from her open general record; one of today stands until the day is over.

    A promise of ours whose day has passed stands only where no other day is to come.
    """
    today = local_day(box.now)
    return min(_days(box), key=lambda day: (local_day(day.at) < today, day.at), default=None)


def holder_of(bridge: BridgeCard | None) -> str:
    """Who is there for her now, by first name; empty without a bridge."""
    if bridge is None:
        return ""
    return bridge.cover_name if bridge.status == "held_by_cover" else bridge.builder_name


def _days(box: Box) -> Iterator[NextDay]:
    today = local_day(box.now)
    line = next((line for line in clocks_of(box) if line.kind == PROMISED_CONTACT), None)
    if line:
        named = workers_named([line.owner_id]).get(line.owner_id)
        yield NextDay(line.ref, line.due_at, named.first_name if named else "")
    three = [card for card in meetings_set(box) if card.meets_at and local_day(card.meets_at) >= today]
    # Where she is left be her page says that a day with us is off.
    if three and not left_be_since(box):
        who = holder_of(bridge_of(box.mother_id))
        yield from (NextDay(card.ref, card.meets_at, who) for card in three if card.meets_at)
    for sent in first_days_set(box):
        if sent.meeting_at and local_day(sent.meeting_at) >= today:
            yield NextDay(sent.ref, sent.meeting_at, "")
