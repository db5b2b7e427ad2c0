"""One restore or upgrade at a time holds the home, and its note keeps every server from starting beside it."""

from pathlib import Path

import pytest
from pytest_django import Settings

from hrm2m.vault import under_way
from hrm2m.vault.errors import UnsafeStart


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.HRM2M_HOME = tmp_path
    return tmp_path


def test_a_second_one_beside_the_first_is_refused_and_after_it_is_not() -> None:
    with under_way.alone():
        with pytest.raises(UnsafeStart, match="Another restore or upgrade"):
            with under_way.alone():
                pass
    with under_way.alone():
        pass


def test_whoever_breaks_off_lets_go() -> None:
    with pytest.raises(ZeroDivisionError), under_way.alone():
        raise ZeroDivisionError
    with under_way.alone():
        pass


def test_a_home_that_is_no_folder_is_held_by_nobody(home: Path, settings: Settings) -> None:
    settings.HRM2M_HOME = home / "file"
    settings.HRM2M_HOME.write_text("")
    with pytest.raises(NotADirectoryError), under_way.alone():
        pass


def test_its_note_refuses_every_start_until_it_is_taken_away(home: Path) -> None:
    assert under_way.what_is() == ""
    under_way.refuse()
    under_way.begin("restore")
    under_way.begin("upgrade")
    assert under_way.what_is() == "restore", "one that is there stays"
    assert [file.stat().st_mode & 0o777 for file in home.iterdir()] == [0o600]
    with pytest.raises(UnsafeStart, match=r"A restore is under way here.* Run “hrm2m restore” again"):
        under_way.refuse()
    under_way.end()
    under_way.end()
    under_way.refuse()
    assert not list(home.iterdir())
