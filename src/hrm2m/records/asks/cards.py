"""What a page shows of an ask, an offer and a demand, made from threads; frozen values, and no table is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Generic

from hrm2m.cadence.local_time import local_day
from hrm2m.policy import Category
from hrm2m.records.asks import clashes
from hrm2m.records.asks.entries import (
    Answer,
    Ask,
    AskClosed,
    Demand,
    DemandEnded,
    DemandMoved,
    Offer,
    OfferTakenBack,
)
from hrm2m.records.asks.real import Realness
from hrm2m.records.asks.threads import AskThread, DemandThread, OfferThread, Thread
from hrm2m.records.clocks.queries import ClockLine
from hrm2m.vault.entries import B, Entry, Reply


LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Said(Generic[B]):
    """One thing that was written, as it stands after every correction, with her replies, which always come too.

    `ref` is what everything about it names; `seen_ref` is what a form that changes it sends back.
    """

    ref: str
    seen_ref: str
    body: B
    category: Category
    at: datetime
    by_id: int
    how_known: str
    from_whom: str
    replies: tuple[Entry[Reply], ...]


@dataclass(frozen=True)
class OfferCard:
    """One offer, how real it is, her answer, and whether it was taken back."""

    offer: Said[Offer]
    realness: Realness
    answer: Said[Answer] | None
    taken_back: Said[OfferTakenBack] | None


@dataclass(frozen=True)
class AskCard:
    """One ask in her words, its clock, and what was offered in answer, newest first."""

    ask: Said[Ask]
    closed: Said[AskClosed] | None
    clock: ClockLine | None
    offers: tuple[OfferCard, ...]

    @property
    def is_open(self) -> bool:
        """She has not said that it is done or no longer wanted."""
        return self.closed is None

    @property
    def answered_for_real(self) -> bool:
        """At least one offer was real."""
        return any(offer.realness.real for offer in self.offers)


@dataclass(frozen=True)
class ClashLine:
    """With which other demand this one clashes, and why, in words; it is ours to solve."""

    other_ref: str
    other_agency: str
    kind: clashes.ClashKind
    words: str


@dataclass(frozen=True)
class DemandCard:
    """One demand with its time and place as they stand after every move, and its clashes."""

    demand: Said[Demand]
    starts_at: datetime | None
    ends_at: datetime | None
    day: date | None
    where: str | None
    moved: Said[DemandMoved] | None
    """The newest move; a form that moves it again sends its `seen_ref` back, or nothing where there is none."""
    ended: Said[DemandEnded] | None
    clashes: tuple[ClashLine, ...]


def ask_card(thread: AskThread, running: Mapping[str, ClockLine]) -> AskCard:
    """The card of an ask; `running` holds her running clocks by what they are about."""
    return AskCard(
        ask=said(thread.ask),
        closed=_said_if(thread.closed),
        clock=running.get(thread.ask.ref),
        offers=tuple(_offer_card(offer) for offer in thread.offers),
    )


def _offer_card(thread: OfferThread) -> OfferCard:
    return OfferCard(
        offer=said(thread.offer),
        realness=thread.realness,
        answer=_said_if(thread.answer),
        taken_back=_said_if(thread.taken_back),
    )


def said(thread: Thread[B]) -> Said[B]:
    """The newest version of a thread, as a page shows it."""
    entry = thread.newest
    return Said(
        ref=thread.ref,
        seen_ref=thread.seen_ref,
        body=entry.body,
        category=entry.category,
        at=entry.happened_at,
        by_id=entry.by_id,
        how_known=entry.how_known,
        from_whom=entry.from_whom,
        replies=entry.replies,
    )


def _said_if(thread: Thread[B] | None) -> Said[B] | None:
    return said(thread) if thread else None


def demand_cards(found: Sequence[DemandThread]) -> tuple[DemandCard, ...]:
    """First the demands that stand, by when they are, with their clashes among each other; then those that ended."""
    standing_still = [_slot_of(thread) for thread in found if thread.ended is None]
    clashing = clashes.clashes_among(standing_still, clashes.load_clash_rules())
    agencies = {thread.demand.ref: thread.demand.body.agency for thread in found}
    cards = [_demand_card(thread, _lines_of(thread.demand.ref, clashing, agencies)) for thread in found]
    return tuple(sorted(cards, key=_by_when))


def _demand_card(thread: DemandThread, lines: tuple[ClashLine, ...]) -> DemandCard:
    slot = _slot_of(thread)
    return DemandCard(
        demand=said(thread.demand),
        starts_at=slot.starts,
        ends_at=slot.ends,
        day=slot.day,
        where=slot.where,
        moved=_said_if(thread.moved),
        ended=_said_if(thread.ended),
        clashes=lines,
    )


def _slot_of(thread: DemandThread) -> clashes.Slot:
    """When and where it is now: a move that says only the place leaves the time, and the other way round."""
    body = thread.demand.body
    moved = thread.moved.body if thread.moved else None
    timed = moved if moved and (moved.starts_at or moved.day) else body
    placed = moved if moved and moved.where is not None else body
    return clashes.Slot(
        thread.demand.ref, timed.starts_at, timed.ends_at, timed.day, placed.where, body.condition
    )


def _lines_of(
    ref: str, clashing: Sequence[clashes.Clash], agencies: Mapping[str, str]
) -> tuple[ClashLine, ...]:
    return tuple(
        ClashLine(other, agencies[other], clash.kind, clashes.SENTENCES[clash.kind])
        for clash in clashing
        if ref in (clash.first, clash.second)
        for other in ({clash.first, clash.second} - {ref})
    )


def _by_when(card: DemandCard) -> tuple[bool, date, datetime, str]:
    day = local_day(card.starts_at) if card.starts_at else card.day
    return card.ended is not None, day or date.max, card.starts_at or LAST, card.demand.ref
