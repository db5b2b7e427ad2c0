"""A world that was made once in this test process is put back row for row, instead of being made again.

Only from an empty database: whoever wrote before gets a world made anew. Where the clock was set, the world of that
moment is put back.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from os import environ
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from hrm2m.foundation import clock
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import DRAWERS, Head, Line


if TYPE_CHECKING:
    from datetime import datetime


Made = TypeVar("Made")
Rows = Sequence[tuple[Any, ...]]
NOT_OURS = {"contenttypes", "auth"}
MOMENTS = 50
"""So many worlds are kept at most: a property that sets the clock anew each time shall not fill the memory."""


@dataclass(frozen=True)
class Table:
    """What lay in one table."""

    name: str
    columns: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True)
class World:
    """What lay in every table, in the head of the house's chain and among the keys."""

    tables: tuple[Table, ...]
    house: Mapping[str, Any]
    keys: sqlite3.Connection

    @classmethod
    def kept(cls) -> "World":
        """As it lies now."""
        tables = tuple(table for table in map(_read, _table_names()) if table.rows)
        keys = sqlite3.connect(":memory:", check_same_thread=False)
        keystore()
        with sqlite3.connect(settings.HRM2M_KEYSTORE) as now:
            now.backup(keys)
        return cls(tables, Head.objects.values("seq", "hash", "sealed_seq").get(id=0), keys)

    def put_back(self) -> None:
        """Into an empty database."""
        keystore()
        with sqlite3.connect(settings.HRM2M_KEYSTORE) as keys:
            self.keys.backup(keys)
        with transaction.atomic():
            for table in self.tables:
                _write(table)
            Head.objects.filter(id=0).update(**self.house)
        if connection.vendor == "postgresql":
            _count_on([table for table in self.tables if "id" in table.columns])


class Kept(Generic[Made]):
    """One world: how it is made, and what lay in the database and the keystore after it was."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._found: dict[datetime | None, tuple[Made, World]] = {}

    def here(self) -> Made:
        """The world, in an empty database."""
        if not _is_empty():
            return self._make()
        moment = clock.told()
        if moment not in self._found:
            made = self._make()
            if len(self._found) < MOMENTS:
                self._found[moment] = made, World.kept()
            return made
        made, world = self._found[moment]
        world.put_back()
        return made


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
