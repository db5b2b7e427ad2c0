"""A number for a line of the area can be dialled in the UK, or is refused with a sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.records.agencies.area import telephone, values


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("01632 960101", "01632960101"),
        ("+44 1632 960101", "01632960101"),
        ("0044 (0)1632-960101", "01632960101"),
        ("0808 2000 247", "08082000247"),
        ("0800 1111", "08001111"),
        ("0500 600 000", "0500600000"),
        ("116 123", "116123"),
        ("111", "111"),
        ("101", "101"),
        ("12", ""),
        ("01632 9601", ""),
        ("01632 960101 22", ""),
        ("ask Pat", ""),
        ("٠١٦٣٢٩٦٠١٠١", ""),
        ("", ""),
    ],
)
def test_what_can_be_dialled_is_kept_and_nothing_else(typed: str, digits: str) -> None:
    assert telephone.dialled(typed) == digits


@pytest.mark.promise(4)
@pytest.mark.parametrize("typed", ["999", "112", "9 9 9"])
def test_999_is_no_line_of_an_area_because_it_is_always_shown(typed: str) -> None:
    assert "always shown" in telephone.fault_of(typed)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_digits_or_a_sentence(typed: str) -> None:
    digits = telephone.dialled(typed)
    assert digits == "" or (digits.isascii() and digits.isdigit() and 3 <= len(digits) <= 11)
    assert telephone.fault_of(typed) == "" or telephone.fault_of(typed).endswith(".")


@pytest.mark.parametrize("typed", ["0909 879 0001", "+44 909 8790001", "070 1234 5678"])
def test_nobody_is_sent_to_a_line_that_charges(typed: str) -> None:
    assert "costs whoever rings it" in telephone.fault_of(typed)


@pytest.mark.parametrize("typed", ["0845 6012345", "0871 5520018"])
def test_a_duty_team_that_has_only_such_a_number_is_still_reached(typed: str) -> None:
    assert telephone.fault_of(typed) == ""


def test_a_line_that_stands_already_is_not_hidden_by_it() -> None:
    """Were it taken for nonsense, the page of danger would show another number than the one the lead wrote."""
    kept = values.SaidLine("0909 879 0001", "", date(2026, 5, 5))
    assert values.makes_sense(values.line(values.LineKey.CRISIS), kept)
