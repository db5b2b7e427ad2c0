"""Makes a copy of a pattern: rows, entries under her own keys, and her own chain of lines. Writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from hrm2m.commands.invented.patterns import Cast, EntryPattern, Number, Pattern
from hrm2m.commands.invented.tables import Table
from hrm2m.foundation import ids
from hrm2m.policy import Compartment
from hrm2m.records.people.entries import Handle
from hrm2m.records.people.queries import handle_mark
from hrm2m.vault import entries, ledger, sealing


NOTHING = bytes(32)


@dataclass(frozen=True)
class Newcomer:
    """Who the copy is: her number and ref, her handle, and who stands near her."""

    number: int
    ref: str
    handle: str
    cast: Cast


@dataclass(frozen=True)
class Copied:
    """What is to be written of one copy; `seq` and `hash` are where her chain ends."""

    rows: Mapping[Table, list[list[Any]]]
    entries: Mapping[Compartment, list[list[Any]]]
    lines: Sequence[tuple[int, int, Any, str, bytes]]
    seq: int
    hash: bytes


def copy_of(pattern: Pattern, her: Newcomer, keys: Mapping[Compartment, bytes], of: Cast) -> Copied:
    """The copy of `pattern`, whose cast was `of`, sealed under the keys of the newcomer."""
    words = [her.ref, *(ids.new_ref() for _ in range(pattern.refs))]
    words += [*her.cast.refs, handle_mark(pattern.area, her.handle)]
    numbers = _numbers(pattern, her, of)
    sealed = {
        compartment: [_sealed(entry, her.handle, keys[compartment], words, numbers) for entry in found]
        for compartment, found in pattern.entries.items()
    }
    rows = {table: [row.filled(words, numbers) for row in found] for table, found in pattern.rows.items()}
    lines, last = [], NOTHING
    for seq, (at, text) in enumerate(pattern.lines, start=1):
        said = text.filled(words)
        last = ledger.chained(last, her.number, seq, said)
        lines.append((her.number, seq, at, said, last))
    return Copied(rows, sealed, lines, len(lines), last)


def _numbers(pattern: Pattern, her: Newcomer, of: Cast) -> dict[Number, int]:
    others = zip(of.numbers, her.cast.numbers, strict=True)
    return {("mother", pattern.number): her.number, **{old: new for old, (_, new) in others}}


def _sealed(
    pattern: EntryPattern, handle: str, key: bytes, words: list[str], numbers: Mapping[Number, int]
) -> list[Any]:
    """The row of one entry under her key; its digest becomes the next word, in the order it was learnt."""
    plain = pattern.plain.filled(words).encode()
    if pattern.is_handle:
        plain = _with_handle(plain, handle)
    sealed = sealing.seal(key, plain, pattern.place.filled(words, numbers))
    words.append(sha256(sealed).hexdigest())
    # `sealed` is the last column of a drawer: were another there, no copy would open, and the tests would say so.
    return [*pattern.row.filled(words, numbers)[:-1], sealed]


def _with_handle(plain: bytes, handle: str) -> bytes:
    envelope = msgspec.json.decode(plain, type=entries.Envelope)
    body = msgspec.Raw(msgspec.json.encode(Handle(handle)))
    return msgspec.json.encode(msgspec.structs.replace(envelope, body=body))
