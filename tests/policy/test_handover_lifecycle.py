"""The way of a handover: done only by her word, never by time or a text, and undone by her word at any time."""

import pytest

from hrm2m.policy.handover_lifecycle import (
    ASKING_BY_TEXT,
    HANDOVER,
    HANDOVER_STEPS,
    PROPOSING,
    SHE_SAID_SO,
    HandoverEvent,
    HandoverStatus,
    next_handover_status,
)
from hrm2m.policy.lifecycles import NoSuchStep
from hrm2m.policy.permissions import Permission


HER_WORD = {HandoverEvent.SHE_CONFIRMS_HERSELF, HandoverEvent.A_WORKER_HEARS_HER_CONFIRM}


def test_every_status_is_in_the_table_and_can_be_reached() -> None:
    assert set(HANDOVER) == set(HandoverStatus)
    reached, waiting = {HandoverStatus.PROPOSED}, [HandoverStatus.PROPOSED]
    while waiting:
        for after in HANDOVER[waiting.pop()].values():
            if after not in reached:
                reached.add(after)
                waiting.append(after)
    assert reached == set(HandoverStatus)


@pytest.mark.promise(8)
def test_nothing_but_her_word_makes_it_done() -> None:
    for status, following in HANDOVER.items():
        for event, after in following.items():
            if after in SHE_SAID_SO and status not in SHE_SAID_SO:
                assert event in HER_WORD
                assert status in {HandoverStatus.ALL_THERE, HandoverStatus.NOT_YET}


@pytest.mark.promise(8)
def test_her_word_against_it_counts_whenever_she_says_it() -> None:
    for status in SHE_SAID_SO:
        assert next_handover_status(status, HandoverEvent.SHE_SAYS_OTHERWISE) is HandoverStatus.NOT_YET


def test_without_a_meeting_there_is_nothing_to_confirm() -> None:
    for status in (HandoverStatus.PROPOSED, HandoverStatus.MEETING_SET, HandoverStatus.LEFT):
        for event in HER_WORD:
            with pytest.raises(NoSuchStep):
                next_handover_status(status, event)


def test_every_step_has_an_owner_and_a_line_in_the_ledger() -> None:
    assert set(HANDOVER_STEPS) == set(HandoverEvent)
    for step in (PROPOSING, ASKING_BY_TEXT, *HANDOVER_STEPS.values()):
        assert step.owner
        assert step.words
        assert isinstance(step.line, Permission)
