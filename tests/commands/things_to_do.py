"""Small jobs for the tests of the worker process: they count, fail or wait."""

import time
from datetime import datetime
from pathlib import Path

from hrm2m.policy import Actor


calls: list[object] = []


def count() -> int:
    calls.append("count")
    return 2


def count_by(by: Actor) -> int:
    calls.append(by)
    return 1


def count_before(before: datetime) -> int:
    calls.append(before)
    return 1


def fail() -> int:
    calls.append("fail")
    message = "CANARYWORD"
    raise ValueError(message)


def write_and_wait() -> int:
    """Says in a file that it began and, half a second later, that it ended."""
    began = Path("began")
    began.write_text("")
    time.sleep(0.5)
    Path("ended").write_text("")
    return 1
