"""Every key of a new installation is made at once, its owner's alone, and never beside one that is there."""

import stat
from pathlib import Path

import pytest

from hrm2m.vault import spool
from hrm2m.vault.errors import KeystoreRefused
from hrm2m.vault.new_keys import make_new_keys


NAMES = ("root.key", "secret.key", "spool.key", "spool.pub")


def made(home: Path) -> list[Path]:
    return make_new_keys(home, home / "keys" / "root.key", home / "secret.key")


def test_each_is_its_owners_alone_but_the_public_one(tmp_path: Path) -> None:
    files = made(tmp_path)
    assert {file.name: stat.S_IMODE(file.stat().st_mode) for file in files} == {
        "root.key": 0o400,
        "secret.key": 0o400,
        "spool.key": 0o400,
        "spool.pub": 0o444,
    }
    lengths = {file.name: len(file.read_text().strip()) for file in files}
    assert (lengths["root.key"], lengths["secret.key"]) == (64, 64)
    assert {file.parent for file in files if file.name in {"root.key", "spool.key"}} == {tmp_path / "keys"}
    assert (tmp_path / spool.PUBLIC_KEY).exists()


@pytest.mark.parametrize("name", NAMES)
def test_where_one_is_there_none_is_made(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "keys" if name in {"root.key", "spool.key"} else tmp_path
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("kept")
    with pytest.raises(KeystoreRefused, match=f"already a key here .{name}"):
        made(tmp_path)
    assert (folder / name).read_text() == "kept"
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == [name]


def test_where_a_keystore_is_none_is_made(tmp_path: Path) -> None:
    (tmp_path / "keystore.sqlite3").touch()
    with pytest.raises(KeystoreRefused, match="another root key opens"):
        made(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["keystore.sqlite3"]
