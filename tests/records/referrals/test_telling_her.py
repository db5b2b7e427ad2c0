"""What was decided about telling her is a promise: on the list of who decided, named when late, kept by telling her."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy.facts import machine_actor
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.actions import Without
from hrm2m.records.referrals.entries import Basis
from hrm2m.records.referrals.queries import referrals_of
from hrm2m.records.referrals.without_her_yes import not_told_of
from hrm2m.vault.errors import Denied
from tests.records.referrals import samples
from tests.records.referrals.samples import DAY, Situation


pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Situation:
    return samples.situation()


def sent_alone(here: Situation, *, told_in: timedelta | None) -> str:
    """A referral Jo sent without her yes; she is to be told after this long, or that is left open."""
    by_day = clock.now() + told_in if told_in else None
    danger = Without(Basis.VITAL_INTEREST, "Her baby is not breathing well.", "By Jo.", by_day, saves=True)
    return referrals.send_without_her_yes(
        by=here.team.jo,
        mother=here.mother,
        request=samples.a_request(here),
        without=danger,
        at=clock.now(),
    )


def promised() -> list[Clock]:
    return list(Clock.objects.filter(RUNNING, kind="referral_tell_her"))


def test_the_day_is_a_promise_of_whoever_decided_and_names_the_lead(here: Situation) -> None:
    ref = sent_alone(here, told_in=2 * DAY)
    (promise,) = promised()
    assert (promise.about, promise.owner_id) == (ref, here.team.jo.worker_id)
    assert promise.escalate_to_id == here.team.kit.worker_id
    assert abs(promise.due_at - (clock.now() + 2 * DAY)) < timedelta(minutes=1)


@pytest.mark.slow
def test_late_it_is_told_by_name_and_runs_on(here: Situation) -> None:
    sent_alone(here, told_in=2 * DAY)
    with clock.at(clock.now() + 3 * DAY):
        clocks.escalate_due(by=machine_actor(1))
    kit = here.team.kit.worker_id
    assert Job.objects.filter(kind="mail", key__startswith="promise_late", key__endswith=f":{kit}").exists()
    assert len(promised()) == 1


@pytest.mark.slow
def test_it_outlives_the_referral_and_ends_when_she_is_told(here: Situation) -> None:
    ref = sent_alone(here, told_in=2 * DAY)
    referrals.close(
        by=here.team.jo, mother=here.mother, referral=ref, words="Over.", her_words="", at=clock.now()
    )
    assert len(promised()) == 1
    referrals.write_told_her(by=here.team.kit, mother=here.mother, referral=ref, at=clock.now())
    assert promised() == []
    (card,) = referrals_of(by=here.team.jo, mother=here.mother)
    assert card.told_at is not None
    with pytest.raises(BadInput, match="nothing left to tell her"):
        referrals.write_told_her(by=here.team.jo, mother=here.mother, referral=ref, at=clock.now())


def test_without_a_day_nothing_is_promised_and_telling_her_is_written_all_the_same(here: Situation) -> None:
    ref = sent_alone(here, told_in=None)
    assert promised() == []
    referrals.write_told_her(by=here.team.jo, mother=here.mother, referral=ref, at=clock.now())
    assert referrals_of(by=here.team.jo, mother=here.mother)[0].told_at is not None


@pytest.mark.slow
def test_what_rests_on_her_yes_she_knows_of(here: Situation) -> None:
    ref = samples.sent(here)
    with pytest.raises(BadInput, match="nothing left to tell her"):
        referrals.write_told_her(by=here.team.jo, mother=here.mother, referral=ref, at=clock.now())


@pytest.mark.slow
def test_a_safeguarding_lead_who_sent_it_writes_that_she_was_told_and_no_colleague_does(
    here: Situation,
) -> None:
    danger = Without(
        Basis.VITAL_INTEREST, "Her baby is not breathing well.", "By me.", clock.now() + DAY, saves=True
    )
    ruth, request = here.team.ruth, samples.a_request(here)
    ref = referrals.send_without_her_yes(
        by=ruth, mother=here.mother, request=request, without=danger, at=clock.now()
    )
    assert [one.ref for one in not_told_of(by=ruth, mother=here.mother)] == [ref]
    assert not_told_of(by=here.team.rae, mother=here.mother) == ()
    with pytest.raises(Denied):
        referrals.write_told_her(by=here.team.rae, mother=here.mother, referral=ref, at=clock.now())
    referrals.write_told_her(by=ruth, mother=here.mother, referral=ref, at=clock.now())
    assert (promised(), not_told_of(by=ruth, mother=here.mother)) == ([], ())
