"""The way of a handover as tables: where it stands, what can move it, whose step that is, its clock and its line.

It is done when she says so. No step is taken by time or silence, and none of them moves her bridge.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hrm2m.policy.lifecycles import NoSuchStep
from hrm2m.policy.permissions import Permission


class HandoverStatus(StrEnum):
    """Where a handover stands. `confirmed`: a worker wrote that she said yes; `done`: she said it herself, or again."""

    PROPOSED = "proposed"
    MEETING_SET = "meeting_set"
    ALL_THERE = "all_there"
    NOT_YET = "not_yet"
    CONFIRMED = "confirmed"
    DONE = "done"
    LEFT = "left"


class HandoverEvent(StrEnum):
    """What can move it. That she was asked by text is written down and moves nothing."""

    A_MEETING_IS_SET = "a_meeting_is_set"
    ALL_THREE_WERE_THERE = "all_three_were_there"
    SHE_CONFIRMS_HERSELF = "she_confirms_herself"
    A_WORKER_HEARS_HER_CONFIRM = "a_worker_hears_her_confirm"
    SHE_DOES_NOT = "she_does_not"
    SHE_SAYS_THE_SAME_AGAIN = "she_says_the_same_again"
    SHE_SAYS_OTHERWISE = "she_says_otherwise"
    SOMEBODY_LISTENED = "somebody_listened"
    SHE_WANTS_NONE = "she_wants_none"


_SET = {HandoverEvent.A_MEETING_IS_SET: HandoverStatus.MEETING_SET}
_NONE = {HandoverEvent.SHE_WANTS_NONE: HandoverStatus.LEFT}
_HER_WORD = {
    HandoverEvent.SHE_CONFIRMS_HERSELF: HandoverStatus.DONE,
    HandoverEvent.A_WORKER_HEARS_HER_CONFIRM: HandoverStatus.CONFIRMED,
    HandoverEvent.SHE_DOES_NOT: HandoverStatus.NOT_YET,
}
_OTHERWISE = {HandoverEvent.SHE_SAYS_OTHERWISE: HandoverStatus.NOT_YET}

HANDOVER: Mapping[HandoverStatus, Mapping[HandoverEvent, HandoverStatus]] = {
    HandoverStatus.PROPOSED: {**_SET, **_NONE},
    HandoverStatus.MEETING_SET: {
        **_SET,
        HandoverEvent.ALL_THREE_WERE_THERE: HandoverStatus.ALL_THERE,
        **_NONE,
    },
    HandoverStatus.ALL_THERE: {**_SET, **_HER_WORD, **_NONE},
    HandoverStatus.NOT_YET: {**_SET, **_HER_WORD, **_NONE},
    HandoverStatus.CONFIRMED: {
        HandoverEvent.SHE_CONFIRMS_HERSELF: HandoverStatus.DONE,
        HandoverEvent.SHE_SAYS_THE_SAME_AGAIN: HandoverStatus.DONE,
        HandoverEvent.SOMEBODY_LISTENED: HandoverStatus.NOT_YET,
        **_OTHERWISE,
    },
    HandoverStatus.DONE: {**_OTHERWISE},
    HandoverStatus.LEFT: {},
}
SHE_SAID_SO = frozenset({HandoverStatus.CONFIRMED, HandoverStatus.DONE})
"""Done: until one of these her bridge builder, or cover, is there for her as before."""


@dataclass(frozen=True)
class HandoverStep:
    """One step for whoever reads the table: what it is, who takes it, which clock runs to it, what the ledger says."""

    words: str
    owner: str
    clock: str
    line: Permission


HOLDER = "her bridge builder, or cover"
ANOTHER = "she, on her page; or a worker to whom she says it face to face and who gains nothing by it"
THIRD = "somebody other than who wrote her yes and who gains by it, named when it was written"

PROPOSING = HandoverStep("A handover is proposed to her.", HOLDER, "", Permission.HANDOVER_SET)
ASKING_BY_TEXT = HandoverStep(
    "She was asked by text. It starts the question and confirms nothing.",
    HOLDER,
    "",
    Permission.HANDOVER_SET,
)
HANDOVER_STEPS: Mapping[HandoverEvent, HandoverStep] = {
    HandoverEvent.A_MEETING_IS_SET: HandoverStep(
        "A meeting of the three is set.", HOLDER, "handover_meeting", Permission.HANDOVER_SET
    ),
    HandoverEvent.ALL_THREE_WERE_THERE: HandoverStep(
        "All three were there.", HOLDER, "handover_met", Permission.HANDOVER_SET
    ),
    HandoverEvent.SHE_CONFIRMS_HERSELF: HandoverStep(
        "She says yes on her own page.",
        "she",
        "handover_asked",
        Permission.HANDOVER_CONFIRM,
    ),
    HandoverEvent.A_WORKER_HEARS_HER_CONFIRM: HandoverStep(
        "She says yes face to face, and it is written down.",
        ANOTHER,
        "handover_asked",
        Permission.HANDOVER_CONFIRM,
    ),
    HandoverEvent.SHE_DOES_NOT: HandoverStep(
        "She says not yet. The bridge stays, and she is asked again.",
        ANOTHER,
        "handover_asked",
        Permission.HANDOVER_CONFIRM,
    ),
    HandoverEvent.SHE_SAYS_THE_SAME_AGAIN: HandoverStep(
        "Asked again by somebody else, she says the same.",
        THIRD,
        "asked_again",
        Permission.HANDOVER_CHECK,
    ),
    HandoverEvent.SHE_SAYS_OTHERWISE: HandoverStep(
        "Asked again, she says otherwise: it is not done, and the bridge holds.",
        THIRD,
        "asked_again",
        Permission.HANDOVER_CHECK,
    ),
    HandoverEvent.SOMEBODY_LISTENED: HandoverStep(
        "Somebody was listening when she said yes: it does not count, and she is asked when she is alone.",
        "any worker to whom she speaks",
        "handover_asked",
        Permission.CONTACT_LOG,
    ),
    HandoverEvent.SHE_WANTS_NONE: HandoverStep(
        "She wants no handover, or stops what it rests on.", HOLDER, "", Permission.HANDOVER_SET
    ),
}


def next_handover_status(status: HandoverStatus, event: HandoverEvent) -> HandoverStatus:
    """The status after `event`; raises NoSuchStep where the table has none."""
    try:
        return HANDOVER[status][event]
    except KeyError:
        msg = f"From “{status.value}” there is no step “{event.value}”."
        raise NoSuchStep(msg) from None
