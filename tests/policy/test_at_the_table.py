"""Nothing is in a pack that any one at the table may not read."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.policy import Category
from hrm2m.policy.at_the_table import AtTheTable, Piece, agreed_categories, what_all_may_read
from hrm2m.policy.facts import Consented


NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CATEGORIES = st.frozensets(st.sampled_from(sorted(Category)))
TABLE = st.lists(st.builds(AtTheTable, st.just("x"), st.booleans(), CATEGORIES), max_size=4)
PIECES = st.lists(
    st.builds(
        Piece,
        st.text("abc", min_size=1, max_size=4),
        st.none() | st.sampled_from(sorted(Category)),
        st.booleans(),
    ),
    unique_by=lambda piece: piece.ref,
)


@given(PIECES, TABLE)
def test_nothing_is_in_it_that_any_one_there_may_not_read(
    pieces: list[Piece], table: list[AtTheTable]
) -> None:
    chosen = what_all_may_read(pieces, table)
    for piece in pieces:
        for one in table:
            if not one.near_her and not piece.agreed and piece.category not in one.categories:
                assert piece.ref not in chosen


@given(PIECES, TABLE, st.builds(AtTheTable, st.just("y"), st.booleans(), CATEGORIES))
def test_one_more_at_the_table_never_adds_anything(
    pieces: list[Piece], table: list[AtTheTable], one: AtTheTable
) -> None:
    if table:
        assert what_all_may_read(pieces, [*table, one]) <= what_all_may_read(pieces, table)


@given(PIECES)
def test_without_her_yes_an_outside_person_reads_only_her_own_words_she_lets_go(pieces: list[Piece]) -> None:
    assert what_all_may_read(pieces, [AtTheTable("x")]) == {piece.ref for piece in pieces if piece.agreed}
    assert what_all_may_read(pieces, []) == frozenset()


def a_yes(**more: object) -> Consented:
    facts = {
        "agency_id": 2,
        "categories": frozenset({Category.HOME}),
        "purpose": "home",
        "since": NOW - timedelta(days=1),
        "until": NOW + timedelta(days=1),
        "asked_alone": True,
        **more,
    }
    return Consented(**facts)  # type: ignore[arg-type] # facts of one yes, by name


@pytest.mark.promise(7)
@pytest.mark.parametrize(
    "changed",
    [
        {"agency_id": 3},
        {"purpose": "money"},
        {"asked_alone": False},
        {"until": NOW},
        {"since": NOW + timedelta(seconds=1)},
        {"stopped_at": NOW},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_only_a_yes_for_this_agency_and_purpose_in_force_and_asked_alone_counts(
    changed: dict[str, object],
) -> None:
    asked = {"agency_id": 2, "purpose": "home", "now": NOW}
    assert agreed_categories([a_yes()], **asked) == {Category.HOME}  # type: ignore[arg-type] # by name
    assert agreed_categories([a_yes(**changed)], **asked) == frozenset()  # type: ignore[arg-type] # by name
