"""Questions without a name for tests: one door at the maternity agency, one mother, one question."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.doors.values import DoorWords, Reached
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.actions.asking import Asking
from hrm2m.records.enquiries.entries import (
    Constraint,
    Decided,
    Need,
    Question,
    Reply,
    Says,
    TellsHer,
    Weeks,
)
from tests import worlds
from tests.worlds import Team


QUESTION = Question(
    Need.PREGNANCY,
    Weeks.NEXT_TWO_WEEKS,
    "Testmere",
    (Constraint.WOMAN_WORKER, Constraint.SOMEBODY_WITH_HER),
    words="She wants to see a midwife and is afraid of being judged.",
)
TERMS = Reply(
    Says.TERMS,
    "Fen Example",
    does="A midwife meets her where she likes.",
    tells={"childrens_services": "Only if the baby would be in danger at birth."},
    by_day=date(2030, 1, 7),
)
NO = Reply(Says.NO, "Fen Example", why="We are full until spring.")
FEAR = Reply(Says.CHILD_AT_RISK, "Fen Example", why="What you write sounds like a newborn left alone.")


@dataclass(frozen=True)
class Asked:
    """A team, a mother, the two doors of the maternity agency, and who answers at the first."""

    team: Team
    mother: str
    door: str
    other_door: str
    fen: Actor
    other: Actor


def name_her() -> Decided:
    """The lead names her to the agency that fears for a child, and Jo tells her first."""
    return Decided(True, "A newborn may be alone now", TellsHer.FIRST, "Jo", clock.now())


def a_situation(handle: str = "Robin", **more: Any) -> Asked:
    """A mother of Jo's, and two doors of the agency of Mia: Fen's and Mia's own."""
    team = worlds.make_team()
    mother = worlds.begin(team, handle, **more)
    door, other = door_of(team, "fen@testmere.example", "Fen"), door_of(team, "mia@testmere.example", "Mia")
    return Asked(team, mother, door, other, actor_at(door), team.mia)


def door_of(team: Team, email: str, called: str, **more: Any) -> str:
    """A door of the maternity agency; its ref."""
    return agencies.set_door(
        by=team.jo,
        agency=team.mia.agency_ref,
        email=email,
        words=DoorWords(called, "care before and after a birth", Reached.EMAIL, "door_2_days"),
        could_show_where=lambda _words, _hidden: False,
        at=clock.now(),
        **more,
    )


def actor_at(door: str) -> Actor:
    """Whoever answers at this door."""
    from hrm2m.records.agencies.doors.queries import door as card_of
    from hrm2m.records.agencies.queries import actor_for, agencies_named

    card = card_of(1, door)
    found = actor_for(card.worker_id, agencies_named([card.agency_id])[card.agency_id].ref)
    assert found is not None
    return found


def asking(situation: Asked, words: str = QUESTION.words, **more: Any) -> Asking:
    """What Jo wants to ask at Fen's door."""
    import msgspec

    question = msgspec.structs.replace(QUESTION, words=words)
    return replace(Asking(situation.door, question, "She asked me on Tuesday"), **more)


def drafted(situation: Asked, **more: Any) -> str:
    """A draft by Jo; its ref."""
    return enquiries.draft_enquiry(
        by=situation.team.jo, mother=situation.mother, asking=asking(situation, **more), at=clock.now()
    )


def sent(situation: Asked, **more: Any) -> str:
    """A question that Jo sent; its ref."""
    ref = drafted(situation, **more)
    return enquiries.send_enquiry(by=situation.team.jo, enquiry=ref, at=clock.now())


def answered(situation: Asked, reply: Reply = TERMS) -> str:
    """A question that Fen answered; its ref."""
    ref = sent(situation)
    return enquiries.answer_enquiry(by=situation.fen, enquiry=ref, reply=reply, at=clock.now())
