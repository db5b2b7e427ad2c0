"""The retention schedule: whole, sourced, never shorter than the class beside it, refused in words when it is not."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.cadence import Nation
from hrm2m.policy.retention import (
    HER_RECORD,
    NATIONS,
    Basis,
    ScheduleRefused,
    Who,
    load_schedule,
    read_schedule,
    who_is,
)


TEXT = files("hrm2m.policy").joinpath("retention.yaml").read_text(encoding="utf-8")
SCHEDULE = load_schedule()
BANDS = ["under_16", "16_17", "18_or_over", "not_asked"]


def test_the_nations_are_those_of_the_cadence() -> None:
    assert set(NATIONS) == {nation.value for nation in Nation}


@pytest.mark.parametrize("nation", NATIONS)
def test_in_every_nation_the_young_are_kept_longest_and_a_handle_shortest(nation: str) -> None:
    years = [SCHEDULE.years_of_record(who, nation) for who in Who]
    assert years == sorted(years)
    assert years[0] >= 1


def test_only_england_has_a_published_period_and_it_names_its_source() -> None:
    published = [p for p in SCHEDULE.classes[HER_RECORD].periods if p.basis is Basis.PUBLISHED]
    assert {nation for period in published for nation in period.nations} == {"england"}
    assert all("NHS Records Management Code" in period.source and period.read for period in published)


@given(st.lists(st.sampled_from(BANDS)), st.lists(st.sampled_from(BANDS)), st.booleans())
def test_the_youngest_age_ever_noted_counts(some: list[str], more: list[str], named: bool) -> None:
    order = list(Who)
    one, both = who_is(gave_her_name=named, ages=some), who_is(gave_her_name=named, ages=[*some, *more])
    if "under_16" in [*some, *more]:
        assert both is Who.UNDER_16
    if "16_17" in some:
        assert order.index(both) >= order.index(Who.AGE_16_17_OR_NOT_ASKED)
    if one in {Who.BY_HANDLE, Who.WITH_NAME}:
        assert "18_or_over" in some


def test_nobody_asked_is_kept_as_the_young_are() -> None:
    assert who_is(gave_her_name=False, ages=[]) is Who.AGE_16_17_OR_NOT_ASKED
    assert who_is(gave_her_name=True, ages=["not_asked"]) is Who.AGE_16_17_OR_NOT_ASKED
    assert who_is(gave_her_name=True, ages=["not_asked", "18_or_over"]) is Who.WITH_NAME


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("who: by_handle, nations: [england, wales,", "who: by_handle, nations: [england,", "each nation"),
        ("years: 3,", "years: 0,", "one number"),
        ("years: 3,", "years: 3, days: 2,", "one number"),
        ("    sweep: sweep looks\n", "", "each nation"),
        ('read: "summaries by MDU and NHSX, November 2026",', "", "when and through whom"),
        ("her_record:", "her_records:", "needs the class"),
        ("basis: published", "basis: rumour", "cannot be read"),
        ("classes:", "classes: [", "cannot be read"),
    ],
)
def test_a_schedule_that_is_not_whole_is_refused_in_words(before: str, after: str, words: str) -> None:
    assert before in TEXT
    with pytest.raises(ScheduleRefused, match=words):
        read_schedule(TEXT.replace(before, after, 1))
