"""The way of a question without a name, as tables: where it stands, what moves it, whose step it is, clock and line.

No answer in time tells somebody by name and ends nothing: a late answer is an answer. What an agency fears for a
child is decided on by a lead, whatever becomes of the mother's record meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hrm2m.policy.lifecycles import NoSuchStep
from hrm2m.policy.permissions import Permission


class EnquiryStatus(StrEnum):
    """Where a question stands."""

    DRAFTED = "drafted"
    SENT = "sent"
    LAPSED = "lapsed"
    ANSWERED = "answered"
    DECLINED = "declined"
    CHILD_AT_RISK = "child_at_risk"
    TO_BE_NAMED = "to_be_named"
    STAYS_NAMELESS = "stays_nameless"
    YES = "yes"
    NOT_NOW = "not_now"
    NO = "no"
    OVER = "over"


class EnquiryEvent(StrEnum):
    """What can move it."""

    WE_SEND_IT = "we_send_it"
    NO_ANSWER_IN_TIME = "no_answer_in_time"
    THEY_PASS_IT_ON = "they_pass_it_on"  # noqa: S105 - a step, and no password
    THEY_SAY_TERMS = "they_say_terms"
    THEY_SAY_NO = "they_say_no"
    THEY_FEAR_FOR_A_CHILD = "they_fear_for_a_child"
    THE_LEAD_NAMES_HER = "the_lead_names_her"
    THE_LEAD_DOES_NOT = "the_lead_does_not"
    SHE_SAYS_YES = "she_says_yes"
    SHE_SAYS_NOT_NOW = "she_says_not_now"
    SHE_SAYS_NO = "she_says_no"
    SHE_WAS_TOLD = "she_was_told"
    WE_TAKE_IT_BACK = "we_take_it_back"
    HER_RECORD_CLOSED = "her_record_closed"


S, E = EnquiryStatus, EnquiryEvent

_THEY_ANSWER = {
    E.THEY_SAY_TERMS: S.ANSWERED,
    E.THEY_SAY_NO: S.DECLINED,
    E.THEY_FEAR_FOR_A_CHILD: S.CHILD_AT_RISK,
}
_SHE_ANSWERS = {E.SHE_SAYS_YES: S.YES, E.SHE_SAYS_NOT_NOW: S.NOT_NOW, E.SHE_SAYS_NO: S.NO}
_ENDS = {E.WE_TAKE_IT_BACK: S.OVER, E.HER_RECORD_CLOSED: S.OVER}
_LEAD_DECIDES = {E.THE_LEAD_NAMES_HER: S.TO_BE_NAMED, E.THE_LEAD_DOES_NOT: S.STAYS_NAMELESS}

ENQUIRY: Mapping[EnquiryStatus, Mapping[EnquiryEvent, EnquiryStatus]] = {
    S.DRAFTED: {E.WE_SEND_IT: S.SENT, **_ENDS},
    S.SENT: {E.NO_ANSWER_IN_TIME: S.LAPSED, E.THEY_PASS_IT_ON: S.SENT, **_THEY_ANSWER, **_ENDS},
    S.LAPSED: {E.THEY_PASS_IT_ON: S.LAPSED, **_THEY_ANSWER, **_ENDS},
    S.ANSWERED: {**_THEY_ANSWER, **_SHE_ANSWERS, **_ENDS},
    S.DECLINED: {**_THEY_ANSWER, E.SHE_WAS_TOLD: S.OVER, **_ENDS},
    # Neither the end of her record nor anything an agency says later takes it off the lead's desk.
    S.CHILD_AT_RISK: {
        E.THEY_FEAR_FOR_A_CHILD: S.CHILD_AT_RISK,
        E.HER_RECORD_CLOSED: S.CHILD_AT_RISK,
        **_LEAD_DECIDES,
    },
    S.TO_BE_NAMED: {E.SHE_WAS_TOLD: S.OVER, E.HER_RECORD_CLOSED: S.TO_BE_NAMED},
    S.STAYS_NAMELESS: {
        E.SHE_WAS_TOLD: S.OVER,
        E.THEY_SAY_TERMS: S.ANSWERED,
        E.THEY_SAY_NO: S.DECLINED,
        E.THEY_FEAR_FOR_A_CHILD: S.CHILD_AT_RISK,
        **_ENDS,
    },
    S.YES: {**_THEY_ANSWER, **_SHE_ANSWERS, **_ENDS},
    S.NOT_NOW: {**_THEY_ANSWER, **_SHE_ANSWERS, **_ENDS},
    S.NO: {**_SHE_ANSWERS, E.THEY_FEAR_FOR_A_CHILD: S.CHILD_AT_RISK, **_ENDS},
    S.OVER: {},
}

AT_THE_DOOR = frozenset(S) - {S.DRAFTED, S.OVER}
"""Where the agency may still see and answer it."""


@dataclass(frozen=True)
class EnquiryStep:
    """One step for whoever reads the table: what it is, who takes it, which clock runs to it, what the ledger says."""

    words: str
    owner: str
    clock: str
    line: Permission


BY_THE_DOOR = "enquiry_terms"
"""The clock that runs as long as was agreed with the door."""
BUILDER = "her bridge builder or cover, at her word"
DOOR = "whoever answers at the door, with his or her own name; by telephone the bridge builder writes it down"
LEAD = "a lead of the agency that keeps her bridge, with the worker"

DRAFTING = EnquiryStep(
    "What she needs is put without her name; every trace found in the words is removed or given a reason.",
    BUILDER,
    "",
    Permission.ENQUIRY_SEND,
)
STEPS: Mapping[EnquiryEvent, EnquiryStep] = {
    E.WE_SEND_IT: EnquiryStep(
        "It is sent, exactly as the check page shows it. The first one moves her record to crossing.",
        BUILDER,
        "",
        Permission.ENQUIRY_SEND,
    ),
    E.NO_ANSWER_IN_TIME: EnquiryStep(
        "No answer in the time agreed: a person is told by name, and it stays open.",
        "the worker process",
        BY_THE_DOOR,
        Permission.ENQUIRY_LAPSE,
    ),
    E.THEY_PASS_IT_ON: EnquiryStep(
        "It goes to another door of the same agency; the first one is closed.",
        DOOR,
        BY_THE_DOOR,
        Permission.ENQUIRY_ANSWER,
    ),
    E.THEY_SAY_TERMS: EnquiryStep(
        "They say what they would do, when, and what would make them tell anybody.",
        DOOR,
        BY_THE_DOOR,
        Permission.ENQUIRY_ANSWER,
    ),
    E.THEY_SAY_NO: EnquiryStep("They say no, and why.", DOOR, BY_THE_DOOR, Permission.ENQUIRY_ANSWER),
    E.THEY_FEAR_FOR_A_CHILD: EnquiryStep(
        "They think a child may be at risk: the leads are told at once.",
        DOOR,
        BY_THE_DOOR,
        Permission.ENQUIRY_ANSWER,
    ),
    E.THE_LEAD_NAMES_HER: EnquiryStep(
        "She is to be named: she is told first unless that adds danger. A worry or a referral follows.",
        LEAD,
        "enquiry_child",
        Permission.ENQUIRY_DECIDE,
    ),
    E.THE_LEAD_DOES_NOT: EnquiryStep(
        "She is not named, and it is written why.", LEAD, "enquiry_child", Permission.ENQUIRY_DECIDE
    ),
    E.SHE_SAYS_YES: EnquiryStep(
        "She saw their words and says yes.", BUILDER, "enquiry_shown", Permission.ENQUIRY_TELL
    ),
    E.SHE_SAYS_NOT_NOW: EnquiryStep(
        "She saw their words and says not now.", BUILDER, "enquiry_shown", Permission.ENQUIRY_TELL
    ),
    E.SHE_SAYS_NO: EnquiryStep(
        "She saw their words and says no: that is a whole answer.",
        BUILDER,
        "enquiry_shown",
        Permission.ENQUIRY_TELL,
    ),
    E.SHE_WAS_TOLD: EnquiryStep(
        "She was told what became of it.", BUILDER, "enquiry_shown", Permission.ENQUIRY_TELL
    ),
    E.WE_TAKE_IT_BACK: EnquiryStep(
        "It is taken back: its page at the agency is closed.", BUILDER, "", Permission.ENQUIRY_SEND
    ),
    E.HER_RECORD_CLOSED: EnquiryStep(
        "Her record ended, sleeps or is forgotten: its page at the agency is closed in the same moment.",
        "whoever ends it, at her word",
        "",
        Permission.RECORD_END,
    ),
}


def next_enquiry_status(status: EnquiryStatus, event: EnquiryEvent) -> EnquiryStatus:
    """The status after `event`; raises NoSuchStep where the table has none."""
    try:
        return ENQUIRY[status][event]
    except KeyError:
        msg = f"From “{status.value}” there is no step “{event.value}”."
        raise NoSuchStep(msg) from None
