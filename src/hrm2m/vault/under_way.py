"""A note in the home that a restore or an upgrade is under way: no server starts beside it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from hrm2m.vault.errors import UnsafeStart
from hrm2m.vault.key_files import see_to_disk, write_new


NOTE = "under-way"
SENTENCE = (
    "{a} {what} is under way here, or was broken off. Run “hrm2m {what}” again: it begins where all is right."
)


@contextmanager
def alone() -> Iterator[None]:
    """Holds the home for one restore or upgrade; whoever is killed lets go. Raises UnsafeStart beside another."""
    descriptor = os.open(settings.HRM2M_HOME, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _hold(descriptor)
        yield
    finally:
        os.close(descriptor)


def _hold(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        msg = "Another restore or upgrade is running here. Let it end."
        raise UnsafeStart(msg) from error


def what_is() -> str:
    """“restore” or “upgrade”, or nothing."""
    try:
        return _note().read_text("ascii").strip()
    except FileNotFoundError:
        return ""


def begin(what: str) -> None:
    """Writes the note and sees it to the disk; one that is there stays."""
    if not what_is():
        write_new(_note(), what, 0o600)


def end() -> None:
    """Takes the note away, last of all."""
    _note().unlink(missing_ok=True)
    see_to_disk(_note().parent)


def refuse() -> None:
    """Raises UnsafeStart while one is under way."""
    what = what_is()
    if what:
        raise UnsafeStart(SENTENCE.format(a="An" if what[0] in "aeiou" else "A", what=what))


def _note() -> Path:
    return Path(settings.HRM2M_HOME) / NOTE
