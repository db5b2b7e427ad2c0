"""Spans on a UK clock: days across the change of clocks, months that are too short, hours that are hours."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrm2m.cadence import Nation, load_rules
from hrm2m.cadence.local_time import instant, wall
from hrm2m.cadence.spans import Span, after, how_often
from tests.cadence.histories import NOWS, at


RULES = load_rules()
SPANS = [  # a month is left out: the 29th and the 31st of January end on one day
    *(stage.every for rule in RULES.phases.values() for stage in rule.stages),
    *(period.every for rule in RULES.windows.values() for period in rule.periods),
    *(clock.within for clock in RULES.clocks.values() if not clock.within.months),
]


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("2026-03-25 10:00", Span(days=7), "2026-04-01 10:00"),
        ("2026-10-22 10:00", Span(days=7), "2026-10-29 10:00"),
        ("2026-01-31 10:00", Span(months=1), "2026-02-28 10:00"),
        ("2028-02-29 10:00", Span(months=12), "2029-02-28 10:00"),
        ("2026-12-15 10:00", Span(months=1), "2027-01-15 10:00"),
        ("2026-03-14 10:00", Span(days=0, end_of_day=True), "2026-03-14 23:59:59"),
        ("2026-03-14 10:00", Span(days=1, end_of_day=True), "2026-03-15 23:59:59"),
        ("2026-04-02 10:00", Span(working_days=1, end_of_day=True), "2026-04-07 23:59:59"),
        ("2026-03-12 10:00", Span(), "2026-03-12 10:00"),
    ],
)
def test_a_span_ends_at_the_same_time_of_day(start: str, span: Span, end: str) -> None:
    assert after(at(start), span, Nation.ENGLAND) == at(end)


def test_hours_are_hours_also_when_the_clocks_change() -> None:
    assert after(at("2026-03-29 00:30"), Span(hours=1), Nation.ENGLAND) == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )
    assert after(at("2026-10-24 12:00"), Span(hours=48), Nation.ENGLAND) == at("2026-10-26 11:00")


def test_an_hour_the_clock_skips_is_when_it_jumps() -> None:
    assert after(at("2026-03-28 01:30"), Span(days=1), Nation.ENGLAND) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_the_hour_that_comes_twice_keeps_its_order() -> None:
    first, second = datetime(2026, 10, 25, 0, 50, tzinfo=UTC), datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert wall(first) < wall(second)
    assert after(first, Span(days=1), Nation.ENGLAND) < after(second, Span(days=1), Nation.ENGLAND)


@settings(deadline=None)
@given(NOWS, st.integers(0, 200_000), st.sampled_from(SPANS), st.sampled_from(Nation))
def test_a_later_start_never_ends_earlier(start: datetime, seconds: int, span: Span, nation: Nation) -> None:
    assert after(start, span, nation) <= after(start + timedelta(seconds=seconds), span, nation)


@given(NOWS)
def test_a_face_of_the_clock_and_its_instant_agree(moment: datetime) -> None:
    ambiguous = wall(moment) != wall(instant(wall(moment)))
    assert not ambiguous


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(working_days=1), "every working day"),
        (Span(working_days=2), "every 2 working days"),
        (Span(days=1), "every day"),
        (Span(days=3), "every 3 days"),
        (Span(days=7), "weekly"),
        (Span(days=14), "fortnightly"),
    ],
)
def test_a_span_says_how_often(span: Span, words: str) -> None:
    assert how_often(span) == words
