"""What is sealed of her yes, in the general compartment: the exact words she was shown, and hers."""

from enum import StrEnum
from typing import ClassVar

from hrm2m.vault.entries import Body


class Purpose(StrEnum):
    """What an agency may use it for."""

    BABY_AND_BIRTH = "baby_and_birth"
    HEALTH = "health"
    TREATMENT = "treatment"
    HOME = "home"
    MONEY = "money"
    PAPERS = "papers"
    HER_SAFETY = "her_safety"
    CHILDREN = "children"
    SOMEONE_BESIDE_HER = "someone_beside_her"


class HowAsked(StrEnum):
    """How the words reached her."""

    SAID = "said"
    READ_TOGETHER = "read_together"
    READ_BY_HER = "read_by_her"


class WhereAsked(StrEnum):
    """The kind of place where she was asked."""

    STREET = "street"
    HER_HOME = "her_home"
    HOSTEL_OR_REFUGE = "hostel_or_refuge"
    OUR_PLACE = "our_place"
    ANOTHER_SERVICE = "another_service"
    HOSPITAL = "hospital"
    PHONE = "phone"


class EndedBecause(StrEnum):
    """Why a yes is over."""

    SHE_STOPPED = "she_stopped"
    SOMEBODY_LISTENED = "listened"
    RUN_OUT = "run_out"
    RECORD_OVER = "record_over"
    BARRED = "barred"
    NOT_SO = "not_so"


class ConsentWords(Body, frozen=True, forbid_unknown_fields=True):
    """The exact words she was shown or told, and what she said."""

    KIND: ClassVar[str] = "consent"

    shown: str
    her_words: str = ""


class StopWords(Body, frozen=True, forbid_unknown_fields=True):
    """What she said when she stopped it; nothing is asked of her."""

    KIND: ClassVar[str] = "consent_stop"

    her_words: str = ""
