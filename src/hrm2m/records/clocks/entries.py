"""What a window says, as an entry of the general compartment: its kind and when; a person opened it, with her yes."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from hrm2m.cadence import WindowKind
from hrm2m.policy import Category
from hrm2m.vault.entries import Body


class WindowEnd(StrEnum):
    """Why a window was closed. The first three end a pregnancy; the next two are about the baby."""

    BIRTH = "birth"
    LOSS = "loss"
    ENDING = "ending"
    BABY_IS_HOME = "baby_is_home"
    BABY_DIED = "baby_died"
    OVER = "over"
    SHE_SAID_SO = "she_said_so"
    MISTAKE = "mistake"


class Window(Body, frozen=True, forbid_unknown_fields=True):
    """A dated period in which risk to her is known to be higher; `opened` may lie ahead: a hearing, a release."""

    KIND: ClassVar[str] = "window"

    kind: WindowKind
    opened: datetime


class WindowClosed(Body, frozen=True, forbid_unknown_fields=True):
    """That a person closed the window this entry is about, when, and why."""

    KIND: ClassVar[str] = "window_closed"

    closed: datetime
    why: WindowEnd = WindowEnd.OVER


class BabyDied(Body, frozen=True, forbid_unknown_fields=True):
    """That her baby died, and when: from now on no baby is spoken of, whatever window is open or closed."""

    KIND: ClassVar[str] = "baby_died"

    died: datetime


class BabyLives(Body, frozen=True, forbid_unknown_fields=True):
    """That this was written by mistake; about the entry that said so."""

    KIND: ClassVar[str] = "baby_lives"


PREGNANCY_ENDS = frozenset({WindowEnd.BIRTH, WindowEnd.LOSS, WindowEnd.ENDING})
BABY_KINDS = frozenset({WindowKind.PREGNANCY, WindowKind.NEONATAL_CARE})
BABY_LIVES = frozenset({WindowEnd.BIRTH, WindowEnd.BABY_IS_HOME})

SHARED_AS: Mapping[WindowKind, Category] = {
    WindowKind.PREGNANCY: Category.BABY_AND_BIRTH,
    WindowKind.AFTER_PREGNANCY: Category.BABY_AND_BIRTH,
    WindowKind.NEONATAL_CARE: Category.BABY_AND_BIRTH,
    WindowKind.CHILD_TAKEN: Category.CHILDREN,
    WindowKind.CHILD_COMES_HOME: Category.CHILDREN,
    WindowKind.COURT_HEARING: Category.PAPERS_AND_STATUS,
    WindowKind.MEDICATION_STOPPED: Category.DRUGS_AND_TREATMENT,
    WindowKind.MEDICATION_STARTED: Category.DRUGS_AND_TREATMENT,
    WindowKind.OVERDOSE: Category.DRUGS_AND_TREATMENT,
    WindowKind.SENT_TO_PRISON: Category.PAPERS_AND_STATUS,
    WindowKind.PRISON_RELEASE: Category.PAPERS_AND_STATUS,
    WindowKind.HOSPITAL_DISCHARGE: Category.HEALTH,
    WindowKind.LEAVING_VIOLENCE: Category.SAFETY,
    WindowKind.LOSING_HOME: Category.HOME,
    WindowKind.HER_DAY: Category.CHILDREN,
}
"""The category by which she shares each kind, in her words."""
