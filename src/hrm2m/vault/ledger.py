"""Writes the ledger: one hash chain for each mother and one for the house, locked in ascending order."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import connection

from hrm2m.foundation import clock, ids
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.models import Head


VERSION = 1
NUMBER_BYTES = 8
NO_REF = "-"
# Past the ORM: every page ends so. Only placeholders are put into it; every value goes through the driver.
INSERT = "INSERT INTO vault_line (chain, seq, at, body, hash) VALUES {rows}"
ONE_ROW = "(%s,%s,%s,%s,%s)"


def lock_heads(chains: Iterable[int]) -> dict[int, Head]:
    """Locks these heads, lowest number first and never otherwise, so that two units cannot wait for each other."""
    heads = Head.objects.select_for_update().filter(id__in=sorted(set(chains))).order_by("id")
    return {head.id: head for head in heads}


def lock_head_of(ref: str) -> Head | None:
    """Locks the head of the mother with this ref; None if there is none."""
    return Head.objects.select_for_update().filter(ref=_as_ref(ref), id__gt=HOUSE).first()


def chain_of(ref: str) -> int | None:
    """The number of the mother with this ref, without locking anything."""
    return Head.objects.filter(ref=_as_ref(ref), id__gt=HOUSE).values_list("id", flat=True).first()


def _as_ref(ref: str) -> str:
    # A text no database can hold (NUL, half a character) costs the same statement as a ref that is not here.
    return ref if len(ref) <= ids.REF_LENGTH and ref.isascii() and ref.isalnum() else NO_REF


def now_after_lock() -> datetime:
    """The database's own time, read after the lock: PostgreSQL's now() is older than the lock it waited for."""
    if connection.vendor != "postgresql" or clock.told() is not None:
        return clock.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        instant: datetime = cursor.fetchone()[0]
    return instant


def canonical(body: Mapping[str, Any]) -> str:
    """One text for one body: sorted, without spaces, no floats."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def stamp(instant: datetime) -> str:
    """A time as the ledger writes it: UTC, microseconds."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def chained(previous: bytes, chain: int, seq: int, body: str) -> bytes:
    """The hash of a line: over the hash before, its chain, its number in it, and its text."""
    place = chain.to_bytes(NUMBER_BYTES, "big") + seq.to_bytes(NUMBER_BYTES, "big")
    return sha256(previous + place + body.encode()).digest()


@dataclass(frozen=True)
class Saying:
    """What one line will say: in whose chain, at what time it was decided, and its body."""

    chain: int
    at: datetime
    body: Mapping[str, Any]


def append(heads: Mapping[int, Head], lines: Sequence[Saying]) -> None:
    """Appends lines to heads that are locked, and moves the heads; two statements in all."""
    values: list[Any] = []
    for line in lines:
        head = heads[line.chain]
        text = canonical({"v": VERSION, "at": stamp(line.at), **line.body})
        head.seq += 1
        head.hash = chained(bytes(head.hash), line.chain, head.seq, text)
        at = connection.ops.adapt_datetimefield_value(line.at)
        values += [line.chain, head.seq, at, text, head.hash]
    with connection.cursor() as cursor:
        cursor.execute(INSERT.format(rows=",".join([ONE_ROW] * len(lines))), values)
    _move_heads([heads[chain] for chain in sorted({line.chain for line in lines})])


def _move_heads(heads: Sequence[Head]) -> None:
    bytes_of, number_of = ("::bytea", "::bigint") if connection.vendor == "postgresql" else ("", "")
    seqs = f"WHEN %s THEN %s{number_of} " * len(heads)
    hashes = f"WHEN %s THEN %s{bytes_of} " * len(heads)
    places = ",".join(["%s"] * len(heads))
    # Only placeholders are counted into the statement; every value goes through the driver.
    statement = (
        f"UPDATE vault_head SET seq = CASE id {seqs}END, hash = CASE id {hashes}END "  # noqa: S608
        f"WHERE id IN ({places})"
    )
    values: list[int | bytes] = []
    for head in heads:
        values += [head.id, head.seq]
    for head in heads:
        values += [head.id, bytes(head.hash)]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *(head.id for head in heads)])
