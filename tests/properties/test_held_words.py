"""What others said of a child is held from her page by laws, not by cases."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.policy.showing import UNTIL_DECIDED
from hrm2m.records.children.entries import Observation, Said
from hrm2m.records.children.holding import Telling, held_until
from hrm2m.vault.entries import HOW_THEY_KNOW


OTHERS = (Said.CHILD, Said.PARTNER, Said.OTHER_PERSON)

observations = st.builds(
    Observation,
    words=st.text(min_size=1),
    childs_own_words=st.sampled_from(["", "I am hungry"]),
    by_whom_said=st.sampled_from(list(Said)),
)
tellings = st.builds(Telling, adds_danger=st.booleans())


@pytest.mark.slow
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
