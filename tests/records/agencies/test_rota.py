"""The newest turn that covers a day holds it, a day without one is a gap, and the weeks show every day once."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.records.agencies.area import rota
from hrm2m.records.agencies.area.rota import Turn


MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@st.composite
def turns(draw: st.DrawFn) -> list[Turn]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        first = MONDAY + draw(st.integers(-10, 60)) * DAY
        last = first + draw(st.integers(0, 20)) * DAY
        found.append(Turn(number, first, last, draw(st.none() | st.integers(1, 4))))
    return found


def test_a_swap_of_one_day_stands_over_the_week_and_the_week_goes_on_after_it() -> None:
    week, swap = Turn(1, MONDAY, MONDAY + 6 * DAY, 7), Turn(2, MONDAY + 2 * DAY, MONDAY + 2 * DAY, 8)
    assert [rota.on_call_on(MONDAY + n * DAY, [swap, week]) for n in range(8)] == [7, 7, 8, 7, 7, 7, 7, None]


def test_days_taken_back_are_a_gap_until_somebody_takes_them() -> None:
    week, back = Turn(1, MONDAY, MONDAY + 6 * DAY, 7), Turn(2, MONDAY, MONDAY + DAY, None)
    assert rota.gaps_within(MONDAY, [week, back]) == (MONDAY, MONDAY + DAY)
    assert rota.gaps_within(MONDAY, [week, back, Turn(3, MONDAY, MONDAY + DAY, 8)]) == ()


def test_before_the_hour_at_which_turns_change_it_is_still_the_day_before() -> None:
    early, late = (datetime(2026, 11, 23, hour, 59, tzinfo=UTC) for hour in (8, 9))
    assert rota.day_of(early, time(9)) == MONDAY - DAY
    assert rota.day_of(late, time(9)) == MONDAY


def test_the_hour_is_one_on_a_clock_in_the_uk() -> None:
    in_summer = datetime(2026, 7, 6, 8, 30, tzinfo=UTC)
    assert rota.day_of(in_summer, time(9)) == date(2026, 7, 6)


@pytest.mark.slow
@given(turns(), st.integers(0, 40))
def test_the_weeks_show_every_day_from_today_once_and_say_who(some: list[Turn], later: int) -> None:
    today = MONDAY + later * DAY
    shown = [stretch for week in rota.weeks_from(today, some) for stretch in week]
    days = [s.first_day + n * DAY for s in shown for n in range((s.last_day - s.first_day).days + 1)]
    assert days == [today + n * DAY for n in range(len(days))]
    for stretch in shown:
        assert rota.on_call_on(stretch.first_day, some) == stretch.worker_id
        assert rota.on_call_on(stretch.last_day, some) == stretch.worker_id


@pytest.mark.slow
@given(turns(), turns())
def test_a_turn_of_somebody_written_last_never_makes_a_gap(some: list[Turn], more: list[Turn]) -> None:
    newest = Turn(99, MONDAY, MONDAY + 6 * DAY, 5)
    assert rota.gaps_within(MONDAY, [*some, *more, newest]) == ()
