"""A service a worker writes down goes through the choke point of every feed, and so do words about one."""

from typing import Any

import msgspec
import pytest

from hrm2m.exchange.directory.entry import Category, DirectoryEntry, Place, Sex, Status
from hrm2m.exchange.directory.refusals import RecordRefused
from hrm2m.exchange.directory.written_here import Written, could_show_a_hidden_place, entry_written
from hrm2m.records.agencies.directory.stated import OF_NO_FEED, StatedService, opaque
from hrm2m.records.agencies.directory.vocabulary import State, Takes
from tests.exchange.directory.samples import NOW


ADDRESS = {"district": "Norwich", "address": "417 Thistledown Lane", "postcode": "NR1 4AB"}


def entry(**said: Any) -> DirectoryEntry:
    written = Written(**({"name": "Thursday Table"} | said))
    return entry_written(written, source=OF_NO_FEED, source_id="x", now=NOW)


def test_an_open_service_is_kept_as_it_was_written() -> None:
    made = entry(**ADDRESS, sex=Sex.WOMEN, childcare=True, phones=("01603 555 123",), cost="Free")
    assert made.places == (
        Place(disclosed=True, district="Norwich", address="417 Thistledown Lane", postcode="NR1 4AB"),
    )
    assert (made.who_for.sex, made.childcare, made.cost, made.status) == (
        Sex.WOMEN,
        True,
        "Free",
        Status.ACTIVE,
    )
    assert made.categories == frozenset({Category.OTHER})
    assert not made.undisclosed


def test_what_is_not_written_is_not_stated() -> None:
    made = entry()
    assert (made.places, made.who_for.sex, made.childcare, made.available_from) == ((), None, None, None)


@pytest.mark.parametrize(
    "why",
    [
        {"secret": True},
        {"summary": "A refuge."},
        {"name": "Safe house for women"},
        {"agency_name": "Norwich Women’s Aid"},
        {"conditions": "For women fleeing domestic abuse. Somewhere to stay."},
    ],
)
def test_a_secret_place_and_a_doubtful_one_keep_a_district_and_no_address(why: dict[str, Any]) -> None:
    more = {"how_to_ask": "Come to Thistledown Lane", "phones": ("01603 555 123",)}
    made = entry(**(ADDRESS | more | why))
    assert made.places == (Place(disclosed=False, district="Norwich"),)
    assert not StatedService.of(made).leaks
    kept = msgspec.json.encode(made).decode().casefold()
    assert not [trace for trace in ("thistledown", "nr1", "01603 555") if trace in kept]


def test_an_abuse_service_with_a_public_door_stays_open() -> None:
    assert not entry(**ADDRESS, name="Domestic abuse drop-in").undisclosed


def test_a_name_that_shows_the_place_is_refused() -> None:
    with pytest.raises(RecordRefused):
        entry(name="9 Mill Lane", secret=True)


@pytest.mark.parametrize(
    ("said", "hides", "shows"),
    [
        ("Free", True, False),
        ("Housing benefit pays", True, False),
        ("It is opposite the church", True, True),
        ("NR1 4AB", True, True),
        ("Bus 4 to Mill Lane", False, False),
        ("The refuge is at 9 Mill Lane", False, True),
        ("Ask them about the refuge", False, False),
    ],
)
def test_words_about_a_service_may_not_show_a_hidden_place(said: str, hides: bool, shows: bool) -> None:
    assert could_show_a_hidden_place(said, hides) is shows


def test_both_rooms_spell_an_identifier_and_a_code_alike() -> None:
    for identifier in ("svc-12", "5B0D7A3E-6C0F-4A64-9F6D-0C7A4F2F9A01", "sha256:" + "0" * 32):
        hidden = entry_written(Written(name="x", secret=True), source="s", source_id=identifier, now=NOW)
        if not identifier.startswith("sha256:"):
            assert hidden.source_id == opaque(identifier)
        assert opaque(opaque(identifier)) == opaque(identifier)
    assert {sex.value for sex in Sex} == {takes.value for takes in Takes}
    assert {status.value for status in Status} == {state.value for state in State} - {"withdrawn"}
