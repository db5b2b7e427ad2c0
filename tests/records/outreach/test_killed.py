"""Killed after the carrier took a text and before that was written down, no second one ever goes."""

import json
import signal

import pytest

from tests.vault.installations import Installation


@pytest.mark.slow
def test_killed_after_the_carrier_took_it_no_second_text_goes_and_it_counts_as_sent(
    installation: Installation,
) -> None:
    assert run(installation, "ask") == ""
    killed = installation.run("-m", "tests.records.outreach.killed", "killed")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    run(installation, "again")
    assert json.loads(run(installation, "count")) == {
        "status": "unclear",
        "contact": True,
        "this_week": 1,
        "taken": 1,
    }
    verified = installation.hrm2m("ledger", "verify")
    assert verified.returncode == 0, verified.stdout


def run(installation: Installation, word: str) -> str:
    done = installation.run("-m", "tests.records.outreach.killed", word)
    assert done.returncode == 0, done.stderr
    return done.stdout
