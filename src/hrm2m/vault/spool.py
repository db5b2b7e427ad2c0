"""Another way for danger alone: when the vault refuses, it is sealed to a file that only the worker process can open.

The web server holds the public key only, so nothing here can be read where it is written.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyrage  # type: ignore[import-untyped] # it ships no types
from django.conf import settings

from hrm2m.foundation import clock, ids
from hrm2m.vault import sealing
from hrm2m.vault.errors import KeystoreRefused, Tampered, VaultError
from hrm2m.vault.key_files import read_private, see_to_disk, write_new_bytes


log = logging.getLogger(__name__)

PUBLIC_KEY = "spool.pub"
PRIVATE_KEY = "spool.key"
SEALED = ".age"
SET_ASIDE = ".unreadable"
NOT_OURS = (pyrage.DecryptError, Tampered)
"""Sealed to another key, changed, or sealed by somebody who has our public key and not our shape."""


class SpoolRefused(VaultError):
    """Not even the spool took it: nobody has been told, and the screen must say so."""


@dataclass(frozen=True)
class Spooled:
    """One thing that waited in the spool; `name` is its own, so that filing it twice can be noticed."""

    name: str
    words: bytes
    path: Path

    def filed(self) -> None:
        """It is in the record now: takes it out of the spool."""
        self.path.unlink(missing_ok=True)
        see_to_disk(self.path.parent)


def put(words: bytes) -> str:
    """Seals `words` into the spool and answers its name once it is on the disk; raises SpoolRefused."""
    name = f"{clock.now():%Y%m%dT%H%M%S%f}-{ids.new_ref()}"
    folder = Path(settings.HRM2M_SPOOL)
    try:
        sealed = pyrage.encrypt(sealing.pad(words), [_public_key()])
        being_written = folder / f"{name}.part"
        write_new_bytes(being_written, sealed, 0o600)
        being_written.rename(folder / f"{name}{SEALED}")
        see_to_disk(folder)
    except (OSError, pyrage.EncryptError, KeystoreRefused) as error:
        msg = f"The spool did not take it ({type(error).__name__})."
        raise SpoolRefused(msg) from error
    return name


def drain() -> Iterator[Spooled]:
    """What waits, oldest first, opened; each stays until `filed` is called. What does not open is set aside.

    Raises KeystoreRefused if the private key cannot be read; SpoolRefused, when all had their turn, if a file cannot.
    """
    identity = _private_key()
    unread: list[OSError] = []
    for path in _waiting():
        try:
            words = sealing.unpad(pyrage.decrypt(path.read_bytes(), [identity]))
        except FileNotFoundError:
            continue
        except OSError as error:
            # It may be danger, so it stays; and danger came after it, so the others are not kept waiting.
            unread.append(error)
            continue
        except NOT_OURS:
            path.rename(path.with_suffix(SET_ASIDE))
            log.exception("Something in the spool does not open with this key; it was set aside")
            continue
        yield Spooled(path.stem, words, path)
    if unread:
        msg = f"{len(unread)} in the spool cannot be read ({type(unread[0]).__name__}). Make its files our own again."
        raise SpoolRefused(msg) from unread[0]


def waiting() -> int:
    """How many things wait to be filed."""
    return len(_waiting())


def prove_keys_fit() -> None:
    """Raises KeystoreRefused unless both keys are there and are one pair."""
    if str(_private_key().to_public()) != str(_public_key()):
        msg = "The two keys of the spool are not a pair. Put back the pair that “hrm2m keys new” made."
        raise KeystoreRefused(msg)


def new_pair() -> tuple[str, str]:
    """A new private and public key, as text."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def _waiting() -> list[Path]:
    return sorted(Path(settings.HRM2M_SPOOL).glob(f"*{SEALED}"))


def _public_key() -> pyrage.x25519.Recipient:
    path = Path(settings.HRM2M_HOME) / PUBLIC_KEY
    try:
        return pyrage.x25519.Recipient.from_str(path.read_text("ascii").strip())
    except (OSError, ValueError, pyrage.RecipientError) as error:
        msg = f"The public key of the spool cannot be used ({type(error).__name__}). “hrm2m keys new” makes one."
        raise KeystoreRefused(msg) from error


def _private_key() -> pyrage.x25519.Identity:
    text = read_private(Path(settings.HRM2M_ROOT_KEY_FILE).with_name(PRIVATE_KEY), "private key of the spool")
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError as error:
        msg = "The private key of the spool is not one. It may be another file."
        raise KeystoreRefused(msg) from error
