"""An import that is killed leaves whole batches and no half of a service, and goes on where it broke."""

import json
import signal
from typing import Any

import pytest

from tests.vault.installations import Installation


@pytest.mark.slow
def test_killed_in_the_middle_of_a_batch_it_has_kept_whole_batches_and_finishes_next_time(
    installation: Installation,
) -> None:
    assert answer(installation, "first")["new"] == 300
    killed = installation.run("-m", "tests.records.agencies.killed", "killed")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert answer(installation, "count") == {"soup": 50, "tea": 250, "halves": 0}
    verified = installation.hrm2m("ledger", "verify")
    assert verified.returncode == 0, verified.stdout
    again = answer(installation, "again")
    assert (again["same"], again["changed"]) == (250, 50)
    assert answer(installation, "count") == {"soup": 0, "tea": 300, "halves": 0}


def answer(installation: Installation, word: str) -> dict[str, Any]:
    done = installation.run("-m", "tests.records.agencies.killed", word)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
