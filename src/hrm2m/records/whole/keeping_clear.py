"""Whether somebody who is kept apart from her is expected at the same place at about the same time: yes or no.

No person sees what is opened for it, and the answer says neither who nor why: only that another time or place is
better. What somebody else decided (a court, an agency) is written down all the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hrm2m.cadence import Channel
from hrm2m.cadence.local_time import local_day
from hrm2m.policy import Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.records.asks.entries import AnswerWord
from hrm2m.records.asks.threads import (
    ASK_BODIES,
    DEMAND_BODIES,
    DemandThread,
    OfferThread,
    ask_threads,
    demand_threads,
)
from hrm2m.records.handovers.entries import MeetingOfThree
from hrm2m.records.outreach.entries import SafeContact, VisitPlan
from hrm2m.vault import apart, door
from hrm2m.vault.entries import Body, Entry


AROUND = timedelta(hours=2)
"""So near in time two must not be at one place (policy_choice)."""
SMALL = frozenset(("a", "an", "and", "at", "by", "for", "in", "near", "of", "on", "the", "to", "with"))
KINDS: tuple[type[Body], ...] = (*DEMAND_BODIES, *ASK_BODIES, MeetingOfThree, SafeContact, VisitPlan)


@dataclass(frozen=True)
class Expected:
    """Where somebody is expected and when: from, until; on a day; or at no time that was said (`None` throughout)."""

    where: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    day: date | None = None

    def meets(self, other: "Expected") -> bool:
        """Whether both could stand in one place: words of the one place are all among those of the other."""
        mine, theirs = _words(self.where), _words(other.where)
        return bool(mine and theirs) and (mine <= theirs or theirs <= mine) and self._at_the_time_of(other)

    def _at_the_time_of(self, other: "Expected") -> bool:
        if self.starts_at and other.starts_at:
            mine, theirs = self.ends_at or self.starts_at, other.ends_at or other.starts_at
            return self.starts_at - AROUND <= theirs and other.starts_at - AROUND <= mine
        days = self.on_day, other.on_day
        return None in days or days[0] == days[1]

    @property
    def on_day(self) -> date | None:
        """Which day it is on, where one was said."""
        return local_day(self.starts_at) if self.starts_at else self.day


def another_is_better(*, area: int, mother: str, expected: Expected, now: datetime) -> bool:
    """Whether another time or place is better for her; costs one statement where nobody is kept apart from her."""
    others = apart.others_of(mother)
    if not others or not _words(expected.where):
        return False
    with door.machine(by=machine_actor(area), permission=Permission.DUE_REBUILD, mothers=others) as boxes:
        found = boxes.entries(*KINDS)
    return any(expected.meets(one) for entries in found.values() for one in _expected(entries, now))


def _expected(entries: tuple[Entry[Body], ...], now: datetime) -> Iterator[Expected]:
    """Where she is expected from now on, where she is visited now, where she goes by herself and mostly is."""
    yield from (_of_demand(thread) for thread in demand_threads(entries) if thread.ended is None)
    yield from _where_she_drops_in(entries)
    meetings = [entry.body for entry in entries if isinstance(entry.body, MeetingOfThree)]
    yield from (Expected(said.where, said.meets_at) for said in meetings if said.meets_at > now - AROUND)
    for entry in entries:
        if isinstance(entry.body, VisitPlan) and entry.happened_at > now - AROUND:
            yield Expected(entry.body.where, entry.happened_at)
    cards = [entry.body for entry in entries if isinstance(entry.body, SafeContact)]
    if cards and cards[0].channel is Channel.USUAL_PLACE:
        yield Expected(cards[0].how)


def _of_demand(thread: DemandThread) -> Expected:
    """A move that says no place leaves it where it was, and one that says no time leaves the time."""
    first, moved = thread.demand.body, thread.moved.body if thread.moved else None
    where = (moved.where if moved else None) or first.where or ""
    timed = moved if moved and (moved.starts_at or moved.day) else first
    return Expected(where, timed.starts_at, timed.ends_at, timed.day)


def _where_she_drops_in(entries: tuple[Entry[Body], ...]) -> Iterator[Expected]:
    """The places of offers she said yes to and still wants: she goes there in its hours, at no time we know."""
    for ask in ask_threads(entries, lambda _urgency, at: at):
        offers = ask.offers if ask.closed is None else ()
        yield from (Expected(one.offer.body.where or "") for one in offers if _she_goes_there(one))


def _she_goes_there(one: OfferThread) -> bool:
    return one.answer is not None and one.answer.body.answer is AnswerWord.YES and one.taken_back is None


def _words(place: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", place.casefold())) - SMALL
