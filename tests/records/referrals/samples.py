"""A mother, a door, her yes and a referral, made through the actions that workers use."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category
from hrm2m.policy.consenting import Asked
from hrm2m.policy.referral_lifecycle import ReferralEvent
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.doors.queries import DoorCard, door, doors_in
from hrm2m.records.agencies.doors.values import DoorWords, Reached
from hrm2m.records.agencies.queries import actor_for
from hrm2m.records.consent import actions as consent
from hrm2m.records.consent.actions import Yes
from hrm2m.records.consent.entries import HowAsked, Purpose, WhereAsked
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.actions import Request, Said
from hrm2m.records.referrals.entries import Basis, Came, Declined
from tests import worlds
from tests.worlds import Team


DAY = timedelta(days=1)
BIRTH = frozenset({Category.BABY_AND_BIRTH})
BIRTH_AND_WORDS = BIRTH | {Category.MY_WORDS}
DUE = "Due in May. Wants the same midwife each time."
MINE = "I sleep badly. Ring me after ten."
WORDS = DoorWords("Fen", "care before and after a birth", Reached.EMAIL, "door_2_days")


@dataclass(frozen=True)
class Situation:
    """A team, a named mother of Jo, the door of maternity, and whoever answers there."""

    team: Team
    mother: str
    door: DoorCard
    fen: Actor


def situation(*, named: bool = True) -> Situation:
    """Jo holds her bridge, Sam covers; Fen answers for maternity."""
    team = worlds.make_team()
    mother = worlds.begin_named(team) if named else worlds.begin(team)
    card = a_door(team)
    fen = actor_for(card.worker_id, team.mia.agency_ref)
    assert fen is not None
    return Situation(team, mother, card, fen)


def a_door(team: Team, agency: Actor | None = None, email: str = "fen@testmere.example") -> DoorCard:
    """A door of maternity, or of the agency of this worker; one that stands is found again."""
    of = agency or team.mia
    for card in doors_in(1, of.agency_id):
        if card.email == email:
            return card
    ref = agencies.set_door(
        by=team.jo,
        agency=of.agency_ref,
        email=email,
        words=WORDS,
        could_show_where=lambda said, hidden: False,
        at=clock.now(),
    )
    return door(1, ref)


def a_yes(agency: Actor, **other: Any) -> Yes:
    """A yes to the agency of this worker: what goes into a birth plan, alone, at our place."""
    said = Yes(
        agency.agency_ref,
        BIRTH_AND_WORDS,
        Purpose.BABY_AND_BIRTH,
        "May Testmere Maternity know when the baby is due, and your own words, to care for you?",
        Asked.ALONE,
        HowAsked.SAID,
        WhereAsked.OUR_PLACE,
    )
    return replace(said, **other)


def said_yes(situation: Situation, at: datetime | None = None, **other: Any) -> str:
    """Her yes, written by Jo; its ref."""
    team = situation.team
    return consent.ask(
        by=team.jo, mother=situation.mother, yes=a_yes(team.mia, **other), at=at or clock.now()
    )


def a_request(situation: Situation, *without: Category) -> Request:
    """What is asked of the door, and the words for each thing."""
    parts = {Category.BABY_AND_BIRTH: DUE, Category.MY_WORDS: MINE}
    kept = {category: words for category, words in parts.items() if category not in without}
    return Request(situation.door.ref, Purpose.BABY_AND_BIRTH, kept)


def drafted(situation: Situation) -> str:
    """A draft of Jo's; the ref of the referral."""
    request = a_request(situation)
    return referrals.draft(by=situation.team.jo, mother=situation.mother, request=request, at=clock.now())


def sent(situation: Situation, **other: Any) -> str:
    """A referral that was sent under her yes; its ref."""
    said_yes(situation, **other)
    ref = drafted(situation)
    referrals.send(by=situation.team.jo, mother=situation.mother, referral=ref)
    return ref


DANGER = referrals.Without(
    Basis.VITAL_INTEREST, "Her baby is not breathing well.", "When she is home.", saves=True
)


def sent_without_her_yes(situation: Situation) -> str:
    """A referral that Jo sent to save a life, of which she does not know yet; its ref."""
    return referrals.send_without_her_yes(
        by=situation.team.jo,
        mother=situation.mother,
        request=a_request(situation),
        without=DANGER,
        at=clock.now(),
    )


CAME = Said(ReferralEvent.IT_CAME, "Fen Invented")
ACCEPTED = Said(ReferralEvent.THEY_SAY_YES, "Fen Invented", "We have a place.")
REFUSED = Said(ReferralEvent.THEY_SAY_NO, "Fen Invented", "No place till June.", declined=Declined.NO_PLACE)
OUTCOME = Said(ReferralEvent.AN_OUTCOME, "Fen Invented", "Seen twice.", came=Came.SHE_GOT_IT)


PASSED = {"takes": "Mia Invented", "said_by": "Fen Invented"}


def meeting(at: datetime | None = None) -> Said:
    """A meeting in a week."""
    return Said(ReferralEvent.A_MEETING_IS_SET, "Fen Invented", meeting_at=at or clock.now() + 7 * DAY)
