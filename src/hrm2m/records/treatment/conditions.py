"""Conditions attached to her help, and how each ended: what their entries say, put together; no table is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from hrm2m.records.asks.entries import EndedHow
from hrm2m.records.asks.threads import Thread, threads
from hrm2m.vault.entries import Body, Entry


class Condition(Body, frozen=True, forbid_unknown_fields=True):
    """A condition somebody attached to her help: “must … or …”. It stands on her own list of demands too."""

    KIND: ClassVar[str] = "condition"

    agency: str
    words: str
    consequence: str = ""
    is_ours: bool = False


class ConditionEnded(Body, frozen=True, forbid_unknown_fields=True):
    """A condition holds no longer: since when, and who ended it; about the condition."""

    KIND: ClassVar[str] = "condition_ended"

    how: EndedHow
    ended: date
    by_whom: str
    words: str = ""


CONDITION_BODIES: tuple[type[Body], ...] = (Condition, ConditionEnded)


@dataclass(frozen=True)
class ConditionCard:
    """A condition as it was put to her, and how it ended; None while it holds."""

    condition: Thread[Condition]
    ended: Thread[ConditionEnded] | None


def conditions_among(entries: Sequence[Entry[Body]]) -> tuple[ConditionCard, ...]:
    """Every condition, those that hold first, then the newest first."""
    ended = {thread.newest.about: thread for thread in threads(entries, ConditionEnded)}
    found = [ConditionCard(thread, ended.get(thread.ref)) for thread in threads(entries, Condition)]
    return tuple(sorted(found, key=lambda card: card.ended is not None))
