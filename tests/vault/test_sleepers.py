"""Which records sleep, have ended or are to be forgotten; the house is none of them."""

from datetime import UTC, datetime, timedelta

import pytest

from hrm2m.policy.lifecycles import Stage
from hrm2m.vault import sleepers
from hrm2m.vault.models import Head
from tests.vault import notes


pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def at(stage: Stage, **more: object) -> Head:
    """A record at this stage, whatever way it came there."""
    ref = notes.begin()
    Head.objects.filter(ref=ref).update(stage=stage, **more)
    return Head.objects.get(ref=ref)


def test_each_is_found_by_where_it_stands() -> None:
    first, second = at(Stage.NAMED), at(Stage.BY_HANDLE)
    asleep = at(Stage.ASLEEP, last_open_stage=Stage.NAMED)
    left = at(Stage.LEFT, ended_at=NOON)
    gone = at(Stage.FORGOTTEN)
    numbers = [gone.id, left.id, asleep.id, second.id, first.id, 0, 987654]
    assert sleepers.refs_of(numbers) == [first.ref, second.ref]
    assert [sleepers.ref_of(number) for number in (left.id, 0, 987654)] == [left.ref, "", ""]
    assert sleepers.stages_of(asleep.ref) == (Stage.ASLEEP, Stage.NAMED)
    assert sleepers.forgotten() == [gone.ref]
    assert sleepers.forgotten_among(numbers) == {gone.id}
    assert sleepers.forgotten_among([first.id]) == frozenset()
    everybody = [first, second, asleep, left, gone]
    assert sleepers.refs_by_number() == {head.id: head.ref for head in everybody}
    assert sleepers.stages_by_number() == {head.id: Stage(head.stage) for head in everybody}
    Head.objects.filter(id=left.id).update(area=2)
    assert sleepers.areas_of([first.ref, left.ref, "house", "nobody"]) == {first.ref: 1, left.ref: 2}


def test_a_time_is_over_at_its_moment_and_what_ended_then_ended_not_before() -> None:
    waits = at(Stage.FORGETTING, forget_at=NOON)
    at(Stage.FORGETTING)
    at(Stage.LEFT, forget_at=NOON - TICK)
    assert [sleepers.to_be_forgotten(NOON + by) for by in (-TICK, TICK * 0, TICK)] == [
        [],
        [waits.ref],
        [waits.ref],
    ]
    left = at(Stage.LEFT, ended_at=NOON)
    at(Stage.NAMED, ended_at=NOON)
    assert [sleepers.ended_before(NOON + by) for by in (-TICK, TICK * 0, TICK)] == [[], [], [left.ref]]


def test_keys_of_the_forgotten_wait_until_they_are_gone() -> None:
    one, other, open_still = at(Stage.FORGOTTEN), at(Stage.FORGOTTEN), at(Stage.NAMED)
    for head in (one, other, open_still):
        sleepers.keys_wait_again(head.ref, NOON)
    assert sleepers.forgotten_with_keys() == [one.ref, other.ref]
    assert Head.objects.get(id=open_still.id).forget_at is None
    sleepers.keys_are_gone(one.ref)
    assert sleepers.forgotten_with_keys() == [other.ref]


def test_what_is_closed_says_whether_she_gave_her_name_and_a_death_waits_for_its_second_signature() -> None:
    at(Stage.NAMED)
    asleep = at(Stage.ASLEEP, last_open_stage=Stage.NAMED)
    left = at(Stage.LEFT, ended_at=NOON, last_open_stage=Stage.BY_HANDLE)
    died = at(Stage.DIED, ended_at=NOON, last_open_stage=Stage.NAMED)
    at(Stage.DIED)
    at(Stage.LEFT, ended_at=NOON, area=2)
    found = sleepers.closed(1)
    assert [(one.number, one.ref, one.gave_her_name) for one in found] == [
        (asleep.id, asleep.ref, True),
        (left.id, left.ref, False),
        (died.id, died.ref, True),
    ]
    since = found[0].since(NOON)
    assert (since.at, since.ref, found[0].at) == (NOON, asleep.ref, None)
