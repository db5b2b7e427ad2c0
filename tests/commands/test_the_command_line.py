"""The dispatcher itself: an unknown word, and a reader that stops listening, as `hrm2m … | head` does."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from hrm2m.commands.refusing import sentence_of


def run_into_a_closed_pipe(*words: str) -> subprocess.CompletedProcess[str]:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return subprocess.run(
            [sys.executable, "-m", "hrm2m.commands", *words],
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writing)


def test_a_reader_that_stops_listening_gets_no_traceback() -> None:
    done = run_into_a_closed_pipe("--help")
    assert done.stderr == ""
    assert done.returncode == 141


def test_an_unknown_word_says_where_the_words_are() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hrm2m.commands", "dmeo"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "hrm2m --help" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["area", "new", "Saltmarsh", "--nation", "england"],
        ["worker", "invite", "a@example.org", "--name", "A", "--role", "administrator", "--agency", "B"],
        ["retain", "--dry-run"],
        ["forget", "aaaa", "--by", "a@example.org"],
        ["ledger", "head"],
        ["narrative", "policy"],
    ],
    ids=lambda words: str(words[0]),
)
def test_a_database_that_was_not_brought_up_is_said_in_a_sentence(tmp_path: Path, words: list[str]) -> None:
    done = _run(words, HRM2M_HOME=str(tmp_path), HRM2M_DATABASE_URL=f"sqlite:///{tmp_path}/none.sqlite3")
    assert done.returncode == 1 or (words[0] in {"ledger", "narrative"} and done.returncode == 2)
    assert "Traceback" not in done.stderr
    if words[0] not in {"ledger", "narrative"}:
        assert "hrm2m migrate" in done.stderr


def test_a_database_that_is_away_is_said_without_a_traceback(tmp_path: Path) -> None:
    done = _run(
        ["area", "new", "Saltmarsh", "--nation", "england"],
        HRM2M_HOME=str(tmp_path),
        HRM2M_DATABASE_URL="postgres://hr_app:a-password@127.0.0.1:1/hrm2m",
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "a-password" not in done.stderr
    assert "HRM2M_DATABASE_URL" in done.stderr


def test_a_full_disk_is_named_before_what_it_left_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _place: SimpleNamespace(total=2**30, used=2**30, free=0))
    assert sentence_of(OperationalError("database or disk is full")).startswith("Only 0 MB free")


def _run(words: list[str], **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hrm2m.commands", *words],
        env=os.environ | {"HRM2M_MODE": "test"} | surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
