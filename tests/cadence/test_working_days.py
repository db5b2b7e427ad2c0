"""Working days by nation: weekends, bank holidays with their substitutes, and an order that never turns round."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrm2m.cadence import Nation, working_days
from tests.cadence.histories import at, later_by


ALL = tuple(Nation)
# As the governments announced them (gov.uk/bank-holidays), not as a library computes them.
DAYS_OFF = [
    ("2026-01-02", {"scotland"}),
    ("2026-03-17", {"northern_ireland"}),
    ("2026-04-03", set(ALL)),
    ("2026-04-06", {"england", "wales", "northern_ireland"}),
    ("2026-05-25", set(ALL)),
    ("2026-06-15", {"scotland"}),
    ("2026-07-13", {"northern_ireland"}),  # 12 July is a Sunday
    ("2026-08-03", {"scotland"}),
    ("2026-08-31", {"england", "wales", "northern_ireland"}),
    ("2026-11-30", {"scotland"}),
    ("2026-12-28", set(ALL)),  # Boxing Day is a Saturday
    ("2022-06-03", set(ALL)),
    ("2022-09-19", set(ALL)),
    ("2023-05-08", set(ALL)),
    ("2027-12-27", set(ALL)),
    ("2027-12-28", set(ALL)),
    ("2028-01-03", set(ALL)),
    ("2028-01-04", {"scotland"}),
    ("2035-12-25", set(ALL)),
]
MOMENTS = st.builds(later_by, st.just(at("2024-01-01 00:00")), st.integers(0, 6 * 365 * 24 * 60))


@pytest.mark.parametrize(("day", "nations"), DAYS_OFF)
def test_each_nation_has_its_own_days_off(day: str, nations: set[str]) -> None:
    off = {nation for nation in Nation if not working_days.is_working_day(nation, date.fromisoformat(day))}
    assert off == nations


def test_a_bank_holiday_on_a_weekend_is_counted_once() -> None:
    assert date(2026, 12, 26) not in working_days.bank_holidays(Nation.ENGLAND, 2026)
    assert working_days.between(Nation.ENGLAND, at("2026-12-24 09:00"), at("2026-12-29 09:00")) == 1


@pytest.mark.parametrize(
    ("nation", "due"),
    [("england", "2026-04-07"), ("scotland", "2026-04-06"), ("northern_ireland", "2026-04-07")],
)
def test_the_next_working_day_after_thursday_before_easter_depends_on_the_nation(
    nation: str, due: str
) -> None:
    assert working_days.add(Nation(nation), at("2026-04-02 15:00"), 1) == at(f"{due} 15:00")


def test_five_working_days_over_a_weekend_keep_the_time_of_day() -> None:
    assert working_days.add(Nation.WALES, at("2026-03-12 15:30"), 5) == at("2026-03-19 15:30")


def test_working_days_over_the_change_of_clocks_keep_the_time_of_day() -> None:
    assert working_days.add(Nation.ENGLAND, at("2026-03-27 09:00"), 1) == at("2026-03-30 09:00")
    assert at("2026-03-30 09:00").utcoffset() != at("2026-03-27 09:00").utcoffset()


def test_a_start_on_a_day_off_counts_as_the_end_of_the_last_working_day() -> None:
    assert working_days.add(Nation.ENGLAND, at("2026-03-14 10:00"), 1) == at("2026-03-16 23:59:59")
    assert working_days.add(Nation.ENGLAND, at("2026-03-13 23:59:59.5"), 1) == at("2026-03-16 23:59:59")


def test_nought_working_days_later_is_the_same_instant_also_on_a_day_off() -> None:
    assert working_days.add(Nation.ENGLAND, at("2026-03-14 10:00"), 0) == at("2026-03-14 10:00")


def test_working_days_are_not_counted_backward() -> None:
    with pytest.raises(ValueError, match="forward"):
        working_days.add(Nation.ENGLAND, at("2026-03-12 10:00"), -1)
    assert working_days.between(Nation.ENGLAND, at("2026-03-12 10:00"), at("2026-03-10 10:00")) == 0


@pytest.mark.parametrize(
    ("earlier", "later", "begun"),
    [
        ("2026-03-12 09:00", "2026-03-12 17:00", 0),
        ("2026-03-12 23:00", "2026-03-13 01:00", 1),
        ("2026-03-13 09:00", "2026-03-15 09:00", 0),
        ("2026-03-13 09:00", "2026-03-16 09:00", 1),
        ("2026-04-02 09:00", "2026-04-08 09:00", 2),
        ("2025-12-24 09:00", "2026-01-05 09:00", 5),
    ],
)
def test_days_between_are_the_working_days_begun_since(earlier: str, later: str, begun: int) -> None:
    assert working_days.between(Nation.ENGLAND, at(earlier), at(later)) == begun


@settings(deadline=None)
@given(st.sampled_from(Nation), MOMENTS, MOMENTS)
def test_days_between_agree_with_counting_them_one_by_one(
    nation: Nation, one: datetime, other: datetime
) -> None:
    earlier, later = sorted((one, other))
    days = (date.fromordinal(n) for n in range(earlier.date().toordinal() + 1, later.date().toordinal() + 1))
    counted = sum(working_days.is_working_day(nation, day) for day in days)
    assert working_days.between(nation, earlier, later) == counted


@settings(deadline=None)
@given(st.sampled_from(Nation), MOMENTS, MOMENTS, st.integers(0, 12))
def test_a_later_start_is_never_due_earlier(nation: Nation, one: datetime, other: datetime, n: int) -> None:
    earlier, later = sorted((one, other))
    assert working_days.add(nation, earlier, n) <= working_days.add(nation, later, n)
