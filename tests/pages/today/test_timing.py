"""When something happened, in words: no hour is made up for what was written with a day alone."""

from datetime import datetime, timedelta

from hrm2m.cadence.local_time import local_day
from hrm2m.pages.mother.times import at_time
from hrm2m.pages.today.timing import moment_in_words


NOON = datetime.fromisoformat("2026-11-23T12:00:00+00:00")


def test_a_day_alone_has_no_hour() -> None:
    today = local_day(NOON)
    midnights = [at_time(today - timedelta(days=days), datetime.min.time()) for days in (0, 1, 9)]
    assert [moment_in_words(at, NOON) for at in midnights] == ["today", "yesterday", "Saturday 14 November"]


def test_an_hour_that_was_written_stands() -> None:
    assert moment_in_words(NOON - timedelta(hours=1), NOON) == "today 11:00"
    assert moment_in_words(NOON - timedelta(days=1), NOON) == "yesterday 12:00"
    assert moment_in_words(NOON - timedelta(hours=12) + timedelta(minutes=1), NOON) == "today 00:01"
