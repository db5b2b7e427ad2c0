"""`hrm2m cadence explain`, as anyone would run it: data on stdout, refusals on stderr, 0 or 2."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from hrm2m.commands.cadence import EXAMPLE, main


TOLD: dict[str, Any] = {
    "now": "2026-07-10T10:00:00+01:00",
    "nation": "northern_ireland",
    "contacts": [{"at": "2026-07-06T14:00:00+00:00", "channel": "call", "outcome": "met"}],
    "windows": [],
}
CHANNELS = {"in_person", "usual_place", "call", "text", "letter", "drop_off", "through_trusted"}


def explained(tmp_path: Path, capsys: pytest.CaptureFixture[str], **told: Any) -> dict[str, Any]:
    file = tmp_path / "history.json"
    file.write_text(json.dumps({**TOLD, **told}), encoding="utf-8")
    assert main(["explain", "--json", str(file)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    answer: dict[str, Any] = json.loads(printed.out)
    return answer


def run(*argv: str, given: str = "") -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "hrm2m.commands", "cadence", *argv]
    return subprocess.run(words, input=given, capture_output=True, text=True, check=False)


def test_the_answer_has_the_agreed_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = explained(tmp_path, capsys)
    assert list(answer) == [
        "phase", "due", "overdue_working_days", "reasons", "next_method", "priority", "on_list",
    ]  # fmt: skip
    assert set(answer["reasons"][0]) == {"rule", "source", "basis", "words"}
    assert set(answer["next_method"]) == {"channel", "change", "words"}
    assert answer["next_method"]["channel"] in CHANNELS
    assert isinstance(answer["priority"], float)


def test_due_is_written_as_the_uk_reads_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explained(tmp_path, capsys)["due"] == "2026-07-13T15:00:00+01:00"


def test_a_bank_holiday_of_the_nation_is_not_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = {"now": "2026-07-15T10:00:00+01:00", "contacts": [], "asked_at": "2026-07-10T10:00:00+01:00"}
    here = explained(tmp_path, capsys, **later)
    there = explained(tmp_path, capsys, **later, nation="scotland")
    assert (here["due"], here["overdue_working_days"]) == ("2026-07-14T10:00:00+01:00", 1)
    assert (there["due"], there["overdue_working_days"]) == ("2026-07-13T10:00:00+01:00", 2)


def test_no_due_time_is_null(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = explained(tmp_path, capsys, agreed={"leave_me_be": True})
    assert (answer["due"], answer["on_list"]) == (None, True)


def test_standard_input_is_read(tmp_path: Path) -> None:
    ran = run("explain", "--json", "-", given=json.dumps(TOLD))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert datetime.fromisoformat(json.loads(ran.stdout)["due"]).tzinfo is not None


@pytest.mark.parametrize(
    ("told", "path"),
    [
        ({**TOLD, "contacts": [{"at": "2026-07-06", "channel": "call", "outcome": "met"}]}, "contacts[0].at"),
        ({**TOLD, "windows": [{"kind": "crisis", "opened": "2026-07-06T10:00:00Z"}]}, "windows[0].kind"),
        ({**TOLD, "asked_at": "2026-07-11T10:00:00Z"}, "asked_at"),
        ({**TOLD, "agreed": {"most_contacts_a_week": 0}}, "agreed.most_contacts_a_week"),
    ],
)
def test_a_refusal_names_the_path_and_leaves_stdout_empty(told: dict[str, Any], path: str) -> None:
    ran = run("explain", "--json", "-", given=json.dumps(told))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f" {path}: " in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_file_that_is_not_there_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "--json", str(tmp_path / "none.json")]) == 2
    assert main(["explain", "--json", str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "none.json cannot be read: No such file" in printed.err


@pytest.mark.parametrize("argv", [[], ["explain"], ["explain", "--yaml", "x"], ["forget"]])
def test_a_wrong_word_exits_2(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(argv)
    assert left.value.code == 2


def test_help_shows_an_example_that_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["explain", "--help"])
    assert left.value.code == 0
    assert EXAMPLE in capsys.readouterr().out
    example = EXAMPLE[EXAMPLE.index("{") : EXAMPLE.rindex("}") + 1]
    answer = explained(tmp_path, capsys, **json.loads(example))
    assert answer["next_method"]["change"] == "time"
