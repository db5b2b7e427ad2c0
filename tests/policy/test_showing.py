"""What she may read: every branch of the rule, and what holds of every entry there can be."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.policy.showing import (
    LONGEST_WITHHELD,
    SENTENCES,
    Decided,
    EntryFacts,
    Shown,
    how_shown,
    is_hers,
    said_by_others,
    she_may_read,
)


NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HOW = ("her_words", "seen", "heard", "told_by", "read_in", "opinion_of")
SHOW, WITHHELD = Decided(True), Decided(False, NOW + DAY)
decisions = st.none() | st.builds(
    Decided, st.booleans(), st.none() | st.integers(-30, 30).map(lambda days: NOW + days * DAY)
)
facts = st.builds(
    EntryFacts,
    how_known=st.sampled_from(HOW),
    is_held=st.booleans(),
    is_ours=st.booleans(),
    is_for_her=st.booleans(),
    corrects_hidden=st.booleans(),
    decided=decisions,
)
times = st.integers(0, 4000).map(lambda days: NOW + days * DAY)


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        (EntryFacts("her_words"), Shown.AT_ONCE),
        (EntryFacts("her_words", decided=WITHHELD), Shown.AT_ONCE),
        (EntryFacts("her_words", is_held=True), Shown.WAITS),
        (EntryFacts("her_words", corrects_hidden=True), Shown.WAITS),
        (EntryFacts("seen"), Shown.WAITS),
        (EntryFacts("seen", is_for_her=True), Shown.AT_ONCE),
        (EntryFacts("told_by", is_for_her=True), Shown.WAITS),
        (EntryFacts("seen", is_for_her=True, corrects_hidden=True), Shown.WAITS),
        (EntryFacts("told_by", is_held=True), Shown.WAITS),
        (EntryFacts("told_by", decided=SHOW), Shown.LOOKED_AT),
        (EntryFacts("seen", corrects_hidden=True, decided=SHOW), Shown.LOOKED_AT),
        (EntryFacts("seen", decided=WITHHELD), Shown.WITHHELD),
        (EntryFacts("seen", decided=Decided(False, NOW)), Shown.LOOK_AGAIN),
        (EntryFacts("seen", decided=Decided(False)), Shown.LOOK_AGAIN),
        (EntryFacts("her_words", is_ours=True), Shown.OURS),
        (EntryFacts("opinion_of", is_ours=True, decided=SHOW), Shown.OURS),
    ],
)
def test_what_she_may_read_and_why(entry: EntryFacts, shown: Shown) -> None:
    assert how_shown(entry, NOW) is shown
    assert she_may_read(entry, NOW) is (shown in {Shown.AT_ONCE, Shown.LOOKED_AT})


@given(facts, times)
@pytest.mark.promise(7)
def test_nothing_that_another_person_said_is_shown_without_a_decision_to_show(
    entry: EntryFacts, at: datetime
) -> None:
    if said_by_others(entry) and not (entry.decided and entry.decided.she_may_see):
        assert not she_may_read(entry, at)


@given(st.builds(EntryFacts, how_known=st.just("her_words"), decided=decisions), times)
def test_what_she_told_us_is_shown_at_once_and_nobody_withholds_it(entry: EntryFacts, at: datetime) -> None:
    assert is_hers(entry)
    assert she_may_read(entry, at)


@given(facts, times, times)
def test_no_day_shows_or_hides_anything_by_itself(entry: EntryFacts, one: datetime, other: datetime) -> None:
    assert she_may_read(entry, one) is she_may_read(entry, other)


@given(facts, times)
def test_a_withholding_past_its_day_is_due_again(entry: EntryFacts, at: datetime) -> None:
    if how_shown(entry, at) is Shown.WITHHELD:
        assert entry.decided is not None
        assert entry.decided.until is not None
        assert how_shown(entry, entry.decided.until) is Shown.LOOK_AGAIN


def test_every_answer_has_its_sentence_and_a_fortnight_is_the_longest() -> None:
    assert set(SENTENCES) == set(Shown)
    assert timedelta(days=14) == LONGEST_WITHHELD
