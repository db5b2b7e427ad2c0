"""Everything that is on a disk: the whole database as bytes, every plain row as text, and every file of the home."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from hrm2m.pages.base.sessions import SessionStore
from hrm2m.vault import gate


def raw_database() -> bytes:
    """Every byte of the database, free pages among them; on PostgreSQL every table as its owner copies it out."""
    if connection.vendor == "sqlite":
        with gate.owner_mode():
            raw: bytes = connection.connection.serialize()
        return raw
    return _copied_by_the_owner()


def _copied_by_the_owner() -> bytes:
    import psycopg
    from psycopg import sql

    found = bytearray()
    with psycopg.connect(os.environ["HRM2M_TEST_OWNER_URL"]) as owner, owner.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
                for block in copy:
                    found += bytes(block)
    return bytes(found)


def plain_rows() -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every row of every table that is not a drawer, by table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith("cmp_"):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                yield from ((table, row) for row in cursor.fetchall())


def sessions() -> str:
    """What the sessions hold: they are sealed, so that their bytes would hide it."""
    return repr([SessionStore().decode(row.session_data) for row in Session.objects.all()])


def files_of_home() -> Iterator[tuple[str, bytes]]:
    """Every file that this run keeps: keystore, spool, keys."""
    for path in Path(settings.HRM2M_HOME).rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()
