"""Copies get their name when they are whole, and go when their time is over."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest

from hrm2m.backup import looking
from hrm2m.backup.errors import BackupRefused
from hrm2m.backup.folder import Folder, Kind


NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
NOBODY = 65534


def some(to: BinaryIO) -> None:
    to.write(b"x")


def test_copies_of_keys_live_seven_days_and_records_as_long_as_somebody_keeps_them(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for days in (0, 6, 7, 8, 400):
        for kind in (Kind.RECORDS, Kind.KEYS):
            folder.put(kind, NOW - days * DAY, some)
    assert folder.drop_what_is_over(NOW) == 3
    assert [copy.at for copy in folder.copies(Kind.KEYS)] == [NOW - 6 * DAY, NOW]
    assert len(folder.copies(Kind.RECORDS)) == 5


def test_what_ended_is_kept_as_long_as_a_copy_is_older(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put(Kind.RECORDS, NOW - 30 * DAY, some)
    for days in (31, 29, 1):
        folder.put(Kind.ENDINGS, NOW - days * DAY, some, f"-1-{days}-abcdef01")
    folder.drop_what_is_over(NOW)
    assert [copy.last for copy in folder.copies(Kind.ENDINGS)] == [29, 1]


def test_a_copy_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def breaks(to: BinaryIO) -> None:
        to.write(b"half")
        message = "No space left on device"
        raise OSError(28, message)

    with pytest.raises(BackupRefused, match="No space left on device"):
        Folder(tmp_path).put(Kind.RECORDS, NOW, breaks)
    assert list((tmp_path / "records").iterdir()) == []


def test_what_was_killed_has_no_name_of_a_copy_and_goes_the_next_time(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    name = folder.put(Kind.RECORDS, NOW, some).name
    killed = tmp_path / "records" / f"{name.replace('120000', '130000')}.part"
    killed.write_bytes(b"half")
    assert [copy.at for copy in folder.copies(Kind.RECORDS)] == [NOW]
    folder.drop_unfinished(Kind.RECORDS)
    assert not killed.exists()


def test_files_of_other_names_are_nobodys_copies_and_are_never_deleted(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    other = tmp_path / "keys" / "keys-of-the-car.age"
    other.write_bytes(b"x")
    wrong = tmp_path / "keys" / "keys-20261399T000000000000Z.age"
    wrong.write_bytes(b"x")
    Folder(tmp_path).drop_what_is_over(NOW + 900 * DAY)
    assert other.exists()
    assert wrong.exists()
    with pytest.raises(BackupRefused, match="There is no copy in"):
        Folder(tmp_path).newest(Kind.KEYS)


def test_only_the_owner_may_read_copies(tmp_path: Path) -> None:
    path = Folder(tmp_path / "new").put(Kind.KEYS, NOW, some)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.fixture
def as_somebody_else(tmp_path: Path) -> Iterator[None]:
    """Whoever reads now may not read what lies there: root reads everything, so it becomes nobody for a moment."""
    tmp_path.chmod(0)
    user = os.geteuid()
    os.seteuid(NOBODY if user == 0 else user)
    yield
    os.seteuid(user)
    tmp_path.chmod(0o700)


def test_a_folder_that_cannot_be_read_is_not_one_without_copies(
    tmp_path: Path, as_somebody_else: None
) -> None:
    """Taken for an empty log of endings, it would be asked to go on without: whoever was stopped came back."""
    for kind in Kind:
        with pytest.raises(BackupRefused, match=r"cannot be read \(Permission denied\)"):
            Folder(tmp_path / "copies").copies(kind)


def test_a_copy_that_cannot_be_read_is_said_before_anything_is_begun(
    tmp_path: Path, as_somebody_else: None
) -> None:
    with pytest.raises(BackupRefused, match=r"cannot be read \(Permission denied\).* Nothing was changed"):
        looking.whole(tmp_path / "records.age", [], Kind.RECORDS, looking.Picked(), "sqlite")
