"""The database of this installation, whichever engine: read at one moment, emptied and filled as its owner."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hrm2m.backup import postgres_rows, sqlite_rows
from hrm2m.backup.archive import Receiver, Source
from hrm2m.backup.errors import BackupRefused
from hrm2m.foundation.fair_sqlite.base import QUEUE
from hrm2m.vault import gate, grants, verify
from hrm2m.vault.postgres_ledger import open_postgres


NOT_COPIED = frozenset({"django_migrations", "django_session", "kept_forms_keptform", "sign_in_tries"})
"""Migrations are in the manifest; sign-ins, half-typed forms and counted tries end with the machine."""

NO_OWNER = "Set HRM2M_OWNER_DATABASE_URL for this command: only the owner of the tables may fill them."
IN_USE = "The database is in use. Stop “hrm2m serve” and “hrm2m work” first. Nothing was changed."
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
LIVED_IN = {"vault_line", "vault_seal", "agencies_worker"}
OUR_FUNCTIONS = (
    "SELECT proname FROM pg_proc WHERE proname LIKE 'hrm2m%' AND pronamespace = 'public'::regnamespace"
)
Migration = tuple[str, str]


class Snapshot(Source, Protocol):
    """A source that also answers questions of ours about its moment."""

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """The answer to one statement."""

    def rows_of_nobody(self, drawer: str) -> int:
        """How many rows of a drawer name a mother who is not there."""


class Place(Protocol):
    """One database."""

    engine: str

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """One moment of it, whoever writes."""

    def ledger(self) -> AbstractContextManager[verify.Ledger]:
        """Its ledger at one moment, for the verifier."""

    def lives(self) -> bool:
        """Whether anything was ever written in it; raises BackupRefused where this cannot be told."""

    def must_be_still(self) -> None:
        """Raises BackupRefused while a server uses it."""

    def wipe(self) -> None:
        """Takes everything away, tables and all."""

    def filling(self) -> AbstractContextManager[Receiver]:
        """Fills its tables: all of it, or nothing."""

    def as_owner(self) -> AbstractContextManager[None]:
        """Inside, Django's connection may change tables."""


def here() -> Place:
    """The database that the settings name."""
    return OnPostgres() if connection.vendor == "postgresql" else OnSqlite()


def migrate_to(place: Place, migrations: list[Migration]) -> None:
    """Makes the tables as they were after these migrations, without a row in them but what migrations put there."""
    with place.as_owner():
        executor = MigrationExecutor(connection)
        known = set(executor.loader.disk_migrations)
        executor.migrate([key for key in migrations if key in known])
        grants.give_grants()


def migrate_forward(place: Place) -> None:
    """Brings the tables up to this version."""
    from django.core.management import call_command  # noqa: PLC0415 - it loads every command there is

    with place.as_owner():
        call_command("migrate", verbosity=0, interactive=False)
        grants.give_grants()


def applied(place: Place) -> list[Migration]:
    """The migrations that this database went through, oldest first."""
    with place.snapshot() as snapshot:
        return [
            (app, name) for app, name in snapshot.ask("SELECT app, name FROM django_migrations ORDER BY id")
        ]


def unknown_among(migrations: list[Migration]) -> list[Migration]:
    """The migrations that this software does not know: they are of a newer version, or of another program."""
    # Without a connection: opening one would make a SQLite file.
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return [key for key in migrations if key not in known]


class OnSqlite:
    """A SQLite file."""

    engine = "sqlite"

    def __init__(self) -> None:
        self.path = Path(connection.settings_dict["NAME"])

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """See Place."""
        return sqlite_rows.snapshot(self.path, NOT_COPIED)

    @contextmanager
    def ledger(self) -> Iterator[verify.Ledger]:
        """See Place."""
        with closing(verify.open_sqlite(self.path)) as opened:
            yield verify.SqliteLedger(opened)

    def lives(self) -> bool:
        """See Place."""
        if not self.path.exists():
            return any(file.exists() for file in self._files())
        return not sqlite_rows.has_no_rows(self.path, ("sqlite_master",))

    def must_be_still(self) -> None:
        """See Place: a file leaves the mode of its log only while nobody else has it open."""
        connection.close()
        try:
            with closing(sqlite3.connect(self.path, timeout=0.5, isolation_level=None)) as alone:
                alone.execute("PRAGMA journal_mode=DELETE")
                alone.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            raise BackupRefused(IN_USE) from error

    def wipe(self) -> None:
        """See Place."""
        connection.close()
        # Nobody waits for a place that is wiped, and where writers take turns nothing is kept.
        for file in (*self._files(), self.path.with_name(self.path.name + QUEUE)):
            file.unlink(missing_ok=True)

    def filling(self) -> AbstractContextManager[Receiver]:
        """See Place."""
        connection.close()
        return sqlite_rows.filling(self.path)

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        """See Place."""
        with gate.owner_mode():
            yield
        connection.close()

    def _files(self) -> list[Path]:
        return [self.path.with_name(self.path.name + ending) for ending in ("", "-wal", "-shm", "-journal")]


class OnPostgres:
    """A PostgreSQL database: read as the plain login, filled as its owner."""

    engine = "postgresql"

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """See Place."""
        return postgres_rows.snapshot(self._plain(), NOT_COPIED)

    def ledger(self) -> AbstractContextManager[verify.Ledger]:
        """See Place."""
        return open_postgres(self._plain())

    def lives(self) -> bool:
        """See Place."""
        try:
            with psycopg.connect(self._owner()) as owner:
                there = {name for (name,) in owner.execute(TABLES).fetchall()}
                if there - set(connection.introspection.django_table_names()) - {"django_migrations"}:
                    return True  # of another program: it would be lost with the tables of this one
                return any(_has_rows(owner, name) for name in there & LIVED_IN)
        except psycopg.Error as error:
            msg = (
                f"The database cannot be reached as its owner ({type(error).__name__}). Nothing was changed."
            )
            raise BackupRefused(msg) from error

    def must_be_still(self) -> None:
        """See Place."""
        connection.close()
        others = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND usename = %s AND pid <> pg_backend_pid()"
        )
        with psycopg.connect(self._owner()) as owner:
            row = owner.execute(others, [grants.APP_ROLE]).fetchone()
        if row and row[0]:
            raise BackupRefused(IN_USE)

    def wipe(self) -> None:
        """See Place."""
        connection.close()
        with psycopg.connect(self._owner()) as owner:
            owned = (
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
            )
            for (table,) in owner.execute(owned).fetchall():
                owner.execute(sql.SQL("DROP TABLE IF EXISTS {} CASCADE").format(sql.Identifier(table)))
            for (function,) in owner.execute(OUR_FUNCTIONS).fetchall():
                owner.execute(sql.SQL("DROP FUNCTION {}()").format(sql.Identifier(function)))

    def filling(self) -> AbstractContextManager[Receiver]:
        """See Place."""
        connection.close()
        return postgres_rows.filling(self._owner())

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        """See Place."""
        plain = dict(connection.settings_dict)
        owner = conninfo_to_dict(self._owner())
        connection.close()
        named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
        connection.settings_dict.update(
            {ours: str(owner.get(theirs) or "") for ours, theirs in named.items()}
        )
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(plain)

    def _owner(self) -> str:
        address = os.environ.get("HRM2M_OWNER_DATABASE_URL", "")
        if not address:
            raise BackupRefused(NO_OWNER)
        return address

    def _plain(self) -> str:
        named = settings.DATABASES["default"]
        asked = {"dbname": named["NAME"], "user": named["USER"], "password": named["PASSWORD"]}
        where = {"host": named["HOST"], "port": named["PORT"]}
        return make_conninfo(**{name: value for name, value in (asked | where).items() if value})


def _has_rows(owner: "psycopg.Connection[tuple[Any, ...]]", table: str) -> bool:
    statement = sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table))
    return owner.execute(statement).fetchone() is not None
