"""What the entries about her own safety say; harm is told by what was done, never by what she failed to do."""

from enum import StrEnum
from typing import ClassVar

from hrm2m.vault.entries import Body


class Harm(StrEnum):
    """What kind of harm."""

    VIOLENCE = "violence"
    CONTROL = "control"
    SEXUAL = "sexual"
    EXPLOITED = "exploited"
    STALKED = "stalked"
    SELF_HARM = "self_harm"
    OTHER = "other"


class Now(StrEnum):
    """Whether it goes on."""

    GOES_ON = "goes_on"
    OVER = "over"
    NOT_KNOWN = "not_known"


class WayTo(StrEnum):
    """A way on: whom one can ask for help with her safety."""

    IDVA = "idva"
    MARAC = "marac"
    ADULT_SAFEGUARDING = "adult_safeguarding"
    CRISIS_TEAM = "crisis_team"
    OTHER = "other"


class HerSay(StrEnum):
    """What she says to a way on."""

    YES = "yes"
    NOT_NOW = "not_now"
    NO = "no"
    NOT_ASKED = "not_asked"


class HerSafety(Body, frozen=True, forbid_unknown_fields=True):
    """What she said, or what was seen or heard; whoever harms her is named by what that person did."""

    KIND: ClassVar[str] = "her_safety"

    harm: Harm
    words: str
    who_harms: str = ""
    what_was_done: str = ""
    now: Now = Now.NOT_KNOWN


class WayOn(Body, frozen=True, forbid_unknown_fields=True):
    """One way on from an entry: what she says to it, whether it was taken, and why if without her yes."""

    KIND: ClassVar[str] = "way_on"

    way: WayTo
    her_say: HerSay
    taken: bool
    whom: str = ""
    her_words: str = ""
    serious_harm: str = ""


class SharedAs(Body, frozen=True, forbid_unknown_fields=True):
    """What she is called by the workers she lets read this: they do not see her general record."""

    KIND: ClassVar[str] = "shared_as"

    called: str
