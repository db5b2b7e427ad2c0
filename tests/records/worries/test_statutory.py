"""The clocks of the law: a dated, sourced file for each nation; a file that is not whole is refused."""

from datetime import UTC, datetime
from importlib.resources import files

import pytest

from hrm2m.cadence import Nation
from hrm2m.records.clocks.promises import NAMES
from hrm2m.records.worries.entries import TheirStep
from hrm2m.records.worries.statutory import EditionRefused, Mark, edition_of, read_edition
from hrm2m.records.worries.their_time import ALL_KINDS, edition_words
from tests import worlds


def test_england_has_a_file_that_names_its_edition_and_says_how_each_number_is_known() -> None:
    england = edition_of(Nation.ENGLAND)
    assert england is not None
    assert england.edition == "Working Together 2026"
    assert all(clock.source and clock.words for clock in england.clocks.values())
    assert Mark.PUBLISHED not in {clock.mark for clock in england.clocks.values()}, (
        "nobody here read the guidance"
    )


@pytest.mark.parametrize("nation", [Nation.SCOTLAND, Nation.WALES, Nation.NORTHERN_IRELAND])
def test_the_other_nations_have_none(nation: Nation) -> None:
    assert edition_of(nation) is None


def test_every_clock_has_a_name_is_stopped_at_the_end_and_begins_with_something_that_happens() -> None:
    england = edition_of(Nation.ENGLAND)
    assert england is not None
    assert set(england.clocks) <= set(NAMES)
    assert set(england.clocks) <= set(ALL_KINDS)
    assert {clock.starts.value for clock in england.clocks.values()} <= {"sent", "rang", *TheirStep}


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        # From a Wednesday: Christmas, the day for Boxing Day and New Year are off in England.
        ("referral_decision", datetime(2026, 12, 24, 15, 0, tzinfo=UTC)),
        ("referral_written", datetime(2026, 12, 25, 15, 0, tzinfo=UTC)),
        ("referral_core_group", datetime(2027, 1, 11, 15, 0, tzinfo=UTC)),
        ("referral_review", datetime(2027, 3, 23, 15, 0, tzinfo=UTC)),
    ],
)
def test_working_days_are_englands_and_hours_are_hours(kind: str, due: datetime) -> None:
    england = edition_of(Nation.ENGLAND)
    assert england is not None
    assert england.due(kind, datetime(2026, 12, 23, 15, 0, tzinfo=UTC)) == due


@pytest.mark.parametrize("text", ["", "nation: england", "nation: atlantis\nedition: x", "[", "a: {b: c"])
def test_a_file_that_is_not_whole_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(EditionRefused, match="cannot be read"):
        read_edition(text)


@pytest.mark.django_db
def test_no_edition_is_named_as_if_its_times_had_been_read_in_it() -> None:
    worlds.make_team()
    assert edition_words(1) == "Working Together 2026 (not every time was read in its text)"


def test_every_number_says_where_it_was_read_and_one_from_memory_is_refused() -> None:
    england = edition_of(Nation.ENGLAND)
    assert england is not None
    assert all("read November 2026" in clock.source for clock in england.clocks.values())
    text = files("hrm2m.records.worries.statutory").joinpath("england.yaml").read_text(encoding="utf-8")
    with pytest.raises(EditionRefused, match="cannot be read"):
        read_edition(text.replace("mark: read", "mark: memory", 1))
