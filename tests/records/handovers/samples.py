"""A handover from Jo to Mia, a midwife, and its steps; whole unless a test says not."""

from dataclasses import dataclass
from datetime import timedelta

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Ground, Permission
from hrm2m.policy.facts import ActFacts, herself
from hrm2m.records.handovers import actions
from hrm2m.records.handovers.actions.meeting import ToWhom
from hrm2m.records.handovers.entries import MeetingOfThree
from hrm2m.vault import door
from tests import worlds
from tests.worlds import Team


REFERRAL = "r" * 26
WAY = "w" * 26


@dataclass(frozen=True)
class Situation:
    """A mother, the team, and a handover to Mia that Jo proposed."""

    team: Team
    mother: str
    ref: str


def to_mia(team: Team) -> ToWhom:
    return ToWhom(team.mia.worker_id, team.mia.agency_id, "Mia", "Testmere Maternity")


def proposed(*, referral: str = REFERRAL, by: str = "jo") -> Situation:
    team = worlds.make_team()
    mother = worlds.begin_named(team, days_ago=20)
    return Situation(team, mother, propose(team, mother, by=getattr(team, by), referral=referral))


def propose(team: Team, mother: str, *, by: Actor | None = None, referral: str = REFERRAL) -> str:
    return actions.propose(
        by=by or team.jo,
        mother=mother,
        to=to_mia(team),
        referral=referral,
        words="So that she knows Mia before the birth.",
        at=clock.now(),
    )


def meeting(days: float = 3) -> MeetingOfThree:
    return MeetingOfThree(clock.now() + timedelta(days=days), "The café by the quay", "With her sister")


def set_meeting(situation: Situation, days: float = 3) -> None:
    actions.set_meeting(by=situation.team.jo, handover=situation.ref, meeting=meeting(days), at=clock.now())


def met(situation: Situation | None = None) -> Situation:
    """The same after the three met; it was set four days ago, when it lay ahead."""
    found = situation or proposed()
    with clock.at(clock.now() - timedelta(days=4)):
        set_meeting(found)
    actions.write_all_there(by=found.team.jo, handover=found.ref, at=clock.now())
    return found


def confirmed() -> Situation:
    """Sam heard her say yes, face to face."""
    found = met(_proposed_earlier())
    actions.write_what_she_said(
        by=found.team.sam, handover=found.ref, yes=True, words="She is kind.", at=clock.now()
    )
    return found


def _proposed_earlier(by: str = "jo") -> Situation:
    with clock.at(clock.now() - timedelta(days=5)):
        return proposed(by=by)


def all_there(by: str = "jo") -> Situation:
    """The three met; nobody has asked her yet. `by` proposed it."""
    return met(_proposed_earlier(by))


def her_own(situation: Situation) -> Actor:
    """She, on her own page."""
    act = ActFacts(her_word=True)
    with door.acting(
        by=situation.team.jo, permission=Permission.HER_ACCESS_SET, mother=situation.mother, act=act
    ) as box:
        box.give_standing(Ground.OWN, cause=f"way:{WAY}", purpose=WAY)
    return herself(1, WAY)
