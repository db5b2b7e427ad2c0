"""A copy of her record as one value, dated and oldest first, from which the page, the paper and the file are made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import local_day
from hrm2m.pages.hers.told import Told, told
from hrm2m.pages.hers.words import Words
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.danger.queries import ShownToHer
from hrm2m.vault.entries import Entry


MOST_BYTES = 18_000
MOST_LETTERS = 2000
AROUND_AN_ENTRY, AROUND_A_LINE = 500, 120
LEFT_OUT = _(
    "This text is in each copy, for all women. Some notes may not be in a copy: what could put you or someone else at "
    "risk, and what is about someone else. You can ask us why. You can ask for it to be looked at once more. You can "
    "tell the office that looks after this law. Any worker gives you the number."
)
"""The same for everyone, whatever is left out: it tells nothing of this one."""
SOMEONE_SAID, THEY_SAID = _("Someone said there was danger"), _("They said")


class Line(msgspec.Struct, frozen=True):
    """Something an entry says, and what it is."""

    label: str
    words: str


class HerSide(msgspec.Struct, frozen=True):
    """What she said to an entry, and on which day."""

    day: date
    words: str
    that_is_not_right: bool


class EntryOfCopy(msgspec.Struct, frozen=True):
    """One entry: the day it is about, what it is, the first name of who wrote it, how they know, what it says."""

    day: date
    what: str
    written_by: str
    how_they_know: str
    says: tuple[Line, ...]
    her_side: tuple[HerSide, ...]


class CopyPart(msgspec.Struct, frozen=True):
    """One part of her record, the oldest entry first."""

    name: str
    entries: tuple[EntryOfCopy, ...]


class RecordCopy(msgspec.Struct, frozen=True):
    """A copy of her record, made on a day from what she may read then. `left_out` is the same in every copy."""

    version: int
    made: date
    left_out: str
    parts: tuple[CopyPart, ...]


@dataclass(frozen=True)
class Piece:
    """An entry, or as much of a long one as goes on a page; `month` is said where another month begins."""

    entry: EntryOfCopy
    month: str
    goes_on: bool


def laid_out(
    parts: Iterable[tuple[Words, Sequence[Entry[Any]]]],
    now: datetime,
    danger: Sequence[ShownToHer] = (),
) -> RecordCopy:
    """The copy of these parts, each with its title and its entries, the newest first as they are read.

    Danger that was raised about her and decided to be hers to read lies in no drawer: it stands in the first part.
    """
    made = [CopyPart(str(title), tuple(_entries(entries))) for title, entries in parts]
    if danger:
        told = sorted((*made[0].entries, *_raised(danger)), key=lambda entry: entry.day)
        made[0] = CopyPart(made[0].name, tuple(told))
    return RecordCopy(1, local_day(now), str(LEFT_OUT), tuple(made))


def file_of(record_copy: RecordCopy) -> bytes:
    """The copy as JSON, indented; docs/reference/copy.md has its schema."""
    return msgspec.json.format(msgspec.json.encode(record_copy), indent=2)


def month_of(day: date) -> str:
    """November 2026."""
    return date_format(day, "F Y")


def day_in(day: date) -> str:
    """23 November 2026."""
    return date_format(day, "j F Y")


def pages_of(part: CopyPart) -> tuple[tuple[Piece, ...], ...]:
    """The part in pages that a small phone loads; one at least. They follow from what is in it and nothing else."""
    pages: list[list[Piece]] = [[]]
    weight, month = 0, ""
    for piece, goes_on in (
        (one, number > 0) for entry in part.entries for number, one in enumerate(_cut(entry))
    ):
        more = _weight(piece)
        if pages[-1] and weight + more > MOST_BYTES:
            pages.append([])
            weight, month = 0, ""
        begins = month_of(piece.day)
        pages[-1].append(Piece(piece, begins if begins != month else "", goes_on))
        weight, month = weight + more, begins
    return tuple(tuple(page) for page in pages)


def _entries(entries: Sequence[Entry[Any]]) -> Iterator[EntryOfCopy]:
    # They come newest first: turned round, what was written in one moment keeps its order.
    oldest_first = list(entries)[::-1]
    oldest_first.sort(key=lambda entry: (entry.happened_at, entry.written_at))
    for entry, line in zip(oldest_first, told(oldest_first), strict=True):
        yield _entry(entry, line)


def _raised(danger: Sequence[ShownToHer]) -> Iterator[EntryOfCopy]:
    named = workers_named(one.by_id for one in danger)
    for one in reversed(danger):
        yield EntryOfCopy(
            day=local_day(one.at),
            what=str(SOMEONE_SAID),
            written_by=named[one.by_id].first_name if one.by_id in named else "",
            how_they_know="",
            says=(Line(str(THEY_SAID), one.words),) if one.words else (),
            her_side=(),
        )


def _entry(entry: Entry[Any], line: Told) -> EntryOfCopy:
    return EntryOfCopy(
        day=local_day(entry.happened_at),
        what=str(line.title),
        written_by=line.by,
        how_they_know=str(line.how),
        says=tuple(Line(str(label), words) for label, words in line.said),
        her_side=tuple(
            HerSide(local_day(reply.written_at), reply.body.words, reply.body.that_is_not_right)
            for reply in entry.replies
        ),
    )


def _cut(entry: EntryOfCopy) -> Iterator[EntryOfCopy]:
    """The entry in as many pieces as it takes for each to go on a page."""
    empty = msgspec.structs.replace(entry, says=(), her_side=())
    piece = empty
    for more in _lines(entry):
        longer = msgspec.structs.replace(
            piece,
            says=(*piece.says, *([more] if isinstance(more, Line) else [])),
            her_side=(*piece.her_side, *([more] if isinstance(more, HerSide) else [])),
        )
        if piece is not empty and _weight(longer) > MOST_BYTES:
            yield piece
            longer = msgspec.structs.replace(
                empty,
                says=(more,) if isinstance(more, Line) else (),
                her_side=(more,) if isinstance(more, HerSide) else (),
            )
        piece = longer
    yield piece


def _lines(entry: EntryOfCopy) -> Iterator[Line | HerSide]:
    for line in entry.says:
        for words in _slices(line.words):
            yield msgspec.structs.replace(line, words=words)
    for side in entry.her_side:
        for words in _slices(side.words):
            yield msgspec.structs.replace(side, words=words)


def _slices(words: str) -> Iterator[str]:
    for start in range(0, max(1, len(words)), MOST_LETTERS):
        yield words[start : start + MOST_LETTERS]


def _weight(entry: EntryOfCopy) -> int:
    texts = [*(line.words for line in entry.says), *(side.words for side in entry.her_side)]
    return AROUND_AN_ENTRY + sum(AROUND_A_LINE + len(escape(text).encode()) for text in texts)
