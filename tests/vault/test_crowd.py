"""Many processes at one record, on both engines: no act after the stop of its basis, one command once, nothing lost."""

import json
from typing import Any

import pytest

from tests.vault.installations import Installation


pytestmark = pytest.mark.timeout(600)


def crowd(installation: Installation, word: str, number: int) -> dict[str, Any]:
    done = installation.run("-m", "tests.vault.crowd", word, str(number))
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def ledger_of(installation: Installation) -> str:
    verified = installation.hrm2m("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    return verified.stdout


def race(installation: Installation, operations: int) -> None:
    found = crowd(installation, "race", operations)
    assert isinstance(found["rounds"], int), found
    assert set(found["readers"]) == {"read"}, "no reader was turned away by an error"
    assert found["late"] == 0, found
    assert min(found["allowed"], found["refused"]) * 10 >= operations, found
    assert found["allowed"] + found["refused"] >= operations
    assert "none before its basis was given, nor after it was stopped" in ledger_of(installation)


@pytest.mark.slow
@pytest.mark.promise(7)
def test_no_act_stands_after_the_stop_of_its_basis(installation: Installation) -> None:
    race(installation, 100)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.promise(7)
def test_no_act_stands_after_the_stop_of_its_basis_in_ten_thousand(installation: Installation) -> None:
    race(installation, 10_000)


@pytest.mark.slow
@pytest.mark.parametrize("others", [0, 3])
def test_eight_senders_of_one_command_make_one_record(installation: Installation, others: int) -> None:
    found = crowd(installation, "once", others)
    answers = set(found["answers"]) - {"conflict"}
    assert len(answers) == 1, found
    assert len(found["notes"]) == 2
    winner = found["notes"][0]
    conflicts = found["answers"].count("conflict")
    assert conflicts == (0 if not others else 8 - others if winner == "other" else others)
    ledger_of(installation)


@pytest.mark.slow
def test_killed_in_the_middle_of_an_act_nothing_acknowledged_is_lost(installation: Installation) -> None:
    found = crowd(installation, "killed", 30)
    assert len(found["acknowledged"]) > 60
    assert set(found["acknowledged"]) <= set(found["there"])
    assert len(found["there"]) - len(found["acknowledged"]) <= 31, (
        "at most one a round was done and not yet told"
    )
    ledger_of(installation)
