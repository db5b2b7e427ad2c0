"""The one shape of a copy: rows table by table, and at the end a signed manifest that says what must be there."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO, Protocol

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hrm2m.backup.errors import BackupRefused


FORMAT = 1
BEGINS = b"hrm2m copy\n"
SIGNED_AS = b"hrm2m copy 1\n"
LONGEST_FRAME = 1 << 28
NOT_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What words from a copy can be before its signature was looked at; nested too deeply they are refused as well."""
_FRAME = struct.Struct(">cII")
_TABLE, _ROWS, _MANIFEST, _SIGNATURE = b"T", b"R", b"M", b"S"
BROKEN = "This copy is not what its manifest says ({what}): it was changed or is damaged. Take another copy."


@dataclass(frozen=True)
class Table:
    """A table and its columns in the order in which the rows have them."""

    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """Some rows as their engine writes them, and how many they are."""

    rows: int
    body: bytes


class Part(msgspec.Struct, frozen=True):
    """What the manifest says of one table."""

    table: str
    columns: list[str]
    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a copy is a copy of. `seal` is the newest seal there: [number, hash]."""

    format: int
    kind: str
    engine: str
    software: str
    made_at: str
    keystore: str
    root: str
    seal: tuple[int, str]
    migrations: list[tuple[str, str]]
    heads: str
    parts: list[Part]
    before: str = ""

    def rows(self, table: str) -> int:
        """How many rows of this table there are."""
        return next((part.rows for part in self.parts if part.table == table), 0)


class Source(Protocol):
    """One snapshot of a database, or of anything else that is tables."""

    def tables(self) -> list[Table]:
        """Every table that belongs into a copy."""

    def blocks(self, table: Table) -> Iterator[Block]:
        """The rows of one table, in blocks."""


class Receiver(Protocol):
    """Takes a copy in again, table by table."""

    def begin(self, table: Table) -> None:
        """Says whose rows come next."""

    def take(self, block: Block) -> None:
        """Takes rows of that table."""


def stream(
    source: Source, manifest: Callable[[list[Part]], Manifest], key: Ed25519PrivateKey
) -> Iterator[bytes]:
    """The bytes of a copy of `source`; `manifest` is asked last, with the parts that were written."""
    yield BEGINS
    parts = []
    for table in source.tables():
        rows, digest = 0, sha256()
        yield _frame(_TABLE, msgspec.json.encode([table.name, list(table.columns)]))
        for block in source.blocks(table):
            rows += block.rows
            digest.update(block.body)
            yield _frame(_ROWS, block.body, block.rows)
        parts.append(Part(table.name, list(table.columns), rows, digest.hexdigest()))
    said = msgspec.json.encode(manifest(parts))
    yield _frame(_MANIFEST, said)
    yield _frame(_SIGNATURE, key.sign(SIGNED_AS + said))


def read(stream: BinaryIO, receiver: Receiver, key: Ed25519PublicKey) -> Manifest:
    """Gives the rows to `receiver` and answers the manifest; raises BackupRefused where the two do not agree.

    What `receiver` took is good only after this returned.
    """
    if stream.read(len(BEGINS)) != BEGINS:
        msg = "This is no copy made by “hrm2m backup”."
        raise BackupRefused(msg)
    counting = _Counting(receiver)
    for kind, rows, body in _frames(stream):
        if kind == _MANIFEST:
            return _proved(stream, body, counting.parts, key)
        if kind == _TABLE:
            counting.begin(_table(body))
        elif kind == _ROWS and counting.parts:
            counting.take(Block(rows, body))
        else:
            raise BackupRefused(BROKEN.format(what="order"))
    raise BackupRefused(BROKEN.format(what="no manifest"))


def _table(body: bytes) -> Table:
    try:
        name, columns = msgspec.json.decode(body, type=tuple[str, list[str]])
    except NOT_JSON as error:
        raise BackupRefused(BROKEN.format(what="name of a table")) from error
    return Table(name, tuple(columns))


class _Counting:
    """Passes rows on and counts them, for comparing with the manifest."""

    def __init__(self, receiver: Receiver) -> None:
        self.parts: list[Part] = []
        self._receiver = receiver
        self._digest = sha256()

    def begin(self, table: Table) -> None:
        self._digest = sha256()
        self.parts.append(Part(table.name, list(table.columns), 0, self._digest.hexdigest()))
        self._receiver.begin(table)

    def take(self, block: Block) -> None:
        self._digest.update(block.body)
        before = self.parts[-1]
        self.parts[-1] = Part(
            before.table, before.columns, before.rows + block.rows, self._digest.hexdigest()
        )
        self._receiver.take(block)


def _proved(stream: BinaryIO, said: bytes, parts: list[Part], key: Ed25519PublicKey) -> Manifest:
    kind, _, signature = next(_frames(stream), (b"", 0, b""))
    version = _version(said)
    if version != FORMAT:
        msg = f"This copy has format {version}, and this software reads {FORMAT}. Use the software that made it."
        raise BackupRefused(msg)
    try:
        key.verify(signature if kind == _SIGNATURE else b"", SIGNED_AS + said)
        manifest = msgspec.json.decode(said, type=Manifest)
    except InvalidSignature as error:
        msg = (
            "This copy was not signed with the root key that is here: put back the root key of the installation it was "
            "made in, or take another copy."
        )
        raise BackupRefused(msg) from error
    except NOT_JSON as error:
        raise BackupRefused(BROKEN.format(what="manifest")) from error
    if stream.read(1):
        raise BackupRefused(BROKEN.format(what="more after its end"))
    if manifest.parts != parts:
        raise BackupRefused(BROKEN.format(what="counts or digests"))
    return manifest


def _version(said: bytes) -> object:
    try:
        return msgspec.json.decode(said, type=dict[str, object]).get("format")
    except NOT_JSON:
        return "unknown"


def _frame(kind: bytes, body: bytes, rows: int = 0) -> bytes:
    return _FRAME.pack(kind, rows, len(body)) + body


def _frames(stream: BinaryIO) -> Iterator[tuple[bytes, int, bytes]]:
    while head := stream.read(_FRAME.size):
        if len(head) < _FRAME.size:
            raise BackupRefused(BROKEN.format(what="cut short"))
        kind, rows, length = _FRAME.unpack(head)
        body = stream.read(length) if length <= LONGEST_FRAME else b""
        if len(body) != length or (rows and kind != _ROWS):
            raise BackupRefused(BROKEN.format(what="cut short"))
        yield kind, rows, body
