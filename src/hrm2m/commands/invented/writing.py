"""Writes many rows of one table at once, with the rights of the server: COPY on PostgreSQL, prepared rows on SQLite."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection, connections

from hrm2m.commands.invented.tables import Table
from hrm2m.policy import Compartment
from hrm2m.vault import gate


FEWEST_KIB = 2_000
KIB_OF_A_MOTHER = 5
"""What the indexes over random refs take of her; with less, pages are read and written again for every row."""
PAGES_OF_AN_ACT = 20_000
"""Of the write-ahead log, before it is carried over: with SQLite's thousand an act is carried over many times."""
WRITERS = 2
MOTHERS_AT_ONCE = 60
"""The gate reads the list of mothers for every row it checks: a short list is a quick one."""


@contextmanager
def filled_quickly(mothers: int) -> Iterator[None]:
    """SQLite keeps the indexes of so many mothers in memory, and waits for the disk once, at the end.

    What breaks off is half an invented area, and is made again. PostgreSQL is left as it is set.
    """
    if connection.vendor == "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        usual = {name: _setting(cursor, name) for name in ("synchronous", "cache_size", "wal_autocheckpoint")}
        kib = max(FEWEST_KIB, KIB_OF_A_MOTHER * mothers)
        _set(cursor, {"synchronous": 0, "cache_size": -kib, "wal_autocheckpoint": PAGES_OF_AN_ACT})
        try:
            yield
        finally:
            _set(cursor, usual)
            os.sync()


@contextmanager
def written_behind() -> Iterator[Callable[[Callable[[], None]], None]]:
    """Gives what takes an act of writing: PostgreSQL writes two while the next copies are made, each on a connection.

    What an act raises is raised with a later one, or at the end. SQLite has one writer: there each is done at once.
    """
    if connection.vendor != "postgresql":
        yield lambda act: act()
        return
    under_way: deque[Future[None]] = deque()

    def write_behind(act: Callable[[], None]) -> None:
        if len(under_way) == WRITERS:
            under_way.popleft().result()
        under_way.append(writers.submit(_on_a_connection_of_its_own, act))

    with ThreadPoolExecutor(WRITERS) as writers:
        yield write_behind
        for act in under_way:
            act.result()


def _setting(cursor: Any, name: str) -> int:
    with gate.owner_mode():
        cursor.execute(f"PRAGMA {name}")
        return int(cursor.fetchone()[0])


def _set(cursor: Any, settings: Mapping[str, int]) -> None:
    with gate.owner_mode():
        for name, value in settings.items():
            cursor.execute(f"PRAGMA {name}={value}")


def _on_a_connection_of_its_own(act: Callable[[], None]) -> None:
    try:
        act()
    finally:
        connections.close_all()


def write(table: Table, rows: Sequence[Sequence[Any]]) -> None:
    """Writes rows of a plain table."""
    if connection.vendor != "postgresql":
        _insert(table, rows)
        return
    with connection.cursor() as cursor, cursor.copy(f"COPY {_into(table)} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def write_drawer(
    compartment: Compartment, table: Table, rows: Sequence[Sequence[Any]], mothers: Sequence[int]
) -> None:
    """Writes entries of these mothers, none of whom is left out, the gate open for them and for this only."""
    place = table.place_of("mother")
    _plan_anew()
    for start in range(0, len(mothers), MOTHERS_AT_ONCE):
        some = set(mothers[start : start + MOTHERS_AT_ONCE])
        theirs = [row for row in rows if row[place] in some]
        if theirs:
            with gate.opened(compartment, sorted(some)):
                _insert_through_gate(table, theirs)


def move_heads(heads: Sequence[tuple[int, int, bytes]]) -> None:
    """Moves each head (number, sequence number, hash) to the end of its chain."""
    statement = "UPDATE vault_head SET seq = %s, hash = %s WHERE id = %s"
    rows = [(seq, last, number) for number, seq, last in heads]
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)
        return
    # Django's cursor sends each statement alone; the driver's own sends them in one go.
    with psycopg.Cursor(connection.connection) as driver:
        driver.executemany(statement, rows)


def _plan_anew() -> None:
    """A trigger looks for the head of every entry's mother, by a plan PostgreSQL made when there were forty to read."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DISCARD PLANS")


def _insert_through_gate(table: Table, rows: Sequence[Sequence[Any]]) -> None:
    if connection.vendor != "postgresql":
        _insert(table, rows)
        return
    # COPY is refused where row security stands. A whole column goes as one array, and the rows are made from them.
    arrays = ",".join(f"%b::{kind}[]" for kind in table.kinds)
    statement = f"INSERT INTO {_into(table)} SELECT * FROM unnest({arrays})"  # noqa: S608 - our own names
    with psycopg.Cursor(connection.connection) as driver:
        driver.execute(statement.encode(), [list(column) for column in zip(*rows, strict=True)])


def _insert(table: Table, rows: Sequence[Sequence[Any]]) -> None:
    places = ",".join(["%s"] * len(table.columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_into(table)} VALUES ({places})", rows)  # noqa: S608 - our own names


def _into(table: Table) -> str:
    quoted = ",".join(connection.ops.quote_name(column) for column in table.columns)
    return f"{connection.ops.quote_name(table.name)} ({quoted})"
