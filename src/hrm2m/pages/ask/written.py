"""Who wrote an entry, through whom it came, and her side beside it, for every page about asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from hrm2m.pages.today.timing import moment_in_words
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.asks.queries import Said
from hrm2m.vault.entries import Entry, Reply


Names = Mapping[int, WorkerCard]


@dataclass(frozen=True)
class Side:
    """What she says about an entry."""

    words: str
    not_right: bool
    when: str
    by: str


@dataclass(frozen=True)
class Written:
    """Who wrote it and how they know, and her side beside it."""

    by: str
    through: str
    sides: tuple[Side, ...]


def writers_of(said: Iterable[Said[Any] | None]) -> set[int]:
    """The numbers of everyone whose name a page about these needs."""
    found = [one for one in said if one is not None]
    return {one.by_id for one in found} | {reply.by_id for one in found for reply in one.replies}


def written(said: Said[Any], names: Names, now: datetime) -> Written:
    """Who wrote this, through whom it came, and her side."""
    sides = (_side(reply, names, now) for reply in said.replies)
    return Written(_name(names, said.by_id), said.from_whom, tuple(sides))


def _side(reply: Entry[Reply], names: Names, now: datetime) -> Side:
    body = reply.body
    when = moment_in_words(reply.happened_at, now)
    return Side(body.words, body.that_is_not_right, when, _name(names, reply.by_id))


def _name(names: Names, number: int) -> str:
    return names[number].first_name if number in names else gettext("a worker who has left")
