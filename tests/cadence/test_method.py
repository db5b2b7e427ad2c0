"""The next try: what worked stays; a miss changes the method, one step at a time, and never to what was unsafe."""

import pytest

from hrm2m.cadence import Agreed, NextMethod, PastContact, explain
from tests.cadence.histories import at, contact, days_ago, past


def method(*contacts: PastContact) -> NextMethod:
    return explain(past(*contacts)).next_method


def suggested(*told: tuple[str, str]) -> tuple[str, str]:
    """Channel and change after these (outcome, channel), a day apart, the last a day ago."""
    found = method(*(days_ago(len(told) - i, *one) for i, one in enumerate(told)))
    return found.channel, found.change


def test_a_first_try_is_made_in_person() -> None:
    assert suggested() == ("in_person", "none")


@pytest.mark.parametrize("outcome", ["met", "spoke", "not_now"])
def test_the_way_that_worked_stays(outcome: str) -> None:
    assert suggested(("not_reached", "call"), (outcome, "text")) == ("text", "none")


def test_word_left_once_waits_for_its_answer_the_same_way() -> None:
    assert suggested(("met", "in_person"), ("left_word", "letter")) == ("letter", "none")


def test_word_left_twice_without_answer_changes_the_method() -> None:
    assert suggested(("met", "in_person"), ("left_word", "text"), ("left_word", "text")) == ("text", "time")


def test_each_miss_is_one_step_up_the_ladder_and_then_round_again() -> None:
    told, steps = [("met", "usual_place")], []
    for _ in range(7):
        told.append(("not_reached", suggested(*told)[0]))
        steps.append(suggested(*told))
    assert steps == [
        ("usual_place", "time"),
        ("in_person", "channel"),
        ("usual_place", "place"),
        ("usual_place", "worker"),
        ("through_trusted", "through_trusted"),
        ("text", "channel"),  # another hour changes nothing for someone she trusts
        ("call", "channel"),
    ]


def test_another_channel_is_one_that_worked_before() -> None:
    told = [("spoke", "call"), ("met", "drop_off"), ("not_reached", "text"), ("not_reached", "text")]
    assert suggested(*told) == ("call", "channel")


def test_another_channel_is_not_one_already_tried_in_vain() -> None:
    told = [("met", "usual_place"), ("not_reached", "usual_place"), ("not_reached", "call")]
    assert suggested(*told) == ("in_person", "channel")


@pytest.mark.parametrize("channel", ["letter", "drop_off", "through_trusted"])
def test_another_hour_is_not_suggested_where_it_changes_nothing(channel: str) -> None:
    assert suggested(("met", "in_person"), ("not_reached", channel)) == ("in_person", "channel")


@pytest.mark.parametrize(("missed_at", "part"), [("usual_place", "in_person"), ("call", "usual_place")])
def test_another_place_is_not_the_one_we_come_from(missed_at: str, part: str) -> None:
    told = [("met", "text"), ("not_reached", "call"), ("not_reached", "call"), ("not_reached", missed_at)]
    assert suggested(*told) == (part, "place")


@pytest.mark.parametrize("channel", ["call", "in_person", "text"])
def test_what_was_not_safe_is_changed_at_once(channel: str) -> None:
    found, change = suggested(("met", channel), ("stopped_not_safe", channel))
    assert found != channel
    assert change == "channel"


def test_what_was_not_safe_is_not_taken_up_again_by_a_later_step() -> None:
    told = [("met", "text"), ("stopped_not_safe", "usual_place"), ("not_reached", "call")]
    assert "usual_place" not in {suggested(*told, *[("not_reached", "call")] * n)[0] for n in range(8)}


def test_word_left_where_it_was_not_safe_is_not_repeated() -> None:
    told = [("met", "text"), ("stopped_not_safe", "call"), ("left_word", "call")]
    assert suggested(*told) == ("text", "channel")


def test_where_no_way_was_safe_the_lead_is_asked() -> None:
    ways = ["in_person", "usual_place", "call", "text", "letter", "drop_off", "through_trusted"]
    found = method(*(days_ago(9 - i, "stopped_not_safe", way) for i, way in enumerate(ways)))
    assert found.change == "through_trusted"
    assert "lead" in found.words


@pytest.mark.parametrize(
    ("reached", "missed", "part"),
    [
        ("2026-03-09 19:00", ["2026-03-11 09:00"], "evening"),
        ("2026-03-09 09:00", ["2026-03-11 09:00"], "afternoon"),
        ("2026-03-09 12:00", ["2026-03-11 16:59"], "morning"),
        ("2026-03-09 17:00", ["2026-03-11 11:59"], "evening"),
    ],
)
def test_another_time_is_one_at_which_she_was_reached_or_not_yet_tried(
    reached: str, missed: list[str], part: str
) -> None:
    found = method(contact(at(reached), "met"), *(contact(at(when), "not_reached") for when in missed))
    assert found.change == "time"
    assert part in found.words


def test_when_every_part_of_the_day_was_tried_another_day_is_suggested() -> None:
    hours = [
        "2026-03-05 09:00",
        "2026-03-06 13:00",
        "2026-03-07 19:00",
        "2026-03-08 09:00",
        "2026-03-09 09:00",
    ]
    missed = [contact(at(when), "not_reached") for when in (*hours, "2026-03-10 09:00")]
    found = method(contact(at("2026-03-02 09:00"), "met"), *missed)
    assert found.change == "time"
    assert "another day" in found.words


def test_nobody_presses_after_not_now() -> None:
    assert "no pressing" in method(days_ago(3, "met"), days_ago(1, "not_now")).words


def test_leave_me_be_suggests_no_change_and_no_contact() -> None:
    found = explain(
        past(days_ago(3, "met", "text"), days_ago(1, "not_reached"), agreed=Agreed(leave_me_be=True))
    )
    assert (found.next_method.channel, found.next_method.change) == ("text", "none")
    assert found.next_method.words.startswith("No contact")
