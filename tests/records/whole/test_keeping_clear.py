"""Two who are kept apart are not to be at one place at one time; the answer is yes or no and tells nothing else."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.records.whole.keeping_clear import AROUND, Expected


LONDON = ZoneInfo("Europe/London")
TEN = datetime(2026, 3, 2, 10, tzinfo=LONDON)
HOURS = timedelta(hours=1)
times = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(LONDON))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("one", "other", "do_meet"),
    [
        (Expected("The Quay Centre", TEN), Expected("quay centre, room 2", TEN + HOURS), True),
        (Expected("The Quay Centre", TEN), Expected("Quay Centre", TEN + AROUND + HOURS), False),
        (Expected("The Quay Centre", TEN), Expected("Hospital", TEN), False),
        (Expected("Court", TEN, TEN + 6 * HOURS), Expected("Court", TEN + 7 * HOURS), True),
        (Expected("Court", TEN), Expected("Court", day=date(2026, 3, 2)), True),
        (Expected("Court", TEN), Expected("Court", day=date(2026, 3, 3)), False),
        (Expected("The van at the quay", TEN), Expected("van, quay"), True),
        (Expected("", TEN), Expected("", TEN), False),
        (Expected("at the", TEN), Expected("Quay", TEN), False),
    ],
)
def test_place_and_time_together_decide(one: Expected, other: Expected, do_meet: bool) -> None:
    assert one.meets(other) is do_meet
    assert other.meets(one) is do_meet


@pytest.mark.slow
@given(times, times, st.sampled_from(["Quay", "the quay", "QUAY Centre"]))
def test_it_is_the_same_whichever_of_the_two_is_written_first(a: datetime, b: datetime, place: str) -> None:
    one, other = Expected("Quay", a), Expected(place, b)
    assert one.meets(other) == other.meets(one)
    assert one.meets(Expected("Quay", a))
