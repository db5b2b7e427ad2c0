"""When a contact is due in each phase, and what moves the time and what does not."""

from datetime import datetime, timedelta
from time import perf_counter

import pytest

from hrm2m.cadence import Agreed, PastContact, explain
from tests.cadence.histories import NOW, UK, at, contact, days_ago, past


MET_FOUR = tuple(contact(at(f"2026-02-{day:02} 11:00"), "met") for day in (2, 9, 16, 23))


def due(
    *contacts: PastContact, asked_at: str | None = None, nation: str = "england", now: datetime = NOW
) -> str:
    """The due time as the UK reads it: `2026-03-10 14:00`."""
    told = past(*contacts, asked_at=at(asked_at) if asked_at else None, nation=nation, now=now)
    found = explain(told).due
    assert found is not None
    return f"{found.astimezone(UK):%Y-%m-%d %H:%M}"


def tries(outcome: str, *days: int) -> tuple[PastContact, ...]:
    return tuple(contact(at(f"2026-03-{day:02} 10:00"), outcome) for day in days)


def test_just_asked_is_due_the_next_working_day() -> None:
    assert due(asked_at="2026-03-11 15:00") == "2026-03-12 15:00"
    assert due(asked_at="2026-03-06 15:00") == "2026-03-09 15:00"


@pytest.mark.parametrize(("nation", "day"), [("england", "04-07"), ("scotland", "04-06")])
def test_just_asked_before_easter_is_due_by_the_bank_holidays_of_the_nation(nation: str, day: str) -> None:
    assert due(asked_at="2026-04-02 15:00", nation=nation, now=at("2026-04-02 16:00")) == f"2026-{day} 15:00"


def test_word_left_moves_just_asked_through_its_stages() -> None:
    asked, now = "2026-03-02 10:00", at("2026-03-31 10:00")
    days = [3, 4, 5, 7, 9, 11, 13, 15, 22]
    dues = [due(*tries("left_word", *days[:n]), asked_at=asked, now=now)[8:10] for n in range(10)]
    assert dues == ["03", "04", "05", "07", "09", "11", "13", "15", "22", "29"]


def test_a_miss_leaves_just_asked_due_when_it_was() -> None:
    assert due(*tries("not_reached", 3, 4, 5, 9), asked_at="2026-03-02 10:00") == "2026-03-03 10:00"


def test_nobody_said_when_she_asked_so_it_counts_from_our_first_try() -> None:
    assert due(*tries("not_reached", 3, 4)) == "2026-03-03 10:00"


def test_nothing_known_at_all_is_due_now() -> None:
    assert due() == "2026-03-12 10:00"


def test_asking_after_word_was_left_starts_the_stages_again() -> None:
    assert due(*tries("left_word", 2, 3, 4, 5), asked_at="2026-03-10 09:00") == "2026-03-11 09:00"


@pytest.mark.parametrize("outcome", ["met", "spoke"])
def test_building_trust_is_weekly_at_the_same_time_of_day(outcome: str) -> None:
    assert due(*tries(outcome, 10)) == "2026-03-17 10:00"


def test_a_week_across_the_change_of_clocks_is_a_week_on_the_wall() -> None:
    met = contact(at("2026-03-25 10:00"), "met")
    assert due(met, now=at("2026-03-26 10:00")) == "2026-04-01 10:00"


def test_in_touch_is_fortnightly() -> None:
    assert due(*MET_FOUR) == "2026-03-09 11:00"


def test_word_left_keeps_the_pace_of_the_phase() -> None:
    assert due(*MET_FOUR, *tries("left_word", 9)) == "2026-03-23 10:00"


def test_losing_touch_is_three_days_after_the_second_miss() -> None:
    assert due(*tries("met", 9), *tries("not_reached", 10, 11)) == "2026-03-14 10:00"


def test_losing_touch_never_puts_off_what_was_owed_before() -> None:
    assert due(*tries("met", 2), *tries("not_reached", 9, 10)) == "2026-03-09 10:00"


def test_a_third_miss_does_not_move_losing_touch() -> None:
    assert due(*tries("met", 9), *tries("not_reached", 10, 11, 12)) == "2026-03-14 10:00"


def test_word_left_moves_losing_touch_through_its_stages() -> None:
    lost = (*tries("met", 1), *tries("not_reached", 2, 3))
    now = at("2026-03-31 10:00")
    days = [6, 9, 12, 15]
    dues = [due(*lost, *tries("left_word", *days[:n]), now=now)[8:10] for n in range(5)]
    assert dues == ["06", "09", "12", "15", "22"]


def test_an_older_miss_does_not_make_word_left_since_count_for_more() -> None:
    lost = (
        *tries("met", 1),
        *tries("not_reached", 2),
        *tries("left_word", 4, 5, 6, 7, 8),
        *tries("not_reached", 9),
    )
    one_more = contact(at("2026-03-03 10:00"), "not_reached")
    assert due(*lost) == "2026-03-12 10:00"
    assert due(*lost, one_more) == "2026-03-12 10:00"


def test_word_left_counts_from_the_latest_miss_before_it() -> None:
    early = (*tries("met", 1), *tries("not_reached", 2, 3), *tries("left_word", 4, 5, 6, 7))
    assert due(*early) == "2026-03-14 10:00"
    late = contact(at("2026-03-07 18:00"), "not_reached")
    assert due(*early, late, *tries("left_word", 8)) == "2026-03-11 10:00"


def test_asking_again_later_does_not_put_off_what_is_owed() -> None:
    assert due(*tries("met", 2), asked_at="2026-03-10 10:00") == "2026-03-09 10:00"


def test_not_now_is_an_answer_and_we_wait_a_week() -> None:
    assert due(*tries("not_now", 11), asked_at="2026-03-02 10:00") == "2026-03-18 10:00"
    assert due(*tries("met", 2), *tries("not_now", 11)) == "2026-03-18 10:00"
    assert due(*MET_FOUR, *tries("not_now", 11)) == "2026-03-25 10:00"
    assert due(*tries("met", 2), *tries("not_now", 9), *tries("not_reached", 10, 11)) == "2026-03-16 10:00"


def test_stopped_because_it_was_not_safe_leaves_due_when_it_was() -> None:
    assert due(*tries("met", 2), *tries("stopped_not_safe", 9)) == "2026-03-09 10:00"


def test_overdue_counts_working_days_only() -> None:
    assert explain(past(*tries("met", 2))).overdue_working_days == 3
    friday = past(*tries("met", 6), now=at("2026-03-16 10:00"))
    assert explain(friday).overdue_working_days == 1


def test_nothing_is_overdue_before_it_is_due() -> None:
    assert explain(past(*tries("met", 10))).overdue_working_days == 0


def test_leave_me_be_stops_all_contact_and_keeps_her_place() -> None:
    advice = explain(past(*tries("met", 2), agreed=Agreed(leave_me_be=True)))
    assert (advice.due, advice.on_list, advice.overdue_working_days) == (None, True, 0)
    assert advice.reasons[0].rule == "leave_me_be"
    assert advice.next_try is None


def test_a_record_that_ended_is_off_the_list() -> None:
    advice = explain(past(*tries("met", 2), ended=True, agreed=Agreed(leave_me_be=True)))
    assert (advice.due, advice.on_list, [r.rule for r in advice.reasons]) == (None, False, ["ended"])


def test_whoever_waits_comes_before_whoever_asked_to_be_left() -> None:
    left = explain(past(*tries("met", 2), agreed=Agreed(leave_me_be=True)))
    future = explain(past(*tries("met", 12)))
    overdue = explain(past(*tries("met", 2)))
    assert left.priority < future.priority < 0 < overdue.priority


def test_the_next_try_after_a_miss_follows_the_stages_of_the_plan() -> None:
    asked = at("2026-03-02 10:00")
    found = explain(past(*tries("not_reached", 3, 4, 5), asked_at=asked))
    assert found.due == at("2026-03-03 10:00")
    assert found.next_try == at("2026-03-07 10:00")
    missed_once = explain(past(*tries("met", 2), *tries("not_reached", 12)))
    assert missed_once.next_try == at("2026-03-13 10:00")
    losing = explain(past(*tries("met", 2), *tries("not_reached", 10, 11, 12)))
    assert losing.next_try == at("2026-03-15 10:00")


def test_without_a_miss_since_word_was_left_the_next_try_is_the_due_time() -> None:
    met = explain(past(*tries("met", 10)))
    assert met.next_try == met.due
    word = explain(
        past(*tries("not_reached", 3, 4, 5), *tries("left_word", 9), asked_at=at("2026-03-02 10:00"))
    )
    assert word.next_try == word.due == at("2026-03-10 10:00")


def test_three_hundred_contacts_take_under_three_milliseconds() -> None:
    told = past(*(days_ago(i / 3, "not_reached") for i in range(300)), asked_at=NOW - timedelta(days=365))
    explain(told)
    took = []
    for _ in range(20):
        start = perf_counter()
        explain(told)
        took.append(perf_counter() - start)
    assert min(took) < 0.003
