"""Seals what concerns no mother's drawer, above all what was said when danger was raised, with one key of the house."""

from hrm2m.policy import Compartment
from hrm2m.vault import door, sealing
from hrm2m.vault.errors import Forgotten
from hrm2m.vault.keystore import HOUSE_SUBJECT, keystore


COMPARTMENT = Compartment.CHILD_SAFETY
"""The strictest of the five: danger that was raised is kept as child safety is."""


def seal_for_house(table: str, column: str, row_ref: str, text: str) -> bytes:
    """`text` sealed for this column of this row; the key is made and committed before the first thing it seals."""
    key = _key()
    if key is None:
        keystore().create(HOUSE_SUBJECT, [COMPARTMENT])
        key = _key()
    return sealing.seal(_present(key), text.encode(), _place(table, column, row_ref))


def unseal_for_house(table: str, column: str, row_ref: str, sealed: bytes) -> str:
    """What was sealed for this place; raises Tampered if it was moved or changed, Forgotten without its key.

    Inside a unit only: whoever reads it stands in the ledger.
    """
    door.must_be_inside()
    return sealing.unseal(_present(_key()), bytes(sealed), _place(table, column, row_ref)).decode()


def _key() -> bytes | None:
    return keystore().keys([(HOUSE_SUBJECT, COMPARTMENT)]).get((HOUSE_SUBJECT, COMPARTMENT))


def _present(key: bytes | None) -> bytes:
    if key is None:
        msg = "The key of the house is gone: what was sealed with it cannot be read."
        raise Forgotten(msg)
    return key


def _place(table: str, column: str, row_ref: str) -> bytes:
    return sealing.place(table, column, row_ref, HOUSE_SUBJECT, COMPARTMENT.value)
