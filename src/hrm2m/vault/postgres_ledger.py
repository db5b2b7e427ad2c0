"""A ledger in PostgreSQL, read at one moment for the verifier, through the roles of the gate like anybody else."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import IsolationLevel, sql

from hrm2m.vault import verify


MOTHERS_AT_ONCE = 200
ROWS_AT_ONCE = 5000


class PostgresLedger:
    """See verify.Ledger."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self._connection = connection

    def heads(self) -> Iterable[tuple[int, str, str, int, bytes]]:
        """See Ledger."""
        return self._rows("heads", "SELECT id, ref, stage, seq, hash FROM vault_head ORDER BY id")

    def lines(self) -> Iterable[tuple[int, int, str, str, bytes]]:
        """See Ledger."""
        return self._rows(
            "lines",
            "SELECT chain, seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), body, hash "
            "FROM vault_line ORDER BY id",
        )

    def seals(self) -> Iterable[tuple[int, str, bytes, bytes]]:
        """See Ledger."""
        return self._rows("seals", "SELECT number, heads, hash, signature FROM vault_seal ORDER BY number")

    def entries(self, compartment: str) -> Iterable[tuple[str, int, str]]:
        """See Ledger."""
        mothers = [head[0] for head in self.heads()]
        for start in range(0, len(mothers), MOTHERS_AT_ONCE):
            yield from self._entries_of(compartment, mothers[start : start + MOTHERS_AT_ONCE])

    def _entries_of(self, compartment: str, mothers: list[int]) -> list[tuple[str, int, str]]:
        table = sql.Identifier(f"cmp_{compartment}_entry")
        digests = sql.SQL("SELECT ref, mother, encode(sha256(sealed), 'hex') FROM {}").format(table)
        with self._connection.cursor() as cursor:
            self._take_role(cursor, f"hr_gate_{compartment}", mothers)
            rows = cursor.execute(digests).fetchall()
            self._take_role(cursor, "none", [])
        return rows

    def _take_role(self, cursor: "psycopg.Cursor[Any]", role: str, mothers: list[int]) -> None:
        names = ",".join(str(mother) for mother in mothers)
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config('hrm2m.mothers', %s, true)", [role, names]
        )

    def _rows(self, name: str, statement: str) -> Iterator[Any]:
        with self._connection.cursor(name=name) as cursor:
            cursor.itersize = ROWS_AT_ONCE
            yield from cursor.execute(statement)


@contextmanager
def open_postgres(address: str) -> Iterator[PostgresLedger]:
    """The database at this address, read-only; raises verify.Unreadable."""
    try:
        with psycopg.connect(address) as connection:
            connection.isolation_level = IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            yield PostgresLedger(connection)
    except psycopg.Error as error:
        msg = f"The database cannot be read ({type(error).__name__}). Sign in as hr_app, to a database of HR M2M."
        raise verify.Unreadable(msg) from error
