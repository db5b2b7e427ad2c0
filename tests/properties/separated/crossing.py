"""The crossing of one mother, the same in both twins: asked, shared, handed over, opened in an emergency."""

from datetime import timedelta

from django.conf import settings
from django.test import Client

from hrm2m.foundation import clock
from hrm2m.pages.partner import links, visit
from hrm2m.pages.partner.models import Link
from hrm2m.policy import Actor, Compartment
from hrm2m.records.emergencies import actions as emergencies
from hrm2m.records.emergencies.actions import Opening
from hrm2m.records.emergencies.entries import InDanger
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.actions.asking import Asking
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.handovers.entries import MeetingOfThree
from hrm2m.records.referrals import actions as referrals
from tests import worlds
from tests.records.enquiries.samples import QUESTION, TERMS
from tests.records.handovers.samples import to_mia
from tests.records.hers.samples import WORDS, set_up
from tests.records.referrals import samples


MIA = "mia@testmere.example"
WHY = "She is on the bridge over the harbour and says nothing."
HERSELF, AT_THE_DOOR = "herself", "whoever answers"


def cross(team: worlds.Team, mother: str) -> dict[str, list[str]]:
    """Every room of the crossing has something of hers; the refs by the words of addresses."""
    door = samples.a_door(team, email=MIA)
    enquiry = _asked(team, mother, door.ref)
    here = samples.Situation(team, mother, door, team.mia)
    yes, referral = samples.said_yes(here), samples.drafted(here)
    referrals.send(by=team.jo, mother=mother, referral=referral)
    referrals.answer(by=team.mia, referral=referral, said=samples.CAME)
    referrals.answer(by=team.mia, referral=referral, said=samples.ACCEPTED)
    handover = handovers.propose(
        by=team.jo,
        mother=mother,
        to=to_mia(team),
        referral=referral,
        words="Before the birth.",
        at=clock.now(),
    )
    meeting = MeetingOfThree(clock.now() + timedelta(days=3), "The café by the quay", "With her sister")
    handovers.set_meeting(by=team.jo, handover=handover, meeting=meeting, at=clock.now())
    opening = Opening(Compartment.GENERAL, InDanger.HER, WHY)
    look = emergencies.open_part(by=team.kit, handle="Robin", opening=opening)
    way = set_up(team, mother).way_in
    return {
        "door": [door.ref],
        "enquiry": [enquiry],
        "said": [yes],
        "referral": [referral],
        "handover": [handover],
        "look": [look],
        "way": [way],
    }


def her_phone() -> Client:
    """Her own page, open in a browser of hers."""
    client = Client()
    client.post("/n/", {"code": WORDS})
    return client


def partners_browser(mia: Actor, referral: str) -> Client:
    """The one page of whom a referral was sent to, as after the code that is mailed."""
    assert links.link_for(mia.worker_id, f"referral:{referral}")
    client = Client()
    session = client.session
    session[visit.OPEN] = Link.objects.latest("id").id
    session[visit.SINCE] = clock.now().isoformat()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    return client


def _asked(team: worlds.Team, mother: str, door: str) -> str:
    asking = Asking(door, QUESTION, "She asked me on Tuesday")
    enquiry = enquiries.draft_enquiry(by=team.jo, mother=mother, asking=asking, at=clock.now())
    enquiries.send_enquiry(by=team.jo, enquiry=enquiry, at=clock.now())
    enquiries.answer_enquiry(by=team.mia, enquiry=enquiry, reply=TERMS, at=clock.now())
    return enquiry
