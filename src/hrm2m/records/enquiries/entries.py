"""What is asked and answered: as the agency sees it, sealed by the house; and what of it lies in her own record."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from hrm2m.vault.entries import Body


class Need(StrEnum):
    """What is asked for, from a list that names nobody."""

    PLACE_TO_STAY = "place_to_stay"
    MONEY_AND_FOOD = "money_and_food"
    PREGNANCY = "pregnancy"
    HEALTH = "health"
    MENTAL_HEALTH = "mental_health"
    TREATMENT = "treatment"
    SAFE_FROM_HARM = "safe_from_harm"
    LEGAL_ADVICE = "legal_advice"
    WITH_HER_CHILDREN = "with_her_children"
    PAPERS = "papers"
    SOMETHING_ELSE = "something_else"


class Weeks(StrEnum):
    """How soon."""

    THIS_WEEK = "this_week"
    NEXT_TWO_WEEKS = "next_two_weeks"
    THIS_MONTH = "this_month"
    THREE_MONTHS = "three_months"


class Constraint(StrEnum):
    """What must hold, or she cannot come."""

    CHILDCARE = "childcare"
    CHILDREN_COME_ALONG = "children_come_along"
    SOMEBODY_WITH_HER = "somebody_with_her"
    WOMAN_WORKER = "woman_worker"
    NOT_IN_THE_MORNING = "not_in_the_morning"
    STEP_FREE = "step_free"
    BY_TELEPHONE_FIRST = "by_telephone_first"
    NO_DOCUMENTS = "no_documents"
    NO_FARE = "no_fare"


class Language(StrEnum):
    """In which language."""

    ENGLISH = "english"
    WELSH = "welsh"
    IRISH = "irish"
    POLISH = "polish"
    ROMANIAN = "romanian"
    ROMANI = "romani"
    PORTUGUESE = "portuguese"
    ARABIC = "arabic"
    URDU = "urdu"
    PUNJABI = "punjabi"
    BENGALI = "bengali"
    SOMALI = "somali"
    UKRAINIAN = "ukrainian"
    SIGN_LANGUAGE = "sign_language"
    ANOTHER = "another"


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that the agency sees. `place` and `not_near` are parts of the area, empty where it does not matter."""

    need: Need
    weeks: Weeks
    place: str = ""
    constraints: tuple[Constraint, ...] = ()
    language: Language = Language.ENGLISH
    not_near: str = ""
    words: str = ""


class Confirmed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something found in the words that was sent all the same, and why."""

    found: str
    text: str
    why: str


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is never sent: why she wants it asked, and why anything found was left in."""

    why: str = ""
    confirmed: tuple[Confirmed, ...] = ()


class Says(StrEnum):
    """What an agency answers."""

    TERMS = "terms"
    NOT_NOW = "not_now"
    NO = "no"
    CHILD_AT_RISK = "child_at_risk"


class Way(StrEnum):
    """How the answer came."""

    PAGE = "page"
    TELEPHONE = "telephone"


class Reply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an agency says, in its words. `tells` is whom it would tell, and in what case; `by_day` what it promises."""

    says: Says
    who: str
    does: str = ""
    for_whom: str = ""
    tells: dict[str, str] = {}
    why: str = ""
    by_day: date | None = None


class Moved(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A promise that was moved: to which day, why, who said so and when."""

    to_day: date
    why: str
    who: str
    at: datetime


class Passed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That it was passed on: who said so, how whoever takes it is called, and when."""

    who: str
    takes: str
    at: datetime


class Answered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer as it is kept: what they say, how and when it came, moved promises, and through whose hands it went."""

    reply: Reply | None = None
    way: Way = Way.PAGE
    at: datetime | None = None
    moved: tuple[Moved, ...] = ()
    passed: tuple[Passed, ...] = ()


class TellsHer(StrEnum):
    """Whether she is told before she is named."""

    FIRST = "first"
    ADDS_DANGER = "adds_danger"


class Decided(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the lead decided where an agency fears for a child."""

    names_her: bool
    why: str
    tells_her: TellsHer
    with_whom: str
    at: datetime


class EnquirySent(Body, frozen=True, forbid_unknown_fields=True):
    """What was asked of an agency without her name, why, and why anything found was left in."""

    KIND: ClassVar[str] = "enquiry_sent"

    enquiry: str
    agency: str
    question: Question
    kept: Kept


class EnquiryShown(Body, frozen=True, forbid_unknown_fields=True):
    """What an agency answered as she was shown it, and what she says to it."""

    KIND: ClassVar[str] = "enquiry_shown"

    enquiry: str
    agency: str
    reply: Reply | None
    she_says: str
    her_words: str = ""


class EnquiryTakenDown(Body, frozen=True, forbid_unknown_fields=True):
    """That an answer came by telephone, who gave it and who wrote it down."""

    KIND: ClassVar[str] = "enquiry_taken_down"

    enquiry: str
    agency: str
    reply: Reply


class EnquiryDecided(Body, frozen=True, forbid_unknown_fields=True):
    """That a lead decided whether she is named to an agency, and whether she is told first; why lies with the lead."""

    KIND: ClassVar[str] = "enquiry_decided"

    enquiry: str
    agency: str
    names_her: bool
    tells_her: TellsHer
