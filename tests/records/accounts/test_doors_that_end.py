"""A door ends: her yes to the agency stands, what waits goes to another door there, or comes back with a clock."""

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Ground
from hrm2m.policy.enquiry_lifecycle import EnquiryStatus
from hrm2m.policy.referral_lifecycle import ReferralStatus
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.bridges.queries import standing_due as of_bridges
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.consent.queries import State, consents_of
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.records.enquiries.queries import answerer_of
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals import sent as partner
from hrm2m.records.referrals.models import Referral
from hrm2m.records.referrals.queries import standing_due
from hrm2m.records.whole import near_her
from hrm2m.vault import standing
from tests.records.enquiries import samples as asked
from tests.records.referrals import samples
from tests.records.referrals.samples import PASSED, Situation


pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Situation:
    return samples.situation()


def stands() -> bool:
    there = {row for row in standing.everything_in_force(clock.now()) if row[1] != Ground.BLOCK.value}
    return there == of_bridges() | standing_due()


def running(about: str) -> dict[str, int]:
    """The promises about this, and whose they are."""
    return dict(Clock.objects.filter(RUNNING, about=about).values_list("kind", "owner_id"))


def end_fens_door(here: Situation) -> None:
    accounts.end_door(by=here.team.jo, door=here.door.ref)


@pytest.mark.slow
def test_a_referral_goes_to_another_door_of_the_agency_with_its_promises(here: Situation) -> None:
    ref = samples.sent(here)
    was = Clock.objects.get(RUNNING, kind="referral_acknowledged")
    mia = samples.a_door(here.team, email="mia@testmere.example")
    end_fens_door(here)
    row = Referral.objects.get(ref=ref)
    assert (row.door, row.worker_id) == (mia.ref, here.team.mia.worker_id)
    assert partner.sent_to(here.team.mia, ref).parts
    assert partner.stands(here.fen.worker_id, ref) is None
    now = Clock.objects.get(RUNNING, kind="referral_acknowledged")
    assert (now.id, now.due_at, now.owner_id) == (was.id, was.due_at, here.team.mia.worker_id)
    assert Job.objects.filter(key=f"request:referral:{ref}:{here.team.mia.worker_id}").exists()
    assert stands()


@pytest.mark.slow
def test_where_nobody_else_answers_it_comes_back_with_a_clock_and_her_yes_stands(here: Situation) -> None:
    ref = samples.sent(here)
    end_fens_door(here)
    assert partner.stands(here.fen.worker_id, ref) is None
    assert Referral.objects.get(ref=ref).status == ReferralStatus.SENT
    assert running(ref) == {"referral_chase": here.team.jo.worker_id}
    (card,) = consents_of(by=here.team.jo, mother=here.mother)
    assert card.state(clock.now()) is State.IN_FORCE
    assert stands()
    with pytest.raises(BadInput, match="Nobody there can read it any more"):
        referrals.chase(by=here.team.jo, mother=here.mother, referral=ref, words="", at=clock.now())


@pytest.mark.slow
def test_nobody_whom_she_barred_gets_it(here: Situation) -> None:
    ref = samples.sent(here)
    samples.a_door(here.team, email="mia@testmere.example")
    near_her.bar(by=here.team.jo, mother=here.mother, worker=here.team.mia.worker_ref)
    end_fens_door(here)
    assert running(ref) == {"referral_chase": here.team.jo.worker_id}
    assert standing_due() == set()


@pytest.mark.slow
def test_what_was_passed_to_a_colleague_stays_there(here: Situation) -> None:
    ref = samples.sent(here)
    referrals.pass_on(by=here.fen, referral=ref, colleague=here.team.mia.worker_ref, **PASSED)
    end_fens_door(here)
    assert partner.stands(here.team.mia.worker_id, ref) is not None


@pytest.mark.slow
def test_a_question_goes_to_another_door_and_the_time_agreed_runs_on() -> None:
    situation = asked.a_situation()
    ref = asked.sent(situation)
    due = Clock.objects.get(RUNNING, kind="enquiry_terms").due_at
    accounts.end_door(by=situation.team.jo, door=situation.door)
    row = EnquiryRow.objects.get(ref=ref)
    assert (row.door, row.status) == (situation.other_door, EnquiryStatus.SENT)
    assert answerer_of(situation.fen.worker_id, ref) is None
    assert answerer_of(situation.other.worker_id, ref) is not None
    assert running(ref) == {"enquiry_terms": situation.other.worker_id}
    assert Clock.objects.get(RUNNING, kind="enquiry_terms").due_at == due


@pytest.mark.slow
def test_a_question_nobody_answers_any_more_comes_back_and_its_clock_ends_when_it_is_taken_back() -> None:
    situation = asked.a_situation()
    ref = asked.sent(situation)
    for door in (situation.other_door, situation.door):
        accounts.end_door(by=situation.team.jo, door=door)
    assert answerer_of(situation.fen.worker_id, ref) is None
    assert running(ref) == {"enquiry_back": situation.team.jo.worker_id}
    with pytest.raises(BadInput, match="Nobody answers at this door any more"):
        enquiries.chase(by=situation.team.jo, enquiry=ref, at=clock.now())
    enquiries.take_back(by=situation.team.jo, enquiry=ref, at=clock.now())
    assert running(ref) == {}


@pytest.mark.slow
def test_what_was_answered_stays_as_it_was_said() -> None:
    situation = asked.a_situation()
    ref = asked.answered(situation)
    for door in (situation.other_door, situation.door):
        accounts.end_door(by=situation.team.jo, door=door)
    assert EnquiryRow.objects.get(ref=ref).status == EnquiryStatus.ANSWERED
    assert running(ref) == {"enquiry_shown": situation.team.jo.worker_id}
