"""A process that has read the software once and forks for each word of `tests.backup.life`: each word begins afresh.

The copies, restores and checks themselves are programs of their own each time, as for people.
"""

import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from typing import Any


class Lives:
    """The process of one installation; it opens neither database nor keystore, only its children do."""

    def __init__(self, surroundings: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.backup.life", "serve"],
            env=dict(surroundings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def say(self, *words: str) -> Any:
        """What the word answers; its error fails the test."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(words), file=self._process.stdin, flush=True)
        told = self._process.stdout.readline()
        assert told, "the process that forks has ended"
        answer = json.loads(told)
        assert "error" not in answer, answer["error"]
        return answer["answer"]

    def end(self) -> None:
        self._process.communicate()


def serve(do: Callable[..., object]) -> None:
    """Forks for each line of words that comes in, and prints what the child answered, one line each."""
    for line in sys.stdin:
        with tempfile.TemporaryFile("w+") as answer:
            child = os.fork()
            if child == 0:
                _answer(do, json.loads(line), answer.fileno())
            _, status = os.waitpid(child, 0)
            answer.seek(0)
            told = answer.read() or json.dumps({"error": f"it ended with {status}"})
        print(told, flush=True)


def _answer(do: Callable[..., object], words: list[str], file: int) -> None:
    try:
        told: dict[str, object] = {"answer": do(*words)}
    except BaseException:  # whatever broke is the answer: this process has nobody else to tell
        told = {"error": traceback.format_exc()}
    os.write(file, json.dumps(told).encode())
    # As every process ends: the last to leave a database tidies it up.
    sys.exit()
