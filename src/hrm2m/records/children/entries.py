"""What is written about a child, as sealed entries of the child-safety drawer; nothing here reads or writes one.

`child`, `child_name` and `child_adult` tell who somebody is: the database refuses them until she gave her name.
Whatever is about one child names that child's `child` entry in `Draft.about`; about an unnamed child it is empty.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from hrm2m.vault.entries import Body


class WhatToChild(StrEnum):
    """What an adult is to the child."""

    MOTHER = "mother"
    FATHER = "father"
    PARTNER = "partner"
    GRANDPARENT = "grandparent"
    FAMILY = "family"
    CARER = "carer"
    SOMEBODY_ELSE = "somebody_else"


class Lives(StrEnum):
    """Where the child lives; she is the mother wherever that is."""

    WITH_HER = "with_her"
    WITH_FATHER = "with_father"
    WITH_FAMILY = "with_family"
    WITH_CARERS = "with_carers"
    ELSEWHERE = "elsewhere"
    NOT_BORN = "not_born"
    NOT_KNOWN = "not_known"
    DIED = "died"


class ObservationKind(StrEnum):
    """What was written: something seen or heard, a strength, or the child's everyday care."""

    SEEN_OR_HEARD = "seen_or_heard"
    STRENGTH = "strength"
    EVERYDAY_CARE = "everyday_care"


class Said(StrEnum):
    """Who told us; what a child, a partner or another person said is held from her page until somebody decides."""

    NOBODY = ""
    SHE = "she"
    CHILD = "child"
    PARTNER = "partner"
    OTHER_PERSON = "other_person"
    WORKER = "worker"


class Asked(StrEnum):
    """What somebody found out by asking or looking; nobody has asked is an answer of its own."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class Child(Body, frozen=True, forbid_unknown_fields=True):
    """A child, or a baby expected, of this mother; the ref of the entry is the child's ref."""

    KIND: ClassVar[str] = "child"
    SAYS_IF_TOLD: ClassVar[bool] = True

    label: str
    """What the family calls her or him, or “baby expected”."""
    is_expected: bool = False
    due_date: date | None = None
    how_many: int = 1
    born: date | None = None
    born_year: int | None = None
    """The year alone, where the day is not known."""
    what_she_is: WhatToChild = WhatToChild.MOTHER
    lives: Lives = Lives.NOT_KNOWN


class ChildName(Body, frozen=True, forbid_unknown_fields=True):
    """The child's name as it is written on papers; about the child."""

    KIND: ClassVar[str] = "child_name"
    SAYS_IF_TOLD: ClassVar[bool] = True

    name: str
    born: date | None = None


class ChildAdult(Body, frozen=True, forbid_unknown_fields=True):
    """Somebody else who is there for the child, named by what he or she does; about the child."""

    KIND: ClassVar[str] = "child_adult"
    SAYS_IF_TOLD: ClassVar[bool] = True

    what_to_child: WhatToChild
    called: str
    what_he_or_she_does: str
    """For the child, or to the child."""
    harms: str = ""
    """What was done to the child or to her, never a label."""


class Observation(Body, frozen=True, forbid_unknown_fields=True):
    """What was seen, heard, told or read about a child; who says so and how they know stands beside it."""

    KIND: ClassVar[str] = "observation"

    words: str
    child: str = ""
    """The child's ref; empty for a child who has no record here."""
    about_how_old: str = ""
    kind: ObservationKind = ObservationKind.SEEN_OR_HEARD
    childs_own_words: str = ""
    by_whom_said: Said = Said.NOBODY
    comes_from: str = ""
    """The ref of the danger or the notice it comes from; empty where it comes from neither."""
    mother_called: str = ""
    """What the writer calls the mother: whoever reads this cannot open her handle."""


class SafetyAnswer(Body, frozen=True, forbid_unknown_fields=True):
    """The answer of whoever treats her to what a child's safety needs to know, and nothing more."""

    KIND: ClassVar[str] = "safety_answer"

    question: str
    """The ref of the question, which lies in the treatment drawer."""
    asked: str
    words: str
    nothing_on_record: bool = False
    """Whoever treats her says that there is no entry of drug use: that is an answer too."""


class MedicineKept(Body, frozen=True, forbid_unknown_fields=True):
    """Whether a child stays where medicine is kept: held in both records because safe care needs it."""

    KIND: ClassVar[str] = "medicine_kept"

    child_stays: Asked
    locked_box: Asked
    asked_at: datetime | None = None


class PlanKind(StrEnum):
    """What kind of plan it is."""

    EARLY_HELP = "early_help"
    CHILD_IN_NEED = "child_in_need"
    CHILD_PROTECTION = "child_protection"
    PRE_BIRTH = "pre_birth"
    PRE_PROCEEDINGS = "pre_proceedings"
    CARE_PROCEEDINGS = "care_proceedings"
    LOOKED_AFTER = "looked_after"


class PlanTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who must do what by when; `is_hers` where it asks something of her."""

    who: str
    what: str
    by_when: date | None = None
    is_hers: bool = False


class Plan(Body, frozen=True, forbid_unknown_fields=True):
    """A child's plan as it stands; a change is a new entry that corrects the one before. About the child, if named."""

    KIND: ClassVar[str] = "plan"

    kind: PlanKind
    agency: str
    """Whose plan it is: the agency that leads it."""
    next_meeting: datetime | None = None
    next_is_court: bool = False
    where: str = ""
    tasks: tuple[PlanTask, ...] = ()
    family_time: str = ""


class PlanEnded(Body, frozen=True, forbid_unknown_fields=True):
    """The plan is over, and why; about the plan."""

    KIND: ClassVar[str] = "plan_ended"

    why: str
