"""Questions for a child's safety that wait for a worker who treats: one line each, over all whom he or she treats."""

from datetime import datetime

from hrm2m.foundation import clock
from hrm2m.pages.today.timing import clock_state
from hrm2m.policy import Actor, Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.clocks.queries import in_words
from hrm2m.records.connections.queries import answer_due, waiting_for


PAGE = "asked_of_you"


def questions_waiting_for(by: Actor) -> list[dict[str, str]]:
    """What waits, the one asked first first; nothing for whoever treats nobody."""
    if Permission.SAFETY_QUESTION_ANSWER not in permissions_of(by.roles):
        return []
    return [_shown(mother, question, at, by.area) for mother, question, at in waiting_for(by, page=PAGE)]


def _shown(mother: str, question: str, asked_at: datetime, area: int) -> dict[str, str]:
    due, now = answer_due(asked_at, area), clock.now()
    return {
        "mother": mother,
        "question": question,
        "clock": in_words(due, now),
        "clock_state": clock_state(due, now),
    }
