"""Keys: wrapped under a root key of their own, never handed out twice to anybody else, and gone without a byte left."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import Settings

from hrm2m.foundation import clock
from hrm2m.policy import Compartment
from hrm2m.vault.errors import KeystoreRefused
from hrm2m.vault.key_files import read_root_key, write_new_root_key
from hrm2m.vault.keystore import SqliteKeystore, keystore


GENERAL = Compartment.GENERAL
ROOT = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keystore.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteKeystore]:
    store = SqliteKeystore(path, ROOT)
    yield store
    store.close()


def wrapped_keys(path: Path, subject: str) -> list[bytes]:
    connection = sqlite3.connect(path)
    try:
        return [key for (key,) in connection.execute("SELECT wrapped FROM dek WHERE subject = ?", [subject])]
    finally:
        connection.close()


def bytes_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


@pytest.mark.promise(1)
def test_each_mother_and_compartment_has_a_key_of_its_own(store: SqliteKeystore) -> None:
    store.create("a")
    store.create("b")
    found = store.keys([(subject, c) for subject in "ab" for c in Compartment])
    assert len(found) == len(set(found.values())) == 10
    assert all(len(key) == 32 for key in found.values())


def test_a_keystore_is_known_by_sixteen_bytes_that_stay_its_own(
    store: SqliteKeystore, tmp_path: Path
) -> None:
    another = SqliteKeystore(tmp_path / "another.sqlite3", ROOT)
    assert len(bytes.fromhex(store.identity())) == 16
    assert store.identity() == store.identity() != another.identity()
    another.close()


def test_a_process_opens_the_keystore_of_its_settings_once(tmp_path: Path, settings: Settings) -> None:
    settings.HRM2M_KEYSTORE, settings.HRM2M_ROOT_KEY_FILE = (
        tmp_path / "keystore.sqlite3",
        tmp_path / "root.key",
    )
    write_new_root_key(tmp_path / "root.key")
    first = keystore()
    assert keystore() is first
    settings.HRM2M_KEYSTORE = tmp_path / "another.sqlite3"
    assert keystore() is not first


def test_its_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    store = SqliteKeystore(tmp_path / "far" / "below" / "keystore.sqlite3", ROOT)
    store.create("a")
    assert store.subjects() == ["a"]
    store.close()


def test_making_keys_twice_keeps_the_first(store: SqliteKeystore) -> None:
    store.create("a")
    first = store.keys([("a", GENERAL)])
    store.create("a")
    assert store.keys([("a", GENERAL)]) == first


def test_no_key_lies_readable_on_the_disk(store: SqliteKeystore, path: Path) -> None:
    store.create("a")
    on_disk = bytes_on_disk(path)
    assert not any(key in on_disk for key in store.keys([("a", c) for c in Compartment]).values())
    assert ROOT not in on_disk


def test_the_files_are_for_their_owner_only(store: SqliteKeystore, path: Path) -> None:
    store.create("a")
    assert {file.stat().st_mode & 0o777 for file in path.parent.glob(f"{path.name}*")} == {0o600}


def test_another_root_key_opens_nothing(store: SqliteKeystore, path: Path) -> None:
    store.create("a")
    with pytest.raises(KeystoreRefused, match="does not open this keystore"):
        SqliteKeystore(path, bytes(32))


def test_a_key_that_was_changed_on_disk_is_refused(store: SqliteKeystore, path: Path) -> None:
    store.create("a")
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE dek SET wrapped = zeroblob(40)")
    connection.close()
    with pytest.raises(KeystoreRefused):
        store.keys([("a", GENERAL)])


def test_a_month_without_its_key_is_refused(store: SqliteKeystore, path: Path) -> None:
    store.create("a")
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("DELETE FROM kek")
    connection.close()
    again = SqliteKeystore(path, ROOT)
    with pytest.raises(KeystoreRefused, match="lacks the key of a month"):
        again.keys([("a", GENERAL)])
    again.close()


def test_a_file_that_is_no_keystore_is_refused(path: Path) -> None:
    path.write_bytes(b"something else" * 1000)
    with pytest.raises(KeystoreRefused):
        SqliteKeystore(path, ROOT)


def test_destroyed_twice_is_destroyed_once(store: SqliteKeystore) -> None:
    store.create("a")
    for _ in range(2):
        store.destroy(["a"], [GENERAL])
        assert set(store.keys([("a", c) for c in Compartment])) == {
            ("a", c) for c in Compartment if c is not GENERAL
        }


def test_a_sealed_key_is_handed_out_no_more_and_is_still_there(store: SqliteKeystore, path: Path) -> None:
    store.create("a", [GENERAL])
    kept = wrapped_keys(path, "a")
    store.seal_away("a", [GENERAL])
    store.create("a", [GENERAL])
    assert store.keys([("a", GENERAL)]) == {}
    assert wrapped_keys(path, "a") == kept


def test_a_destroyed_key_leaves_no_byte_in_any_file(store: SqliteKeystore, path: Path) -> None:
    """SQLite splits pages as it grows, and `secure_delete` alone then leaves copies of rows beside the live ones.

    The names are fixed, and with them the pages: without the file written anew, the last two leave bytes behind.
    """
    subjects = [sha256(str(number).encode()).hexdigest()[:26] for number in range(200)]
    for subject in subjects:
        store.create(subject)
    for gone in (subjects[3], subjects[190], subjects[197]):
        wrapped = wrapped_keys(path, gone)
        assert len(wrapped) == 5
        store.destroy([gone], Compartment)
        on_disk = bytes_on_disk(path)
        assert [key for key in wrapped if key in on_disk] == []
        assert gone.encode() not in on_disk
        assert path.with_name(f"{path.name}-wal").stat().st_size == 0


def test_a_reader_in_the_way_is_told_of_and_not_passed_over(
    store: SqliteKeystore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hrm2m.vault.keystore.PATIENCE_SECONDS", 0.2)
    impatient = SqliteKeystore(path, ROOT)
    impatient.create("a")
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM dek").fetchone()
    with pytest.raises(KeystoreRefused, match="Destroy them again"):
        impatient.destroy(["a"], Compartment)
    reader.close()
    impatient.destroy(["a"], Compartment)
    impatient.close()


def test_closed_it_lets_go_of_its_file_and_opens_it_again(store: SqliteKeystore) -> None:
    store.create("a")
    mine = store.keys([("a", GENERAL)])
    held = store._local.connection
    store.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        held.execute("SELECT 1")
    store.close()
    assert store.keys([("a", GENERAL)]) == mine


def test_threads_and_forked_processes_use_connections_of_their_own(store: SqliteKeystore) -> None:
    store.create("a")
    mine = store.keys([("a", GENERAL)])
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(store.keys([("a", GENERAL)])))
    thread.start()
    thread.join()
    assert found == [mine]
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, b"same" if store.keys([("a", GENERAL)]) == mine else b"other")
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(read, 10) == b"same"
    os.close(read)
    os.close(write)


def test_opening_it_again_lets_go_of_no_lock(store: SqliteKeystore, path: Path) -> None:
    """A file closed anywhere in a process loses every lock of that process, and SQLite does not see that it did."""
    store.create("a")
    again = SqliteKeystore(path, ROOT)
    change = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('PRAGMA journal_mode=DELETE')"
    )
    other = subprocess.run([sys.executable, "-c", change, path], capture_output=True, text=True, check=False)
    again.close()
    assert "database is locked" in other.stderr


def test_subjects_are_told_by_when_their_keys_were_made(store: SqliteKeystore) -> None:
    for day, subject in ((1, "old"), (3, "young")):
        with clock.at(datetime.fromisoformat(f"2026-01-0{day}T00:00+00:00")):
            store.create(subject)
    assert store.subjects_made_before(datetime.fromisoformat("2026-01-02T00:00+00:00")) == ["old"]


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o640, 0o644, 0o600 | 0o020])
def test_a_root_key_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "root.key"
    write_new_root_key(file)
    assert len(read_root_key(file)) == 32
    file.chmod(mode)
    with pytest.raises(KeystoreRefused, match="mode 0400"):
        read_root_key(file)


def test_a_credential_of_systemd_may_look_as_if_a_group_could_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "root.key"
    write_new_root_key(file)
    file.chmod(0o440)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path.parent))
    with pytest.raises(KeystoreRefused, match="mode 0400"):
        read_root_key(file)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert len(read_root_key(file)) == 32
    file.chmod(0o444)
    with pytest.raises(KeystoreRefused, match="mode 0400"):
        read_root_key(file)


@pytest.mark.parametrize("text", ["", "zz" * 32, "00" * 31, "00" * 33, "é" * 64])
def test_a_file_that_is_no_root_key_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "root.key"
    file.write_text(text, "utf-8")
    file.chmod(0o400)
    with pytest.raises(KeystoreRefused):
        read_root_key(file)


def test_a_root_key_is_never_replaced(tmp_path: Path) -> None:
    write_new_root_key(tmp_path / "root.key")
    with pytest.raises(FileExistsError):
        write_new_root_key(tmp_path / "root.key")
