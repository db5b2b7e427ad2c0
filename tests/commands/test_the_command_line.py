"""The dispatcher itself: an unknown word, and a reader that stops listening, as `hrm2m … | head` does."""

import os
import subprocess
import sys


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
