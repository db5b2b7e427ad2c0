"""The keystore: its own small file, one data key for each mother and compartment, wrapped twice.

root key (a file off the data disk) -> monthly key-encryption key -> data key. Destroying a data key is how a
record is forgotten, so this file is never part of the database and has short backups of its own.
"""

import hmac
import json
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings

from hrm2m.foundation import clock
from hrm2m.policy import Compartment
from hrm2m.vault.errors import KeystoreRefused
from hrm2m.vault.key_files import KEY_BYTES, read_root_key


HOUSE_SUBJECT = "house"
ALL_COMPARTMENTS = tuple(Compartment)
PATIENCE_SECONDS = 20.0
WRONG_KEY = "The root key does not open this keystore: it is the wrong key, or the wrong keystore."

_SCHEMA = """
CREATE TABLE IF NOT EXISTS kek (epoch TEXT PRIMARY KEY, wrapped BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS dek (
  subject TEXT NOT NULL, compartment TEXT NOT NULL, epoch TEXT NOT NULL, wrapped BLOB NOT NULL,
  created_at TEXT NOT NULL, sealed_at TEXT, PRIMARY KEY (subject, compartment)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mark (name TEXT PRIMARY KEY, value BLOB NOT NULL);
"""

Key = tuple[str, Compartment]


class Keystore(Protocol):
    """What the vault needs of a keystore, so that several servers can share a separate key database."""

    def create(self, subject: str, compartments: Iterable[Compartment] = ALL_COMPARTMENTS) -> None:
        """Makes and commits the missing data keys of `subject`."""

    def create_all(self, subjects: Iterable[str]) -> None:
        """Makes and commits the missing data keys of many subjects at once."""

    def keys(self, wanted: Iterable[Key]) -> Mapping[Key, bytes]:
        """The data keys that exist and are not sealed away; a missing one is simply absent."""

    def destroy(self, subjects: Iterable[str], compartments: Iterable[Compartment]) -> None:
        """Destroys data keys for ever: no byte of them stays in the store. Doing it twice is the same as once."""

    def seal_away(self, subject: str, compartments: Iterable[Compartment]) -> None:
        """Keeps data keys but hands them out no more."""

    def derive(self, purpose: str) -> bytes:
        """A 32-byte key for a purpose that is not about one mother: marks, signatures."""

    def subjects_made_before(self, instant: datetime) -> list[str]:
        """Subjects whose keys were all made before `instant`, for the sweep of keys that encrypt nothing."""


class SqliteKeystore:
    """The keystore of one server: a SQLite file of its own, whatever database the records are in."""

    def __init__(self, path: Path, root: bytes) -> None:
        self._path = path
        self._root = root
        self._local = threading.local()
        self._keks: dict[str, bytes] = {}
        self._inherited: list[sqlite3.Connection | None] = []
        with self._using() as connection:
            connection.executescript(_SCHEMA)
        self._prove_root()

    def create(self, subject: str, compartments: Iterable[Compartment] = ALL_COMPARTMENTS) -> None:
        """See Keystore."""
        self._create((subject, compartment) for compartment in compartments)

    def create_all(self, subjects: Iterable[str]) -> None:
        """See Keystore."""
        self._create((subject, compartment) for subject in subjects for compartment in ALL_COMPARTMENTS)

    def _create(self, wanted: Iterable[Key]) -> None:
        epoch = clock.now().strftime("%Y-%m")
        kek = self._kek_to_wrap_with(epoch)
        at = clock.now().isoformat()
        rows = [
            (subject, c.value, epoch, aes_key_wrap(kek, secrets.token_bytes(KEY_BYTES)), at)
            for subject, c in wanted
        ]
        with self._using() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO dek (subject, compartment, epoch, wrapped, created_at) VALUES (?,?,?,?,?)",
                rows,
            )

    def keys(self, wanted: Iterable[Key]) -> Mapping[Key, bytes]:
        """See Keystore."""
        pairs = set(wanted)
        with self._using() as connection:
            rows = connection.execute(
                "SELECT subject, compartment, epoch, wrapped FROM dek WHERE sealed_at IS NULL "
                "AND subject IN (SELECT value FROM json_each(?))",
                [json.dumps(sorted({subject for subject, _ in pairs}))],
            ).fetchall()
        found: dict[Key, bytes] = {}
        for subject, name, epoch, wrapped in rows:
            key = (subject, Compartment(name))
            if key in pairs:
                found[key] = _unwrap(self._kek(epoch), wrapped)
        return found

    def destroy(self, subjects: Iterable[str], compartments: Iterable[Compartment]) -> None:
        """See Keystore."""
        names = [c.value for c in compartments]
        with self._using() as connection:
            connection.executemany(
                "DELETE FROM dek WHERE subject = ? AND compartment = ?",
                [(subject, name) for subject in subjects for name in names],
            )
        self._leave_no_bytes()

    def _leave_no_bytes(self) -> None:
        # secure_delete overwrites a deleted row where it lies, but a page that was split before may hold an older
        # copy of it beside the live rows: only a file written anew has none. The write-ahead log goes last.
        with self._using() as connection:
            connection.execute("VACUUM")
            (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            msg = "The keystore is in use, so destroyed keys may still be in its log. Destroy them again."
            raise KeystoreRefused(msg)

    def seal_away(self, subject: str, compartments: Iterable[Compartment]) -> None:
        """See Keystore."""
        at = clock.now().isoformat()
        with self._using() as connection:
            connection.executemany(
                "UPDATE dek SET sealed_at = ? WHERE subject = ? AND compartment = ? AND sealed_at IS NULL",
                [(at, subject, c.value) for c in compartments],
            )

    def derive(self, purpose: str) -> bytes:
        """See Keystore."""
        return derived(self._root, purpose)

    def identity(self) -> str:
        """What tells this keystore from every other; a copy of it answers the same."""
        with self._using() as connection:
            connection.execute("INSERT OR IGNORE INTO mark VALUES ('identity', ?)", [secrets.token_bytes(16)])
            (kept,) = connection.execute("SELECT value FROM mark WHERE name = 'identity'").fetchone()
        return bytes(kept).hex()

    def subjects_made_before(self, instant: datetime) -> list[str]:
        """See Keystore."""
        with self._using() as connection:
            rows = connection.execute(
                "SELECT subject FROM dek GROUP BY subject HAVING max(created_at) < ?", [instant.isoformat()]
            ).fetchall()
        return [subject for (subject,) in rows]

    def subjects(self) -> list[str]:
        """Everybody who has a key here, the house too."""
        with self._using() as connection:
            return [subject for (subject,) in connection.execute("SELECT DISTINCT subject FROM dek")]

    def close(self) -> None:
        """Closes this thread's connection; the next use opens another."""
        if getattr(self._local, "process", None) == os.getpid():
            self._local.connection.close()
            del self._local.connection, self._local.process

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, committed after use; every failure of the file becomes KeystoreRefused."""
        try:
            connection = self._connection()
            with connection:
                yield connection
        except (sqlite3.Error, OSError) as error:
            msg = f"The keystore cannot be used now ({type(error).__name__})."
            raise KeystoreRefused(msg) from error

    def _connection(self) -> sqlite3.Connection:
        # A forked process must neither use nor close its parent's connection: it keeps it, and opens its own.
        if getattr(self._local, "process", None) != os.getpid():
            self._inherited.append(getattr(self._local, "connection", None))
            self._local.connection = _connect(self._path)
            self._local.process = os.getpid()
        connection: sqlite3.Connection = self._local.connection
        return connection

    def _kek(self, epoch: str) -> bytes:
        if epoch not in self._keks:
            with self._using() as connection:
                row = connection.execute("SELECT wrapped FROM kek WHERE epoch = ?", [epoch]).fetchone()
            if row is None:
                msg = "The keystore lacks the key of a month: it is damaged or older than the data."
                raise KeystoreRefused(msg)
            self._keks[epoch] = _unwrap(self._root, row[0])
        return self._keks[epoch]

    def _kek_to_wrap_with(self, epoch: str) -> bytes:
        if epoch not in self._keks:
            wrapped = aes_key_wrap(self._root, secrets.token_bytes(KEY_BYTES))
            with self._using() as connection:
                connection.execute("INSERT OR IGNORE INTO kek VALUES (?, ?)", [epoch, wrapped])
        return self._kek(epoch)

    def _prove_root(self) -> None:
        proof = self.derive("proof")
        with self._using() as connection:
            connection.execute("INSERT OR IGNORE INTO mark VALUES ('proof', ?)", [proof])
            (kept,) = connection.execute("SELECT value FROM mark WHERE name = 'proof'").fetchone()
        if not hmac.compare_digest(kept, proof):
            raise KeystoreRefused(WRONG_KEY)


def derived(root: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose, for whoever has the root key and no keystore."""
    return hmac.new(root, b"hrm2m|" + purpose.encode(), sha256).digest()


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Made with its mode before SQLite sees it: its log takes the mode of the file. Never opened once it is there:
    # closing a second descriptor would take away the locks that SQLite holds in this process.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    # Debian's SQLite has this on, wheels may not: off, a deleted key stays on the disk.
    connection.execute("PRAGMA secure_delete=ON")
    return connection


def _unwrap(key: bytes, wrapped: bytes) -> bytes:
    try:
        return aes_key_unwrap(key, wrapped)
    except InvalidUnwrap as error:
        raise KeystoreRefused(WRONG_KEY) from error


@lru_cache(maxsize=4)
def _keystore_at(path: Path, root_key_file: Path) -> SqliteKeystore:
    return SqliteKeystore(path, read_root_key(root_key_file))


def keystore() -> SqliteKeystore:
    """The keystore of this installation, as the settings name it."""
    return _keystore_at(Path(settings.HRM2M_KEYSTORE), Path(settings.HRM2M_ROOT_KEY_FILE))


def forget_opened_keystores() -> None:
    """Opens the keystore anew next time: for tests that change the files beneath it."""
    _keystore_at.cache_clear()
