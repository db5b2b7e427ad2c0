"""Somebody was listening: whatever rests on a yes that was heard then ends with it; she is asked when she is alone."""

from datetime import timedelta

import pytest

from hrm2m.cadence import Channel, Outcome
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy.handover_lifecycle import HandoverStatus
from hrm2m.policy.referral_lifecycle import ReferralStatus
from hrm2m.records.bridges.models import SaidYes
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.handovers.actions.meeting import ToWhom
from hrm2m.records.handovers.models import HandoverRow
from hrm2m.records.handovers.queries import handover_page
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.referrals.models import Referral, StopNotice
from hrm2m.records.whole.stop_sharing import log_contact
from tests.records.handovers import samples as meeting
from tests.records.referrals import samples


pytestmark = [pytest.mark.django_db, pytest.mark.promise(7)]
HOURS_3 = timedelta(hours=3)


@pytest.fixture
def here() -> samples.Situation:
    return samples.situation()


def listened(here: samples.Situation | meeting.Situation) -> None:
    """Jo writes that somebody was listening just now."""
    contact = Contact(Channel.CALL, Outcome.STOPPED_NOT_SAFE)
    log_contact(by=here.team.jo, mother=here.mother, contact=contact, at=clock.now())


def proposed(here: samples.Situation, referral: str = "") -> str:
    """A handover to whoever answers for maternity."""
    to = ToWhom(here.fen.worker_id, here.fen.agency_id, "Fen", "Testmere Maternity")
    return handovers.propose(by=here.team.jo, mother=here.mother, to=to, at=clock.now(), referral=referral)


def nothing_runs(ref: str) -> None:
    assert HandoverRow.objects.get(entry=ref).over_at is not None
    assert not Clock.objects.filter(RUNNING, about=ref).exists()


def test_a_meeting_that_rests_on_what_was_sent_then_is_off(here: samples.Situation) -> None:
    referral = samples.sent(here)
    ref = proposed(here, referral)
    listened(here)
    # Its basis is over, and she did not stop it: nothing says that she did. Whoever had it is told all the same.
    assert Referral.objects.get(ref=referral).status == ReferralStatus.CLOSED
    assert StopNotice.objects.get().worker_id == here.fen.worker_id
    nothing_runs(ref)


def test_a_meeting_with_an_agency_of_which_no_other_yes_is_left_is_off(here: samples.Situation) -> None:
    samples.said_yes(here)
    ref = proposed(here)
    listened(here)
    nothing_runs(ref)


def test_what_rests_on_another_yes_stands(here: samples.Situation) -> None:
    samples.said_yes(here)
    with clock.at(clock.now() + HOURS_3):
        samples.said_yes(here)
        ref = proposed(here)
        listened(here)
        assert HandoverRow.objects.get(entry=ref).over_at is None
        assert Clock.objects.filter(RUNNING, kind="handover_meeting", about=ref).exists()


def test_a_meeting_that_rests_on_no_yes_that_was_heard_stands(here: samples.Situation) -> None:
    referral = samples.sent(here)
    ref = proposed(here, referral)
    with clock.at(clock.now() + HOURS_3):
        listened(here)
    assert Referral.objects.get(ref=referral).status == ReferralStatus.SENT
    assert HandoverRow.objects.get(entry=ref).over_at is None


@pytest.mark.promise(8)
def test_her_yes_to_a_handover_that_was_heard_does_not_count_and_she_is_asked_again() -> None:
    here = meeting.confirmed()
    listened(here)
    page = handover_page(by=here.team.jo, handover=here.ref)
    assert page.card.status is HandoverStatus.NOT_YET
    assert [line.kind for line in page.clocks] == ["handover_asked"]
    assert not SaidYes.objects.filter(about=here.ref, over_at=None).exists()


@pytest.mark.promise(8)
def test_what_she_said_to_a_handover_at_another_time_counts() -> None:
    with clock.at(clock.now() - HOURS_3):
        here = meeting.confirmed()
    listened(here)
    assert handover_page(by=here.team.jo, handover=here.ref).card.status is HandoverStatus.CONFIRMED


@pytest.mark.promise(8)
def test_no_yes_to_a_handover_is_taken_while_somebody_listens() -> None:
    here = meeting.all_there()
    listened(here)
    with pytest.raises(BadInput, match="when she is alone"):
        handovers.write_what_she_said(by=here.team.sam, handover=here.ref, yes=True, at=clock.now())
    # Her no is a whole answer: it is kept whoever hears it.
    handovers.write_what_she_said(by=here.team.sam, handover=here.ref, yes=False, at=clock.now())
    assert handover_page(by=here.team.jo, handover=here.ref).card.status is HandoverStatus.NOT_YET
