"""One mother of the invented area as a pattern: what a copy of her has anew is a hole. Read here, never written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import models, transaction

from hrm2m.commands.invented.tables import Table, hanging_on, prepared, table_of, that_name_a_mother
from hrm2m.policy import Actor, Compartment
from hrm2m.records.people.entries import Handle
from hrm2m.records.people.queries import handle_mark
from hrm2m.vault import drawers, gate, sealing
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import DRAWERS, Drawer, Head, Line


WORKERS_NUMBERS = frozenset(
    {"by_id", "worker_id", "owner_id", "escalate_to_id", "builder_id", "cover_id", "named_id"}
)
TIMES_BESIDE = 3
"""How many times end the place of an entry, after the number of who wrote it."""
_HOLE = re.compile(r"[0-9a-f]{64}|[a-z2-7]{26}")
"""A digest, a mark or a ref; only those that are hers, or of her workers, become holes."""

Number = tuple[str, int]
"""A number that a copy may have another of: whose (`mother`, `worker`, `agency`), and what it is in the pattern."""


class NoPattern(Exception):
    """Something hangs on her rows that this cannot copy; the message names the table."""


@dataclass(frozen=True)
class Cast:
    """Who is what to her: a copy has another team's."""

    builder: Actor
    cover: Actor
    lead: Actor

    @property
    def refs(self) -> tuple[str, ...]:
        """Their refs and their agency's, in an order that every cast shares."""
        return (self.builder.worker_ref, self.cover.worker_ref, self.lead.worker_ref, self.builder.agency_ref)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Their numbers and their agency's, in the same order."""
        workers = (self.builder, self.cover, self.lead)
        return (*(("worker", who.worker_id) for who in workers), ("agency", self.builder.agency_id))


@dataclass(frozen=True)
class Text:
    """A text with holes: pieces, and which of them is which word of the copy."""

    pieces: tuple[str, ...]
    holes: tuple[tuple[int, int], ...]

    def filled(self, words: Sequence[str]) -> str:
        """The text with the copy's own words in its holes."""
        parts = list(self.pieces)
        for place, word in self.holes:
            parts[place] = words[word]
        return "".join(parts)


@dataclass(frozen=True)
class RowPattern:
    """One row as the database takes it, with holes in texts and numbers by the place of their column."""

    values: tuple[Any, ...]
    texts: tuple[tuple[int, Text], ...]
    numbers: tuple[tuple[int, Number], ...]

    def filled(self, words: Sequence[str], numbers: Mapping[Number, int]) -> list[Any]:
        """The row of a copy."""
        values = list(self.values)
        for place, text in self.texts:
            values[place] = text.filled(words)
        for place, number in self.numbers:
            values[place] = numbers[number]
        return values


@dataclass(frozen=True)
class Place:
    """Where a ciphertext belongs, with holes: before the number of who wrote it, that number, and what follows."""

    before: Text
    by: Number
    after: str

    def filled(self, words: Sequence[str], numbers: Mapping[Number, int]) -> bytes:
        """The place of a copy's entry."""
        return f"{self.before.filled(words)}|{numbers.get(self.by, self.by[1])}|{self.after}".encode()


@dataclass(frozen=True)
class EntryPattern:
    """One entry: its row, what it says, and where it belongs."""

    row: RowPattern
    plain: Text
    place: Place
    is_handle: bool


@dataclass(frozen=True)
class Pattern:
    """All there is of one mother, in the order it was written."""

    number: int
    area: int
    stages: tuple[str, str]
    refs: int
    contacts: int
    rows: Mapping[Table, tuple[RowPattern, ...]]
    entries: Mapping[Compartment, tuple[EntryPattern, ...]]
    lines: tuple[tuple[Any, Text], ...]


def pattern_of(mother: str, handle: str, cast: Cast) -> Pattern:
    """The mother with this ref as a pattern; raises NoPattern where rows hang on hers that this does not know."""
    with transaction.atomic():
        head = Head.objects.get(ref=mother)
        rows: dict[type[models.Model], list[Any]] = {
            model: list(model.objects.filter(mother=head.id).order_by("id")) for model in that_name_a_mother()
        }
        drawn = {name: _entries_of(head, name) for name in DRAWERS}
        lines = list(Line.objects.filter(chain=head.id).order_by("seq"))
    _must_stand_alone(rows, lines)
    reader = _Reader(head, handle, cast)
    reader.learn(row.ref for found in [*rows.values(), *drawn.values()] for row in found)
    opened = keystore().keys([(head.ref, name) for name in DRAWERS])
    return Pattern(
        number=head.id,
        area=head.area,
        stages=(head.stage, head.last_open_stage),
        refs=reader.refs,
        contacts=sum(row.kind == "contact" for row in drawn[Compartment.GENERAL]),
        rows={table_of(m): tuple(reader.row(row) for row in found) for m, found in rows.items() if found},
        entries={
            name: tuple(reader.entry(row, name, opened[head.ref, name]) for row in found)
            for name, found in drawn.items()
            if found
        },
        lines=tuple((prepared(line, "at"), reader.text(line.body)) for line in lines),
    )


class _Reader:
    """Turns what is hers into holes: word 0 is her own ref, then her rows', her cast's, her mark, her digests."""

    def __init__(self, head: Head, handle: str, cast: Cast) -> None:
        self._head = head
        self._cast = cast
        self._mark = handle_mark(head.area, handle)
        self._words = {head.ref: 0}
        self._numbers = {("mother", head.id), *cast.numbers}
        self.refs = 0

    def learn(self, refs: Iterator[str]) -> None:
        """Learns the refs of her rows, and after them those of her cast."""
        for word in refs:
            self._words[word] = len(self._words)
        self.refs = len(self._words) - 1
        for word in (*self._cast.refs, self._mark):
            self._words[word] = len(self._words)

    def text(self, said: str) -> Text:
        """A text with holes where it says what is hers."""
        pieces: list[str] = []
        holes: list[tuple[int, int]] = []
        end = 0
        for found in _HOLE.finditer(said):
            word = self._words.get(found.group())
            if word is not None:
                holes.append((len(pieces) + 1, word))
                pieces += [said[end : found.start()], ""]
                end = found.end()
        return Text((*pieces, said[end:]), tuple(holes))

    def row(self, row: models.Model) -> RowPattern:
        """A row with holes."""
        columns = table_of(type(row)).columns
        said = [getattr(row, column) for column in columns]
        texts = [(place, self.text(value)) for place, value in enumerate(said) if isinstance(value, str)]
        numbers = [
            (place, number)
            for place, column in enumerate(columns)
            if (number := _number(column, said[place])) in self._numbers
        ]
        values = [prepared(row, column) for column in columns]
        return RowPattern(tuple(values), tuple(pair for pair in texts if pair[1].holes), tuple(numbers))

    def entry(self, row: Drawer, compartment: Compartment, key: bytes) -> EntryPattern:
        """An entry, opened; its digest is a hole from here on."""
        sealed = bytes(row.sealed)
        where = drawers.place_of(self._head.ref, compartment, row)
        plain = sealing.unseal(key, sealed, where)
        self._words[sha256(sealed).hexdigest()] = len(self._words)
        return EntryPattern(
            self.row(row),
            self.text(plain.decode()),
            self._place(row, where.decode()),
            row.kind == Handle.KIND,
        )

    def _place(self, row: Drawer, where: str) -> Place:
        before, by, *after = where.rsplit("|", TIMES_BESIDE + 1)
        if by != str(row.by_id):
            raise NoPattern(row.kind)
        return Place(self.text(before), ("worker", row.by_id), "|".join(after))


def _number(column: str, value: Any) -> Number:
    whose = "worker" if column in WORKERS_NUMBERS else column.removesuffix("_id").removeprefix("cover_")
    return whose, value if isinstance(value, int) else -1


def _entries_of(head: Head, compartment: Compartment) -> list[Drawer]:
    with gate.opened(compartment, [head.id]):
        return list(DRAWERS[compartment].objects.filter(mother=head.id).order_by("id"))


def _must_stand_alone(rows: Mapping[type[Any], Sequence[models.Model]], lines: Sequence[Line]) -> None:
    for model, found in rows.items():
        hanging = hanging_on(model, found)
        if hanging:
            raise NoPattern(hanging)
    if any('"purpose_sealed"' in line.body for line in lines):
        # Sealed under the key of the pattern: no copy could open it.
        raise NoPattern(table_of(Line).name)
