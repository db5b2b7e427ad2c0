"""`hrm2m keys new` makes every key once, for their owner only, and never replaces one."""

from pathlib import Path

import pytest

from hrm2m.commands import keys
from hrm2m.vault.key_files import read_root_key


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HRM2M_ROOT_KEY_FILE", "HRM2M_SECRET_KEY_FILE", "HRM2M_HOME"):
        monkeypatch.delenv(name, raising=False)


def modes(home: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in home.iterdir()}


def test_four_files_are_made_for_their_owner_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "home"
    assert keys.main(["new", "--home", str(home)]) == 0
    assert modes(home) == {"root.key": 0o400, "secret.key": 0o400, "spool.key": 0o400, "spool.pub": 0o444}
    assert len(read_root_key(home / "root.key")) == 32
    assert len((home / "secret.key").read_text()) > 60
    assert sorted(capsys.readouterr().out.split()) == sorted(str(home / name) for name in modes(home))


def test_a_new_home_is_its_owner_s_alone(tmp_path: Path) -> None:
    assert keys.main(["new", "--home", str(tmp_path / "home")]) == 0
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700


def test_the_root_key_lies_where_it_is_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "off-the-disk" / "root.key"
    monkeypatch.setenv("HRM2M_ROOT_KEY_FILE", str(elsewhere))
    assert keys.main(["new", "--home", str(home)]) == 0
    assert set(modes(elsewhere.parent)) == {"root.key", "spool.key"}
    assert set(modes(home)) == {"secret.key", "spool.pub"}


@pytest.mark.parametrize("name", ["root.key", "secret.key", "spool.key", "spool.pub", "keystore.sqlite3"])
def test_nothing_is_replaced_and_nothing_is_half_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / name).write_text("here before")
    assert keys.main(["new", "--home", str(tmp_path)]) == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "here before"
    assert "hrm2m keys:" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert keys.main(["new", "--home", str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["old"], ["new", "--what"]])
def test_what_is_not_understood_is_exit_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as told:
        keys.main(words)
    assert told.value.code == 2
