"""Her side of an entry, in words, for every page that shows the entry; and who wrote something, by first name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from hrm2m.pages.today.timing import moment_in_words
from hrm2m.policy.facts import HERSELF
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.vault.entries import Entry, Reply


Names = Mapping[int, WorkerCard]


@dataclass(frozen=True)
class Side:
    """What she says about an entry."""

    words: str
    not_right: bool
    when: str
    by: str


def sides_of(replies: Iterable[Entry[Reply]], names: Names, now: datetime) -> tuple[Side, ...]:
    """Her side, in the order in which it was written."""
    return tuple(
        Side(
            reply.body.words,
            reply.body.that_is_not_right,
            moment_in_words(reply.happened_at, now),
            first_name(names, reply.by_id),
        )
        for reply in replies
    )


def writers_in(entries: Iterable[Entry[Any]]) -> set[int]:
    """The numbers of everyone who wrote one of these, or her side of it."""
    found = list(entries)
    return {entry.by_id for entry in found} | {side.by_id for entry in found for side in entry.replies}


def first_name(names: Names, number: int) -> str:
    """Who wrote it: a worker, she on her own page, or no person, such as that a text went."""
    if number == HERSELF:
        return gettext("her")
    if not number:
        return gettext("the system")
    return names[number].first_name if number in names else gettext("a worker who has left")
