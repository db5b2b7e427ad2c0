"""What was said in danger is sealed with the house's key, in its own place, and read inside the door only."""

import pytest

from hrm2m.policy import Permission
from hrm2m.vault import door, house
from hrm2m.vault.errors import Forgotten, Tampered, VaultError
from hrm2m.vault.keystore import HOUSE_SUBJECT, keystore
from tests.vault import notes


pytestmark = pytest.mark.django_db(transaction=True)

PLACE = ("danger_alert", "words", "ref1")


def read(table: str, column: str, ref: str, sealed: bytes) -> str:
    with door.acting(by=notes.JO, permission=Permission.DANGER_ANSWER):
        return house.unseal_for_house(table, column, ref, sealed)


def test_what_is_sealed_is_read_inside_the_door() -> None:
    sealed = house.seal_for_house(*PLACE, "she is at the bus station")
    assert b"bus station" not in sealed
    assert read(*PLACE, sealed) == "she is at the bus station"
    assert read(*PLACE, memoryview(sealed)) == "she is at the bus station"  # type: ignore[arg-type] # as psycopg gives it


def test_outside_the_door_it_is_not_read() -> None:
    sealed = house.seal_for_house(*PLACE, "words")
    with pytest.raises(VaultError, match="inside the door"):
        house.unseal_for_house(*PLACE, sealed)


@pytest.mark.parametrize("part", range(3))
def test_moved_it_does_not_open(part: int) -> None:
    sealed = house.seal_for_house(*PLACE, "words")
    table, column, ref = ("another" if index == part else word for index, word in enumerate(PLACE))
    with pytest.raises(Tampered):
        read(table, column, ref, sealed)


def test_one_key_is_made_and_kept() -> None:
    first, second = (house.seal_for_house(*PLACE, words) for words in ("one", "two"))
    assert [read(*PLACE, first), read(*PLACE, second)] == ["one", "two"]
    assert len(keystore().keys([(HOUSE_SUBJECT, house.COMPARTMENT)])) == 1


def test_without_its_key_it_is_forgotten_and_not_blank() -> None:
    sealed = house.seal_for_house(*PLACE, "words")
    keystore().destroy([HOUSE_SUBJECT], [house.COMPARTMENT])
    with pytest.raises(Forgotten):
        read(*PLACE, sealed)
