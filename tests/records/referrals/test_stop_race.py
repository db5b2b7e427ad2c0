"""Eight readers and one stop: nothing is read, answered or sent on what she stopped, on both engines."""

import json
from typing import Any

import pytest

from tests.vault.installations import Installation, installation, sqlite_template


__all__ = ["installation", "sqlite_template"]

pytestmark = [pytest.mark.timeout(1200), pytest.mark.promise(7)]


def race(place: Installation, operations: int) -> dict[str, Any]:
    done = place.run("-m", "tests.records.referrals.stop_race", str(operations))
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert isinstance(found["rounds"], int), found
    assert set(found["readers"]) == {"read"}, f"nobody was turned away by an error: {found}"
    assert found["late"] == 0, found
    assert min(found["allowed"], found["refused"]) * 10 >= operations, found
    verified = place.hrm2m("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "none before its basis was given, nor after it was stopped" in verified.stdout
    return found


@pytest.mark.slow
def test_nothing_is_read_answered_or_sent_after_her_stop(installation: Installation) -> None:
    race(installation, 100)


@pytest.mark.slow
def test_nothing_is_read_answered_or_sent_after_her_stop_in_ten_thousand(installation: Installation) -> None:
    found = race(installation, 10_000)
    assert found["allowed"] + found["refused"] >= 10_000
