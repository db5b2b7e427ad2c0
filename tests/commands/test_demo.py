"""How many mothers the invented area has, and what is refused before anything is touched."""

import fcntl
import os
from pathlib import Path

import pytest

from hrm2m.commands import demo
from hrm2m.foundation.invented import MADE_BY_DEMO


@pytest.mark.parametrize("number", ["39", "200001", "many"])
def test_a_number_of_mothers_out_of_reach_is_not_understood(
    tmp_path: Path, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        demo.main(["--home", str(tmp_path / "demo"), "--mothers", number])
    assert ended.value.code == 2
    assert "from 40 to 200,000" in capsys.readouterr().err
    assert not (tmp_path / "demo").exists()


def test_an_area_with_another_number_of_mothers_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / MADE_BY_DEMO).write_text("")
    (tmp_path / demo.COMPLETE).write_text("640\n")
    assert demo.main(["--home", str(tmp_path), "--mothers", "500", "--no-serve"]) == 1
    assert "with 640 mothers. With --anew" in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {MADE_BY_DEMO, demo.COMPLETE}


def test_an_area_that_was_made_before_numbers_were_kept_has_forty(tmp_path: Path) -> None:
    (tmp_path / demo.COMPLETE).write_text("")
    assert demo.mothers_in(tmp_path) == demo.FORTY
    assert demo.mothers_in(tmp_path / "not there") == 0


def test_a_folder_that_the_command_did_not_make_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "records.sqlite3").write_text("somebody's")
    assert demo.main(["--home", str(tmp_path), "--mothers", "500", "--anew"]) == 1
    assert "did not make" in capsys.readouterr().err
    assert (tmp_path / "records.sqlite3").read_text() == "somebody's"


def test_what_is_set_for_a_real_area_is_not_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else invented people are mailed by the real server, and the log of what ended lands beside the real copies."""
    real = {
        "HRM2M_MAIL_URL": "smtp://user:password@mail.example.org",
        "HRM2M_BACKUP_FOLDER": "/var/backups/hrm2m",
        "HRM2M_BACKUP_RECIPIENTS": "/etc/hrm2m/backup.keys",
        "HRM2M_SMS_SECRET": "x" * 40,
        "HRM2M_SECRET_KEY_FILE": "/etc/hrm2m/keys/secret.key",
        "HRM2M_PROXIES": "1",
        "HRM2M_DATABASE_URL": "postgres://hr_app@/hrm2m",
    }
    monkeypatch.setattr(os, "environ", {"PATH": "/bin", **real})
    demo.enter(tmp_path, 8123)
    assert os.environ == {
        "PATH": "/bin",
        "HRM2M_MODE": "demo",
        "HRM2M_HOME": str(tmp_path),
        "HRM2M_HOST": "localhost",
        "HRM2M_PORT": "8123",
        "HRM2M_SMS_URL": "folder:",
    }


@pytest.mark.parametrize(
    ("made", "words"), [(False, "being made in another window"), (True, "in use in another")]
)
def test_an_area_that_another_window_makes_or_serves_is_not_deleted(
    tmp_path: Path, made: bool, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asking for codes while the area is made would else delete it under the hands of who makes it."""
    (tmp_path / "records.sqlite3").write_text("half")
    if made:
        (tmp_path / demo.COMPLETE).write_text("40\n")
    with (tmp_path / MADE_BY_DEMO).open("a") as mark:
        fcntl.flock(mark, fcntl.LOCK_SH if made else fcntl.LOCK_EX)
        assert demo.main(["--home", str(tmp_path), "--anew" if made else "--codes"]) == 1
    assert words in capsys.readouterr().err
    assert (tmp_path / "records.sqlite3").read_text() == "half"
