"""Entries put together: corrections resolved, offers under their ask, answers under their offer; no table is read.

A thread is one thing and all corrections of it. Its ref is that of the first entry, which everything about it names;
`seen_ref` is that of the newest, which a form says it was opened on.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, cast

from hrm2m.records.asks.entries import (
    Answer,
    AnswerWord,
    Ask,
    AskClosed,
    AskWantedAgain,
    Demand,
    DemandEnded,
    DemandMoved,
    Offer,
    OfferTakenBack,
    Urgency,
)
from hrm2m.records.asks.real import Realness, is_real
from hrm2m.vault.entries import B, Body, Entry
from hrm2m.vault.versions import with_earlier_replies


ASK_BODIES: tuple[type[Body], ...] = (Ask, AskClosed, AskWantedAgain, Offer, Answer, OfferTakenBack)
DEMAND_BODIES: tuple[type[Body], ...] = (Demand, DemandMoved, DemandEnded)

TimeOf = Callable[[Urgency, datetime], datetime]
"""The instant at which the time of an urgency is up, counted from the instant given."""


@dataclass(frozen=True)
class Thread(Generic[B]):
    """One thing as it stands: the ref it is known by, its newest version, and what that one put right."""

    ref: str
    newest: Entry[B]
    earlier: tuple[Entry[B], ...] = ()
    """The versions before, the newest first; empty for what nobody put right."""

    @property
    def body(self) -> B:
        """What the newest version says."""
        return self.newest.body

    @property
    def seen_ref(self) -> str:
        """The ref of the newest version."""
        return self.newest.ref

    @property
    def first_written_at(self) -> datetime:
        """When it was first written: what is put right takes no other place among its like by that."""
        return (self.earlier[-1] if self.earlier else self.newest).written_at


@dataclass(frozen=True)
class OfferThread:
    """An offer, her answer, whether it was taken back, and how real it is."""

    offer: Thread[Offer]
    answer: Thread[Answer] | None
    taken_back: Thread[OfferTakenBack] | None
    realness: Realness


@dataclass(frozen=True)
class AskThread:
    """An ask, what she has said of it since, and the offers in answer, newest first."""

    ask: Thread[Ask]
    closed: Thread[AskClosed] | None
    offers: tuple[OfferThread, ...]

    @property
    def asked_at(self) -> datetime:
        """When she asked."""
        return self.ask.newest.happened_at

    @property
    def met_at(self) -> datetime | None:
        """When she was first told of an offer that meets the clock; None if of none."""
        told = [o.offer.body.told_at for o in self.offers if o.realness.meets_the_clock]
        return min((at for at in told if at is not None), default=None)


@dataclass(frozen=True)
class DemandThread:
    """A demand, its newest move and how it ended."""

    demand: Thread[Demand]
    moved: Thread[DemandMoved] | None
    ended: Thread[DemandEnded] | None


def threads(entries: Iterable[Entry[Body]], body: type[B]) -> tuple[Thread[B], ...]:
    """The threads of this kind, newest first by when it happened."""
    mine = with_earlier_replies(
        [cast("Entry[B]", entry) for entry in entries if isinstance(entry.body, body)]
    )
    by_ref = {entry.ref: entry for entry in mine}
    corrected = {entry.corrects for entry in mine}
    found = [_thread(entry, by_ref) for entry in mine if entry.ref not in corrected]
    # Entries come newest first; the sort keeps that order among those of one instant.
    return tuple(sorted(found, key=lambda thread: thread.newest.happened_at, reverse=True))


def ask_threads(entries: Sequence[Entry[Body]], time_of: TimeOf) -> tuple[AskThread, ...]:
    """Every ask with its offers and answers, newest first."""
    offers = _by_about(threads(entries, Offer))
    answers = _by_about(threads(entries, Answer))
    taken_back = _by_about(threads(entries, OfferTakenBack))
    closed = _by_about(threads(entries, AskClosed))
    again = _by_about(threads(entries, AskWantedAgain))
    return tuple(
        AskThread(
            ask,
            _closed_still(closed.get(ask.ref, []), again.get(ask.ref, [])),
            tuple(
                _offer_thread(offer, ask, answers, taken_back, time_of) for offer in offers.get(ask.ref, [])
            ),
        )
        for ask in threads(entries, Ask)
    )


def demand_threads(entries: Sequence[Entry[Body]]) -> tuple[DemandThread, ...]:
    """Every demand with its newest move and its end, newest first."""
    moved = _by_about(threads(entries, DemandMoved))
    ended = _by_about(threads(entries, DemandEnded))
    return tuple(
        DemandThread(demand, _newest(moved.get(demand.ref)), _newest(ended.get(demand.ref)))
        for demand in threads(entries, Demand)
    )


def _thread(newest: Entry[B], by_ref: Mapping[str, Entry[B]]) -> Thread[B]:
    """The thread of this version; where an earlier one was not read, it is known by the ref of that one."""
    ref, earlier = newest.ref, []
    before = newest.corrects
    while before:
        ref = before
        if before not in by_ref:
            break
        earlier.append(by_ref[before])
        before = by_ref[before].corrects
    return Thread(ref, newest, tuple(earlier))


def _by_about(found: Iterable[Thread[B]]) -> dict[str, list[Thread[B]]]:
    by_about: dict[str, list[Thread[B]]] = {}
    for thread in found:
        by_about.setdefault(thread.newest.about, []).append(thread)
    return by_about


def _newest(found: Sequence[Thread[B]] | None) -> Thread[B] | None:
    return found[0] if found else None


def _closed_still(
    closed: Sequence[Thread[AskClosed]], again: Sequence[Thread[AskWantedAgain]]
) -> Thread[AskClosed] | None:
    """The newest closing, unless she has wanted it again since."""
    if not closed or (again and _order(again[0].newest) > _order(closed[0].newest)):
        return None
    return closed[0]


def _order(entry: Entry[B]) -> tuple[datetime, datetime]:
    return entry.happened_at, entry.written_at


def _offer_thread(
    offer: Thread[Offer],
    ask: Thread[Ask],
    answers: dict[str, list[Thread[Answer]]],
    taken_back: dict[str, list[Thread[OfferTakenBack]]],
    time_of: TimeOf,
) -> OfferThread:
    answer = _newest(answers.get(offer.ref))
    back = _newest(taken_back.get(offer.ref))
    realness = is_real(
        offer.body,
        ask.body,
        asked_at=ask.newest.happened_at,
        time_for=lambda start: time_of(ask.body.urgency, start),
        she_said_yes=answer is not None and answer.body.answer is AnswerWord.YES,
        taken_back=back is not None,
    )
    return OfferThread(offer, answer, back, realness)
