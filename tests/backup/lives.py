"""A process that has read the software once and forks for each word of `tests.backup.life`: each word begins afresh.

Copies, restores and checks run so too, once a test process has seen the program start by itself: half of what these
tests cost was Python reading the software again.
"""

import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from typing import IO, Any


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

    def hrm2m(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Runs `hrm2m WORDS` in a process of its own that has read the software already."""
        code, out, err = self.say("hrm2m", *words)
        return subprocess.CompletedProcess(words, code, out, err)

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
    with open(file, "w", closefd=False) as answer:
        json.dump(told, answer)
    # As every process ends: the last to leave a database tidies it up.
    sys.exit()


def hrm2m(*words: str) -> tuple[int, str, str]:
    """Exit code, what it printed and what it said on stderr; this process is for nothing else."""
    from hrm2m.commands import main

    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        for number, file in ((1, out), (2, err)):
            os.dup2(file.fileno(), number)
        try:
            code = main(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
        except BaseException:
            # As the interpreter says it.
            traceback.print_exc()
            code = 1
        sys.stdout.flush()
        sys.stderr.flush()
        return code, _whole(out), _whole(err)


def _whole(file: IO[str]) -> str:
    file.seek(0)
    return file.read()
