"""`hrm2m area new`: nobody is invited before there is an area, and one that is there is never written over."""

import pytest

from hrm2m.commands import main
from hrm2m.records.agencies.queries import area_of


pytestmark = pytest.mark.django_db(transaction=True)

NEW = ["area", "new", "Saltmarsh", "--nation", "wales"]
INVITE = [
    "worker",
    "invite",
    "ola@example.org",
    "--name",
    "Ola",
    "--role",
    "administrator",
    "--agency",
    "Saltmarsh",
]


def test_nobody_is_invited_before_there_is_an_area(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(INVITE) == 1
    assert "There is no area 1 yet. Make it first: hrm2m area new" in capsys.readouterr().err
    assert main(NEW) == 0
    assert main(INVITE) == 0
    assert "/welcome/" in capsys.readouterr().out
    assert (area_of(1).name, area_of(1).nation) == ("Saltmarsh", "wales")


def test_an_area_that_is_there_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(NEW) == 0
    assert main(["area", "new", "Elsewhere", "--nation", "scotland"]) == 1
    assert "There is an area 1 already" in capsys.readouterr().err
    assert area_of(1).name == "Saltmarsh"
    assert main(["area", "new", "Elsewhere", "--nation", "scotland", "--number", "2"]) == 0


@pytest.mark.parametrize(
    "words", [["  ", "--nation", "wales"], ["Saltmarsh", "--nation", "wales", "--number", "0"]]
)
def test_an_area_without_a_name_or_number_is_not_made(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["area", "new", *words]) == 1
    assert "Nothing was made" in capsys.readouterr().err


def test_a_nation_that_is_none_is_not_understood() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["area", "new", "Saltmarsh", "--nation", "uk"])
    assert ended.value.code == 2
