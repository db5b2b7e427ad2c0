"""Verifies a ledger and knows nothing else: one file, standard library only, to be copied to any machine and run there.

    python verify.py records.sqlite3 [--head HASH]

Exit codes: 0 all is well, 1 something is wrong (the first bad line is named), 2 the file cannot be read.
It never writes: the database is opened read-only, and what it sees is one moment of it.
"""

import argparse
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol


COMPARTMENTS = ("identity", "general", "her_safety", "treatment", "child_safety")
NOTHING = bytes(32)
FIRST_STAGE = "by_handle"
SIGNED_AS = b"hrm2m ledger seal 1\n"
HOUSE = 0
LATEST_SEAL = timedelta(hours=1)
"""Heads are sealed every minute: a line older than the newest seal by more than this was left out."""
SECONDS_LONG = len("2026-11-22 11:44:14")
NONSENSE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, StopIteration)
"""What reading raises where a line is not what a line should be."""

_scan = json.JSONDecoder().scan_once  # type: ignore[attr-defined] # json.loads without its detours

Signed = Callable[[bytes, bytes], bool]
"""Whether `signature` (second) is ours on `message` (first)."""


class Bad(Exception):
    """The first thing that is wrong: in whose chain, at which line, and what."""

    def __init__(self, chain: str, seq: int, what: str) -> None:
        super().__init__(f"chain {chain}, line {seq}: {what}")
        self.chain = chain
        self.seq = seq
        self.what = what


class Unreadable(Exception):
    """This is no ledger of ours, or it cannot be read as it lies there."""


class Ledger(Protocol):
    """What is verified, whatever database it is in; every iterator is of one and the same moment."""

    def heads(self) -> Iterable[tuple[int, str, str, int, bytes]]:
        """(chain, ref, stage, seq, hash) of every head, by chain."""

    def lines(self) -> Iterable[tuple[int, int, str, str, bytes]]:
        """(chain, seq, at, body, hash) of every line in the order written; `at` in UTC, a space in its middle."""

    def seals(self) -> Iterable[tuple[int, str, bytes, bytes]]:
        """(number, text, hash, signature) of every seal, by number."""

    def entries(self, compartment: str) -> Iterable[tuple[str, int, str]]:
        """(ref, mother, SHA-256 of the ciphertext in hexadecimal) of every entry."""


class Chain:
    """What one chain has said so far."""

    def __init__(self, number: int, ref: str, seals: dict[int, str]) -> None:
        self.number = number
        self.ref = ref
        self.seals = seals
        self.last_sealed = max(seals, default=0)
        self.unsealed_since = ""
        self.bases = 0
        self.seq = 0
        self.hash = NOTHING
        self.stage = FIRST_STAGE
        self.given: dict[str, str] = {}
        self.stopped: set[str] = set()
        self._place = number.to_bytes(8, "big")

    def follow(self, seq: int, at: str, text: str, hash_: bytes) -> dict[str, Any]:
        """The body of the next line, if it follows from the one before."""
        if seq != self.seq + 1:
            raise Bad(self.ref, self.seq + 1, f"missing: the next line there is says {seq}")
        if sha256(self.hash + self._place + seq.to_bytes(8, "big") + text.encode()).digest() != hash_:
            raise Bad(self.ref, seq, "its hash does not follow from its text and the line before it")
        if self.seals and self.seals.pop(seq, hash_.hex()) != hash_.hex():
            raise Bad(self.ref, seq, "it is not the line that was sealed")
        body: dict[str, Any] = _scan(text, 0)[0]
        said = body["at"]
        if f"{said[:10]} {said[11:26]}" != (at if len(at) > SECONDS_LONG else f"{at}.000000"):
            raise Bad(self.ref, seq, "its time was changed beside its text")
        if seq == self.last_sealed + 1:
            self.unsealed_since = said
        self.seq, self.hash = seq, hash_
        return body

    def stand(self, body: dict[str, Any]) -> None:
        """No act on a basis that was not given yet, that was stopped, or whose time is over."""
        basis = body.get("basis", ())
        self.bases += bool(basis)
        for ref in basis:
            if ref in self.stopped:
                raise Bad(self.ref, self.seq, "it rests on a standing that was stopped before")
            until = self.given.get(ref)
            if until is None:
                raise Bad(self.ref, self.seq, "it rests on a standing that nobody gave before")
            if until and until <= body["at"]:
                raise Bad(self.ref, self.seq, "it rests on a standing whose time was over")
        if "stands" in body:
            untils = body.get("untils", {})
            self.given.update({ref: untils.get(ref, "") for ref in body["stands"]})
        if "stops" in body:
            self.stopped.update(body["stops"])
        if "stage" in body:
            self.stage = body["stage"]

    def end(self, stage: str, seq: int, hash_: bytes, seals_reach: str) -> None:
        """The head is the last line, no sealed line is gone, and none was left out of the seals."""
        if self.seals:
            raise Bad(self.ref, min(self.seals), "it was sealed and is gone")
        if (seq, hash_) != (self.seq, self.hash):
            raise Bad(self.ref, self.seq, f"it is not the last line: the head says there are {seq}")
        if self.unsealed_since and self.unsealed_since < seals_reach:
            raise Bad(
                self.ref, self.last_sealed + 1, "no seal covers it, though seals were made long after it"
            )
        if self.number != HOUSE and (stage != self.stage or self.seq == 0):
            raise Bad(self.ref, self.seq, f"the record stands at “{stage}”, and no line moved it there")


class Seals:
    """The seals, followed from the first to the last."""

    def __init__(self) -> None:
        self.count = 0
        self.lines: dict[int, dict[int, str]] = {}
        self.hashes: set[str] = set()
        self.reach = ""
        self._hash = NOTHING

    def follow(self, number: int, text: str, hash_: bytes, signature: bytes, signed: Signed | None) -> None:
        """Takes the next seal, if it follows from the one before."""
        self.count += 1
        body = json.loads(text)
        self._hash = sha256(self._hash + text.encode()).digest()
        if number != self.count or body["n"] != self.count or hash_ != self._hash:
            raise Bad("of seals", self.count, "this seal does not follow from the one before")
        if signed is not None and not signed(SIGNED_AS + hash_, signature):
            raise Bad("of seals", self.count, "this seal was not signed with the key of that public key")
        for chain, seq, line_hash in body["heads"]:
            self.lines.setdefault(chain, {})[seq] = line_hash
        self.hashes.add(hash_.hex())
        # What is older than the newest seal by more than this cannot be without one.
        self.reach = (datetime.fromisoformat(body["at"]) - LATEST_SEAL).isoformat(timespec="microseconds")


class Verification:
    """One pass over one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._seals = Seals()
        self._wrote: dict[str, dict[str, tuple[str, int, str, int]]] = {name: {} for name in COMPARTMENTS}
        self._lines = self._bases = self._unsealed = self._entries = self._heads = 0

    def run(self, kept_head: str, signed: Signed | None) -> list[str]:
        """A sentence for each check that holds; raises Bad at the first that does not."""
        self._follow_seals(kept_head, signed)
        self._follow_chains()
        for compartment in COMPARTMENTS:
            self._compare_entries(compartment)
        seals = f"{self._seals.count}: chained, every sealed line in its place"
        return [
            f"lines     {self._lines} in {self._heads} chains: without gaps, each following from the one before",
            f"heads     {self._heads}: each is the last line of its chain",
            f"seals     {seals}; {self._unsealed} lines are younger than any seal",
            f"signed    {'with the key of this public key' if signed else 'not checked: no public key was given'}",
            f"standing  {self._bases} acts and looks: none before its basis was given, nor after it was stopped",
            f"entries   {self._entries}: each as its line says, none without a line",
        ]

    def _follow_seals(self, kept_head: str, signed: Signed | None) -> None:
        for number, text, hash_, signature in self._ledger.seals():
            try:
                self._seals.follow(number, text, hash_, signature, signed)
            except NONSENSE as error:
                raise Bad(
                    "of seals", self._seals.count, f"it cannot be read ({type(error).__name__})"
                ) from error
        if kept_head and kept_head.lower() not in self._seals.hashes:
            raise Bad(
                "of seals", self._seals.count, "the head that was kept elsewhere is not among the seals"
            )

    def _follow_chains(self) -> None:
        heads: list[Any] = list(self._ledger.heads())
        chains: dict[int, Chain] = {}
        for number, ref, *_ in heads:
            if not isinstance(number, int) or number < 0 or number in chains:
                raise Bad(str(ref), 0, f"its head has no number of its own: {number!r}")
            chains[number] = Chain(number, ref, self._seals.lines.pop(number, {}))
        for number, leftover in self._seals.lines.items():
            raise Bad(f"number {number}", min(leftover), "it was sealed, and its whole chain is gone")
        self._follow_lines(chains)
        for number, _, stage, last, hash_ in heads:
            chains[number].end(stage, last, hash_, self._seals.reach)
            self._unsealed += last - chains[number].last_sealed
            self._lines += last
            self._bases += chains[number].bases
        self._heads = len(heads)

    def _follow_lines(self, chains: dict[int, Chain]) -> None:
        for number, seq, at, text, hash_ in self._ledger.lines():
            if number not in chains:
                raise Bad(f"number {number}", seq, "this chain has no head")
            chain = chains[number]
            try:
                body = chain.follow(seq, at, text, hash_)
                chain.stand(body)
                if "wrote" in body:
                    self._note_entries(chain, body["wrote"])
            except NONSENSE as error:
                raise Bad(chain.ref, seq, f"it cannot be read ({type(error).__name__})") from error

    def _note_entries(self, chain: Chain, entries: list[dict[str, str]]) -> None:
        for entry in entries:
            said = (entry["sha256"], chain.number, chain.ref, chain.seq)
            if self._wrote[entry["in"]].setdefault(entry["ref"], said) is not said:
                raise Bad(chain.ref, chain.seq, f"it wrote an entry that another line wrote: {entry['ref']}")

    def _compare_entries(self, compartment: str) -> None:
        wrote = self._wrote[compartment]
        for ref, mother, digest in self._ledger.entries(compartment):
            if ref not in wrote:
                raise Bad(f"number {mother}", 0, f"no line wrote this entry in “{compartment}”: {ref}")
            said, number, chain, seq = wrote.pop(ref)
            if (said, number) != (digest, mother):
                raise Bad(chain, seq, f"the entry it wrote in “{compartment}” was changed: {ref}")
            self._entries += 1
        for ref, (_, _, chain, seq) in wrote.items():
            raise Bad(chain, seq, f"the entry it wrote in “{compartment}” is gone: {ref}")


def verify(ledger: Ledger, *, kept_head: str = "", signed: Signed | None = None) -> list[str]:
    """A sentence for each check that holds; raises Bad at the first that does not."""
    return Verification(ledger).run(kept_head, signed)


class SqliteLedger:
    """A ledger in a SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def heads(self) -> Iterable[tuple[int, str, str, int, bytes]]:
        """See Ledger."""
        return self._rows("SELECT id, ref, stage, seq, hash FROM vault_head ORDER BY id")

    def lines(self) -> Iterable[tuple[int, int, str, str, bytes]]:
        """See Ledger."""
        return self._rows("SELECT chain, seq, at, body, hash FROM vault_line ORDER BY id")

    def seals(self) -> Iterable[tuple[int, str, bytes, bytes]]:
        """See Ledger."""
        return self._rows("SELECT number, heads, hash, signature FROM vault_seal ORDER BY number")

    def entries(self, compartment: str) -> Iterable[tuple[str, int, str]]:
        """See Ledger."""
        if compartment not in COMPARTMENTS:
            raise Unreadable(f"There is no compartment “{compartment}”.")
        rows = self._rows(f"SELECT ref, mother, sealed FROM cmp_{compartment}_entry")  # noqa: S608 - one of five
        return ((ref, mother, sha256(sealed).hexdigest()) for ref, mother, sealed in rows)

    def _rows(self, statement: str) -> Iterator[Any]:
        try:
            yield from self._connection.execute(statement)
        except sqlite3.Error as error:
            if "no such" in str(error):
                raise Unreadable(f"This is no ledger of HR M2M: {error}.") from error
            raise Bad("unknown", 0, f"the database is damaged: {error}") from error


def open_sqlite(path: Path) -> sqlite3.Connection:
    """The database in this file, read-only, at one moment; raises Unreadable."""
    if not path.is_file():
        raise Unreadable(f"There is no file {path}.")
    address = f"{path.resolve().as_uri()}?mode=ro"
    log = path.with_name(path.name + "-wal")
    try:
        return _begun(address)
    except sqlite3.Error as error:
        if log.exists() and log.stat().st_size:
            raise Unreadable(
                f"{path} has a write-ahead log that cannot be read here: copy the file and the one ending in -wal "
                "to a folder you may write in, and verify them there."
            ) from error
    try:
        # A copy on a medium nobody can write: nothing changes it while we read.
        return _begun(f"{address}&immutable=1")
    except sqlite3.Error as error:
        raise Unreadable(f"{path} is no SQLite database: {error}.") from error


def _begun(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def main(argv: Sequence[str]) -> int:
    """Verifies the file named in `argv` and prints what holds, or the first thing that does not."""
    parser = argparse.ArgumentParser("verify.py", description="Verifies the ledger in a SQLite file.")
    parser.add_argument("database", type=Path)
    parser.add_argument(
        "--head", default="", help="the hash that “hrm2m ledger head” printed, kept elsewhere"
    )
    asked = parser.parse_args(argv)
    try:
        with closing(open_sqlite(asked.database)) as connection:
            return told(lambda: verify(SqliteLedger(connection), kept_head=asked.head))
    except Unreadable as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2


def told(verifying: Callable[[], list[str]]) -> int:
    """Prints what `verifying` answers, or the first bad line; the exit code."""
    try:
        sentences = verifying()
    except Bad as bad:
        sys.stdout.write(f"BAD  {bad}\n")
        return 1
    sys.stdout.write("\n".join([*sentences, "ok", ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
