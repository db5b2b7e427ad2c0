"""What an ask, an offer, her answer and a demand say, as sealed entries; nothing here reads or writes one.

`None` means *not known* and stays so until somebody has found out: it is never read as no, none or free of charge.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from hrm2m.vault.entries import Body


class Urgency(StrEnum):
    """How soon she wants it, by her own word; the clock of each is in the cadence's rules."""

    TODAY = "today"
    SOON = "soon"
    THIS_WEEK = "this_week"


class SaidHow(StrEnum):
    """How her word reached us."""

    IN_PERSON = "in_person"
    CALL = "call"
    TEXT = "text"
    LETTER = "letter"
    HERSELF = "herself"
    THROUGH_TRUSTED = "through_trusted"


class ForWhom(StrEnum):
    """For whom she longs for it."""

    ME = "me"
    MY_CHILDREN = "my_children"


class GettingThere(StrEnum):
    """How she and the offer come together."""

    COMES_TO_HER = "comes_to_her"
    BY_PHONE_OR_ONLINE = "by_phone_or_online"
    SHE_CAN_GET_THERE = "she_can_get_there"
    WE_TAKE_HER = "we_take_her"
    FARE_IS_PAID = "fare_is_paid"
    NO_WAY_THERE = "no_way_there"


class Childcare(StrEnum):
    """Where her children are meanwhile."""

    THERE = "there"
    CHILDREN_WELCOME = "children_welcome"
    WE_ARRANGE_IT = "we_arrange_it"
    NONE = "none"


class AnswerWord(StrEnum):
    """Her answer. A no is a whole answer."""

    YES = "yes"
    NOT_NOW = "not_now"
    NO = "no"


class Barrier(StrEnum):
    """What stood in the way, in the offer and never in her; only if she names it."""

    NO_CHILDCARE = "no_childcare"
    TOO_FAR = "too_far"
    WRONG_TIME = "wrong_time"
    WAITING_TOO_LONG = "waiting_too_long"
    CONDITIONS_ATTACHED = "conditions_attached"
    LEADS_TO_CHILDRENS_SERVICES = "leads_to_childrens_services"
    PARTNER_WOULD_KNOW = "partner_would_know"
    BAD_EXPERIENCE_THERE = "bad_experience_there"
    NEEDS_SOMEONE_WITH_HER = "needs_someone_with_her"
    OTHER = "other"


class ClosedBecause(StrEnum):
    """Why an ask is off the list: one of two things that she says."""

    DONE = "done"
    NOT_WANTED = "not_wanted"


class DemandKind(StrEnum):
    """What an agency puts on her."""

    APPOINTMENT = "appointment"
    TEST = "test"
    CONDITION = "condition"
    MUST_OR = "must_or"


class EndedHow(StrEnum):
    """How a demand ended."""

    DONE = "done"
    CALLED_OFF = "called_off"


class Ask(Body, frozen=True, forbid_unknown_fields=True):
    """What she wants, in her words."""

    KIND: ClassVar[str] = "ask"

    words: str
    urgency: Urgency
    said_how: SaidHow
    needs_childcare: bool = False
    """She has said that she needs childcare for it; False where she has not said so."""


class AskClosed(Body, frozen=True, forbid_unknown_fields=True):
    """Her word that an ask is done or no longer wanted; about the ask."""

    KIND: ClassVar[str] = "ask_closed"

    because: ClosedBecause
    said_how: SaidHow
    words: str = ""


class AskWantedAgain(Body, frozen=True, forbid_unknown_fields=True):
    """Her word that she wants it after all, or that it was closed by our mistake; about the ask."""

    KIND: ClassVar[str] = "ask_again"

    said_how: SaidHow
    words: str = ""


class Longing(Body, frozen=True, forbid_unknown_fields=True):
    """What she longs for, in her words; it has no due time, no owner and no answer, and is never a target."""

    KIND: ClassVar[str] = "longing"

    words: str
    for_whom: ForWhom


class Offer(Body, frozen=True, forbid_unknown_fields=True):
    """One concrete thing offered in answer; about the ask."""

    KIND: ClassVar[str] = "offer"

    service: str
    what: str
    service_ref: str = ""
    """The ref of the service in the directory; empty for one that is not in it."""
    told_at: datetime | None = None
    """None: she has not been told of it."""
    told_by: str | None = None
    from_day: date | None = None
    where: str | None = None
    place_hidden: bool = False
    """Where it is must not be found, as with a refuge: then nothing about the place is written here."""
    getting_there: GettingThere | None = None
    travel: str | None = None
    hours: str | None = None
    childcare: Childcare | None = None
    cost: str | None = None
    conditions: tuple[str, ...] | None = None
    """None: not known. Empty: whoever offers has said that there are none."""
    agency_id: int = 0
    """The number of the agency whose worker wrote it down; the action puts it in."""


class Answer(Body, frozen=True, forbid_unknown_fields=True):
    """Her answer to an offer; the barrier is the offer's; about the offer."""

    KIND: ClassVar[str] = "answer"

    answer: AnswerWord
    words: str = ""
    barrier: Barrier | None = None
    barrier_words: str = ""


class OfferTakenBack(Body, frozen=True, forbid_unknown_fields=True):
    """What was offered was not there after all; about the offer."""

    KIND: ClassVar[str] = "offer_taken_back"

    words: str = ""


class Demand(Body, frozen=True, forbid_unknown_fields=True):
    """An appointment, test or condition that an agency, ours included, puts on her."""

    KIND: ClassVar[str] = "demand"

    agency: str
    what: DemandKind
    words: str
    """As it was put to her: “must … or …”."""
    is_ours: bool = False
    said_by: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    day: date | None = None
    """The day, where no time of day was said."""
    where: str | None = None
    consequence: str | None = None
    condition: str = ""
    """A code of `clashes.yaml`, where the demand is one of the conditions listed there."""


class DemandMoved(Body, frozen=True, forbid_unknown_fields=True):
    """Another time or place for a demand; about the demand."""

    KIND: ClassVar[str] = "demand_moved"

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    day: date | None = None
    where: str | None = None
    moved_by: str | None = None


class DemandEnded(Body, frozen=True, forbid_unknown_fields=True):
    """A demand is done or was called off; about the demand."""

    KIND: ClassVar[str] = "demand_ended"

    how: EndedHow
    words: str = ""
