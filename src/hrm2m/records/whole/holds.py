"""One hold as a frozen value, and that she is not told of it yet."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy import Compartment
from hrm2m.policy.holds import LOOKED_AT_AFTER, kept_from_her_until
from hrm2m.policy.retention import HoldFor
from hrm2m.records.whole.models import Hold


@dataclass(frozen=True)
class HoldCard:
    """One hold: for what and since when, what was asked for, when it is looked at again, and whether she is told.

    `not_told_until` is from when she is told whatever happens; None where nobody keeps it from her.
    """

    ref: str
    why: HoldFor
    parts: tuple[Compartment, ...]
    by_id: int
    at: datetime
    is_forgotten: bool
    look_at: datetime
    not_told_until: datetime | None = None
    not_told_by_id: int | None = None
    is_signed: bool = False
    lifted_at: datetime | None = None


@dataclass(frozen=True)
class NotTold:
    """That she is not told yet: why, such as the order that forbids it, and until when; a second person signs."""

    why: str
    until: datetime


def card_of(row: Hold, *, is_forgotten: bool = False) -> HoldCard:
    """One hold as a page shows it."""
    return HoldCard(
        row.ref,
        HoldFor(row.why),
        parts_of(row),
        row.by_id,
        row.at,
        is_forgotten,
        row.look_at or row.at + LOOKED_AT_AFTER,
        kept_from_her_until(
            row.not_told_until, row.not_told_at, is_signed=row.not_told_signed_at is not None
        ),
        row.not_told_by_id,
        row.not_told_signed_at is not None,
        row.lifted_at,
    )


def parts_of(row: Hold) -> tuple[Compartment, ...]:
    """What was asked for."""
    return tuple(Compartment(name) for name in row.parts.split())
