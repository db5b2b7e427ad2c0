"""A world that was made once in this test process is put back row for row, instead of being made again.

Only from an empty database at the time of day: whoever set the clock, or wrote before, gets a world made anew.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os import environ
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from hrm2m.foundation import clock
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import DRAWERS, Head, Line


Made = TypeVar("Made")
Rows = Sequence[tuple[Any, ...]]
NOT_OURS = {"contenttypes", "auth"}


@dataclass(frozen=True)
class Table:
    """What lay in one table."""

    name: str
    columns: tuple[str, ...]
    rows: Rows


class Kept(Generic[Made]):
    """One world: how it is made, and, once that was done, what lay in the database and the keystore after it."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._made: Made | None = None
        self._tables: tuple[Table, ...] = ()
        self._house: dict[str, Any] = {}
        self._keys = sqlite3.connect(":memory:", check_same_thread=False)

    def here(self) -> Made:
        """The world, in an empty database."""
        if clock.told() is not None or not _is_empty():
            return self._make()
        if self._made is None:
            self._made = self._make()
            self._keep()
        else:
            self._put_back()
        return self._made

    def _keep(self) -> None:
        self._tables = tuple(table for table in map(_read, _table_names()) if table.rows)
        self._house = dict(Head.objects.values("seq", "hash", "sealed_seq").get(id=0))
        keystore()
        with sqlite3.connect(settings.HRM2M_KEYSTORE) as keys:
            keys.backup(self._keys)

    def _put_back(self) -> None:
        keystore()
        with sqlite3.connect(settings.HRM2M_KEYSTORE) as keys:
            self._keys.backup(keys)
        with transaction.atomic():
            for table in self._tables:
                _write(table)
            Head.objects.filter(id=0).update(**self._house)
        if connection.vendor == "postgresql":
            _count_on([table for table in self._tables if "id" in table.columns])


def _is_empty() -> bool:
    house = Head.objects.values_list("id", "seq")
    return list(house) == [(0, 0)] and not Line.objects.exists()


def _table_names() -> list[str]:
    drawers = set(DRAWERS.values())
    models = (m for m in apps.get_models() if m._meta.app_label not in NOT_OURS and m not in drawers)
    return [model._meta.db_table for model in models if model is not Head]


def _read(name: str) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
        return Table(name, tuple(column[0] for column in cursor.description), cursor.fetchall())


def _write(table: Table) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, table.columns))
    places = ", ".join(["%s"] * len(table.columns))
    with connection.cursor() as cursor:
        statement = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({places})"
        cursor.executemany(statement, table.rows)


def _count_on(tables: Sequence[Table]) -> None:
    """Rows put back with their numbers do not move the counters that give out the next."""
    import psycopg

    with psycopg.connect(environ["HRM2M_TEST_OWNER_URL"], autocommit=True) as owner:
        for table in tables:
            highest = max(row[table.columns.index("id")] for row in table.rows)
            found = owner.execute("SELECT pg_get_serial_sequence(%s, 'id')", [f'"{table.name}"']).fetchone()
            if found and found[0]:
                said = f"SELECT setval(%s, greatest(%s, (SELECT last_value FROM {found[0]})))"
                owner.execute(said, [found[0], highest])
