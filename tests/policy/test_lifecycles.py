"""The lifecycle of a record, walked along every path: nothing in it ends anything because she was not found."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.policy.lifecycles import (
    BRIDGE,
    DANGER,
    ENDED_STAGES,
    OPEN_STAGES,
    RECORD,
    BridgeEvent,
    BridgeStatus,
    DangerStatus,
    NoSuchStep,
    RecordEvent,
    Stage,
    next_stage,
)


HER_OWN_WORD = {
    RecordEvent.SHE_ASKS_AN_AGENCY,
    RecordEvent.SHE_GIVES_HER_NAME,
    RecordEvent.SHE_COMES_BACK,
    RecordEvent.SHE_ASKS_TO_END,
    RecordEvent.SHE_ASKS_TO_BE_FORGOTTEN,
    RecordEvent.SHE_UNDOES_IT,
}
THE_ONLY_WAYS_OUT = {
    RecordEvent.SHE_ASKS_TO_END: Stage.LEFT,
    RecordEvent.ACCEPTED_WHERE_SHE_MOVED: Stage.MOVED_ON,
    RecordEvent.SHE_DIED: Stage.DIED,
    RecordEvent.A_YEAR_WITHOUT_HER_WORD: Stage.ASLEEP,
    RecordEvent.SHE_ASKS_TO_BE_FORGOTTEN: Stage.FORGETTING,
}
WORDS_OF_DISCHARGE = (
    "discharge",
    "contact",
    "attend",
    "missed",
    "silent",
    "silence",
    "engage",
    "closed",
    "lost",
    "dna",
)


def steps(stage: Stage, before: Stage) -> Iterator[tuple[RecordEvent, Stage, Stage]]:
    """Every step from here, with the last open stage carried along as the vault carries it."""
    for event in RECORD[stage]:
        after = next_stage(stage, event, before)
        yield event, after, stage if stage in OPEN_STAGES else before


def every_walk() -> set[tuple[Stage, Stage, RecordEvent, Stage]]:
    """All steps that any record can ever take: (last open stage, stage, event, next stage)."""
    waiting = [(Stage.BY_HANDLE, Stage.BY_HANDLE)]
    seen, walked = set(waiting), set()
    while waiting:
        stage, before = waiting.pop()
        for event, after, last_open in steps(stage, before):
            walked.add((before, stage, event, after))
            if (after, last_open) not in seen:
                seen.add((after, last_open))
                waiting.append((after, last_open))
    return walked


@pytest.mark.promise(3)
def test_no_stage_and_no_event_speaks_of_a_contact_that_did_not_happen() -> None:
    names = [*Stage, *RecordEvent, *BridgeStatus, *BridgeEvent]
    for name in names:
        if name is BridgeStatus.CLOSED:  # closes into another bridge, or with the record: the tests below
            continue
        assert not any(word in name.value for word in WORDS_OF_DISCHARGE), name


@pytest.mark.promise(3)
def test_on_every_path_only_the_named_events_leave_an_open_stage() -> None:
    leaving = {
        (event, after)
        for _, stage, event, after in every_walk()
        if stage in OPEN_STAGES and after not in OPEN_STAGES
    }
    assert leaving == set(THE_ONLY_WAYS_OUT.items())


@pytest.mark.promise(3)
def test_whatever_is_not_her_death_or_her_wish_can_be_woken_again() -> None:
    for before, stage, event, after in every_walk():
        if after in {Stage.ASLEEP, Stage.LEFT, Stage.MOVED_ON}:
            came_back = next_stage(
                after, RecordEvent.SHE_COMES_BACK, stage if stage in OPEN_STAGES else before
            )
            assert came_back in OPEN_STAGES, (stage, event)


@pytest.mark.promise(2)
def test_there_is_no_way_back_from_her_name_and_nobody_is_named_but_by_her() -> None:
    for before, stage, event, after in every_walk():
        if stage is Stage.NAMED:
            assert after not in {Stage.BY_HANDLE, Stage.CROSSING}, event
        if after is Stage.NAMED and stage in OPEN_STAGES:
            assert event is RecordEvent.SHE_GIVES_HER_NAME
        if after is Stage.NAMED and stage not in OPEN_STAGES:
            assert before is Stage.NAMED, "she was named before: nothing names her on the way back"


def test_a_mother_known_by_name_is_never_on_the_way_to_be_forgotten() -> None:
    assert not [step for step in every_walk() if step[0] is Stage.NAMED and step[3] is Stage.FORGETTING]


def test_forgotten_is_the_end_of_every_path_that_reaches_it() -> None:
    assert RECORD[Stage.FORGOTTEN] == {}
    into = {(stage, event) for _, stage, event, after in every_walk() if after is Stage.FORGOTTEN}
    closed = {Stage.ASLEEP, *ENDED_STAGES, Stage.FORGETTING}
    assert into == {(stage, RecordEvent.KEYS_ARE_DESTROYED) for stage in closed}, "never from an open record"


def test_every_stage_can_be_reached_and_every_event_happens_somewhere() -> None:
    walked = every_walk()
    assert {stage for _, stage, _, _ in walked} | {after for *_, after in walked} == set(Stage)
    assert {event for _, _, event, _ in walked} == set(RecordEvent)


@pytest.mark.parametrize(
    ("table", "statuses"),
    [(RECORD, set(Stage)), (BRIDGE, set(BridgeStatus)), (DANGER, set(DangerStatus))],
    ids=["record", "bridge", "danger"],
)
def test_every_status_has_a_row_and_leads_to_statuses_that_exist(
    table: Mapping[str, Mapping[str, str | None]], statuses: set[str]
) -> None:
    assert set(table) == statuses
    led_to = {after for following in table.values() for after in following.values()}
    assert led_to - {None} <= statuses


@pytest.mark.promise(3)
def test_a_bridge_closes_into_another_one_or_with_the_record_and_never_otherwise() -> None:
    closing = {
        event
        for steps_of in BRIDGE.values()
        for event, after in steps_of.items()
        if after is BridgeStatus.CLOSED
    }
    assert closing == {BridgeEvent.SHE_CHOSE_ANOTHER, BridgeEvent.RECORD_ENDED}


def test_danger_that_was_raised_waits_until_somebody_has_it() -> None:
    assert list(DANGER[DangerStatus.RAISED].values()) == [DangerStatus.ANSWERED]


@given(st.lists(st.sampled_from(RecordEvent), max_size=30))
def test_whatever_happens_in_whatever_order_she_stands_somewhere(events: list[RecordEvent]) -> None:
    stage = before = Stage.BY_HANDLE
    for event in events:
        try:
            after = next_stage(stage, event, before)
        except NoSuchStep:
            assert event not in RECORD[stage]
            continue
        before = stage if stage in OPEN_STAGES else before
        if stage in ENDED_STAGES | {Stage.ASLEEP, Stage.FORGETTING} and RECORD[stage][event] is None:
            assert after is before
        stage = after
    assert stage in Stage


def test_a_way_back_without_a_stage_to_go_back_to_is_refused_in_words() -> None:
    with pytest.raises(NoSuchStep, match="stage she was at before"):
        next_stage(Stage.ASLEEP, RecordEvent.SHE_COMES_BACK)
    with pytest.raises(NoSuchStep, match="there is no step"):
        next_stage(Stage.FORGOTTEN, RecordEvent.SHE_COMES_BACK, Stage.BY_HANDLE)
