"""What the entries of the treatment compartment say, sealed; nothing here reads or writes one.

A dose is text, exactly as it was prescribed: nothing here or anywhere computes with it. `None`, an empty text and
*not asked* mean that nobody has found out, and are never read as no.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar

import msgspec

from hrm2m.cadence import WindowKind
from hrm2m.vault.entries import Body


class YesNo(StrEnum):
    """An answer, or that nobody asked."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class Medicine(StrEnum):
    """What is prescribed."""

    METHADONE = "methadone"
    BUPRENORPHINE = "buprenorphine"
    BUPRENORPHINE_DEPOT = "buprenorphine_depot"
    OTHER = "other"


class Taken(StrEnum):
    """Where she takes it."""

    SUPERVISED = "supervised"
    TAKE_HOME = "take_home"
    SOME_OF_EACH = "some_of_each"
    GIVEN_BY_A_NURSE = "given_by_a_nurse"
    NOT_KNOWN = "not_known"


class Weekday(StrEnum):
    """A day of the week; the order is that of `date.weekday()`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class WhoAsked(StrEnum):
    """Who asked for a change. That nobody knows is only for a course that was over before it was written here."""

    SHE = "she"
    PRESCRIBER = "prescriber"
    ANOTHER_AGENCY = "another_agency"
    NOT_KNOWN = "not_known"


class WhyMissed(StrEnum):
    """What stood in the way of a collection; no value blames her, and nobody has to know."""

    NOT_KNOWN = "not_known"
    PHARMACY_CLOSED = "pharmacy_closed"
    NO_SCRIPT_THERE = "no_script_there"
    NO_WAY_THERE = "no_way_there"
    NO_CHILDCARE = "no_childcare"
    ILL = "ill"
    NOT_SAFE_TO_GO = "not_safe_to_go"
    ANOTHER_DEMAND = "another_demand"
    SHE_SAYS_SOMETHING_ELSE = "she_says_something_else"


class HowUsed(StrEnum):
    """How it is known that she uses something."""

    SELF_REPORTED = "self_reported"
    TESTED = "tested"
    TOLD_BY = "told_by"


class SetBy(StrEnum):
    """Whose goal it is."""

    SHE = "she"
    SOMEBODY_ELSE = "somebody_else"


class OutcomesStage(StrEnum):
    """When the Treatment Outcomes Profile was filled in."""

    START = "start"
    REVIEW = "review"
    EXIT = "exit"
    POST_EXIT = "post_exit"


class TreatedAs(Body, frozen=True, forbid_unknown_fields=True):
    """What she wants to be called where she is treated; she chose it when she said yes to this worker."""

    KIND: ClassVar[str] = "treated_as"

    called: str


class Prescribed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One prescription as it stands: all text is as it was prescribed."""

    dose: str
    form: str = ""
    taken: Taken = Taken.NOT_KNOWN
    why_so: str = ""
    """Why it is supervised or take-home."""
    pharmacy: str = ""
    collection_days: tuple[Weekday, ...] = ()
    prescriber: str = ""


class Medication(Body, frozen=True, forbid_unknown_fields=True):
    """A course of one medicine that began on a day; its changes and its end are entries about it."""

    KIND: ClassVar[str] = "medication"

    medicine: Medicine
    started: date
    prescribed: Prescribed
    other_name: str = ""
    days_are_about: bool = False
    """Whether its days are as somebody remembers them, and not read anywhere."""
    was_not_so: bool = False
    """Only in a correction: it was written by mistake, and nothing of it was so."""


class MedicationChange(Body, frozen=True, forbid_unknown_fields=True):
    """What changed, from when, who asked and why; about the medication. `prescribed` is all of it, as it is now."""

    KIND: ClassVar[str] = "medication_change"

    changed: date
    what: str
    who_asked: WhoAsked
    why: str
    prescribed: Prescribed
    whose: str = ""
    """Which other agency asked, where one did."""
    was_not_so: bool = False
    """Only in a correction: it was written by mistake, and nothing of it was so."""


class MedicationEnded(Body, frozen=True, forbid_unknown_fields=True):
    """The last dose of a course, planned or interrupted; about the medication."""

    KIND: ClassVar[str] = "medication_ended"

    last_dose: date
    is_interrupted: bool
    who_asked: WhoAsked
    why: str
    whose: str = ""
    was_not_so: bool = False
    """Only in a correction: it was written by mistake, and nothing of it was so."""


class MissedCollection(Body, frozen=True, forbid_unknown_fields=True):
    """A collection that did not happen, how many in a row by then, and what was done; about the medication."""

    KIND: ClassVar[str] = "missed_collection"

    day: date
    in_a_row: int
    why: WhyMissed = WhyMissed.NOT_KNOWN
    words: str = ""
    done: str = ""
    """What we did: whom we rang, what was agreed."""
    was_not_so: bool = False
    """Only in a correction: it was written by mistake, and nothing of it was so."""


class SafeKeeping(Body, frozen=True, forbid_unknown_fields=True):
    """Where medicine is kept: a fact about medicine, not about mothering.

    Held in child safety too, written there by the same act of the worker who treats her.
    """

    KIND: ClassVar[str] = "safe_keeping"

    locked_box: YesNo
    child_stays: YesNo
    """Whether a child lives or stays where the medicine is kept."""
    shown_how: YesNo
    asked_at: date


class DrugUse(Body, frozen=True, forbid_unknown_fields=True):
    """What she uses, who says so and how they know; who told us stands in the envelope, as with every entry."""

    KIND: ClassVar[str] = "drug_use"

    what: str
    how: HowUsed
    how_often: str = ""
    result: str = ""
    cut_off: str = ""
    laboratory: str = ""
    her_account: str = ""


class Naloxone(Body, frozen=True, forbid_unknown_fields=True):
    """Whether she has naloxone and was shown how, and until when it keeps."""

    KIND: ClassVar[str] = "naloxone"

    has_it: YesNo
    shown_how: YesNo
    expires: date | None = None
    somebody_near: str = ""
    """Who near her knows how to use it, if she says so."""


class Goal(Body, frozen=True, forbid_unknown_fields=True):
    """What she wants from treatment, in her words. Abstinence is a goal only if she set it."""

    KIND: ClassVar[str] = "goal"

    words: str
    set_by: SetBy = SetBy.SHE
    whose: str = ""
    is_abstinence: bool = False


class GoalEnded(Body, frozen=True, forbid_unknown_fields=True):
    """Her word that a goal is reached or no longer hers; about the goal."""

    KIND: ClassVar[str] = "goal_ended"

    is_reached: bool
    words: str = ""


class WindowAnswer(Body, frozen=True, forbid_unknown_fields=True):
    """What she said when we proposed to tell her bridge builder of a window; about what opened it."""

    KIND: ClassVar[str] = "window_answer"

    kind: WindowKind
    opened: date
    she_said_yes: bool


class SafetyQuestion(Body, frozen=True, forbid_unknown_fields=True):
    """What the safeguarding lead asks whoever treats her, for one child's safety; answered the same working day."""

    KIND: ClassVar[str] = "safety_question"

    words: str
    child: str = ""
    """The ref of the child it is about; empty while no child's record exists."""


Weeks = tuple[int | None, int | None, int | None, int | None]
"""Days in each of the last four weeks, the oldest first: 0 to 7, or None where she did not answer."""

NO_WEEKS: Weeks = (None, None, None, None)


class Outcomes(Body, frozen=True, forbid_unknown_fields=True):
    """A Treatment Outcomes Profile; every answer is hers to give or leave."""

    KIND: ClassVar[str] = "outcomes"

    stage: OutcomesStage
    days: dict[str, Weeks] = msgspec.field(default_factory=dict)
    """By item of `outcomes.yaml`: days in each of four weeks."""
    amounts: dict[str, str] = msgspec.field(default_factory=dict)
    """By substance: what she says she uses on such a day, as text."""
    answers: dict[str, bool] = msgspec.field(default_factory=dict)
    """By item: yes or no."""
    scales: dict[str, int] = msgspec.field(default_factory=dict)
    """By item: 0 (poor) to 20 (good)."""
    other_substance: str = ""
