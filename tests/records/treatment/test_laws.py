"""Laws of collections and of the outcomes form, whatever days and answers come."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrm2m.cadence import Nation
from hrm2m.cadence.working_days import bank_holidays
from hrm2m.records.treatment.collecting import LOOK_AHEAD_DAYS, collections_from
from hrm2m.records.treatment.entries import Weekday, Weeks
from hrm2m.records.treatment.outcomes import days_in


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
WEEKDAYS = st.sets(st.sampled_from(Weekday)).map(tuple)
DAYS_OF_A_WEEK = st.none() | st.integers(0, 7)


@pytest.mark.slow
@settings(deadline=None)
@given(DAYS, WEEKDAYS, st.sampled_from(Nation))
def test_the_next_collection_is_the_first_of_her_days_and_what_is_closed_is_one_of_them(
    today: date, days: tuple[Weekday, ...], nation: Nation
) -> None:
    found = collections_from(today, days, nation)
    order = list(Weekday)
    if not days:
        assert found.next_day is None
        assert found.closed == ()
        return
    assert found.next_day is not None
    assert timedelta(0) <= found.next_day - today < timedelta(days=7)
    assert order[found.next_day.weekday()] in days
    for closed in found.closed:
        assert order[closed.weekday()] in days
        assert closed in bank_holidays(nation, closed.year)
        assert today <= closed < today + timedelta(days=LOOK_AHEAD_DAYS)


@settings(deadline=None)
@given(DAYS, st.sampled_from(Nation))
def test_a_further_collection_day_hides_no_closed_one(today: date, nation: Nation) -> None:
    some = collections_from(today, (Weekday.MONDAY,), nation)
    more = collections_from(today, (Weekday.MONDAY, Weekday.FRIDAY), nation)
    assert set(some.closed) <= set(more.closed)


@settings(deadline=None)
@given(st.tuples(DAYS_OF_A_WEEK, DAYS_OF_A_WEEK, DAYS_OF_A_WEEK, DAYS_OF_A_WEEK))
def test_part_of_an_answer_is_never_made_into_a_whole_one(weeks: Weeks) -> None:
    total = days_in(weeks)
    assert (total is None) is (None in weeks)
    if total is not None:
        assert 0 <= total <= 28
