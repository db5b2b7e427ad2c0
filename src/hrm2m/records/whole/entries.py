"""What a move to another area and its steps say, sealed in her general record; nothing here reads or writes."""

from enum import StrEnum
from typing import ClassVar

from hrm2m.vault.entries import Body


class Takes(StrEnum):
    """What goes along, because she said yes to it; on paper, in her hand or theirs."""

    TREATMENT_SHEET = "treatment_sheet"
    HER_WORDS = "her_words"
    WHAT_WAS_PROMISED = "what_was_promised"


class Move(Body, frozen=True, forbid_unknown_fields=True):
    """That she moves, whether anybody there may know, and who; the ref of the entry is the ref of the move."""

    KIND: ClassVar[str] = "move"
    FOR_HER: ClassVar[bool] = True

    told: bool
    called: str = ""
    service: str = ""
    phone: str = ""
    takes: tuple[Takes, ...] = ()
    words: str = ""
    said_before: str = ""
    """Which words she was told it in, who there will see what, before anything was done."""


class HeardFromThere(Body, frozen=True, forbid_unknown_fields=True):
    """Whether the new one was reached, and what was agreed; about the move."""

    KIND: ClassVar[str] = "heard_from_there"
    FOR_HER: ClassVar[bool] = True

    are_there: bool
    words: str = ""


class SaidToMove(Body, frozen=True, forbid_unknown_fields=True):
    """What she said: the new one is there for her, or not yet; and whether on her own page. About the move."""

    KIND: ClassVar[str] = "said_to_move"

    said_yes: bool
    on_her_page: bool
    words: str = ""


class MoveOtherwise(Body, frozen=True, forbid_unknown_fields=True):
    """That she stays, or wants it otherwise; about the move."""

    KIND: ClassVar[str] = "move_otherwise"

    words: str = ""
