"""What a pack for a meeting may hold: only what every one at the table may read; a pure rule over frozen values."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy.compartments import Category
from hrm2m.policy.facts import Consented


@dataclass(frozen=True)
class AtTheTable:
    """One who will read the pack: somebody near her reads her general record, anybody else these categories."""

    called: str
    near_her: bool = False
    categories: frozenset[Category] = frozenset()


@dataclass(frozen=True)
class Piece:
    """One thing that could be in the pack; without a category nobody outside may read it.

    `agreed`: her own words, and she said yes to their being read at this table.
    """

    ref: str
    category: Category | None = None
    agreed: bool = False


def may_read(one: AtTheTable, piece: Piece) -> bool:
    """Whether this one may read this piece."""
    return one.near_her or piece.agreed or (piece.category is not None and piece.category in one.categories)


def what_all_may_read(pieces: Iterable[Piece], table: Collection[AtTheTable]) -> frozenset[str]:
    """The refs of the pieces that every one at the table may read; nobody there, nothing to read."""
    if not table:
        return frozenset()
    return frozenset(piece.ref for piece in pieces if all(may_read(one, piece) for one in table))


def agreed_categories(
    consents: Iterable[Consented], *, agency_id: int, purpose: str, now: datetime
) -> frozenset[Category]:
    """What she said yes to for this agency and this purpose, alone when asked, in force and not stopped."""
    found = (
        consent.categories
        for consent in consents
        if consent.asked_alone
        and (consent.agency_id, consent.purpose) == (agency_id, purpose)
        and consent.since <= now < consent.until
        and not (consent.stopped_at is not None and consent.stopped_at <= now)
    )
    return frozenset().union(*found)
