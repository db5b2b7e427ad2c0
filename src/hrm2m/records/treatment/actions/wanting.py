"""What she wants from treatment, in her words, and how she says things are; what she wants to be called here."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.records.asks.actions.checking import (
    LINE_LENGTH,
    may_have_words,
    must_be_one_of,
    must_have_words,
    must_not_be_later_than_now,
)
from hrm2m.records.asks.threads import threads
from hrm2m.records.treatment.actions.writing import write
from hrm2m.records.treatment.entries import Goal, GoalEnded, Outcomes, OutcomesStage, SetBy, TreatedAs
from hrm2m.records.treatment.outcomes import must_be_a_profile
from hrm2m.vault import door


NOT_HER_GOAL = (
    "To stop using is a goal only if she set it herself. What somebody else asks of her stands on the list of "
    "what is demanded of her: write it there, with who asks."
)
NOT_HERE = "This goal is not in her record. Open her page again and choose it there."
OVER_ALREADY = "This goal is off the list already."


def set_goal(*, by: Actor, mother: str, goal: Goal, at: datetime) -> str:
    """Writes what she wants, in her words; answers its ref. Raises BadInput for abstinence set by anybody else."""
    with door.acting(by=by, permission=Permission.GOAL_RECORD, mother=mother) as box:
        must_not_be_later_than_now(box, at, "at")
        must_have_words(goal.words, "words", "Write what she wants, in her words.")
        must_be_one_of(goal.set_by, SetBy, "set_by")
        if goal.set_by is SetBy.SOMEBODY_ELSE:
            must_have_words(goal.whose, "whose", "Write who set it.", LINE_LENGTH)
            if goal.is_abstinence:
                field = "is_abstinence"
                raise BadInput(field, NOT_HER_GOAL)
        return write(box, goal, at)


def end_goal(*, by: Actor, mother: str, goal: str, ended: GoalEnded, at: datetime) -> str:
    """Her word that a goal is reached or no longer hers."""
    with door.acting(by=by, permission=Permission.GOAL_RECORD, mother=mother) as box:
        must_not_be_later_than_now(box, at, "at")
        may_have_words(ended.words, "words")
        entries = box.entries(Goal, GoalEnded, compartment=Compartment.TREATMENT)
        field = "goal"
        if not any(thread.ref == goal for thread in threads(entries, Goal)):
            raise BadInput(field, NOT_HERE)
        if any(thread.newest.about == goal for thread in threads(entries, GoalEnded)):
            raise BadInput(field, OVER_ALREADY)
        return write(box, ended, at, about=goal)


def write_outcomes(*, by: Actor, mother: str, outcomes: Outcomes, at: datetime) -> str:
    """Writes a Treatment Outcomes Profile; whatever she left out stays left out. Answers its ref."""
    with door.acting(by=by, permission=Permission.GOAL_RECORD, mother=mother) as box:
        must_not_be_later_than_now(box, at, "at")
        must_be_one_of(outcomes.stage, OutcomesStage, "stage")
        must_be_a_profile(outcomes)
        may_have_words(outcomes.other_substance, "other_substance", LINE_LENGTH)
        for code, amount in outcomes.amounts.items():
            may_have_words(amount, f"{code}_amount", LINE_LENGTH)
        return write(box, outcomes, at)


def call_her(*, by: Actor, mother: str, called: str, at: datetime) -> str:
    """Writes what she wants to be called where she is treated; answers the ref."""
    with door.acting(by=by, permission=Permission.GOAL_RECORD, mother=mother) as box:
        must_not_be_later_than_now(box, at, "at")
        must_have_words(called, "called", "Write what she wants to be called there.", LINE_LENGTH)
        return write(box, TreatedAs(called.strip()), at)
