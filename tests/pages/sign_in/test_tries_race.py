"""Eight processes at once: a limit of ten lets exactly ten through."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from hrm2m.pages.sign_in.models import Tries


SCRIPT = Path(__file__).with_name("try_often.py")
PROCESSES, LIMIT = 8, 10


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_eight_processes_get_exactly_the_limit_between_them(tmp_path: Path) -> None:
    surroundings = {**os.environ, "HRM2M_DATABASE_URL": _database(tmp_path)}
    runs = [
        subprocess.Popen(
            [sys.executable, str(SCRIPT), "asha", str(LIMIT)],
            env=surroundings,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    let_through = [int(run.communicate(timeout=120)[0]) for run in runs]
    assert sum(let_through) == LIMIT


def _database(folder: Path) -> str:
    """The test's own PostgreSQL, or a SQLite file: the test's own is in the memory of one process."""
    if connection.vendor == "postgresql":
        return os.environ["HRM2M_DATABASE_URL"]
    import sqlite3

    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s", [Tries._meta.db_table])
        statements = [row[0] for row in cursor.fetchall() if row[0]]
    file = folder / "race.sqlite3"
    with sqlite3.connect(file) as made:
        for statement in statements:
            made.execute(statement)
    return f"sqlite:///{file}"
