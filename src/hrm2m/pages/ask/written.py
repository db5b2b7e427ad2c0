"""Who wrote an entry, through whom it came, and her side beside it, for every page about asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hrm2m.pages.today.sides import Names, Side, first_name, sides_of
from hrm2m.records.asks.queries import Said


@dataclass(frozen=True)
class Written:
    """Who wrote it and how they know, and her side beside it."""

    by: str
    through: str
    reply_to: str
    """The ref her side is put beside: the newest version."""
    sides: tuple[Side, ...]


def writers_of(said: Iterable[Said[Any] | None]) -> set[int]:
    """The numbers of everyone whose name a page about these needs."""
    found = [one for one in said if one is not None]
    return {one.by_id for one in found} | {reply.by_id for one in found for reply in one.replies}


def written(said: Said[Any], names: Names, now: datetime) -> Written:
    """Who wrote this, through whom it came, and her side."""
    sides = sides_of(said.replies, names, now)
    return Written(first_name(names, said.by_id), said.from_whom, said.seen_ref, sides)
