"""Whoever writes to SQLite takes turns: nobody starves behind a crowd, and nobody waits for ever."""

import fcntl
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import Error, OperationalError, connection

from hrm2m.config.environment import database
from hrm2m.foundation import patience
from hrm2m.foundation.fair_sqlite import base


pytestmark = (
    pytest.mark.django_db
)  # lets connections be made; the file is one of its own, whatever the engine
SCRIPT = str(Path(__file__).with_name("write_in_a_crowd.py"))
TIMES = 20


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "records.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE turn (number INTEGER)")
    made.close()
    return path


@pytest.fixture
def wrapper(file: Path) -> Iterator[base.DatabaseWrapper]:
    """A connection of its own to the file, with the settings that a server has."""
    settings = {
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None,
        **database(f"sqlite:///{file}"),
    }
    found = base.DatabaseWrapper(settings, "turns")
    yield found
    found.close()


def write(wrapper: base.DatabaseWrapper) -> None:
    with wrapper.cursor() as cursor:
        cursor.execute("INSERT INTO turn VALUES (%s)", [1])


@pytest.mark.slow
def test_who_pauses_is_not_starved_by_who_does_not(file: Path) -> None:
    surroundings = {**os.environ, "HRM2M_HOME": str(file.parent), "HRM2M_DATABASE_URL": f"sqlite:///{file}"}
    done = subprocess.run(
        [sys.executable, SCRIPT, str(TIMES)], env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    greedy = json.loads(done.stdout)
    assert max(greedy) < 10 * TIMES, greedy
    assert min(greedy) > 0, greedy


def test_a_busy_file_is_waited_for_and_then_written(wrapper: base.DatabaseWrapper, file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with patience.at_most(0.3), pytest.raises(OperationalError, match="locked"):
        write(wrapper)
    assert 0.25 < time.monotonic() - began < 5
    other.execute("COMMIT")
    write(wrapper)
    assert other.execute("SELECT count(*) FROM turn").fetchone() == (1,)
    other.close()


def test_who_stands_frozen_at_the_front_of_the_queue_holds_nobody_up_for_ever(
    wrapper: base.DatabaseWrapper, file: Path
) -> None:
    frozen = os.open(f"{file}{base.QUEUE}", os.O_RDWR | os.O_CREAT)
    fcntl.flock(frozen, fcntl.LOCK_EX)
    with patience.at_most(0.3):
        write(wrapper)
    os.close(frozen)


def test_where_the_queue_cannot_be_made_it_is_written_all_the_same(
    wrapper: base.DatabaseWrapper, file: Path
) -> None:
    Path(f"{file}{base.QUEUE}").mkdir()
    write(wrapper)


def test_inside_a_transaction_and_for_reading_nobody_queues(
    wrapper: base.DatabaseWrapper, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM turn")
        assert not Path(f"{file}{base.QUEUE}").exists()
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    Path(f"{file}{base.QUEUE}").unlink()
    write(wrapper)
    wrapper.commit()
    assert not Path(f"{file}{base.QUEUE}").exists()


def test_many_rows_outside_a_transaction_are_all_written_or_none(
    wrapper: base.DatabaseWrapper, file: Path
) -> None:
    statement = "INSERT INTO turn VALUES (%s)"
    not_a_number: Any = object()
    with wrapper.cursor() as cursor:
        with pytest.raises(Error):
            cursor.executemany(statement, [(1,), (not_a_number,)])
        cursor.executemany(statement, [(2,), (3,)])
    with sqlite3.connect(file) as other:
        assert other.execute("SELECT number FROM turn").fetchall() == [(2,), (3,)]
    other.close()


def test_the_queue_is_for_its_owner_only_and_empty(wrapper: base.DatabaseWrapper, file: Path) -> None:
    write(wrapper)
    queue = Path(f"{file}{base.QUEUE}").stat()
    assert (queue.st_mode & 0o777, queue.st_size) == (0o600, 0)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such setting; its way is above")
@pytest.mark.django_db(transaction=True)
def test_a_server_too_is_waited_for_no_longer_and_then_as_before() -> None:
    usual = "SELECT current_setting('lock_timeout')"
    other = connection.copy("default")
    with other.cursor() as holds, connection.cursor() as waits:
        waits.execute(usual)
        before = waits.fetchone()
        holds.execute("BEGIN")
        holds.execute("LOCK TABLE foundation_job IN EXCLUSIVE MODE")
        began = time.monotonic()
        with patience.at_most(0.3), pytest.raises(OperationalError, match="lock timeout"):
            waits.execute("DELETE FROM foundation_job")
        assert time.monotonic() - began < 5
        holds.execute("ROLLBACK")
        waits.execute(usual)
        assert waits.fetchone() == before
    other.close()
