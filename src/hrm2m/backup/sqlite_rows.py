"""The rows of a SQLite file: read in one snapshot while others write, and put into a new file; no Django in between."""

import shutil
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from hrm2m.backup.archive import Block, Table
from hrm2m.backup.errors import BackupRefused
from hrm2m.vault import verify


ROWS_AT_ONCE = 500
LARGEST_EMPTY = 1_000_000
"""Bytes: a database with its tables and no rows is a tenth of it."""
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"


class SqliteRows:
    """See archive.Source: one read transaction, so that every table is of one moment."""

    def __init__(self, connection: sqlite3.Connection, leave_out: Collection[str] = ()) -> None:
        self._connection = connection
        self._leave_out = leave_out

    def tables(self) -> list[Table]:
        """See archive.Source."""
        names = [name for (name,) in self._connection.execute(_TABLES) if name not in self._leave_out]
        return [Table(name, _columns(self._connection, name)) for name in names]

    def blocks(self, table: Table) -> Iterator[Block]:
        """See archive.Source."""
        rows = self._connection.execute(f"SELECT {_names(table.columns)} FROM {_name(table.name)}")  # noqa: S608 - names of this file
        while some := rows.fetchmany(ROWS_AT_ONCE):
            yield Block(len(some), msgspec.msgpack.encode(some))

    def rows_of_nobody(self, drawer: str) -> int:
        """How many rows of a drawer name a mother who is not there."""
        counting = f"SELECT count(*) FROM {_name(drawer)} WHERE mother NOT IN (SELECT id FROM vault_head)"  # noqa: S608 - a table of this file
        return int(self.ask(counting)[0][0])

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """The answer to a statement of ours in the same snapshot."""
        return self._connection.execute(statement).fetchall()


@contextmanager
def snapshot(path: Path, leave_out: Collection[str] = ()) -> Iterator[SqliteRows]:
    """One moment of the file at `path`, whoever writes meanwhile; raises BackupRefused."""
    try:
        with closing(verify.open_sqlite(path)) as connection:
            yield SqliteRows(connection, leave_out)
    except (verify.Unreadable, sqlite3.Error) as error:
        msg = f"The database {path.name} cannot be read ({error})."
        raise BackupRefused(msg) from error


class SqliteFile:
    """See archive.Receiver: fills the tables of a file that has them already, in one transaction, past its triggers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._insert = ""

    def begin(self, table: Table) -> None:
        """See archive.Receiver."""
        if not set(table.columns) <= set(_columns(self._connection, table.name)):
            msg = f"This software has no such table or columns: {table.name}. Use the software that made the copy."
            raise BackupRefused(msg)
        self._connection.execute(f"DELETE FROM {_name(table.name)}")  # noqa: S608 - a table of this file
        places = ",".join("?" * len(table.columns))
        self._insert = f"INSERT INTO {_name(table.name)} ({_names(table.columns)}) VALUES ({places})"  # noqa: S608 - as above

    def take(self, block: Block) -> None:
        """See archive.Receiver."""
        self._connection.executemany(self._insert, msgspec.msgpack.decode(block.body, type=list[list[Any]]))


@contextmanager
def filling(path: Path) -> Iterator[SqliteFile]:
    """Fills the file at `path`: all of it is there afterwards, or nothing."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.create_function("hrm2m_owner_mode", 0, lambda: 1)
        connection.execute("PRAGMA synchronous=FULL")
        # In the write-ahead log every row would lie twice until the end, and a disk that is full has no room for that.
        # Beside anybody who has it open there is no other way.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("BEGIN IMMEDIATE")
        # They refuse what was right when it was written: a name of somebody whose record ended since.
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {_name(name)}")
        yield SqliteFile(connection)
        for _, text in triggers:
            connection.execute(text)
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            msg = "The copy has rows that point at nothing: it is damaged. Take another copy."
            raise BackupRefused(msg)
        connection.execute("COMMIT")
        # Every connection of ours asks for it too.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode=WAL")


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in connection.execute(f"PRAGMA table_info({_name(table)})"))


def _names(columns: Collection[str]) -> str:
    return ", ".join(_name(column) for column in columns)


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def has_no_rows(path: Path, tables: Sequence[str]) -> bool:
    """Whether this file is a database whose tables of these names are all empty; what cannot be read is not.

    It is looked at in a copy: reading alone lets SQLite make files beside it, and nothing here is to be touched.
    """
    files = [one for end in ("", "-wal") if (one := path.with_name(path.name + end)).exists()]
    try:
        if sum(file.stat().st_size for file in files) > LARGEST_EMPTY:
            return False
        with TemporaryDirectory(dir=path.parent) as beside:
            for file in files:
                shutil.copy(file, beside)
            with closing(sqlite3.connect(Path(beside) / path.name)) as copied:
                return not any(copied.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() for name in tables)  # noqa: S608 - names of ours
    except (OSError, sqlite3.Error):
        return False
