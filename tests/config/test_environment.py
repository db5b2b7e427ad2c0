"""What the environment says is read as whoever typed it meant it."""

from pathlib import Path

import pytest

from hrm2m.config.environment import database, read_environment


def test_a_folder_named_from_here_is_the_folder_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HRM2M_HOME", ".demo")
    monkeypatch.delenv("HRM2M_DATABASE_URL", raising=False)
    found = read_environment()
    assert found.home == tmp_path / ".demo"
    assert database(found.database_url)["NAME"] == str(tmp_path / ".demo" / "records.sqlite3")
