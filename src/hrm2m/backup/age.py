"""Seals a stream to public keys and opens it again with the age format; what is readable passes through memory only."""

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import pyrage  # type: ignore[import-untyped] # it ships no types

from hrm2m.backup.errors import BackupRefused


# pyrage ships no types: a public and a private key.
Recipient: TypeAlias = Any
Identity: TypeAlias = Any

WRONG_KEY = (
    "This key does not open {name}: it is the wrong key. Look for the one made with “hrm2m keys new-backup”."
)
CHANGED = "{name} is cut short or was changed: it does not open to its end. Take another copy."


def new_pair() -> tuple[str, str]:
    """A new private key and its public key, as text."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipients_in(text: str) -> list[Recipient]:
    """The public keys in `text`, one a line; lines that begin with # are words for people."""
    try:
        found = [pyrage.x25519.Recipient.from_str(line) for line in _lines(text)]
    except pyrage.RecipientError as error:
        msg = "A line of the file of backup keys is no public key of age. It should begin with “age1”."
        raise BackupRefused(msg) from error
    if not found:
        msg = "No key is named that copies are sealed to. Make one with “hrm2m keys new-backup”, away from here."
        raise BackupRefused(msg)
    return found


def identities_in(text: str) -> list[Identity]:
    """The private keys in `text`, one a line, as “hrm2m keys new-backup” and age-keygen write them."""
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in _lines(text)]
    except pyrage.IdentityError as error:
        msg = "This is no private key of age. It should begin with “AGE-SECRET-KEY-1”."
        raise BackupRefused(msg) from error
    if not found:
        msg = "There is no private key in the file after --identity."
        raise BackupRefused(msg)
    return found


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


class _Reading:
    """A stream of pieces of any size, read in pieces of the size that is asked for."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._held = b""
        self.failed: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; empty at the end."""
        try:
            while not self._held:
                self._held = next(self._pieces)
        except StopIteration:
            return b""
        except BaseException as error:
            self.failed = error
            raise
        taken, self._held = (self._held, b"") if size < 0 else (self._held[:size], self._held[size:])
        return taken


def seal(pieces: Iterable[bytes], to: BinaryIO, recipients: Sequence[Recipient]) -> None:
    """Writes the pieces to `to`, sealed to every recipient; what breaks off the pieces is raised as it was."""
    reading = _Reading(pieces)
    try:
        pyrage.encrypt_io(reading, to, list(recipients))
    except (pyrage.EncryptError, OSError) as error:
        if reading.failed is not None:
            raise reading.failed from error
        msg = f"The copy could not be written ({error}). Is there room on the disk? Nothing was left behind."
        raise BackupRefused(msg) from error


@contextmanager
def opened(path: Path, identities: Sequence[Identity]) -> Iterator[BufferedReader]:
    """What `path` says, as a stream; raises BackupRefused at its end, or before, where it is not whole."""
    read, write = os.pipe()
    failed: list[BaseException] = []
    because: list[BaseException] = []
    thread = threading.Thread(target=_decrypt, args=(path, identities, write, failed), daemon=True)
    thread.start()
    try:
        with os.fdopen(read, "rb") as stream:
            try:
                yield stream
                # To the very end, so that the last seal of the format is looked at too.
                while stream.read(1 << 16):
                    pass
            finally:
                # What failed after this failed because nobody reads on.
                because += failed[:1]
    except BackupRefused:
        if because:
            raise _refusal(path, because[0]) from because[0]
        raise
    finally:
        thread.join()
    if because:
        raise _refusal(path, because[0]) from because[0]


def _decrypt(path: Path, identities: Sequence[Identity], write: int, failed: list[BaseException]) -> None:
    with suppress(BrokenPipeError), os.fdopen(write, "wb") as to:
        try:
            with path.open("rb") as sealed:
                pyrage.decrypt_io(sealed, to, list(identities))
        except (OSError, pyrage.DecryptError) as error:
            # Said before the pipe is closed: whoever reads to its end knows it then.
            failed.append(error)


def _refusal(path: Path, error: BaseException) -> BackupRefused:
    matching = "matching" in str(error)
    return BackupRefused((WRONG_KEY if matching else CHANGED).format(name=path.name))
