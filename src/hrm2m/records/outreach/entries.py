"""What outreach writes, as entries of the general compartment. No value of any list blames her."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar

from hrm2m.cadence import Channel, Outcome
from hrm2m.vault.entries import Body


class NotReachedBecause(StrEnum):
    """Why we did not find her: our reasons."""

    NO_ANSWER = "no_answer"
    WRONG_TIME_FOR_HER = "wrong_time_for_her"
    OUR_WORKER_DID_NOT_COME = "our_worker_did_not_come"
    NO_CHILDCARE = "no_childcare"
    PLACE_NOT_SAFE = "place_not_safe"
    UNKNOWN = "unknown"


class KindOfPlace(StrEnum):
    """Where a contact was, without saying where."""

    STREET = "street"
    HER_HOME = "her_home"
    HOSTEL_OR_REFUGE = "hostel_or_refuge"
    OUR_PLACE = "our_place"
    ANOTHER_SERVICE = "another_service"
    HOSPITAL = "hospital"
    PHONE = "phone"
    NOT_SAID = "not_said"


class Contact(Body, frozen=True, forbid_unknown_fields=True):
    """One attempt or meeting, by one worker, at one time, through one channel."""

    KIND: ClassVar[str] = "contact"

    channel: Channel
    outcome: Outcome
    because: NotReachedBecause | None = None
    place: KindOfPlace = KindOfPlace.NOT_SAID
    with_whom: str = ""
    her_words: str = ""
    what_we_saw: str = ""
    card_followed: bool | None = None
    next_at: datetime | None = None
    next_words: str = ""


class Texts(StrEnum):
    """Whether our own system may send texts to her phone, and with which words."""

    NO = "no"
    HER_WORDS = "her_words"
    NEUTRAL = "neutral"


class SafeContact(Body, frozen=True, forbid_unknown_fields=True):
    """How to reach her safely, how often at most, and until when this is sure."""

    KIND: ClassVar[str] = "safe_contact"

    channel: Channel
    how: str
    valid_until: date
    hours: str = ""
    who_may_answer: str = ""
    if_someone_else: str = ""
    cover_words: str = ""
    most_contacts_a_week: int | None = None
    if_you_have_lost_me: str = ""
    texts: Texts = Texts.NO
    text_number: str = ""
    text_from: time | None = None
    text_until: time | None = None


class IfIGoQuiet(Body, frozen=True, forbid_unknown_fields=True):
    """How long is normal for her, whom we may ask, when we should worry; looked at with her each month."""

    KIND: ClassVar[str] = "if_i_go_quiet"

    normal_days: int | None = None
    whom_to_ask: str = ""
    worry_after_days: int | None = None


class LeaveMeBe(Body, frozen=True, forbid_unknown_fields=True):
    """*Leave me be until I call*: stops all contact and keeps her place; or that she has called."""

    KIND: ClassVar[str] = "leave_me_be"

    on: bool


class LostHerChoice(Body, frozen=True, forbid_unknown_fields=True):
    """The card is old and she named no way for *if you have lost me*: what two people chose, and why."""

    KIND: ClassVar[str] = "lost_her_choice"
    OURS: ClassVar[bool] = True

    how: str
    why: str


class CareAtAPlace(StrEnum):
    """What to do at a place, for the worker's safety."""

    GO_IN_TWOS = "go_in_twos"
    MEET_OUTSIDE = "meet_outside"


class PlaceCare(Body, frozen=True, forbid_unknown_fields=True):
    """Care at a place, with a reason that does not blame her, and an end."""

    KIND: ClassVar[str] = "place_care"
    OURS: ClassVar[bool] = True

    care: CareAtAPlace
    reason: str
    until: date


class VisitPlan(Body, frozen=True, forbid_unknown_fields=True):
    """Where a visit is and who goes along."""

    KIND: ClassVar[str] = "visit"
    OURS: ClassVar[bool] = True

    where: str
    who_with: str = ""
