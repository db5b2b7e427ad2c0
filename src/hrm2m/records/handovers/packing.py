"""What a pack for a meeting holds, put together from an open record and cut to what all at the table may read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hrm2m.cadence import Channel, Outcome
from hrm2m.policy import Category
from hrm2m.policy.at_the_table import AtTheTable, Piece, what_all_may_read
from hrm2m.records.asks.entries import Answer, Ask, Longing, Offer
from hrm2m.records.asks.queries import AskCard, DemandCard, Said, asks_in, demands_in, longings_in
from hrm2m.records.clocks.queries import Promised, promises_since
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.outreach.entries import Contact
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Entry, Reply


OfAnAsk = Said[Ask] | Said[Offer] | Said[Answer]
"""Something written of what she asks: the ask, what was offered, what she answered."""

LOOKS_BACK = timedelta(days=90)
"""How far back a pack tells which promises were kept (policy_choice)."""


@dataclass(frozen=True)
class PackFor:
    """Who sits at the table, what for and until when the pack may be relied on, and what she says yes to.

    `workers` are refs of workers near her, `doors` refs of doors; `longings` refs of what she longs for that may be
    read there, and `wants_said` what she wants said, as she says it now.
    """

    workers: tuple[str, ...]
    doors: tuple[str, ...]
    purpose: Purpose
    until: date
    longings: tuple[str, ...] = ()
    wants_said: str = ""


@dataclass(frozen=True)
class Disputed:
    """What a worker wrote and what she says to it; the two stand together."""

    ref: str
    channel: Channel
    outcome: Outcome
    words: str
    at: datetime
    by_id: int
    replies: tuple[Entry[Reply], ...]


@dataclass(frozen=True)
class Pack:
    """The pack, as it was cut; `number` is its number in the ledger."""

    table: tuple[str, ...]
    wants_said: str
    longings: tuple[Said[Longing], ...]
    promises: tuple[Promised, ...]
    demands: tuple[DemandCard, ...]
    disputed: tuple[Disputed, ...]
    disputed_asks: tuple[OfAnAsk, ...]
    pack: PackFor
    made_at: datetime
    number: str


@dataclass(frozen=True)
class _Found:
    longings: tuple[Said[Longing], ...]
    promises: tuple[Promised, ...]
    demands: tuple[DemandCard, ...]
    disputed: tuple[Entry[Contact], ...]
    disputed_asks: tuple[OfAnAsk, ...]
    categories: dict[str, Category]


def packed(box: Box, pack: PackFor, table: tuple[AtTheTable, ...], number: str) -> Pack:
    """The pack for this table: nothing in it that any one there may not read."""
    found = _found_in(box)
    readable = what_all_may_read(_pieces(found, frozenset(pack.longings)), table)
    return Pack(
        tuple(one.called for one in table),
        pack.wants_said.strip(),
        tuple(said for said in found.longings if said.ref in readable),
        tuple(each for each in found.promises if each.ref in readable),
        tuple(_without_others(card, readable) for card in found.demands if card.demand.ref in readable),
        tuple(_disputed(entry) for entry in found.disputed if entry.ref in readable),
        tuple(said for said in found.disputed_asks if said.ref in readable),
        pack,
        box.now,
        number,
    )


def _found_in(box: Box) -> _Found:
    asks = asks_in(box)
    demands = tuple(card for card in demands_in(box) if card.ended is None)
    contacts = box.entries(Contact)
    of_what = {card.ask.ref: card.ask.category for card in asks}
    of_what |= {entry.ref: entry.category for entry in contacts}
    return _Found(
        longings_in(box),
        promises_since(box, box.now - LOOKS_BACK),
        demands,
        tuple(entry for entry in contacts if _is_disputed(entry.replies)),
        tuple(said for card in asks for said in _written_of(card) if _is_disputed(said.replies)),
        of_what,
    )


def _is_disputed(replies: Iterable[Entry[Reply]]) -> bool:
    return any(side.body.that_is_not_right for side in replies)


def _written_of(card: AskCard) -> Iterable[OfAnAsk]:
    yield card.ask
    for offered in card.offers:
        yield offered.offer
        if offered.answer is not None:
            yield offered.answer


def _pieces(found: _Found, agreed: frozenset[str]) -> Iterable[Piece]:
    # What she longs for goes to nobody because of a category: she says yes to it for this table.
    yield from (Piece(said.ref, agreed=said.ref in agreed) for said in found.longings)
    # A promise is of the category of what it is about; one about nothing that has one stays among us.
    yield from (Piece(each.ref, found.categories.get(each.about)) for each in found.promises)
    yield from (Piece(card.demand.ref, card.demand.category) for card in found.demands)
    yield from (Piece(entry.ref, entry.category) for entry in found.disputed)
    yield from (Piece(said.ref, said.category) for said in found.disputed_asks)


def _without_others(card: DemandCard, readable: frozenset[str]) -> DemandCard:
    """The same without a clash with something that not all may read: it would say that there is such a thing."""
    return replace(card, clashes=tuple(line for line in card.clashes if line.other_ref in readable))


def _disputed(entry: Entry[Contact]) -> Disputed:
    body = entry.body
    words = " / ".join(filter(None, (body.her_words, body.what_we_saw)))
    return Disputed(
        entry.ref, body.channel, body.outcome, words, entry.happened_at, entry.by_id, entry.replies
    )
