"""SQLite's own back doors are shut: files, schema, triggers and replacing rows."""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from hrm2m.policy import Compartment
from hrm2m.vault import gate
from tests.vault import notes


pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _on_sqlite(db: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE '{folder}/copy.sqlite3' AS copy",
        "ATTACH DATABASE 'table_info' AS copy",
        "ATTACH DATABASE ':memory:' AS table_info",
        "DETACH DATABASE main",
        "VACUUM INTO '{folder}/copy.sqlite3'",
        "PRAGMA writable_schema = ON",
        "PRAGMA journal_mode = OFF",
        "PRAGMA secure_delete = OFF",
        "PRAGMA synchronous = OFF",
        "PRAGMA synchronous = 1",
        "PRAGMA secure_delete = 1",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA recursive_triggers = OFF",
        "DROP TRIGGER vault_line_no_update",
        "DROP TABLE vault_line",
        "ALTER TABLE vault_line RENAME TO other",
        "CREATE TABLE spy (x)",
        "CREATE TABLE table_info (x)",
        "CREATE TEMP TABLE foreign_key_check (x)",
        "CREATE VIEW table_info AS SELECT 1",
        "CREATE TEMP TABLE spy AS SELECT * FROM vault_line",
        "CREATE TEMP TRIGGER spy AFTER INSERT ON cmp_general_entry BEGIN DELETE FROM vault_look; END",
        "CREATE TRIGGER spy AFTER INSERT ON vault_line BEGIN DELETE FROM vault_look; END",
        "CREATE VIEW spy AS SELECT * FROM cmp_general_entry",
        "CREATE VIRTUAL TABLE spy USING fts5(x)",
        "REINDEX",
        "ANALYZE",
        "UPDATE sqlite_sequence SET seq = 0",
        "DELETE FROM sqlite_sequence",
        "SELECT * FROM dbstat",
        "INSERT OR REPLACE INTO vault_line SELECT id, chain, seq, at, '{{}}', hash FROM vault_line",
        "REPLACE INTO vault_line (chain, seq, at, body, hash) SELECT chain, seq, at, '{{}}', hash FROM vault_line",
    ],
)
def test_what_is_not_reading_or_writing_rows_is_refused(statement: str, tmp_path: Path) -> None:
    notes.begin()
    with pytest.raises(DatabaseError):
        with connection.cursor() as cursor:
            cursor.execute(statement.format(folder=tmp_path))
    assert not list(tmp_path.iterdir())


def test_an_entry_is_not_replaced_inside_the_door() -> None:
    mother = notes.subject_of(notes.begin())
    for same in ("id", "ref"):
        columns = (
            "area, mother, kind, category, basis, happened_at, written_at, by_id, about, corrects, sealed"
        )
        statement = (
            f"INSERT OR REPLACE INTO cmp_general_entry ({same}, {'ref, ' if same == 'id' else ''}{columns}) "
            f"SELECT {same}, {'hex(randomblob(13)), ' if same == 'id' else ''}{columns} FROM cmp_general_entry"
        )
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            with gate.opened(Compartment.GENERAL, [mother.id]), connection.cursor() as cursor:
                cursor.execute(statement)


def test_plain_queries_of_the_web_still_work() -> None:
    with connection.cursor() as cursor:
        for statement in ("SELECT value FROM json_each('[1,2]')", "PRAGMA foreign_keys", "SELECT 1"):
            cursor.execute(statement)
            assert cursor.fetchall()
        for statement in ("PRAGMA foreign_keys = ON", "PRAGMA foreign_key_check(vault_head)"):
            cursor.execute(statement)
            assert cursor.fetchall() == []
