"""What the sealed entries of an emergency look say: who was in danger and why, and what a second person found."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from hrm2m.policy import Compartment
from hrm2m.vault.entries import Body


class InDanger(StrEnum):
    """Who was in danger, as whoever opened it says."""

    HER = "mother"
    CHILD = "child"
    SOMEBODY_ELSE = "somebody_else"


class Verdict(StrEnum):
    """What the second person says of it."""

    RIGHT = "right"
    NOT_RIGHT = "not_right"


class EmergencyOpened(Body, frozen=True, forbid_unknown_fields=True):
    """That one part was opened, for whose sake, why and until when; hers to read unless telling adds danger."""

    KIND: ClassVar[str] = "emergency_opened"
    FOR_HER: ClassVar[bool] = True
    IS_OF_AN_ACT: ClassVar[bool] = True

    part: Compartment
    in_danger: InDanger
    reason: str
    until: datetime


class EmergencyLookedAt(Body, frozen=True, forbid_unknown_fields=True):
    """What a second person found; about the entry above, and shown to her where that one is."""

    KIND: ClassVar[str] = "emergency_looked_at"
    FOR_HER: ClassVar[bool] = True
    IS_OF_AN_ACT: ClassVar[bool] = True

    verdict: Verdict
    words: str
