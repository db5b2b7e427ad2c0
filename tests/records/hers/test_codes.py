"""What opens her page: hard to guess, one writing for whatever is typed, and of no use to whoever copies the tables."""

import random
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.foundation import ids
from hrm2m.foundation.errors import BadInput
from hrm2m.records.hers import codes


def test_words_from_the_list_are_five_different_ones_and_hard_to_guess() -> None:
    words = codes.new_words().split()
    assert len(set(words)) == codes.WORDS
    assert set(words) <= set(codes.word_list())
    # In bits; one draw in five hundred is too short and thrown away, which costs far less than a hundredth of one.
    assert codes.WORDS * log2(len(codes.word_list())) >= 50
    assert codes.DIGITS * log2(10) >= 50


def test_words_that_are_offered_are_never_refused_afterwards() -> None:
    for number in range(3_000):
        with ids.drawn_from(random.Random(number).randbytes):  # noqa: S311 - chance that can be repeated, no secret
            offered = codes.new_words()
        assert codes.own_words(offered) == offered


def test_no_word_that_she_is_given_says_what_nobody_should_hear() -> None:
    assert not {"abuse", "baby", "child", "drug", "mother", "prison", "victim"} & set(codes.word_list())


def test_a_number_looks_like_any_number_on_a_card() -> None:
    groups = codes.new_number().split(" ")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert "".join(groups).isdecimal()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Sea  shell,\tHORSE. button-candle ", "sea shell horse button candle"),
        ("4821093755261180", "4821 0937 5526 1180"),
        ("4821-0937 5526  1180", "4821 0937 5526 1180"),
        ("", ""),
        ("\x00", ""),
    ],
)
def test_however_it_is_typed_it_is_one_code(typed: str, read: str) -> None:
    assert codes.folded(typed) == read


@pytest.mark.slow
@given(st.text())
def test_folding_twice_changes_nothing(typed: str) -> None:
    once = codes.folded(typed)
    assert codes.folded(once) == once


@pytest.mark.parametrize(
    "typed",
    ["", "robin robin robin robin robin", "a b c d e", "one two three four", "11111 22222 33333 44444 55555"],
)
def test_words_of_her_own_that_are_guessed_too_soon_are_refused_with_what_to_do(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        codes.own_words(typed)
    assert refused.value.sentence


@pytest.mark.slow
def test_only_the_same_code_is_right_and_none_is_right_for_nobody() -> None:
    kept = codes.hashed("sea shell horse button candle")
    assert kept.startswith("argon2$argon2id$")
    assert codes.is_right("sea shell horse button candle", kept)
    assert not codes.is_right("sea shell horse button handle", kept)
    assert not codes.is_right("sea shell horse button candle", None)
