"""What is written with her about a page of her own, and what she says on it, as entries of the general compartment."""

from enum import StrEnum
from typing import ClassVar

from hrm2m.vault.entries import Body


class WhosePhone(StrEnum):
    """Whose phone she would look on."""

    HERS = "hers"
    SHARED = "shared"
    SOMEBODY_ELSES = "somebody_elses"
    NONE = "none"


class WhoLooks(StrEnum):
    """Whether somebody looks at that phone."""

    NOBODY = "nobody"
    SOMEBODY = "somebody"
    NOT_SURE = "not_sure"


class AskedFirst(Body, frozen=True, forbid_unknown_fields=True):
    """What was asked before a way in: whose phone, who looks at it, and whether it is safe to have this at all.

    No page of hers has it: whoever looks with her must not read what she said of looking.
    """

    KIND: ClassVar[str] = "asked_first"
    OURS: ClassVar[bool] = True

    phone: WhosePhone
    looks: WhoLooks
    alone: bool
    safe: bool
    words: str = ""


class Moment(StrEnum):
    """What she says something for."""

    TEXT = "text"
    NEXT_OK = "next_ok"
    NEXT_CHANGE = "next_change"
    MEETING = "meeting"
    GOOD_NEWS = "good_news"
    WENT_WRONG = "went_wrong"
    JUST_SAYING = "just_saying"


TO_BE_READ = frozenset(Moment) - {Moment.NEXT_OK}
"""What somebody reads by a promised time."""


class HerWords(Body, frozen=True, forbid_unknown_fields=True):
    """What she wrote on her own page, as she wrote it."""

    KIND: ClassVar[str] = "her_words"

    moment: Moment
    words: str = ""
    by_quiet_way: bool = False
    """She, or whoever sat beside her, was in by the way that shows little."""


class EndWish(Body, frozen=True, forbid_unknown_fields=True):
    """That she said on her own page that help should end, or that it should not after all."""

    KIND: ClassVar[str] = "end_wish"

    on: bool


class ToEnding(StrEnum):
    """What came of asking her once whether it was she; that it was is written as an ending."""

    STAYS = "stays"
    NOT_HER = "not_her"
    NOT_REACHED = "not_reached"


class EndWishAnswer(Body, frozen=True, forbid_unknown_fields=True):
    """What came of asking her whether she wants help to end."""

    KIND: ClassVar[str] = "end_wish_answer"
    FOR_HER: ClassVar[bool] = True

    says: ToEnding
    words: str = ""


class CopyChecked(Body, frozen=True, forbid_unknown_fields=True):
    """Why an entry about somebody else goes into a copy of hers, or stays out; about that entry, in its drawer."""

    KIND: ClassVar[str] = "copy_checked"
    OURS: ClassVar[bool] = True

    copy: str
    gives: bool
    why: str
