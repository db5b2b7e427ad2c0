"""The folder of copies: what lies in it by name and time, how a copy gets its name, and when it goes."""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from hrm2m.backup.errors import BackupRefused
from hrm2m.vault.key_files import see_to_disk


class Kind(StrEnum):
    """What a copy is of; each kind has a folder of its own, to be sent to a place of its own."""

    RECORDS = "records"
    KEYS = "keys"
    ENDINGS = "endings"


KEYS_LIVE = timedelta(days=7)
"""Forgotten is forgotten when the last copy of her key is gone (4-protection.md, point 5)."""

_NAME = re.compile(
    r"(records|keys|endings)-(\d{8}T\d{6}\d{6})Z(?:-(\d{1,12})-(\d{1,12})-([0-9a-f]{8}))?\.age"
)
_TIME = "%Y%m%dT%H%M%S%f"
BEING_WRITTEN = ".part"


def unreadable(path: Path, error: OSError) -> BackupRefused:
    """The refusal of what is there and may not be read."""
    return BackupRefused(
        f"{path} cannot be read ({error.strerror}). Give it to the user that this runs as. Nothing was changed."
    )


@dataclass(frozen=True)
class Copy:
    """One copy; a piece of the log of endings also says which seals it has and how the hash of the last begins."""

    path: Path
    kind: Kind
    at: datetime
    first: int = 0
    last: int = 0
    hash: str = ""


@dataclass(frozen=True)
class Folder:
    """A folder of copies."""

    path: Path

    def copies(self, kind: Kind) -> list[Copy]:
        """The copies of this kind, oldest first; whatever has no name of ours is not among them."""
        found = [copy for path in _files_in(self.path / kind) if (copy := _copy(path))]
        return sorted((copy for copy in found if copy.kind is kind), key=lambda copy: (copy.at, copy.last))

    def newest(self, kind: Kind) -> Copy:
        """The newest copy of this kind; raises BackupRefused where there is none."""
        copies = self.copies(kind)
        if not copies:
            msg = f"There is no copy in {self.path / kind}. Name the folder that “hrm2m backup --to” wrote."
            raise BackupRefused(msg)
        return copies[-1]

    def put(self, kind: Kind, at: datetime, write: Callable[[BinaryIO], None], beside: str = "") -> Path:
        """Lets `write` write a copy, which gets its name when all of it is on the disk; else nothing stays."""
        folder = self.path / kind
        path = folder / f"{kind}-{at.astimezone(UTC).strftime(_TIME)}Z{beside}.age"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(path, write)
        except OSError as error:
            msg = f"The copy could not be written to {folder} ({error.strerror}). Nothing was left behind."
            raise BackupRefused(msg) from error
        return path

    def drop_what_is_over(self, now: datetime) -> int:
        """Deletes copies of keys after seven days and endings older than every copy of records; answers how many."""
        over = [copy for copy in self.copies(Kind.KEYS) if copy.at <= now - KEYS_LIVE]
        records = self.copies(Kind.RECORDS)
        oldest = records[0].at if records else now - KEYS_LIVE
        over += [copy for copy in self.copies(Kind.ENDINGS) if copy.at < oldest]
        for copy in over:
            copy.path.unlink(missing_ok=True)
        for folder in {copy.path.parent for copy in over}:
            see_to_disk(folder)
        return len(over)

    def drop_unfinished(self, kind: Kind) -> None:
        """Deletes what a copy that was killed left: it never had a name."""
        for path in (self.path / kind).glob(f"*{BEING_WRITTEN}"):
            path.unlink(missing_ok=True)


def _write(path: Path, write: Callable[[BinaryIO], None]) -> None:
    part = path.with_name(path.name + BEING_WRITTEN)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    see_to_disk(path.parent)


def _files_in(folder: Path) -> list[Path]:
    # Not glob: it takes a folder that may not be read for an empty one, and an empty log of endings for a lost one.
    try:
        return list(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(folder, error) from error


def _copy(path: Path) -> Copy | None:
    named = _NAME.fullmatch(path.name)
    if named is None:
        return None
    kind, at, first, last, hash_ = named.groups()
    try:
        made_at = datetime.strptime(at, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Copy(path, Kind(kind), made_at, int(first or 0), int(last or 0), hash_ or "")
