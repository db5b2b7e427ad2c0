"""Copies under writers, with a full disk, killed at any moment: what has a name is whole, nothing else remains."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import msgspec
import psycopg
import pytest
from django.db import connection

from hrm2m.backup import postgres_rows, sqlite_rows
from hrm2m.backup.archive import Block, Table
from tests.backup.installed import Installed


pytestmark = pytest.mark.slow

SOME = 5
FITS_NO_COPY = 40_000
"""Bytes: the files beside the keystore fit, the copy of the records does not."""
TOUCHED_BY_CHECKING = {"vault_line", "vault_head"}


@pytest.mark.timeout(600)
def test_under_writers_everything_acknowledged_before_a_copy_is_in_it(installed: Installed) -> None:
    mothers = installed.life("begin", "Robin", "Wren", "Lark")
    already = installed.life("contacts")
    writers = [installed.start("tests.backup.life", "write", mother, "150") for mother in mothers]
    told = [float(_line_of(writer)) for _ in range(SOME) for writer in writers]
    began = [(time.time(), installed.backup()[0]) for _ in range(2)]
    told += [float(_line_of(writer)) for writer in writers]
    for writer in writers:
        writer.terminate()
        assert writer.stdout is not None
        told += [float(line) for line in writer.stdout]
        writer.communicate()
    for at, records in began:
        printed = installed.restored("--records", records, "--without-endings")
        in_copy = installed.life("contacts") - already
        assert in_copy >= sum(moment < at for moment in told)
        assert in_copy < len(told), "it was made while they wrote"
        assert "\nlook" not in printed
        assert installed.hrm2m("ledger", "verify").returncode == 0


def _line_of(writer: "subprocess.Popen[str]") -> str:
    assert writer.stdout is not None
    line = writer.stdout.readline()
    assert line, writer.communicate()[1]
    return line


def limited(installed: Installed, most_bytes: int, *words: str) -> "subprocess.CompletedProcess[str]":
    """The command where no file may grow beyond `most_bytes`: the same errors as a full disk gives."""
    return subprocess.run(
        [sys.executable, "-m", "hrm2m.commands", *words],
        env=installed.installation.surroundings,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes)),
    )


def test_with_a_full_disk_a_copy_leaves_nothing_and_a_restore_leaves_the_place_empty(
    installed: Installed,
) -> None:
    installed.life("begin", *(f"Robin {number}" for number in range(8)))
    refused = limited(installed, FITS_NO_COPY, "backup", "--to", str(installed.copies))
    assert refused.returncode == 1
    assert "could not be written" in refused.stderr
    assert [path for path in installed.copies.rglob("*") if path.is_file()] == []
    before = installed.life("digests")
    installed.backup()
    installed.wipe()
    files = installed.files()
    # So little that neither the database of SQLite nor the keystore fits.
    refused = limited(
        installed, 4_000, "restore", "--from", str(installed.copies), "--identity", str(installed.identity)
    )
    assert refused.returncode == 1
    assert "The place is empty again" in refused.stderr
    assert installed.files() == files
    assert installed.restore().returncode == 0
    after = installed.life("digests")
    assert {t for t in before if before[t] != after[t]} <= TOUCHED_BY_CHECKING


def test_a_copy_that_is_killed_leaves_none_that_looks_like_one(installed: Installed) -> None:
    her = installed.life("begin", "Robin")[0]
    for seconds in (0.4, 0.6, 0.8, 1.0, 1.1, 1.2, 1.4, 1.7):
        killed = installed.start("hrm2m.commands", "backup", "--to", str(installed.copies))
        time.sleep(seconds)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
    installed.backup()
    assert list(installed.copies.rglob("*.part")) == []
    copies = sorted((installed.copies / "records").iterdir())
    for records in {copies[0], copies[-1]}:
        installed.restored("--records", records.name)
        assert installed.life("look", "jo", her) == "Robin"


@pytest.mark.timeout(600)
def test_a_restore_that_is_killed_starts_no_server_and_is_done_again(installed: Installed) -> None:
    her, other = installed.life("begin", "Robin", "Wren")
    records, keys = installed.backup()
    installed.life("forget", other)
    installed.backup()
    installed.wipe()
    words = ("restore", "--from", str(installed.copies), "--identity", str(installed.identity))
    begun = 0
    for seconds in (0.0, 0.02, 0.1, 0.2, 0.4, 0.7, 1.0, 1.5):
        installed.kill_after("Putting the rows back", seconds, *words, "--records", records, "--keys", keys)
        if (installed.home / "under-way").exists():
            begun += 1
            assert "restore is under way here, or was broken off" in installed.life("ready")
        else:
            # It was done before it was killed, and perhaps had only its exit left: the next needs an empty place.
            installed.wipe()
    assert begun > 3, "too few were killed in the middle: this test says nothing"
    done = installed.restore("--records", records, "--keys", keys)
    assert done.returncode == 0, done.stderr
    assert installed.life("look", "jo", her) == "Robin"
    assert installed.life("state", other)["keys"] == []
    assert installed.life("ready") == ""


@pytest.mark.postgres
@pytest.mark.timeout(60)
def test_a_copy_that_breaks_off_inside_a_large_table_ends_and_does_not_wait_for_ever(
    transactional_db: None,
) -> None:
    """A disk that filled up while more was on its way than the sockets hold: found by hand, in an upgrade."""
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only: SQLite sends nothing ahead")
    owner, plain = os.environ["HRM2M_TEST_OWNER_URL"], os.environ["HRM2M_DATABASE_URL"]
    with psycopg.connect(owner, autocommit=True) as making:
        making.execute(
            "CREATE TABLE large AS SELECT repeat('x', 1000) AS word FROM generate_series(1, 20000)"
        )
        making.execute("GRANT SELECT ON large TO hr_app")
    try:
        with pytest.raises(OSError, match="full"):
            _break_off_inside("large", plain)
    finally:
        with psycopg.connect(owner, autocommit=True) as making:
            making.execute("DROP TABLE large")


def _break_off_inside(name: str, plain: str) -> None:
    begun = []
    with postgres_rows.snapshot(plain) as rows:
        # Kept, as a traceback keeps it: whoever reads the table has not let go of it when the copy breaks off.
        begun.append(rows.blocks(Table(name, ("word",))))
        next(begun[0])
        message = "the disk is full"
        raise OSError(message)


def test_a_file_of_rows_is_filled_with_room_for_one_of_it_and_not_for_two(tmp_path: Path) -> None:
    """A place that is put back on a full disk: with a write-ahead log all of it would lie there twice."""
    file, table = tmp_path / "records.sqlite3", Table("line", ("id", "text"))
    with closing(sqlite3.connect(file)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)")
    rows = [(number, "x" * 1000) for number in range(5_000)]

    def fill() -> None:
        with sqlite_rows.filling(file) as receiver:
            receiver.begin(table)
            receiver.take(Block(len(rows), msgspec.msgpack.encode(rows)))
            beside.append(sum(one.stat().st_size for one in tmp_path.iterdir() if one != file))
            if len(beside) == 1:
                raise ZeroDivisionError

    beside: list[int] = []
    with pytest.raises(ZeroDivisionError):
        fill()
    with closing(sqlite3.connect(file)) as opened:
        assert opened.execute("SELECT count(*) FROM line").fetchone() == (0,), "all of it, or nothing"
    fill()
    assert max(beside) < 100_000
    with closing(sqlite3.connect(file)) as opened:
        assert opened.execute("SELECT count(*) FROM line").fetchone() == (5_000,)
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_a_file_that_somebody_looks_at_is_filled_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "records.sqlite3"
    with closing(sqlite3.connect(file)) as beside:
        beside.execute("PRAGMA journal_mode=WAL")
        beside.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)")
        with sqlite_rows.filling(file) as receiver:
            receiver.begin(Table("line", ("id", "text")))
            receiver.take(Block(1, msgspec.msgpack.encode([(1, "x")])))
        assert beside.execute("SELECT text FROM line").fetchone() == ("x",)
