"""What the environment says is read as whoever typed it meant it."""

import tempfile
from pathlib import Path

import pytest

from hrm2m.config.environment import (
    Mode,
    UnsafeSettings,
    database,
    read_environment,
    read_secret_key,
)
from hrm2m.foundation.invented import MADE_BY_DEMO


def test_a_folder_named_from_here_is_the_folder_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HRM2M_HOME", ".demo")
    monkeypatch.delenv("HRM2M_DATABASE_URL", raising=False)
    found = read_environment()
    assert found.home == tmp_path / ".demo"
    assert database(found.database_url)["NAME"] == str(tmp_path / ".demo" / "records.sqlite3")


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


@pytest.mark.parametrize(
    "said",
    [
        "",
        " ",
        "*",
        ".example.org",
        "https://hr.example.org",
        "hr.example.org:443",
        "hr.example.org/",
        "a b",
        "-a",
    ],
)
def test_a_host_that_names_no_machine_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.delenv("HRM2M_MODE")
    monkeypatch.setenv("HRM2M_HOST", said)
    with pytest.raises(UnsafeSettings, match="HRM2M_HOST must be the one name that people type"):
        read_environment()


@pytest.mark.parametrize("said", ["hr.example.org", "localhost", "HR-1.example", "192.0.2.1"])
def test_a_host_that_people_can_type_is_taken(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.delenv("HRM2M_MODE")
    monkeypatch.setenv("HRM2M_HOST", said)
    assert read_environment().origin == f"https://{said.lower()}"


def test_the_mode_of_tests_is_refused_where_somebody_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its key for cookies stands in the source: whoever has read it could sign in as anybody."""
    monkeypatch.setenv("HRM2M_MODE", "test")
    # A folder of this machine that is not for temporary files, as a real home is none.
    with tempfile.TemporaryDirectory(dir=Path.home()) as real:
        monkeypatch.setenv("HRM2M_HOME", real)
        assert read_environment().mode is Mode.TEST, "nothing lives there yet"
        (Path(real) / "keystore.sqlite3").write_text("")
        with pytest.raises(UnsafeSettings, match="HRM2M_MODE=test is for tests"):
            read_environment()


@pytest.mark.parametrize("said", ["abc", "", "0", "65536", "-1", "8000.5"])
def test_a_port_that_is_none_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("HRM2M_PORT", said)
    with pytest.raises(UnsafeSettings, match="HRM2M_PORT must be a whole number from 1 to 65535"):
        read_environment()


@pytest.mark.parametrize("said", ["x", "-1", ""])
def test_a_number_of_proxies_that_is_none_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("HRM2M_PROXIES", said)
    with pytest.raises(UnsafeSettings, match="HRM2M_PROXIES must be a whole number from 0 to 9"):
        read_environment()


def test_a_database_address_with_a_wrong_port_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnsafeSettings, match="HRM2M_DATABASE_URL must begin") as refused:
        database("postgres://hr_app:a-password@db.internal:port/hrm2m")
    assert "a-password" not in str(refused.value)


def test_a_secret_key_of_its_owner_is_read(tmp_path: Path) -> None:
    assert read_secret_key(_key_file(tmp_path, "k" * 64 + "\n")) == "k" * 64


@pytest.mark.parametrize("text", ["", "too-short", "not ascii: é" * 9])
def test_a_secret_key_that_signs_nothing_safely_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnsafeSettings, match="secret key"):
        read_secret_key(_key_file(tmp_path, text))


def test_a_secret_key_that_is_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing", tmp_path):
        with pytest.raises(UnsafeSettings, match="secret key cannot be read"):
            read_secret_key(path)


@pytest.mark.parametrize("mode", [0o444, 0o440, 0o604])
def test_a_secret_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(
        UnsafeSettings, match=r"can be read by others on this machine\. Set its file to mode 0400"
    ):
        read_secret_key(_key_file(tmp_path, "k" * 64, mode))


def test_a_secret_key_shown_by_systemd_to_its_service_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert read_secret_key(_key_file(tmp_path, "k" * 64, 0o440)) == "k" * 64


def test_demo_refuses_a_home_that_the_demo_did_not_make(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HRM2M_MODE", "demo")
    monkeypatch.setenv("HRM2M_HOME", str(tmp_path))
    with pytest.raises(UnsafeSettings, match="was not made by “hrm2m demo”"):
        read_environment()
    (tmp_path / MADE_BY_DEMO).touch()
    assert read_environment().mode is Mode.DEMO


def _key_file(folder: Path, text: str, mode: int = 0o400) -> Path:
    file = folder / "secret.key"
    file.write_text(text)
    file.chmod(mode)
    return file
