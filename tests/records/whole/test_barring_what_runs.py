"""She bars an agency or a worker: what is open with them is closed in that act, and whoever had something is told."""

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.models import Job
from hrm2m.policy.enquiry_lifecycle import EnquiryStatus
from hrm2m.policy.referral_lifecycle import ReferralStatus
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.consent.entries import EndedBecause
from hrm2m.records.consent.queries import consents_of
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.records.enquiries.queries import answerer_of
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.handovers.actions.meeting import ToWhom
from hrm2m.records.handovers.models import HandoverRow
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.models import Referral, StopNotice
from hrm2m.records.whole import near_her
from tests.records.enquiries import samples as asked
from tests.records.referrals import samples
from tests.records.referrals.samples import PASSED, Situation


pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Situation:
    return samples.situation()


def bar_agency(here: Situation | asked.Asked) -> None:
    near_her.bar_agency(by=here.team.jo, mother=here.mother, agency=here.team.mia.agency_ref)


def told() -> set[int]:
    return set(StopNotice.objects.values_list("worker_id", flat=True))


@pytest.mark.slow
@pytest.mark.parametrize("whom", ["agency", "worker"])
def test_an_open_question_at_their_door_is_closed_and_nothing_is_promised(whom: str) -> None:
    situation = asked.a_situation()
    ref = asked.sent(situation)
    if whom == "agency":
        bar_agency(situation)
    else:
        near_her.bar(by=situation.team.jo, mother=situation.mother, worker=situation.fen.worker_ref)
    row = EnquiryRow.objects.get(ref=ref)
    assert row.status == EnquiryStatus.OVER
    assert row.closed_at is not None
    assert answerer_of(situation.fen.worker_id, ref) is None
    assert not Clock.objects.filter(RUNNING, about=ref).exists()


@pytest.mark.slow
def test_a_question_at_another_door_runs_on() -> None:
    situation = asked.a_situation()
    ref = asked.sent(situation)
    near_her.bar(by=situation.team.jo, mother=situation.mother, worker=situation.other.worker_ref)
    assert EnquiryRow.objects.get(ref=ref).status == EnquiryStatus.SENT
    assert Clock.objects.filter(RUNNING, about=ref, kind="enquiry_terms").exists()


@pytest.mark.slow
def test_what_they_fear_for_a_child_stays_with_the_lead_and_she_is_told_of_it() -> None:
    situation = asked.a_situation()
    ref = asked.answered(situation, asked.FEAR)
    bar_agency(situation)
    row = EnquiryRow.objects.get(ref=ref)
    assert (row.status, row.closed_at is None) == (EnquiryStatus.CHILD_AT_RISK, False)
    assert Clock.objects.filter(RUNNING, about=ref, kind="enquiry_child").exists()
    enquiries.decide_at_risk(by=situation.team.kit, enquiry=ref, decided=asked.name_her(), at=clock.now())
    assert Clock.objects.filter(RUNNING, about=ref, kind="enquiry_shown").exists()


@pytest.mark.slow
def test_her_yes_to_a_barred_agency_is_over_and_lifting_the_bar_brings_nothing_back(here: Situation) -> None:
    samples.sent(here)
    bar_agency(here)
    (card,) = consents_of(by=here.team.jo, mother=here.mother)
    assert card.ended_because is EndedBecause.BARRED
    bridges.lift_bar(by=here.team.jo, mother=here.mother, barred=here.team.mia.agency_ref)
    (card,) = consents_of(by=here.team.jo, mother=here.mother)
    assert card.ended_at is not None


@pytest.mark.slow
@pytest.mark.parametrize("step", [samples.CAME, samples.REFUSED])
def test_an_open_referral_ends_and_whoever_had_it_must_confirm(here: Situation, step: referrals.Said) -> None:
    ref = samples.sent(here)
    referrals.answer(by=here.fen, referral=ref, said=step)
    bar_agency(here)
    assert Referral.objects.get(ref=ref).status == ReferralStatus.STOPPED
    notice = StopNotice.objects.get()
    assert notice.worker_id == here.fen.worker_id
    assert Job.objects.filter(kind="mail", key=f"request:stop:{notice.ref}:{here.fen.worker_id}").exists()
    assert (
        set(Clock.objects.filter(RUNNING).values_list("kind", flat=True))
        & {
            "referral_chase",
            "referral_declined",
            "referral_answered",
            "asked_again",
        }
        == set()
    )


@pytest.mark.slow
def test_a_draft_to_a_barred_door_is_let_go_and_nobody_hears_of_it(here: Situation) -> None:
    ref = samples.drafted(here)
    bar_agency(here)
    assert Referral.objects.get(ref=ref).status == ReferralStatus.STOPPED
    assert told() == set()


@pytest.mark.slow
def test_a_worker_who_had_it_before_is_told_and_the_colleague_reads_on(here: Situation) -> None:
    ref = samples.sent(here)
    referrals.pass_on(by=here.fen, referral=ref, colleague=here.team.mia.worker_ref, **PASSED)
    near_her.bar(by=here.team.jo, mother=here.mother, worker=here.fen.worker_ref)
    assert Referral.objects.get(ref=ref).status == ReferralStatus.SENT
    assert told() == {here.fen.worker_id}
    bar_agency(here)
    assert told() == {here.fen.worker_id, here.team.mia.worker_id}
    assert StopNotice.objects.count() == 2


def test_she_meets_nobody_whom_she_barred(here: Situation) -> None:
    to = ToWhom(here.fen.worker_id, here.fen.agency_id, "Fen", "Testmere Maternity")
    handovers.propose(by=here.team.jo, mother=here.mother, to=to, words="", at=clock.now())
    near_her.bar(by=here.team.jo, mother=here.mother, worker=here.fen.worker_ref)
    assert HandoverRow.objects.get().over_at is not None
    assert not Clock.objects.filter(RUNNING, kind__startswith="handover_").exists()
