"""Without her yes two people agree before anything goes: the second one says so, and is not only named."""

from dataclasses import replace

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Actor
from hrm2m.policy.referral_lifecycle import ReferralStatus
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.referrals import actions
from hrm2m.records.referrals.actions import Without
from hrm2m.records.referrals.entries import Basis
from hrm2m.records.referrals.models import Referral
from hrm2m.records.referrals.queries import standing_due
from hrm2m.records.referrals.without_her_yes import not_sent_of, not_told_of
from hrm2m.records.whole import near_her
from hrm2m.vault.errors import Denied
from tests.records.referrals import samples
from tests.records.referrals.samples import DAY, Situation


pytestmark = pytest.mark.django_db

ORDER = Without(Basis.COURT_ORDER, "The order of Friday.", "By Jo, on Monday.")


@pytest.fixture
def here() -> Situation:
    return samples.situation()


def asks(here: Situation, by: Actor | None = None, second: Actor | None = None, **other: object) -> str:
    """What a lead writes to go without her yes; Jo is asked to agree. Its ref."""
    named = (second or here.team.jo).worker_ref
    return actions.draft_without_her_yes(
        by=by or here.team.kit,
        mother=here.mother,
        request=samples.a_request(here),
        without=replace(ORDER, second=named, **other),  # type: ignore[arg-type] # fields of Without by name
        at=clock.now(),
    )


def says(here: Situation, ref: str, by: Actor, *, agrees: bool = True) -> None:
    actions.say_as_second(by=by, mother=here.mother, referral=ref, agrees=agrees)


def sends(here: Situation, ref: str, by: Actor | None = None) -> None:
    actions.send_agreed(by=by or here.team.kit, mother=here.mother, referral=ref)


def row(ref: str) -> Referral:
    return Referral.objects.get(ref=ref)


def mailed_to(actor: Actor, what: str) -> bool:
    keys = Job.objects.filter(kind="mail", key__contains=what, key__endswith=f":{actor.worker_id}")
    return keys.exists()


@pytest.mark.promise(7)
def test_naming_a_colleague_sends_nothing_and_that_colleague_is_asked(here: Situation) -> None:
    ref = asks(here)
    assert (standing_due(), row(ref).status, row(ref).sent_at) == (set(), ReferralStatus.DRAFTED, None)
    asked = Clock.objects.get(RUNNING, kind="referral_second")
    assert (asked.about, asked.owner_id) == (ref, here.team.jo.worker_id)
    assert asked.escalate_to_id == here.team.sam.worker_id
    assert mailed_to(here.team.jo, ref)
    with pytest.raises(Denied, match="Two people agree"):
        sends(here, ref)
    assert standing_due() == set()


def test_once_the_second_person_agrees_whoever_wrote_it_sends_it(here: Situation) -> None:
    ref = asks(here, tell_her_by=clock.now() + 2 * DAY)
    says(here, ref, here.team.jo)
    assert standing_due() == set()
    assert not Clock.objects.filter(RUNNING, kind="referral_second").exists()
    assert [one.is_agreed for one in not_sent_of(by=here.team.kit, mother=here.mother)] == [True]
    sends(here, ref)
    assert {line[2] for line in standing_due()} == {here.fen.worker_id}
    promise = Clock.objects.get(RUNNING, kind="referral_tell_her")
    assert promise.owner_id == here.team.kit.worker_id
    assert [one.ref for one in not_told_of(by=here.team.kit, mother=here.mother)] == [ref]
    assert not_sent_of(by=here.team.kit, mother=here.mother) == ()
    with pytest.raises(Denied):
        sends(here, ref)


def test_only_who_was_asked_agrees_and_only_who_wrote_it_sends(here: Situation) -> None:
    ref = asks(here)
    for nobody in (here.team.kit, here.team.sam):
        with pytest.raises(BadInput, match="Nobody waits for your word"):
            says(here, ref, nobody)
    for stranger in (here.team.amir, here.team.vic, here.team.tom, here.fen):
        with pytest.raises(Denied):
            says(here, ref, stranger)
    says(here, ref, here.team.jo)
    with pytest.raises(BadInput, match="Nobody waits for your word"):
        says(here, ref, here.team.jo)
    with pytest.raises(BadInput, match="Whoever wrote this"):
        sends(here, ref, here.team.ruth)
    assert standing_due() == set()


def test_a_no_and_it_goes_nowhere(here: Situation) -> None:
    ref = asks(here)
    says(here, ref, here.team.jo, agrees=False)
    assert row(ref).status == ReferralStatus.CLOSED
    assert not Clock.objects.filter(RUNNING, kind="referral_second").exists()
    with pytest.raises(Denied):
        sends(here, ref)
    assert not_sent_of(by=here.team.kit, mother=here.mother) == ()


def test_a_second_person_is_somebody_who_can_read_it(here: Situation) -> None:
    for other in (here.team.kit, here.team.amir, here.team.tom, here.team.mia):
        with pytest.raises((BadInput, Denied)):
            asks(here, second=other)
    with pytest.raises(BadInput, match="Choose who is asked"):
        actions.draft_without_her_yes(
            by=here.team.kit,
            mother=here.mother,
            request=samples.a_request(here),
            without=ORDER,
            at=clock.now(),
        )
    assert not Referral.objects.exists()


@pytest.mark.slow
def test_a_safeguarding_lead_writes_it_and_sends_it_by_the_same_way(here: Situation) -> None:
    ref = asks(here, by=here.team.ruth, second=here.team.kit)
    says(here, ref, here.team.kit)
    sends(here, ref, here.team.ruth)
    assert {line[2] for line in standing_due()} == {here.fen.worker_id}


@pytest.mark.slow
def test_her_yes_is_not_what_it_goes_on(here: Situation) -> None:
    samples.said_yes(here)
    ref = asks(here)
    with pytest.raises(Denied):
        actions.send(by=here.team.jo, mother=here.mother, referral=ref)
    assert standing_due() == set()


@pytest.mark.slow
def test_whoever_she_bars_meanwhile_gets_nothing(here: Situation) -> None:
    ref = asks(here)
    says(here, ref, here.team.jo)
    near_her.bar_agency(by=here.team.jo, mother=here.mother, agency=here.team.mia.agency_ref)
    with pytest.raises(Denied):
        sends(here, ref)
    assert standing_due() == set()


@pytest.mark.slow
def test_let_go_of_by_her_bridge_builder_nobody_owes_an_answer(here: Situation) -> None:
    ref = asks(here, second=here.team.sam)
    actions.take_back(by=here.team.jo, mother=here.mother, referral=ref)
    assert not Clock.objects.filter(RUNNING, kind="referral_second").exists()


@pytest.mark.slow
def test_who_no_longer_stands_near_her_does_not_agree(here: Situation) -> None:
    ref = asks(here)
    bridges.stand_down(by=here.team.kit, worker=here.team.jo.worker_ref)
    with pytest.raises(Denied):
        says(here, ref, here.team.jo)


@pytest.mark.slow
def test_to_protect_a_life_a_lead_waits_for_nobody_and_whoever_is_named_reads_it(here: Situation) -> None:
    ref = actions.send_without_her_yes(
        by=here.team.kit,
        mother=here.mother,
        request=samples.a_request(here),
        without=replace(samples.DANGER, second=here.team.sam.worker_ref),
        at=clock.now(),
    )
    assert {line[2] for line in standing_due()} == {here.fen.worker_id}
    assert Clock.objects.get(RUNNING, kind="referral_second").owner_id == here.team.sam.worker_id
    actions.read_second(by=here.team.sam, mother=here.mother, referral=ref)
    assert row(ref).looked_by_id == here.team.sam.worker_id
