"""Numbers, mailboxes and web addresses."""

import pytest

from hrm2m.exchange.directory.ways_to_reach import (
    belongs_to_no_street,
    email,
    front_door_of,
    phone,
    web_address,
)


@pytest.mark.parametrize(
    "said", ["01603 555 010", "+44 (0)1603 555010", "0808 2000 247", "999", "01603 555010 ext 3"]
)
def test_a_number_is_kept_in_its_own_spacing(said: str) -> None:
    assert phone(said) == said


@pytest.mark.parametrize(
    "said", ["ring the bell", "12 Mill Lane", "52.6, 1.2", "12", "0" * 40, None, [], "+", "BS1 4DJ"]
)
def test_what_is_not_a_number_is_not_kept(said: object) -> None:
    assert phone(said) is None


@pytest.mark.parametrize(
    ("number", "placeless"),
    [
        ("0808 157 0000", True),
        ("0300 123 4567", True),
        ("+44 7700 900123", True),
        ("116 123", True),
        ("01974 555123", False),
        ("020 7946 0000", False),
        ("+44 (0)1974 555123", False),
        ("00441974555123", False),
        ("070 1234 5678", False),
        ("5234567 387654", False),
    ],
)
def test_a_number_that_can_be_looked_up_to_a_place_is_known(number: str, placeless: bool) -> None:
    assert belongs_to_no_street(number) is placeless


@pytest.mark.parametrize(
    "said", ["info@x.example", "womens.services@x.example", "Duty-Team@X.example", "mailto:hello@x.example"]
)
def test_a_mailbox_of_a_role_is_kept(said: str) -> None:
    assert email(said) == said.removeprefix("mailto:").casefold()


@pytest.mark.parametrize(
    "said", ["ann.persona@x.example", "a.persona@x.example", "ann_p_persona2@x.example", "not one", "a@b", 5]
)
def test_a_mailbox_that_names_a_person_is_not_kept(said: object) -> None:
    assert email(said) is None


def test_a_mailbox_with_the_name_of_a_known_person_is_not_kept() -> None:
    assert email("apersona@x.example") == "apersona@x.example"
    assert email("apersona@x.example", people=["Ann Persona"]) is None


def test_a_web_address_with_a_name_in_it_is_not_kept() -> None:
    assert web_address("https://ann@example.org/") is None
    assert web_address("https://:secret@example.org/") is None


def test_a_web_address_keeps_its_path_and_a_front_door_does_not() -> None:
    whole = web_address("example.org/a/b?c=d")
    assert whole == "https://example.org/a/b?c=d"
    assert front_door_of(whole, frozenset()) == "https://example.org/"


@pytest.mark.parametrize(
    "address",
    ["https://goo.gl/maps/x", "https://www.google.co.uk/maps", "https://maps.example.org", "https://12-mill-lane.example",
     "https://thistledown-lane.example", "https://bit.ly/x", "https://w3w.co/a.b.c"],
)  # fmt: skip
def test_a_web_address_that_leads_to_a_map_has_no_front_door(address: str) -> None:
    assert front_door_of(address, frozenset({"thistledownlane"})) is None
