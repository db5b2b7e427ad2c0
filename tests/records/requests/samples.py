"""The smallest requests in."""

from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.requests import actions as requests
from hrm2m.records.requests.actions import Answered, CameIn
from hrm2m.records.requests.entries import About, Answer, Asker, Asking, Gave, ToldHer


ASKED = "Whether a woman called Robin comes to you"
ASKING = Asking(
    "D. Constable", "Testmere police", "01632 960999", "", "Data Protection Act, they said", ASKED
)
CHECKED = "Rang back through the switchboard"
REFUSED = Answered(
    Gave.NOTHING, ToldHer.NOT_YET, Answer("", "Nothing", "No order, no risk named", "She is away")
)
GIVEN = Answered(Gave.PART, ToldHer.BEFORE, Answer(CHECKED, "The day of the last visit", "A court order", ""))


def came_in(about: About = About.MOTHER, *, at_risk: bool = False) -> CameIn:
    return CameIn(Asker.POLICE, about, ASKING, at_risk)


def recorded(by: Actor, mother: str = "", about: About = About.MOTHER, *, at_risk: bool = False) -> str:
    said = came_in(about, at_risk=at_risk)
    return requests.record_request(by=by, came_in=said, mother_ref=mother, at=clock.now())


def answered(by: Actor, request: str, answer: Answered = GIVEN) -> str:
    return requests.answer_request(by=by, request=request, answered=answer, at=clock.now())
