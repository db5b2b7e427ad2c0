"""What others said of a child is held from her page by laws, not by cases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hrm2m.policy import Category, Compartment
from hrm2m.records.children.entries import Observation, Said, Showing
from hrm2m.records.children.holding import UNTIL_DECIDED, Telling, held_until, she_may_see
from hrm2m.vault.entries import HOW_THEY_KNOW, B, Entry


MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
OTHERS = (Said.CHILD, Said.PARTNER, Said.OTHER_PERSON)

observations = st.builds(
    Observation,
    words=st.text(min_size=1),
    childs_own_words=st.sampled_from(["", "I am hungry"]),
    by_whom_said=st.sampled_from(list(Said)),
)
tellings = st.builds(Telling, adds_danger=st.booleans())
decisions = st.lists(
    st.tuples(st.booleans(), st.integers(0, 60), st.booleans()), max_size=6, unique_by=lambda d: d[1]
)


def entry(
    body: B, *, ref: str = "e", about: str = "", minutes: int = 0, held: datetime | None = None
) -> Entry[B]:
    at = MONDAY + timedelta(minutes=minutes)
    return Entry(
        ref,
        "m",
        Compartment.CHILD_SAFETY,
        Category.CHILDREN,
        body.KIND,
        "",
        body,
        "seen",
        "",
        at,
        at,
        1,
        about,
        "",
        held,
        None,
        "",
        "",
    )


def decided(said: list[tuple[bool, int, bool]]) -> list[Entry[Showing]]:
    """Decisions, each about this entry or about another one."""
    return [
        entry(Showing(may, "why"), ref=str(minutes), about="e" if of_it else "other", minutes=minutes)
        for may, minutes, of_it in said
    ]


@given(seen=observations, how=st.sampled_from(HOW_THEY_KNOW), telling=tellings)
def test_what_another_person_said_is_never_shown_by_the_calendar(
    seen: Observation, how: str, telling: Telling
) -> None:
    until = held_until(seen, how, telling)
    assert until in {None, UNTIL_DECIDED}
    if seen.by_whom_said in OTHERS or seen.childs_own_words or telling.adds_danger:
        assert until == UNTIL_DECIDED


@given(seen=observations, how=st.sampled_from(HOW_THEY_KNOW), telling=tellings)
def test_danger_to_somebody_never_shows_more(seen: Observation, how: str, telling: Telling) -> None:
    if held_until(seen, how, telling):
        assert held_until(seen, how, replace(telling, adds_danger=True))


@given(held=st.sampled_from([None, UNTIL_DECIDED]), said=decisions)
def test_the_newest_decision_on_this_entry_counts_in_whatever_order_they_are_read(
    held: datetime | None, said: list[tuple[bool, int, bool]]
) -> None:
    about, found = entry(Observation("seen"), held=held), decided(said)
    of_it = sorted((minutes, may) for may, minutes, is_of_it in said if is_of_it)
    expected = of_it[-1][1] if of_it else held is None
    assert she_may_see(about, found) is expected
    assert she_may_see(about, list(reversed(found))) is expected


@given(held=st.sampled_from([None, UNTIL_DECIDED]), said=decisions)
def test_a_later_no_withholds_whatever_came_before(
    held: datetime | None, said: list[tuple[bool, int, bool]]
) -> None:
    assert not she_may_see(entry(Observation("seen"), held=held), decided([*said, (False, 99, True)]))
