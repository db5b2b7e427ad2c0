"""What she told us about herself, as entries; her name is in a compartment of its own."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from hrm2m.vault.entries import Body


class Age(StrEnum):
    """How old she says she is; never a date of birth before her name."""

    UNDER_16 = "under_16"
    FROM_16_TO_17 = "16_17"
    EIGHTEEN_OR_OVER = "18_or_over"
    NOT_ASKED = "not_asked"


UNDER_18 = frozenset({Age.UNDER_16, Age.FROM_16_TO_17})


class HowSaid(StrEnum):
    """How the honest sentence reached her."""

    SAID = "said"
    SHOWN = "shown"
    THROUGH_INTERPRETER = "through_interpreter"


class Handle(Body, frozen=True, forbid_unknown_fields=True):
    """The name she chose to be known by."""

    KIND: ClassVar[str] = "handle"

    handle: str


class AgeBand(Body, frozen=True, forbid_unknown_fields=True):
    """The age band she told us."""

    KIND: ClassVar[str] = "age_band"

    band: Age


class Locality(Body, frozen=True, forbid_unknown_fields=True):
    """The part of the area where she is usually met: a district, never an address."""

    KIND: ClassVar[str] = "locality"

    place: str


class HonestSentence(Body, frozen=True, forbid_unknown_fields=True):
    """That the honest sentence about limits was said to her, before she told us anything."""

    KIND: ClassVar[str] = "honest_sentence"

    how: HowSaid
    version: int


class Identity(Body, frozen=True, forbid_unknown_fields=True):
    """Her name, and what else she chose to give with it."""

    KIND: ClassVar[str] = "identity"

    full_name: str
    date_of_birth: date | None = None
    address: str = ""
    phone: str = ""


HONEST_SENTENCE_VERSION = 1
HONEST_SENTENCE = (
    "We do not need your name. If we think a child or you could be badly hurt, we have to tell someone, "
    "and we tell you first if that is safe."
)
