"""What a handover and its steps say, as sealed entries of her general record; nothing here reads or writes one."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from hrm2m.vault.entries import Body


class SaidWhere(StrEnum):
    """Where she said it. There is no word for a text: it only starts the question."""

    FACE_TO_FACE = "face_to_face"
    HER_PAGE = "her_page"


class Handover(Body, frozen=True, forbid_unknown_fields=True):
    """That she is to meet somebody of an agency with her bridge builder; the ref of the entry is the handover's ref."""

    KIND: ClassVar[str] = "handover"
    FOR_HER: ClassVar[bool] = True

    called: str
    agency: str
    words: str = ""


class MeetingOfThree(Body, frozen=True, forbid_unknown_fields=True):
    """When and where the three meet, and what she wants of it; about the handover."""

    KIND: ClassVar[str] = "meeting_of_three"
    FOR_HER: ClassVar[bool] = True

    meets_at: datetime
    where: str
    words: str = ""


class AllThreeThere(Body, frozen=True, forbid_unknown_fields=True):
    """That she, her bridge builder and the other were there; about the handover."""

    KIND: ClassVar[str] = "all_three_there"
    FOR_HER: ClassVar[bool] = True

    words: str = ""


class AskedByText(Body, frozen=True, forbid_unknown_fields=True):
    """That she was asked by text; it confirms nothing. About the handover."""

    KIND: ClassVar[str] = "asked_by_text"
    FOR_HER: ClassVar[bool] = True


class SheSaid(Body, frozen=True, forbid_unknown_fields=True):
    """What she said to the handover, where, in her words; about the handover."""

    KIND: ClassVar[str] = "said_to_handover"

    said_yes: bool
    where: SaidWhere
    words: str = ""


class SaidAgain(Body, frozen=True, forbid_unknown_fields=True):
    """What she said when somebody else asked her again; about what she had said yes to."""

    KIND: ClassVar[str] = "said_again"

    the_same: bool
    words: str = ""


class SheWantsNone(Body, frozen=True, forbid_unknown_fields=True):
    """That she wants no such handover; about the handover."""

    KIND: ClassVar[str] = "wants_no_handover"

    words: str = ""
