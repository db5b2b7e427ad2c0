"""The log of what ended, beside the copies: the newest seals, which name it; written each minute to the same keys."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from django.conf import settings

from hrm2m.backup import age, archive, signing
from hrm2m.backup.archive import Block, Manifest, Table
from hrm2m.backup.errors import BackupRefused
from hrm2m.backup.folder import Copy, Folder, Kind
from hrm2m.backup.recipients import recipients_here
from hrm2m.backup.writing import NO_SEAL, begun, put
from hrm2m.vault import seals
from hrm2m.vault.verify import SIGNED_AS


SEALS = Table("seals", ("number", "heads", "hash", "signature"))
SEALS_AT_ONCE = 100
HASH_SHOWN = 8
Row = tuple[int, str, bytes, bytes]
MISSING = (
    "The log of what ended has a gap before seal {number}: a piece of it is missing or was changed. Without it, "
    "who was stopped or forgotten after this copy would come back. Fetch every file of “endings” from where copies "
    "are kept. Nothing was changed."
)


def keep(*, now: datetime) -> int:
    """Does what the worker process does each minute: writes what ended, drops copies whose time is over; how many."""
    if not settings.HRM2M_BACKUP_FOLDER:
        return 0
    folder = Folder(Path(settings.HRM2M_BACKUP_FOLDER))
    before = len(folder.copies(Kind.ENDINGS))
    write(folder, recipients_here())
    return len(folder.copies(Kind.ENDINGS)) - before + folder.drop_what_is_over(now)


def write(
    folder: Folder, recipients: Sequence[age.Recipient], *, even_if_nothing_ended: bool = False
) -> tuple[int, str]:
    """Writes the seals that no piece of the log has; answers the number and hash of the newest seal it has then."""
    reached = _reached(folder)
    newest = seals.newest_number()
    if newest <= reached[0]:
        return reached
    if not (even_if_nothing_ended or seals.say_that_something_ended(reached[0], newest)):
        return reached
    hash_ = seals.hash_of(newest)
    about = msgspec.structs.replace(begun(Kind.ENDINGS, "seals"), seal=(newest, hash_), before=reached[1])
    beside = f"-{reached[0] + 1}-{newest}-{hash_[:HASH_SHOWN]}"
    put(folder, recipients, _Seals(reached[0], newest), about, beside)
    return newest, hash_


def _reached(folder: Folder) -> tuple[int, str]:
    """The newest seal that a piece of the log has. A piece of a time that was undone by restoring is not ours."""
    for piece in sorted(folder.copies(Kind.ENDINGS), key=lambda copy: copy.last, reverse=True):
        hash_ = seals.hash_of(piece.last)
        if hash_ and hash_.startswith(piece.hash):
            return piece.last, hash_
    return NO_SEAL


class _Seals:
    """Seals after one number up to another, as a source of rows."""

    def __init__(self, after: int, last: int) -> None:
        self._after = after
        self._last = last

    def tables(self) -> list[Table]:
        """See archive.Source."""
        return [SEALS]

    def blocks(self, table: Table) -> Iterator[Block]:
        """See archive.Source."""
        for start in range(self._after, self._last, SEALS_AT_ONCE):
            rows = seals.between(start, min(start + SEALS_AT_ONCE, self._last))
            yield Block(len(rows), msgspec.msgpack.encode(rows))


class _Gathered:
    """Takes the seals of a piece in."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def begin(self, table: Table) -> None:
        """See archive.Receiver."""

    def take(self, block: Block) -> None:
        """See archive.Receiver."""
        self.rows += msgspec.msgpack.decode(block.body, type=list[Row])


@dataclass
class Endings:
    """What ended with one mother after a copy, in the order in which it did."""

    stops: list[str] = field(default_factory=list)
    bars: list[tuple[int | None, int | None, str]] = field(default_factory=list)
    stage: str = ""
    at: str = ""


class Log:
    """The log after one copy, proved piece by piece: each follows from the copy or from a piece before it."""

    def __init__(self, copied: Manifest) -> None:
        self._copied = copied.seal
        self._known = {copied.seal[1]}
        self._ended: dict[tuple[int, int], dict[str, Any]] = {}

    def follow(self, piece: Copy, identities: Sequence[age.Identity]) -> None:
        """Takes the next piece in; raises BackupRefused where it does not follow."""
        gathered = _Gathered()
        with age.opened(piece.path, identities) as stream:
            about = archive.read(stream, gathered, signing.signing_key().public_key())
        if about.kind != Kind.ENDINGS or not self._follows(about.before, gathered.rows):
            raise BackupRefused(MISSING.format(number=piece.first))

    def _follows(self, before: str, rows: Sequence[Row]) -> bool:
        passed, previous = before in self._known, bytes.fromhex(before)
        for number, text, hash_, signature in rows:
            if sha256(previous + text.encode()).digest() != hash_ or not _is_signed(hash_, signature):
                return False
            passed = passed or (number, hash_.hex()) == self._copied
            if passed and number > self._copied[0]:
                self._note(text)
            self._known.add(hash_.hex())
            previous = hash_
        return passed

    def _note(self, text: str) -> None:
        for ended in json.loads(text).get("ended", ()):
            self._ended.setdefault((ended["chain"], ended["seq"]), ended)

    def has(self, seal: tuple[int, str]) -> bool:
        """Whether the log, or the copy itself, has come as far as this seal."""
        return seal[0] <= self._copied[0] or seal[1] in self._known

    def after(self, copied_seq: dict[int, int]) -> dict[int, Endings]:
        """What is to be done again, by the number of each mother; `copied_seq` is how far the copy has her chain."""
        found: dict[int, Endings] = {}
        for (chain, seq), ended in sorted(self._ended.items()):
            if chain not in copied_seq or seq <= copied_seq[chain]:
                continue
            of_her = found.setdefault(chain, Endings())
            of_her.stops += ended.get("stops", [])
            of_her.bars += [(worker, agency, cause) for worker, agency, cause in ended.get("bars", [])]
            if "stage" in ended:
                of_her.stage, of_her.at = ended["stage"], ended["at"]
        return found


def log_after(folder: Folder, copied: Manifest, identities: Sequence[age.Identity]) -> Log:
    """The whole log after this copy, from every piece that was written since; raises BackupRefused at a gap."""
    log = Log(copied)
    since = datetime.fromisoformat(copied.made_at)
    pieces = [piece for piece in folder.copies(Kind.ENDINGS) if piece.at >= since]
    for piece in sorted(pieces, key=lambda piece: (piece.first, piece.at)):
        log.follow(piece, identities)
    return log


def _is_signed(hash_: bytes, signature: bytes) -> bool:
    try:
        signing.seal_key().verify(signature, SIGNED_AS + hash_)
    except InvalidSignature:
        return False
    return True
