"""The reasons: every rule that had a say, weightiest first, each with source, basis and a sentence."""

import re

import pytest
from hypothesis import given, settings

from hrm2m.cadence import Agreed, Basis, History, explain
from tests.cadence.histories import at, contact, days_ago, histories, past, window


# Words that would make our miss hers, or her a case.
BLAME = re.compile(
    r"refus|disengag|fail|complian|did not attend|\bdna\b|client|patient|no-show", re.IGNORECASE
)


def rules(history: History) -> list[str]:
    return [reason.rule for reason in explain(history).reasons]


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(histories())
def test_every_reason_is_whole_and_blames_nobody(history: History) -> None:
    advice = explain(history)
    for reason in advice.reasons:
        assert reason.rule
        assert reason.source
        assert reason.basis in Basis
        assert reason.words.endswith((".", "?"))
    assert not BLAME.search(
        " ".join([advice.next_method.words, *(reason.words for reason in advice.reasons)])
    )


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(histories())
def test_no_rule_is_named_twice_and_the_phase_always_is(history: History) -> None:
    named = rules(history)
    assert len(named) == len(set(named))
    assert f"phase.{explain(history).phase}" in named


def test_what_holds_us_back_and_what_she_asked_stand_before_our_plans() -> None:
    told = past(
        days_ago(8, "met"),
        days_ago(1, "not_reached"),
        windows=(window("overdose", 3),),
        agreed=Agreed(most_contacts_a_week=1, worry_after_days=5),
    )
    assert rules(told) == [
        "agreed.most_contacts_a_week",
        "agreed.worry_after_days",
        "window.overdose",
        "phase.building_trust",
        "not_reached",
    ]


def test_losing_touch_says_so_and_what_was_owed_before_when_that_is_due_first() -> None:
    told = past(days_ago(9, "met"), days_ago(2, "not_reached"), days_ago(1, "not_reached"))
    assert rules(told) == ["phase.building_trust", "phase.losing_touch", "not_reached"]
    recent = past(days_ago(3, "met"), days_ago(2, "not_reached"), days_ago(1, "not_reached"))
    assert rules(recent) == ["phase.losing_touch", "not_reached"]


def test_the_plan_of_a_phase_is_said_in_words() -> None:
    told = explain(past(asked_at=at("2026-03-11 10:00"))).reasons[0]
    assert told.words.endswith(
        "The plan: every working day, 3 times; then every 2 days, 5 times; then weekly."
    )


def test_misses_are_said_as_ours_with_the_day_and_the_number() -> None:
    told = past(
        contact(at("2026-03-10 09:00"), "not_reached"), contact(at("2026-03-11 09:00"), "not_reached")
    )
    words = explain(told).reasons[-1].words
    assert words.startswith("We did not reach her on Wed 11 March 2026, 2 times in a row")


def test_stopped_and_not_now_are_said_while_they_are_the_last_that_happened() -> None:
    assert rules(past(days_ago(3, "met"), days_ago(1, "stopped_not_safe")))[-1] == "stopped_not_safe"
    assert rules(past(days_ago(3, "met"), days_ago(1, "not_now")))[-1] == "not_now"
    assert rules(past(days_ago(3, "not_now"), days_ago(1, "left_word"))) == ["phase.just_asked"]
