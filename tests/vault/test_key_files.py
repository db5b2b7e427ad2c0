"""A key file is its owner's alone: each bit of its mode that lets another in is refused, and none is replaced."""

import stat
from pathlib import Path

import pytest

from hrm2m.vault import key_files
from hrm2m.vault.errors import KeystoreRefused


KEY = "ab" * 32
ITS_OWNERS = (0o400, 0o600, 0o700)
A_GROUPS = (0o440, 0o420, 0o410)
THE_WORLDS = (0o404, 0o402, 0o401)


def a_key(folder: Path, mode: int, text: str = KEY) -> Path:
    path = folder / f"{mode:o}.key"
    path.write_text(text)
    path.chmod(mode)
    return path


@pytest.mark.parametrize("mode", ITS_OWNERS)
def test_what_its_owner_alone_reads_is_read(tmp_path: Path, mode: int) -> None:
    assert key_files.read_root_key(a_key(tmp_path, mode, f"{KEY}\n")) == bytes.fromhex(KEY)


@pytest.mark.parametrize("mode", [*A_GROUPS, *THE_WORLDS])
def test_what_others_may_touch_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(KeystoreRefused, match="root key can be read by others"):
        key_files.read_root_key(a_key(tmp_path, mode))


def test_a_credential_of_the_service_may_be_shown_through_its_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    for mode in (*ITS_OWNERS, *A_GROUPS):
        assert key_files.read_private(a_key(tmp_path, mode), "root key") == KEY
    for mode in THE_WORLDS:
        with pytest.raises(KeystoreRefused, match="can be read by others"):
            key_files.read_private(a_key(tmp_path, mode), "root key")


@pytest.mark.parametrize("elsewhere", ["a", "b/below", "c"])
def test_a_file_beside_the_credentials_of_the_service_is_a_file_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: str
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "b"))
    folder = tmp_path / elsewhere
    folder.mkdir(parents=True)
    with pytest.raises(KeystoreRefused, match="can be read by others"):
        key_files.read_private(a_key(folder, 0o440), "root key")


@pytest.mark.parametrize("text", ["", "ab", KEY[:-2], f"{KEY}ab", f"{KEY[:-1]}x"])
def test_what_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(KeystoreRefused, match="64 hexadecimal characters"):
        key_files.read_root_key(a_key(tmp_path, 0o400, text))


def test_what_is_not_there_or_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeystoreRefused, match="FileNotFoundError"):
        key_files.read_private(tmp_path / "nothing", "root key")
    (tmp_path / "bytes").write_bytes(b"\xff" * 64)
    with pytest.raises(KeystoreRefused, match="UnicodeDecodeError"):
        key_files.read_private(tmp_path / "bytes", "root key")


def test_a_new_key_is_its_owners_in_a_folder_of_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "far" / "below" / "root.key"
    key_files.write_new_root_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(key_files.read_root_key(path)) == 32
    kept = path.read_text()
    with pytest.raises(FileExistsError):
        key_files.write_new_root_key(path)
    assert path.read_text() == kept
    key_files.write_new_root_key(path.with_name("another.key"))
    assert path.with_name("another.key").read_text() != kept


def test_only_a_folder_is_seen_to_the_disk(tmp_path: Path) -> None:
    key_files.see_to_disk(tmp_path)
    with pytest.raises(NotADirectoryError):
        key_files.see_to_disk(a_key(tmp_path, 0o400))
