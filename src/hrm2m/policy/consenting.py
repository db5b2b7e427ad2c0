"""Rules of her yes to sharing: how long it holds, when she is asked again, what voids it; no table, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


STANDARD_DAYS = 91
LONGEST_DAYS = 366
"""Three months unless she says otherwise, twelve at most (3-record.md, Links)."""
ASKED_AGAIN = timedelta(days=14)
AFTER_A_BABY = timedelta(days=14)
"""How long a yes holds on once a pregnancy, or a baby's time in hospital, is over."""
LISTENING = timedelta(hours=2)
"""A yes is void if somebody was listening this long before or after it was asked (policy_choice)."""


class Asked(StrEnum):
    """Whether she was alone when she was asked; only the first makes a yes valid."""

    ALONE = "alone"
    NOT_ALONE = "not_alone"
    COULD_NOT_TELL = "could_not_tell"


class Interpreter(StrEnum):
    """Who put it into her language. Only the first two are taken."""

    NONE = "none"
    PROFESSIONAL = "professional"
    CHILD = "child"
    PARTNER = "partner"
    FAMILY_OR_NEIGHBOUR = "family_or_neighbour"


MAY_INTERPRET = frozenset({Interpreter.NONE, Interpreter.PROFESSIONAL})


@dataclass(frozen=True)
class AroundABirth:
    """A pregnancy, or a baby's stay in hospital, in which no yes of hers lapses; `closed` is None while it is open."""

    opened: datetime
    closed: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Half open: from `opened`, no longer at `closed`."""
        return self.opened <= at and (self.closed is None or at < self.closed)


def asked_again_at(since: datetime, until: datetime) -> datetime:
    """A fortnight before it ends; half-way where it is shorter than four weeks."""
    return max(until - ASKED_AGAIN, since + (until - since) / 2)


def carried_until(agreed: datetime, windows: Iterable[AroundABirth], now: datetime) -> datetime:
    """Until when a yes holds that was agreed until `agreed`.

    One that would end in one of these windows holds until 14 days after it closes; while it is open, for 14 days from
    `now`, and it is looked at again before that. Never earlier than agreed.
    """
    end, around = agreed, tuple(windows)
    while within := next((window for window in around if window.holds(end)), None):
        if within.closed is None:
            return max(end, now + AFTER_A_BABY)
        end = max(end, within.closed + AFTER_A_BABY)
    return end


def somebody_listened(asked_at: datetime, listened: Iterable[datetime]) -> bool:
    """Whether a yes asked at `asked_at` was given while somebody was listening."""
    return any(abs(at - asked_at) <= LISTENING for at in listened)
