"""The way of a worry as tables: where it stands, what can move it, whose step that is, its clock and its ledger line.

No step waits for another one before a child is told about: from anywhere a worry can be sent. None of them ends it for
silence, and a worry that is over can be sent again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hrm2m.policy.lifecycles import NoSuchStep
from hrm2m.policy.permissions import Permission


class WorryStatus(StrEnum):
    """Where a worry stands."""

    RAISED = "raised"
    READ = "read"
    ASKED = "asked"
    SENT = "sent"
    DECIDED = "decided"
    AGREED = "agreed"
    ESCALATED = "escalated"
    OVER = "over"


class WorryEvent(StrEnum):
    """What can move it."""

    SOMEBODY_READ_IT = "somebody_read_it"
    A_DECISION_IS_ASKED = "a_decision_is_asked"
    THEY_WERE_TOLD = "they_were_told"
    THEY_DECIDED = "they_decided"
    WE_AGREE = "we_agree"
    WE_DISAGREE = "we_disagree"
    AN_OUTCOME = "an_outcome"


_ALWAYS = {
    WorryEvent.A_DECISION_IS_ASKED: WorryStatus.ASKED,
    WorryEvent.THEY_WERE_TOLD: WorryStatus.SENT,
}
_DECIDED = {WorryEvent.THEY_DECIDED: WorryStatus.DECIDED}
_OUTCOME = {WorryEvent.AN_OUTCOME: WorryStatus.OVER}

WORRY: Mapping[WorryStatus, Mapping[WorryEvent, WorryStatus]] = {
    WorryStatus.RAISED: {WorryEvent.SOMEBODY_READ_IT: WorryStatus.READ, **_ALWAYS},
    WorryStatus.READ: {**_ALWAYS, **_OUTCOME},
    WorryStatus.ASKED: {**_ALWAYS, **_DECIDED, **_OUTCOME},
    WorryStatus.SENT: {**_ALWAYS, **_DECIDED},
    WorryStatus.DECIDED: {
        WorryEvent.WE_AGREE: WorryStatus.AGREED,
        WorryEvent.WE_DISAGREE: WorryStatus.ESCALATED,
        **_ALWAYS,
        **_DECIDED,
    },
    WorryStatus.AGREED: {**_ALWAYS, **_DECIDED, **_OUTCOME},
    WorryStatus.ESCALATED: {WorryEvent.WE_DISAGREE: WorryStatus.ESCALATED, **_ALWAYS, **_DECIDED, **_OUTCOME},
    WorryStatus.OVER: {**_ALWAYS},
}


@dataclass(frozen=True)
class Step:
    """One step for whoever reads the table: what it is, who takes it, which clock runs to it, what the ledger says."""

    words: str
    owner: str
    clock: str
    line: Permission


LEAD = "a safeguarding lead of the agency that keeps her bridge"

RAISING = Step(
    "A worry is put to the safeguarding lead.", "whoever stands near her", "", Permission.WORRY_RAISE
)
STEPS: Mapping[WorryEvent, Step] = {
    WorryEvent.SOMEBODY_READ_IT: Step(
        "The safeguarding lead has read it.", LEAD, "worry_read", Permission.WORRY_ANSWER
    ),
    WorryEvent.A_DECISION_IS_ASKED: Step(
        "It is said what is asked of whom, and which observations lead us to ask.",
        LEAD,
        "",
        Permission.WORRY_ANSWER,
    ),
    WorryEvent.THEY_WERE_TOLD: Step(
        "Children's social care or the police are told. A second person reads it after, never before.",
        "any worker who stands near her, alone; the lead, with what the record holds",
        "second_look",
        Permission.CHILD_REFER,
    ),
    WorryEvent.THEY_DECIDED: Step(
        "Their decision is written down, with who said it.",
        LEAD,
        "referral_decision",
        Permission.WORRY_ANSWER,
    ),
    WorryEvent.WE_AGREE: Step("We agree with it.", LEAD, "", Permission.WORRY_ANSWER),
    WorryEvent.WE_DISAGREE: Step(
        "We disagree, and say so to a named person there.", LEAD, "disagreement", Permission.WORRY_ANSWER
    ),
    WorryEvent.AN_OUTCOME: Step("What came of it for the child.", LEAD, "", Permission.WORRY_ANSWER),
}


def next_worry_status(status: WorryStatus, event: WorryEvent) -> WorryStatus:
    """The status after `event`; raises NoSuchStep where the table has none."""
    try:
        return WORRY[status][event]
    except KeyError:
        msg = f"From “{status.value}” there is no step “{event.value}”."
        raise NoSuchStep(msg) from None
