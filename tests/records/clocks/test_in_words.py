"""How late, or when, said as people in the UK say it; a day is a day on their calendar."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.records.clocks.queries import in_words


UK = ZoneInfo("Europe/London")


def uk(day: int, hour: int = 12, minute: int = 0, month: int = 6) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UK)


WEDNESDAY = uk(3, 11, 30)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (uk(3, 11, 29), "1 minute late"),
        (uk(3, 10, 45), "45 minutes late"),
        (uk(3, 10, 30), "1 hour late"),
        (uk(3, 0, 15), "11 hours late"),
        (uk(2, 23, 59), "1 day late"),
        (uk(29, 9, month=5), "5 days late"),
        (uk(3, 14), "today 2pm"),
        (uk(3, 12, 5), "today 12:05pm"),
        (uk(3, 23, 59), "today"),
        (uk(4, 0, 30), "tomorrow"),
        (uk(5, 9), "Friday"),
        (uk(9, 23), "Tuesday"),
        (uk(10, 9), "in 7 days"),
        (uk(16, 9), "in 13 days"),
        (uk(17, 9), "in 2 weeks"),
        (uk(25, 9), "in 3 weeks"),
        (uk(10, 9, month=8), "in 2 months"),
    ],
)
def test_the_words_for(due: datetime, words: str) -> None:
    assert in_words(due, WEDNESDAY) == words
    assert in_words(due.astimezone(UTC), WEDNESDAY.astimezone(UTC)) == words


def test_a_minute_past_midnight_in_summer_is_another_day_although_utc_says_the_same() -> None:
    due = datetime(2026, 6, 3, 22, 59, tzinfo=UTC)
    assert in_words(due, datetime(2026, 6, 3, 23, 1, tzinfo=UTC)) == "1 day late"


def test_the_night_the_clocks_go_back_is_one_day() -> None:
    assert in_words(uk(25, 9, month=10), uk(24, 9, month=10)) == "tomorrow"
    assert in_words(uk(24, 9, month=10), uk(25, 9, month=10)) == "1 day late"


times = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(times, st.integers(-400 * 86_400, 400 * 86_400))
def test_late_is_said_exactly_when_it_is_late(now: datetime, seconds: int) -> None:
    due = now + timedelta(seconds=seconds)
    assert in_words(due, now).endswith("late") == (due < now)
