"""What was asked and answered, sealed with a key of the house: it may be about nobody with a record here."""

import msgspec

from hrm2m.records.requests.entries import Answer, Asking
from hrm2m.records.requests.models import RequestRow
from hrm2m.vault import house


TABLE = "requests_requestrow"
ASKED, ANSWER = "asked", "answer"


def sealed(ref: str, column: str, said: Asking | Answer) -> bytes:
    """The words as they are kept."""
    return house.seal_for_house(TABLE, column, ref, msgspec.json.encode(said).decode())


def asked_in(row: RequestRow) -> Asking:
    """What was asked; inside a unit only, so that whoever reads it stands in the ledger."""
    return msgspec.json.decode(house.unseal_for_house(TABLE, ASKED, row.ref, bytes(row.asked)), type=Asking)


def answer_in(row: RequestRow) -> Answer | None:
    """What was answered; None while nothing was."""
    if not row.answer:
        return None
    return msgspec.json.decode(house.unseal_for_house(TABLE, ANSWER, row.ref, bytes(row.answer)), type=Answer)
