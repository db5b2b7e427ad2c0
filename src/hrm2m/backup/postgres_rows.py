"""The rows of a PostgreSQL database: read in one snapshot as the plain login, put in as its owner."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import IsolationLevel, sql

from hrm2m.backup.archive import Block, Table
from hrm2m.backup.errors import BackupRefused


MOTHERS_AT_ONCE = 500
BYTES_AT_ONCE = 1 << 16
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_COLUMNS = (
    "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(quote_ident(%s)) AND attnum > 0 "
    "AND NOT attisdropped ORDER BY attnum"
)
_SERIALS = (
    "SELECT table_name, column_name FROM information_schema.columns "
    "WHERE table_schema = 'public' AND is_identity = 'YES'"
)

Connection = psycopg.Connection[tuple[Any, ...]]


class PostgresRows:
    """See archive.Source: one REPEATABLE READ transaction; the drawers through the roles of the gate, like anybody."""

    def __init__(self, connection: Connection, leave_out: Collection[str]) -> None:
        self._connection = connection
        self._leave_out = leave_out

    def tables(self) -> list[Table]:
        """See archive.Source."""
        names = [name for (name,) in self.ask(_TABLES) if name not in self._leave_out]
        return [Table(name, _columns(self._connection, name)) for name in names]

    def blocks(self, table: Table) -> Iterator[Block]:
        """See archive.Source."""
        if not table.name.startswith("cmp_"):
            yield from self._rows(table)
            return
        mothers = [str(number) for (number,) in self.ask("SELECT id FROM vault_head ORDER BY id")]
        for start in range(0, len(mothers), MOTHERS_AT_ONCE):
            role = f"hr_gate_{table.name.removeprefix('cmp_').removesuffix('_entry')}"
            self._take_role(role, ",".join(mothers[start : start + MOTHERS_AT_ONCE]))
            yield from self._rows(table)
            self._take_role("none", "")

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """The answer to a statement of ours in the same snapshot."""
        return self._connection.execute(statement.encode()).fetchall()

    def rows_of_nobody(self, drawer: str) -> int:
        """How many rows of a drawer name a mother who is not there, as far as numbers were ever given."""
        gaps = self.ask(
            "SELECT n FROM generate_series(1, (SELECT coalesce(max(id), 0) + 1000 FROM vault_head)) n "
            "WHERE NOT EXISTS (SELECT 1 FROM vault_head WHERE id = n)"
        )
        role = f"hr_gate_{drawer.removeprefix('cmp_').removesuffix('_entry')}"
        self._take_role(role, ",".join(str(number) for (number,) in gaps))
        counting = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(drawer))
        row = self._connection.execute(counting).fetchone()
        self._take_role("none", "")
        return int(row[0]) if row else 0

    def _take_role(self, role: str, mothers: str) -> None:
        taking = "SELECT set_config('role', %s, true), set_config('hrm2m.mothers', %s, true)"
        self._connection.execute(taking, [role, mothers])

    def _rows(self, table: Table) -> Iterator[Block]:
        statement = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(
            _names(table.columns), sql.Identifier(table.name)
        )
        rows, held = 0, bytearray()
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in copy:
                rows += 1
                held += row
                if len(held) >= BYTES_AT_ONCE:
                    yield Block(rows, bytes(held))
                    rows, held = 0, bytearray()
        if rows:
            yield Block(rows, bytes(held))


@contextmanager
def snapshot(address: str, leave_out: Collection[str] = ()) -> Iterator[PostgresRows]:
    """One moment of the database at `address`, whoever writes meanwhile; raises BackupRefused."""
    try:
        with psycopg.connect(address) as connection:
            connection.isolation_level = IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            try:
                yield PostgresRows(connection, leave_out)
            except BaseException:
                # Inside a table the server still sends, and would never read that it is to roll back.
                connection.close()
                raise
    except psycopg.Error as error:
        msg = f"The database cannot be read ({type(error).__name__}). Is it there, and brought up by “hrm2m migrate”?"
        raise BackupRefused(msg) from error


class PostgresTables:
    """See archive.Receiver: fills the tables, in the transaction of `filling`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._statement: sql.Composed | None = None

    def begin(self, table: Table) -> None:
        """See archive.Receiver."""
        if not set(table.columns) <= set(_columns(self._connection, table.name)):
            msg = f"This software has no such table or columns: {table.name}. Use the software that made the copy."
            raise BackupRefused(msg)
        self._statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table.name), _names(table.columns)
        )

    def take(self, block: Block) -> None:
        """See archive.Receiver."""
        if self._statement is not None:
            with self._connection.cursor() as cursor, cursor.copy(self._statement) as copy:
                copy.write(block.body)


@contextmanager
def filling(address: str) -> Iterator[PostgresTables]:
    """Empties and fills the database at `address`, as its owner, in one transaction: all of it, or nothing."""
    with psycopg.connect(address) as connection:
        names = [name for (name,) in connection.execute(_TABLES) if name != "django_migrations"]
        tables = sql.SQL(", ").join(sql.Identifier(name) for name in names)
        connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(tables))
        # They refuse what was right when it was written: a name of somebody whose record ended since.
        for name in names:
            _past_triggers(connection, name, sql.SQL("DISABLE"), sql.SQL("NO FORCE"))
        yield PostgresTables(connection)
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # Before row security is back: with it, even the owner finds no row in a drawer.
        _count_on(connection)
        for name in names:
            _past_triggers(connection, name, sql.SQL("ENABLE"), sql.SQL("FORCE"))


def _past_triggers(connection: Connection, table: str, triggers: sql.SQL, security: sql.SQL) -> None:
    name = sql.Identifier(table)
    connection.execute(sql.SQL("ALTER TABLE {} {} TRIGGER USER").format(name, triggers))
    if table.startswith("cmp_"):
        connection.execute(sql.SQL("ALTER TABLE {} {} ROW LEVEL SECURITY").format(name, security))


def _count_on(connection: Connection) -> None:
    """The next row of each table gets the number after the highest."""
    for table, column in connection.execute(_SERIALS.encode()).fetchall():
        statement = sql.SQL(
            "SELECT setval(pg_get_serial_sequence({}, {}), max({})) FROM {} HAVING max({}) > 0"
        )
        name = sql.Identifier(column)
        place = sql.Literal(f'public."{table}"')
        connection.execute(statement.format(place, sql.Literal(column), name, sql.Identifier(table), name))


def _columns(connection: Connection, table: str) -> tuple[str, ...]:
    return tuple(name for (name,) in connection.execute(_COLUMNS, [table]))


def _names(columns: Collection[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(column) for column in columns)
