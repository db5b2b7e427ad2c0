"""What is asked and answered, sealed with a key of the house: an agency reads it without a key of hers."""

from typing import TypeVar

import msgspec

from hrm2m.records.enquiries.entries import Answered, Decided, Kept, Question
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.vault import house


TABLE = "enquiries_enquiryrow"
ASKED, KEPT, ANSWER, DECIDED = "asked", "kept", "answer", "decided"
S = TypeVar("S", Question, Kept, Answered, Decided)


def sealed(ref: str, column: str, said: Question | Kept | Answered | Decided) -> bytes:
    """The words as they are kept."""
    return house.seal_for_house(TABLE, column, ref, msgspec.json.encode(said).decode())


def question_in(row: EnquiryRow) -> Question:
    """What is asked; inside a unit only, so that whoever reads it stands in the ledger."""
    return _opened(row.ref, ASKED, bytes(row.asked), Question)


def kept_in(row: EnquiryRow) -> Kept:
    """What is not sent, while it is a draft; after that it lies in her record."""
    return _opened(row.ref, KEPT, bytes(row.kept), Kept) if row.kept else Kept()


def answer_in(row: EnquiryRow) -> Answered:
    """What was answered; an empty one while nothing was."""
    return _opened(row.ref, ANSWER, bytes(row.answer), Answered) if row.answer else Answered()


def decided_in(row: EnquiryRow) -> Decided | None:
    """What a lead decided."""
    return _opened(row.ref, DECIDED, bytes(row.decided), Decided) if row.decided else None


def _opened(ref: str, column: str, kept: bytes, kind: type[S]) -> S:
    return msgspec.json.decode(house.unseal_for_house(TABLE, column, ref, kept), type=kind)
