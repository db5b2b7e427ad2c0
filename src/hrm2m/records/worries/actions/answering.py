"""The lead's steps: read, what is asked of whom, their decision, whether we agree, and what came of it."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.worry_lifecycle import WorryEvent
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.worries.entries import (
    Asked,
    DecisionAsked,
    Grounds,
    OurView,
    TheirDecision,
    TheirStep,
    WorryOutcome,
    WorryRead,
)
from hrm2m.records.worries.leads import promise
from hrm2m.records.worries.models import WorryRow
from hrm2m.records.worries.opening import acting_on, draft, moved, must_be_seen
from hrm2m.records.worries.their_time import MEETINGS_HELD, meet_by_their_step, start_by_step, stop_all_about
from hrm2m.vault.entries import Body


def read_worry(*, by: Actor, worry: str, seen: str, at: datetime, words: str = "") -> str:
    """A safeguarding lead has read it: the promise of one working day is kept."""
    return _step(by, worry, seen, at, WorryRead(words.strip()), WorryEvent.SOMEBODY_READ_IT)


def ask_decision(*, by: Actor, worry: str, grounds: Grounds, seen: str, at: datetime) -> str:
    """Says what is asked of whom. The local authority decides whether its threshold is met.

    Raises BadInput where it is not said what is asked, and StaleVersion where somebody took a step meanwhile.
    """
    if grounds.asks is Asked.NOT_SAID:
        field, sentence = "asks", "Say what is asked. It can be asked again at any time."
        raise BadInput(field, sentence)
    return _step(by, worry, seen, at, DecisionAsked(grounds), WorryEvent.A_DECISION_IS_ASKED)


def write_their_decision(*, by: Actor, worry: str, decision: TheirDecision, seen: str, at: datetime) -> str:
    """Writes what they decided; the clocks of the law that this step begins start, where the nation has any."""
    is_news_only = decision.step in {TheirStep.CONFIRMED, *MEETINGS_HELD}
    return _step(by, worry, seen, at, decision, None if is_news_only else WorryEvent.THEY_DECIDED)


def say_our_view(*, by: Actor, worry: str, view: OurView, seen: str, at: datetime) -> str:
    """Whether we agree. A disagreement goes to a person by name there, and that answer has a clock.

    Raises BadInput for a disagreement without a name.
    """
    if not view.agrees and not view.escalated_to.strip():
        field, sentence = "escalated_to", "Write to whom there, by name, we say that we disagree."
        raise BadInput(field, sentence)
    event = WorryEvent.WE_AGREE if view.agrees else WorryEvent.WE_DISAGREE
    return _step(by, worry, seen, at, view, event)


def write_outcome(*, by: Actor, worry: str, words: str, seen: str, at: datetime) -> str:
    """What came of it for the child. The worry can be asked or sent again at any time."""
    if not words.strip():
        field, sentence = "words", "Write in a sentence what came of it for the child."
        raise BadInput(field, sentence)
    return _step(by, worry, seen, at, WorryOutcome(words.strip()), WorryEvent.AN_OUTCOME)


def _step(by: Actor, worry: str, seen: str, at: datetime, body: Body, event: WorryEvent | None) -> str:
    with acting_on(WorryRow, worry, by=by, permission=Permission.WORRY_ANSWER) as (box, row):
        must_not_be_later_than_now(box, at)
        must_be_seen(box, worry, seen)
        if event is not None:
            moved(row, event)
        # Whatever the lead does with it, she or he has read it.
        clocks.meet(box, "worry_read", about=worry, at=at)
        ref = box.write(draft(body, at, about=worry))
        if isinstance(body, TheirDecision):
            meet_by_their_step(box, worry, body.step, at)
            start_by_step(box, worry, body.step, at)
        elif isinstance(body, OurView) and not body.agrees:
            clocks.meet(box, "disagreement", about=worry, at=at)
            promise(box, "disagreement", worry)
        elif isinstance(body, WorryOutcome):
            stop_all_about(box, worry)
        return ref
