"""Every phase and every way from one to the next."""

import pytest

from hrm2m.cadence import PastContact, Phase, explain
from tests.cadence.histories import days_ago, past


def phase(*contacts: PastContact) -> Phase:
    return explain(past(*contacts)).phase


def row(*told: tuple[float, str]) -> tuple[PastContact, ...]:
    return tuple(days_ago(days, outcome) for days, outcome in told)


FOUR_MET = ((50, "met"), (36, "met"), (22, "met"), (8, "met"))


@pytest.mark.parametrize("outcomes", [(), ("not_reached",) * 9, ("left_word", "not_now", "stopped_not_safe")])
def test_just_asked_until_she_first_met_or_spoke(outcomes: tuple[str, ...]) -> None:
    assert phase(*row(*((9 - i, outcome) for i, outcome in enumerate(outcomes)))) is Phase.JUST_ASKED


@pytest.mark.parametrize("outcome", ["met", "spoke"])
def test_building_trust_from_the_first_met_or_spoke(outcome: str) -> None:
    assert phase(*row((3, "not_reached"), (2, outcome))) is Phase.BUILDING_TRUST


def test_in_touch_after_four_met_within_eight_weeks() -> None:
    assert phase(*row(*FOUR_MET)) is Phase.IN_TOUCH
    assert phase(*row((56, "met"), *FOUR_MET[1:3], (0, "met"))) is Phase.IN_TOUCH


def test_four_met_over_more_than_eight_weeks_are_not_yet_in_touch() -> None:
    assert phase(*row((56.01, "met"), *FOUR_MET[1:3], (0, "met"))) is Phase.BUILDING_TRUST


def test_spoke_is_not_met() -> None:
    assert phase(*row(*FOUR_MET[:3], (8, "spoke"))) is Phase.BUILDING_TRUST


def test_silence_alone_does_not_end_being_in_touch() -> None:
    assert phase(*row((350, "met"), (340, "met"), (330, "met"), (320, "met"))) is Phase.IN_TOUCH


def test_the_last_four_met_count() -> None:
    assert (
        phase(*row((350, "met"), (340, "met"), (330, "met"), (320, "met"), (2, "met")))
        is Phase.BUILDING_TRUST
    )


@pytest.mark.parametrize("between", [(), ("left_word",), ("stopped_not_safe",)])
def test_losing_touch_after_two_misses_in_a_row_whatever_we_left_between(between: tuple[str, ...]) -> None:
    rest = [(5 - i, outcome) for i, outcome in enumerate(("not_reached", *between, "not_reached"))]
    assert phase(*row((9, "met"), *rest)) is Phase.LOSING_TOUCH
    assert phase(*row(*FOUR_MET, *rest)) is Phase.LOSING_TOUCH


@pytest.mark.parametrize("answer", ["met", "spoke", "not_now"])
def test_any_answer_of_hers_ends_the_row(answer: str) -> None:
    assert (
        phase(*row((9, "met"), (5, "not_reached"), (4, answer), (3, "not_reached"))) is Phase.BUILDING_TRUST
    )
    assert (
        phase(*row((9, "met"), (5, "not_reached"), (4, "not_reached"), (3, answer))) is Phase.BUILDING_TRUST
    )


def test_one_miss_is_not_losing_touch() -> None:
    assert phase(*row((9, "met"), (5, "not_reached"), (4, "left_word"))) is Phase.BUILDING_TRUST


def test_at_one_instant_she_counts_as_found_after_we_missed_her() -> None:
    assert (
        phase(*row((9, "met"), (5, "not_reached"), (5, "spoke"), (4, "not_reached"))) is Phase.BUILDING_TRUST
    )
    assert (
        phase(*row((9, "met"), (5, "spoke"), (5, "not_reached"), (4, "not_reached"))) is Phase.BUILDING_TRUST
    )
