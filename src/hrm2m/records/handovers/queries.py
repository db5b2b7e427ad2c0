"""Reading handovers: what waits, one of them with its steps, hers; frozen values only."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.handover_lifecycle import HandoverStatus
from hrm2m.records.bridges import asked_again
from hrm2m.records.bridges.asked_again import ToAskAgain
from hrm2m.records.clocks.queries import ClockLine, clocks_of, clocks_within
from hrm2m.records.handovers.entries import (
    AllThreeThere,
    AskedByText,
    Handover,
    MeetingOfThree,
    SaidAgain,
    SheSaid,
    SheWantsNone,
)
from hrm2m.records.handovers.models import HandoverRow
from hrm2m.records.handovers.opening import gainers_of, mother_of
from hrm2m.records.people.entries import Handle
from hrm2m.records.people.queries import Mother, mother_in
from hrm2m.vault import door, standing
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Body, Entry
from hrm2m.vault.errors import NotYours
from hrm2m.vault.hers_to_read import for_her


STEPS: tuple[type[Body], ...] = (
    MeetingOfThree,
    AllThreeThere,
    AskedByText,
    SheSaid,
    SaidAgain,
    SheWantsNone,
)
PAGE = "handover"
MOST_SHOWN = 50


@dataclass(frozen=True)
class HandoverCard:
    """One handover of hers, with how the other is called."""

    ref: str
    status: HandoverStatus
    referral: str
    called: str
    agency: str
    to_worker_id: int
    proposed_by_id: int
    proposed_at: datetime
    meets_at: datetime | None
    said_at: datetime | None
    is_over: bool
    gainers: frozenset[int] = frozenset()
    """Who gains by her yes, so that none of them writes it; said where one handover is read."""


@dataclass(frozen=True)
class HandoverLine:
    """One handover on the list of whoever holds bridges."""

    card: HandoverCard
    mother_ref: str
    handle: str
    clock: ClockLine | None


@dataclass(frozen=True)
class HandoverPage:
    """One handover whole: its steps newest first, its running promises, and what waits to be asked again."""

    mother: Mother
    card: HandoverCard
    words: str
    steps: tuple[Entry[Body], ...]
    clocks: tuple[ClockLine, ...]


def handovers_waiting(by: Actor) -> tuple[HandoverLine, ...]:
    """The handovers of mothers whose bridge this worker builds or covers that are not over, oldest promise first."""
    with door.unit(by=by):
        now = clock.now()
        within = standing.mothers_within_reach(by, (Ground.BRIDGE, Ground.COVER), Compartment.GENERAL, now)
        rows = HandoverRow.objects.filter(mother__in=within.numbers(), over_at=None)
        found = list(rows.order_by("proposed_at", "id")[:MOST_SHOWN])
        mothers = [row.mother for row in found]
        with door.looking_at_many(
            by=by, permission=Permission.MOTHER_SEE, mothers=mothers, page="handovers"
        ) as boxes:
            said = boxes.entries(Handle, Handover)
            running = {line.about: line for line in clocks_within(boxes, Compartment.GENERAL)}
            lines = [
                _line(row, boxes.refs[row.mother], said[row.mother], running.get(row.entry))
                for row in found
                if row.mother in said
            ]
    return tuple(sorted(lines, key=lambda line: line.clock.due_at if line.clock else line.card.proposed_at))


def handover_page(*, by: Actor, handover: str) -> HandoverPage:
    """One handover, for whoever may open her general record; raises NotYours for an unknown ref."""
    with door.unit(by=by) as unit:
        number = mother_of(handover, by, Permission.MOTHER_SEE)
        mother = unit.lock([number])[number].ref
        with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page=PAGE) as box:
            row = HandoverRow.objects.get(entry=handover)
            (entry,) = box.entries(Handover, refs=[handover])
            gainers = gainers_of(
                box.mother_id, to_worker_id=row.to_worker_id, proposed_by_id=row.proposed_by_id
            )
            return HandoverPage(
                mother_in(box),
                replace(_card(row, entry.body), gainers=gainers),
                entry.body.words,
                tuple(step for step in box.entries(*STEPS) if step.about == handover),
                tuple(line for line in clocks_of(box) if line.about == handover),
            )


def handovers_of(box: Box) -> tuple[HandoverCard, ...]:
    """Every handover of hers from her open general record, newest first."""
    said = {entry.ref: entry.body for entry in box.entries(Handover)}
    rows = HandoverRow.objects.filter(mother=box.mother_id).order_by("-proposed_at", "-id")
    return tuple(_card(row, said[row.entry]) for row in rows if row.entry in said)


def meetings_set(box: Box) -> tuple[HandoverCard, ...]:
    """Meetings of three that were set and are not written up, soonest first: those she may know of."""
    rows = HandoverRow.objects.filter(mother=box.mother_id, status=HandoverStatus.MEETING_SET, over_at=None)
    found = list(rows.exclude(meets_at=None).order_by("meets_at", "id"))
    if not found:
        return ()
    said = {e.ref: e.body for e in for_her(box.entries(Handover, refs=[row.entry for row in found]), box.now)}
    return tuple(_card(row, said[row.entry]) for row in found if row.entry in said)


def to_ask_again(by: Actor) -> tuple[ToAskAgain, ...]:
    """What waits to be asked again by this worker, oldest first; it opens nothing."""
    return asked_again.to_ask_again(by)


def the_yes_to_ask(by: Actor, ref: str) -> ToAskAgain:
    """One of these; raises NotYours for what is unknown, out of reach, asked already or not for this worker."""
    with door.unit(by=by):
        found = next((each for each in to_ask_again(by) if each.ref == ref), None)
        if found is None:
            raise NotYours(Permission.HANDOVER_CHECK, HOUSE)
        return found


def meeting_of(*, by: Actor, handover: str) -> datetime:
    """When the three meet; raises NotYours where no meeting is set."""
    with door.unit(by=by):
        meets_at = handover_page(by=by, handover=handover).card.meets_at
        if meets_at is None:
            raise NotYours(Permission.MOTHER_SEE, HOUSE)
        return meets_at


def _line(
    row: HandoverRow, mother_ref: str, said: Iterable[Entry[Body]], running: ClockLine | None
) -> HandoverLine:
    handles = [entry.body.handle for entry in said if isinstance(entry.body, Handle)]
    (body,) = (entry.body for entry in said if isinstance(entry.body, Handover) and entry.ref == row.entry)
    return HandoverLine(_card(row, body), mother_ref, handles[0] if handles else "", running)


def _card(row: HandoverRow, body: Handover) -> HandoverCard:
    return HandoverCard(
        row.entry,
        HandoverStatus(row.status),
        row.referral,
        body.called,
        body.agency,
        row.to_worker_id,
        row.proposed_by_id,
        row.proposed_at,
        row.meets_at,
        row.said_at,
        row.over_at is not None,
    )
