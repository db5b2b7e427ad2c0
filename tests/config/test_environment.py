"""What the environment says is read as whoever typed it meant it."""

from pathlib import Path

import pytest

from hrm2m.config.environment import MADE_BY_DEMO, UnsafeSettings, database, read_environment


def test_a_folder_named_from_here_is_the_folder_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HRM2M_HOME", ".demo")
    monkeypatch.delenv("HRM2M_DATABASE_URL", raising=False)
    found = read_environment()
    assert found.home == tmp_path / ".demo"
    assert database(found.database_url)["NAME"] == str(tmp_path / ".demo" / "records.sqlite3")


def test_a_real_area_is_not_opened_as_if_it_were_invented(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its cookies would be signed with a key that stands in the source, its texts written to a folder."""
    monkeypatch.setenv("HRM2M_HOME", str(tmp_path))
    monkeypatch.setenv("HRM2M_MODE", "demo")
    read_environment()
    (tmp_path / "keystore.sqlite3").write_text("")
    with pytest.raises(UnsafeSettings, match="did not make"):
        read_environment()
    (tmp_path / MADE_BY_DEMO).write_text("")
    read_environment()


def test_an_invented_area_is_not_served_as_a_real_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Everybody can read its password and the secrets of its second steps in the source."""
    monkeypatch.setenv("HRM2M_HOME", str(tmp_path))
    (tmp_path / "keystore.sqlite3").write_text("")
    for mode in ("production", "test"):
        monkeypatch.setenv("HRM2M_MODE", mode)
        read_environment()
    (tmp_path / MADE_BY_DEMO).write_text("")
    monkeypatch.delenv("HRM2M_MODE")
    with pytest.raises(UnsafeSettings, match="everybody knows its passwords"):
        read_environment()
