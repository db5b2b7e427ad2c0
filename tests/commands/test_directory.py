"""The `hrm2m directory` command from the outside."""

import json
from pathlib import Path

import pytest

from hrm2m.commands.directory import main
from tests.exchange.directory.samples import contract, new_id, service


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "services.json"
    path.write_text(json.dumps([service(), service(id=new_id("2"), name=None)]), encoding="utf-8")
    return path


def test_a_dry_run_counts_and_gives_each_refusal_its_reason(
    feed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(feed), "--format", "hsds", "--dry-run"]) == 3
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "read 2 · ready 1 · refused 1 · repeated 0 · undisclosed 0",
        "refused service 2 in services.json: no name",
        "Nothing was kept: this was a dry run.",
    ]
    assert told.err == "hrm2m directory: 1 record was refused. It stands above with its reason.\n"


def test_the_counts_can_be_read_by_a_program(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(feed), "--format", "hsds", "--dry-run", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["ready"], told["refused"]) == (2, 1, 1)
    assert told["refusals"] == [{"where": "service 2 in services.json", "reason": "no name"}]
    assert "stored" not in told


def test_a_contract_is_read_by_its_own_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(contract()), encoding="utf-8")
    assert main(["import", str(tmp_path), "--format", "moj-crs", "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("read 1 · ready 1")


def test_a_feed_in_the_wrong_format_keeps_nothing_and_fails(
    feed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(feed), "--format", "moj-crs", "--dry-run"]) == 1
    assert "ready 0" in capsys.readouterr().out


def test_what_cannot_be_read_is_told_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "no-such-folder", "--format", "hsds"]) == 1
    assert capsys.readouterr().err == "hrm2m directory: There is no such file or folder: check the path.\n"


@pytest.mark.parametrize(
    "words", [[], ["import"], ["import", "x"], ["import", "x", "--format", "csv"], ["export"]]
)
def test_words_that_are_not_understood_exit_with_two(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err
