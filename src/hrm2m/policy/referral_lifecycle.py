"""The way of a referral as tables: where it stands, what can move it, whose step it is, its clock and its ledger line.

From every live place she can stop it, and nothing but a person's act or the end of what it rests on closes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hrm2m.policy.lifecycles import NoSuchStep
from hrm2m.policy.permissions import Permission


class ReferralStatus(StrEnum):
    """Where a referral stands."""

    DRAFTED = "drafted"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MEETING_SET = "meeting_set"
    MET = "met"
    OUTCOME_REPORTED = "outcome_reported"
    CLOSED = "closed"
    STOPPED = "stopped"


class ReferralEvent(StrEnum):
    """What can move it."""

    IT_IS_SENT = "it_is_sent"
    IT_CAME = "it_came"
    THEY_SAY_YES = "they_say_yes"
    THEY_SAY_NO = "they_say_no"
    A_MEETING_IS_SET = "a_meeting_is_set"
    SHE_SAYS_THEY_MET = "she_says_they_met"
    AN_OUTCOME = "an_outcome"
    IT_IS_DONE = "it_is_done"
    SHE_STOPS = "she_stops"
    ITS_BASIS_IS_OVER = "its_basis_is_over"
    HER_RECORD_IS_OVER = "her_record_is_over"
    SHARED_WRONGLY = "shared_wrongly"


S, E = ReferralStatus, ReferralEvent
_ENDS = {
    E.SHE_STOPS: S.STOPPED,
    E.ITS_BASIS_IS_OVER: S.CLOSED,
    E.HER_RECORD_IS_OVER: S.CLOSED,
    E.SHARED_WRONGLY: S.CLOSED,
    E.IT_IS_DONE: S.CLOSED,
}
_NO = {E.THEY_SAY_NO: S.DECLINED}
_MEETING = {E.A_MEETING_IS_SET: S.MEETING_SET}
_OUTCOME = {E.AN_OUTCOME: S.OUTCOME_REPORTED}

REFERRAL: Mapping[ReferralStatus, Mapping[ReferralEvent, ReferralStatus]] = {
    S.DRAFTED: {E.IT_IS_SENT: S.SENT, **_ENDS},
    S.SENT: {E.IT_CAME: S.ACKNOWLEDGED, E.THEY_SAY_YES: S.ACCEPTED, **_NO, **_ENDS},
    S.ACKNOWLEDGED: {E.THEY_SAY_YES: S.ACCEPTED, **_NO, **_ENDS},
    S.ACCEPTED: {**_MEETING, **_OUTCOME, **_NO, **_ENDS},
    S.MEETING_SET: {E.SHE_SAYS_THEY_MET: S.MET, **_MEETING, **_OUTCOME, **_NO, **_ENDS},
    S.MET: {**_MEETING, **_OUTCOME, **_ENDS},
    S.OUTCOME_REPORTED: {**_MEETING, **_OUTCOME, **_ENDS},
    S.DECLINED: _ENDS,
    S.CLOSED: {},
    S.STOPPED: {},
}
LIVE = frozenset(status for status, ways in REFERRAL.items() if ways)
READ_BY_THEM = LIVE - {S.DRAFTED, S.DECLINED}
"""While a referral stands at one of these, whoever it was sent to may read it."""


@dataclass(frozen=True)
class Step:
    """One step for whoever reads the table: what it is, who takes it, which clock runs to it, what the ledger says."""

    words: str
    owner: str
    clock: str
    line: Permission


THEM = "the person it was sent to, or her bridge builder by telephone"
BUILDER = "her bridge builder or cover"

STEPS: Mapping[ReferralEvent, Step] = {
    E.IT_IS_SENT: Step(
        "It is sent, with one part for each thing she lets them know.", BUILDER, "", Permission.REFERRAL_SEND
    ),
    E.IT_CAME: Step("They say that it came.", THEM, "referral_acknowledged", Permission.REFERRAL_ANSWER),
    E.THEY_SAY_YES: Step("They say yes.", THEM, "referral_answered", Permission.REFERRAL_ANSWER),
    E.THEY_SAY_NO: Step(
        "They say no, and why. Their access ends, and her bridge builder looks at it a second time.",
        THEM,
        "referral_answered",
        Permission.REFERRAL_ANSWER,
    ),
    E.A_MEETING_IS_SET: Step("A first meeting is set.", THEM, "referral_meeting", Permission.REFERRAL_ANSWER),
    E.SHE_SAYS_THEY_MET: Step("She says that they met.", "she herself", "", Permission.REFERRAL_CHASE),
    E.AN_OUTCOME: Step("What came of it.", THEM, "referral_outcome", Permission.REFERRAL_ANSWER),
    E.IT_IS_DONE: Step(
        "It is closed, after a second look where they said no. Their access ends.",
        BUILDER,
        "referral_declined",
        Permission.REFERRAL_CHASE,
    ),
    E.SHE_STOPS: Step(
        "She stops it. Their access ends in that moment; they are told and must confirm.",
        "she herself, through any worker or on her page",
        "stop_confirmed",
        Permission.CONSENT_STOP,
    ),
    E.ITS_BASIS_IS_OVER: Step(
        "Her yes, or the other basis, is over or never counted. Their access ends.",
        "the worker process, or whoever hears that somebody listened or that she never said so",
        "",
        Permission.CONSENT_EXPIRE,
    ),
    E.HER_RECORD_IS_OVER: Step(
        "Her record ended, sleeps or is forgotten. Their access ends.",
        "whoever ends it",
        "",
        Permission.RECORD_END,
    ),
    E.SHARED_WRONGLY: Step(
        "It was shared wrongly. Their access ends in that moment, and the lead decides what follows.",
        "whoever notices",
        "shared_wrongly",
        Permission.SHARED_WRONGLY_NOTE,
    ),
}


def next_referral_status(status: ReferralStatus, event: ReferralEvent) -> ReferralStatus:
    """The status after `event`; raises NoSuchStep where the table has none."""
    try:
        return REFERRAL[status][event]
    except KeyError:
        msg = f"From “{status.value}” there is no step “{event.value}”."
        raise NoSuchStep(msg) from None
