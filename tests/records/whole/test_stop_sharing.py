"""Her stop is one act: access, promises and what she agreed to end together, and whoever had it must confirm."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Ground, Permission
from hrm2m.policy.facts import ActFacts, herself, machine_actor
from hrm2m.policy.referral_lifecycle import ReferralStatus
from hrm2m.records.bridges.queries import standing_due as of_bridges
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.consent.entries import EndedBecause
from hrm2m.records.consent.queries import consents_of
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals import sent as partner
from hrm2m.records.referrals.entries import Basis, Drafted, Held, OtherBasis, Part
from hrm2m.records.referrals.models import StopNotice
from hrm2m.records.referrals.queries import referrals_of, standing_due, stops_of
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole import near_her
from hrm2m.records.whole.replaying import EndedSince
from hrm2m.records.whole.stop_sharing import stop_sharing
from hrm2m.vault import door, standing
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.models import Line
from tests.records.referrals import samples
from tests.records.referrals.samples import DAY, PASSED, Situation


pytestmark = pytest.mark.django_db
WAY = "w" * 26


@pytest.fixture
def here() -> Situation:
    return samples.situation()


def stands() -> bool:
    there = {
        row
        for row in standing.everything_in_force(clock.now())
        if row[1] not in {Ground.BLOCK.value, Ground.OWN.value}
    }
    return there == of_bridges() | standing_due()


def nothing_is_left(here: Situation, ref: str) -> None:
    assert partner.stands(here.fen.worker_id, ref) is None
    with pytest.raises(NotYours):
        partner.sent_to(here.fen, ref)
    assert standing_due() == set()
    assert not Clock.objects.filter(RUNNING, kind__startswith="referral_").exists()
    assert not Clock.objects.filter(RUNNING, kind="consent_again").exists()
    assert stands()


@pytest.mark.slow
@pytest.mark.promise(7)
@pytest.mark.parametrize("who", ["jo", "sam", "ruth"])
def test_any_worker_who_hears_it_stops_everything_with_this_agency_at_once(here: Situation, who: str) -> None:
    ref = samples.sent(here)
    by = getattr(here.team, who)
    assert stop_sharing(by=by, mother=here.mother, agency=here.team.mia.agency_ref) == 1
    nothing_is_left(here, ref)
    (card,) = referrals_of(by=here.team.jo, mother=here.mother)
    assert card.status is ReferralStatus.STOPPED
    (yes,) = consents_of(by=here.team.jo, mother=here.mother)
    assert yes.ended_because is EndedBecause.SHE_STOPPED
    told = StopNotice.objects.get()
    assert Job.objects.filter(kind="mail", key=f"request:stop:{told.ref}:{here.fen.worker_id}").exists()
    running = Clock.objects.get(RUNNING, kind="stop_confirmed")
    assert (running.owner_id, running.escalate_to_id) == (here.fen.worker_id, here.team.jo.worker_id)


@pytest.mark.slow
def test_whoever_reads_it_may_hear_her_stop_too(here: Situation) -> None:
    ref = samples.sent(here)
    stop_sharing(by=here.fen, mother=here.mother, agency=here.fen.agency_ref, heard_in=ref)
    nothing_is_left(here, ref)


@pytest.mark.slow
def test_a_stranger_stops_nothing(here: Situation) -> None:
    ref = samples.sent(here)
    for other in (here.team.vic, here.team.mia):
        with pytest.raises(NotYours):
            stop_sharing(by=other, mother=here.mother)
    assert partner.stands(here.fen.worker_id, ref) == here.fen


@pytest.mark.slow
def test_she_stops_it_herself_on_her_page_and_sees_who_confirmed(here: Situation) -> None:
    ref = samples.sent(here)
    with door.acting(
        by=here.team.jo, permission=Permission.HER_ACCESS_SET, mother=here.mother, act=ActFacts(her_word=True)
    ) as box:
        box.give_standing(Ground.OWN, cause=f"way:{WAY}", purpose=WAY)
    she = herself(1, WAY)
    stop_sharing(by=she, mother=here.mother, agency=here.team.mia.agency_ref)
    nothing_is_left(here, ref)
    told = StopNotice.objects.get()
    referrals.confirm_stop(
        by=here.fen,
        notice=told.ref,
        held=Held.KEPT,
        said_by="Fen Invented",
        because="The law has us keep a maternity record.",
    )
    (line,) = stops_of(by=she, mother=here.mother)
    assert (line.who, line.held, line.because) == (
        "Fen",
        Held.KEPT,
        "The law has us keep a maternity record.",
    )
    assert consents_of(by=she, mother=here.mother)[0].ended_because is EndedBecause.SHE_STOPPED
    assert not Clock.objects.filter(RUNNING, kind="stop_confirmed").exists()


@pytest.mark.slow
def test_what_was_sent_without_her_yes_waits_until_somebody_decides_that_telling_her_is_safe(
    here: Situation,
) -> None:
    with door.acting(
        by=here.team.jo, permission=Permission.HER_ACCESS_SET, mother=here.mother, act=ActFacts(her_word=True)
    ) as box:
        box.give_standing(Ground.OWN, cause=f"way:{WAY}", purpose=WAY)
    she = herself(1, WAY)
    request = samples.a_request(here)
    danger = referrals.Without(Basis.VITAL_INTEREST, "Her baby is not breathing well.", "Later.", saves=True)
    referrals.send_without_her_yes(
        by=here.team.jo, mother=here.mother, request=request, without=danger, at=clock.now()
    )
    assert referrals_of(by=she, mother=here.mother) == ()
    with door.looking(by=she, permission=Permission.OWN_SEE, mother=here.mother, page="own") as box:
        assert box.entries(Part, OtherBasis, Drafted) == ()
    samples.sent(here)
    assert len(referrals_of(by=she, mother=here.mother)) == 1


@pytest.mark.slow
def test_what_is_kept_is_kept_for_a_reason_and_only_its_reader_confirms(here: Situation) -> None:
    samples.sent(here)
    stop_sharing(by=here.team.jo, mother=here.mother)
    told = StopNotice.objects.get().ref
    with pytest.raises(BadInput, match="she reads it"):
        referrals.confirm_stop(by=here.fen, notice=told, held=Held.KEPT, said_by="Fen Invented")
    with pytest.raises(NotYours):
        referrals.confirm_stop(by=here.team.mia, notice=told, held=Held.DESTROYED, said_by="Fen Invented")
    referrals.confirm_stop(by=here.fen, notice=told, held=Held.DESTROYED, said_by="Fen Invented")
    with pytest.raises(NotYours):
        referrals.confirm_stop(by=here.fen, notice=told, held=Held.DESTROYED, said_by="Fen Invented")


@pytest.mark.slow
def test_everybody_who_ever_had_it_is_told(here: Situation) -> None:
    ref = samples.sent(here)
    referrals.pass_on(by=here.fen, referral=ref, colleague=here.team.mia.worker_ref, **PASSED)
    stop_sharing(by=here.team.jo, mother=here.mother)
    told = {row.worker_id for row in StopNotice.objects.all()}
    assert told == {here.fen.worker_id, here.team.mia.worker_id}


@pytest.mark.slow
def test_a_stopped_yes_carries_no_new_referral(here: Situation) -> None:
    samples.sent(here)
    stop_sharing(by=here.team.jo, mother=here.mother)
    another = samples.drafted(here)
    with pytest.raises(Denied):
        referrals.send(by=here.team.jo, mother=here.mother, referral=another)


@pytest.mark.slow
def test_a_copy_put_back_does_not_bring_a_stopped_yes_to_life(here: Situation) -> None:
    yes = samples.said_yes(here)
    stop_sharing(by=here.team.jo, mother=here.mother)
    line = Line.objects.filter(body__contains='"act":"consent_stop"').get()
    assert f'"stops":["{yes}"]' in line.body
    again = samples.said_yes(here)
    whole.replay(by=machine_actor(1), mother=here.mother, ended=EndedSince(stops=[again]))
    ref = samples.drafted(here)
    with pytest.raises(Denied):
        referrals.send(by=here.team.jo, mother=here.mother, referral=ref)


def left(here: Situation) -> None:
    whole.she_asks_to_end(by=here.team.jo, mother=here.mother, at=clock.now())


def died(here: Situation) -> None:
    whole.she_died(by=here.team.jo, mother=here.mother, second=here.team.kit.worker_ref, at=clock.now())


def forgotten(here: Situation) -> None:
    whole.forget(by=here.team.jo, mother=here.mother)


def barred(here: Situation) -> None:
    near_her.bar(by=here.team.jo, mother=here.mother, worker=here.fen.worker_ref)


def barred_agency(here: Situation) -> None:
    near_her.bar_agency(by=here.team.jo, mother=here.mother, agency=here.fen.agency_ref)


@pytest.mark.slow
@pytest.mark.parametrize("ending", [left, died, forgotten, barred, barred_agency])
def test_whatever_ends_it_ends_access_in_that_moment(ending: object) -> None:
    here = samples.situation(named=ending is not forgotten)
    ref = samples.sent(here)
    assert callable(ending)
    ending(here)
    assert partner.stands(here.fen.worker_id, ref) is None
    assert standing_due() == set()
    assert not Clock.objects.filter(RUNNING, kind__startswith="referral_").exists()
    assert stands()


@pytest.mark.slow
def test_a_record_that_opens_again_brings_nothing_back(here: Situation) -> None:
    ref = samples.sent(here)
    left(here)
    with clock.at(clock.now() + timedelta(days=1)):
        whole.reopen(by=here.team.jo, mother=here.mother, her_word=False)
        nothing_is_left(here, ref)
        (yes,) = consents_of(by=here.team.jo, mother=here.mother)
        assert yes.ended_because is EndedBecause.RECORD_OVER


@pytest.mark.slow
def test_who_is_stood_down_reads_nothing(here: Situation) -> None:
    ref = samples.sent(here)
    near_her.stand_down(by=here.team.kit, worker=here.fen.worker_ref)
    assert partner.stands(here.fen.worker_id, ref) is None
    assert stands()


@pytest.mark.slow
def test_her_record_sleeps_and_nobody_reads_what_was_sent(here: Situation) -> None:
    ref = samples.sent(here, until=clock.now() + 366 * DAY)
    with clock.at(clock.now() + 365 * DAY + DAY / 2):
        whole.let_sleep(by=machine_actor(1))
        assert partner.stands(here.fen.worker_id, ref) is None
