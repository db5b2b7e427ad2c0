"""What a worker writes as her yes to sharing is asked again by somebody else; her no stops it in that moment."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.policy.consenting import Asked
from hrm2m.policy.referral_lifecycle import ReferralStatus
from hrm2m.records.bridges.asked_again import ToAskAgain
from hrm2m.records.bridges.models import SaidYes
from hrm2m.records.bridges.yeses import YesTo
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.consent import actions as consent
from hrm2m.records.consent.entries import EndedBecause
from hrm2m.records.consent.queries import consents_of
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.handovers.queries import to_ask_again
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals import sent as partner
from hrm2m.records.referrals.models import Referral, StopNotice
from hrm2m.records.whole.stop_sharing import stop_sharing
from hrm2m.vault.errors import Denied, NotYours
from tests.records.enquiries import samples as asked
from tests.records.referrals import samples
from tests.records.referrals.samples import DAY, Situation


pytestmark = [pytest.mark.django_db, pytest.mark.promise(8)]


@pytest.fixture
def here() -> Situation:
    return samples.situation()


def of(by: Actor, what: YesTo) -> ToAskAgain:
    """The one yes of this kind that waits for this worker."""
    (found,) = (each for each in to_ask_again(by) if each.what is what)
    return found


def says(by: Actor, said: ToAskAgain, *, the_same: bool) -> None:
    handovers.ask_again(by=by, said=said.ref, the_same=the_same, at=clock.now())


def has_met(here: Situation) -> str:
    """A referral of which Jo wrote that she met them; its ref."""
    ref = samples.sent(here)
    referrals.answer(by=here.fen, referral=ref, said=samples.ACCEPTED)
    referrals.answer(by=here.fen, referral=ref, said=samples.meeting())
    referrals.she_met(
        by=here.team.jo, mother=here.mother, referral=ref, they_met=True, her_words="", at=clock.now()
    )
    return ref


def said_yes_to_terms() -> tuple[asked.Asked, str]:
    """A question whose answer Jo showed her, and of which Jo wrote that she said yes."""
    situation = asked.a_situation()
    ref = asked.answered(situation)
    seen = EnquiryRow.objects.get(ref=ref).answered_at
    enquiries.tell_her(
        by=situation.team.jo, enquiry=ref, she_says="yes", her_words="", seen=seen, at=clock.now()
    )
    return situation, ref


def test_her_yes_to_an_agency_is_asked_again_by_another_within_four_weeks(here: Situation) -> None:
    ref = samples.said_yes(here)
    found = of(here.team.sam, YesTo.CONSENT)
    assert (found.about, found.by_id) == (ref, here.team.jo.worker_id)
    running = Clock.objects.get(RUNNING, kind="asked_again", about=ref)
    assert (running.owner_id, running.due_at - running.started_at) == (here.team.sam.worker_id, 28 * DAY)


def test_a_yes_that_opens_nothing_is_not_asked_about(here: Situation) -> None:
    samples.said_yes(here, asked=Asked.NOT_ALONE)
    assert not SaidYes.objects.exists()


def test_whoever_wrote_her_yes_does_not_ask_her_again(here: Situation) -> None:
    samples.said_yes(here)
    found = of(here.team.sam, YesTo.CONSENT)
    assert to_ask_again(here.team.jo) == ()
    for by in (here.team.jo, here.fen):
        with pytest.raises((Denied, NotYours)):
            says(by, found, the_same=False)


@pytest.mark.slow
def test_the_same_and_everything_stands(here: Situation) -> None:
    ref = samples.sent(here)
    says(here.team.sam, of(here.team.sam, YesTo.CONSENT), the_same=True)
    assert to_ask_again(here.team.sam) == ()
    assert partner.sent_to(here.fen, ref).parts


@pytest.mark.slow
def test_she_did_not_say_so_and_nothing_is_read_from_that_moment(here: Situation) -> None:
    ref = samples.sent(here)
    says(here.team.sam, of(here.team.sam, YesTo.CONSENT), the_same=False)
    with pytest.raises(NotYours):
        partner.sent_to(here.fen, ref)
    (card,) = consents_of(by=here.team.jo, mother=here.mother)
    assert card.ended_because is EndedBecause.NOT_SO
    assert Referral.objects.get(ref=ref).status == ReferralStatus.CLOSED
    notice = StopNotice.objects.get()
    assert Clock.objects.filter(RUNNING, kind="stop_confirmed", about=notice.ref).exists()
    assert not Clock.objects.filter(RUNNING, about=ref).exists()


@pytest.mark.slow
def test_the_lead_is_shown_it_until_it_is_put_right(here: Situation) -> None:
    samples.sent(here)
    says(here.team.sam, of(here.team.sam, YesTo.CONSENT), the_same=False)
    shown = of(here.team.kit, YesTo.CONSENT)
    assert shown.said_otherwise
    promised = Clock.objects.get(RUNNING, kind="said_otherwise", about=shown.about)
    assert promised.owner_id == here.team.kit.worker_id
    says(here.team.kit, shown, the_same=True)
    assert to_ask_again(here.team.kit) == ()
    assert not Clock.objects.filter(RUNNING, kind="said_otherwise").exists()
    (card,) = consents_of(by=here.team.jo, mother=here.mother)
    assert card.ended_because is EndedBecause.NOT_SO


@pytest.mark.slow
def test_a_new_yes_takes_nothing_off_the_lead(here: Situation) -> None:
    samples.said_yes(here)
    says(here.team.sam, of(here.team.sam, YesTo.CONSENT), the_same=False)
    with clock.at(clock.now() + timedelta(hours=1)):
        samples.said_yes(here)
        waiting = [each.said_otherwise for each in to_ask_again(here.team.kit)]
    assert waiting == [True, False]


@pytest.mark.slow
def test_what_she_stopped_is_not_asked_about(here: Situation) -> None:
    has_met(here)
    assert {each.what for each in to_ask_again(here.team.sam)} == {YesTo.CONSENT, YesTo.MEETING}
    stop_sharing(by=here.team.sam, mother=here.mother, agency=here.team.mia.agency_ref)
    assert to_ask_again(here.team.sam) == ()
    assert not Clock.objects.filter(RUNNING, kind="asked_again").exists()


@pytest.mark.slow
def test_that_she_met_them_is_asked_again_and_a_no_ends_that_referral_only(here: Situation) -> None:
    ref = has_met(here)
    found = of(here.team.sam, YesTo.MEETING)
    assert (found.about, found.with_id) == (ref, here.fen.worker_id)
    says(here.team.sam, found, the_same=False)
    assert Referral.objects.get(ref=ref).status == ReferralStatus.STOPPED
    with pytest.raises(NotYours):
        partner.sent_to(here.fen, ref)
    (card,) = consents_of(by=here.team.jo, mother=here.mother)
    assert card.ended_at is None
    assert of(here.team.kit, YesTo.MEETING).said_otherwise


@pytest.mark.slow
def test_her_yes_to_an_agency_s_terms_is_asked_again_and_a_no_stops_all_that_came_of_it() -> None:
    situation, ref = said_yes_to_terms()
    yes = samples.a_yes(situation.team.mia)
    consent.ask(by=situation.team.jo, mother=situation.mother, yes=yes, at=clock.now())
    found = of(situation.team.sam, YesTo.ENQUIRY)
    assert (found.about, found.with_id) == (ref, situation.fen.worker_id)
    says(situation.team.sam, found, the_same=False)
    assert EnquiryRow.objects.get(ref=ref).status == "no"
    (card,) = consents_of(by=situation.team.jo, mother=situation.mother)
    assert card.ended_at is not None
    assert [each.what for each in to_ask_again(situation.team.kit)] == [YesTo.ENQUIRY]


@pytest.mark.slow
def test_a_question_that_was_taken_back_is_not_asked_about() -> None:
    situation, ref = said_yes_to_terms()
    enquiries.take_back(by=situation.team.jo, enquiry=ref, at=clock.now())
    assert to_ask_again(situation.team.sam) == ()
