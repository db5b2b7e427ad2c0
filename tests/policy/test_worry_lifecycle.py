"""The way of a worry: from anywhere it can be sent, nothing ends it for silence, and every step has an owner."""

import pytest

from hrm2m.policy.lifecycles import NoSuchStep
from hrm2m.policy.permissions import Permission
from hrm2m.policy.worry_lifecycle import STEPS, WORRY, WorryEvent, WorryStatus, next_worry_status


@pytest.mark.parametrize("status", WorryStatus)
def test_from_anywhere_they_can_be_told(status: WorryStatus) -> None:
    assert next_worry_status(status, WorryEvent.THEY_WERE_TOLD) is WorryStatus.SENT


def test_every_status_is_in_the_table_and_can_be_reached() -> None:
    assert set(WORRY) == set(WorryStatus)
    reached, waiting = {WorryStatus.RAISED}, [WorryStatus.RAISED]
    while waiting:
        for after in WORRY[waiting.pop()].values():
            if after not in reached:
                reached.add(after)
                waiting.append(after)
    assert reached == set(WorryStatus)


def test_nothing_is_over_without_somebody_having_read_it() -> None:
    for status in (WorryStatus.RAISED, WorryStatus.SENT, WorryStatus.DECIDED):
        with pytest.raises(NoSuchStep):
            next_worry_status(status, WorryEvent.AN_OUTCOME)


def test_every_step_has_an_owner_and_a_line_in_the_ledger() -> None:
    assert set(STEPS) == set(WorryEvent)
    assert all(step.owner and step.words and isinstance(step.line, Permission) for step in STEPS.values())


def test_a_disagreement_waits_for_their_answer_and_can_be_said_again() -> None:
    escalated = next_worry_status(WorryStatus.DECIDED, WorryEvent.WE_DISAGREE)
    assert next_worry_status(escalated, WorryEvent.WE_DISAGREE) is WorryStatus.ESCALATED
    assert next_worry_status(escalated, WorryEvent.THEY_DECIDED) is WorryStatus.DECIDED
