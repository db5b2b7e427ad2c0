"""The tables of words."""

import pytest

from hrm2m.exchange.directory.categories import categories_of
from hrm2m.exchange.directory.districts import district_named
from hrm2m.exchange.directory.entry import Category
from hrm2m.exchange.directory.moj_codes import need_category, provider_words


@pytest.mark.parametrize(
    ("said", "categories"),
    [
        ("Drug and alcohol team", {Category.DRUGS_AND_TREATMENT}),
        ("Community Counselling", {Category.MENTAL_HEALTH}),
        ("Mental health support", {Category.MENTAL_HEALTH}),
        ("Sexual health clinic", {Category.HEALTH}),
        ("Sexual abuse support", {Category.SAFETY}),
        ("Midwives for mothers", {Category.MATERNITY_AND_BABY}),
        ("Women's Aid", {Category.WOMEN, Category.SAFETY}),
        ("Knitting", {Category.OTHER}),
        ("Currents", {Category.OTHER}),
        ("", {Category.OTHER}),
    ],
)
def test_words_have_the_categories_of_the_table_and_an_unknown_word_has_other(
    said: str, categories: set[Category]
) -> None:
    assert categories_of([said]) == categories


@pytest.mark.parametrize(
    ("said", "district"),
    [
        ("Bristol", "Bristol, City of"),
        ("CITY OF BRISTOL", "Bristol, City of"),
        ("Brighton & Hove", "Brighton and Hove"),
        ("London Borough of Hackney", "Hackney"),
        ("Kent", "Kent"),
        ("Little Wimbling", None),
        ("Bristol 1", None),
        ("12 Bristol", None),
        ("of the", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_listed_name_is_a_district(said: str | None, district: str | None) -> None:
    assert district_named(said) == district


def test_a_providers_code_is_written_out_and_nothing_is_made_up() -> None:
    assert provider_words("CHANGE_GROW_LIVE_LTD") == "Change Grow Live Ltd"
    assert provider_words("GM_MH_NHS_FT") == "GM MH NHS FT"
    assert need_category("Accommodation (3) High Complexity") is Category.HOME
    assert need_category("Gardens") is None
