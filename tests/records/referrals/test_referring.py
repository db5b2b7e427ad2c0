"""A referral opens what was sent, to whom it was sent, for as long as her yes holds; and each step keeps a promise."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Category, Ground, Role
from hrm2m.policy.consenting import Asked
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.referral_lifecycle import ReferralStatus
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.bridges.queries import standing_due as of_bridges
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.referrals import actions
from hrm2m.records.referrals import sent as partner
from hrm2m.records.referrals.actions import Said
from hrm2m.records.referrals.models import ReferralStep
from hrm2m.records.referrals.queries import referral_of, referrals_of, standing_due
from hrm2m.vault import standing
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.models import Line
from tests.records.referrals import samples
from tests.records.referrals.samples import DAY, DUE, MINE, PASSED, Situation


pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Situation:
    return samples.situation()


def promises(kind: str = "") -> list[str]:
    rows = Clock.objects.filter(RUNNING, kind__contains=kind or "re").exclude(kind__startswith="promised")
    return sorted(rows.values_list("kind", flat=True))


def read(here: Situation, ref: str) -> dict[Category, str]:
    found = partner.sent_to(here.fen, ref)
    return {category: entry.body.words for category, entry in found.parts.items()}


def stands() -> bool:
    there = {row for row in standing.everything_in_force(clock.now()) if row[1] != Ground.BLOCK.value}
    return there == of_bridges() | standing_due()


def test_without_her_yes_nothing_is_sent(here: Situation) -> None:
    ref = samples.drafted(here)
    with pytest.raises(Denied, match="ask her"):
        actions.send(by=here.team.jo, mother=here.mother, referral=ref)
    assert standing_due() == set()
    with pytest.raises(NotYours):
        partner.sent_to(here.fen, ref)


@pytest.mark.parametrize("asked", [Asked.NOT_ALONE, Asked.COULD_NOT_TELL])
def test_a_yes_given_while_not_alone_opens_nothing(here: Situation, asked: Asked) -> None:
    with pytest.raises(Denied):
        samples.sent(here, asked=asked)
    assert standing_due() == set()


def test_a_yes_to_fewer_things_does_not_cover_more(here: Situation) -> None:
    with pytest.raises(Denied):
        samples.sent(here, categories=samples.BIRTH)


@pytest.mark.slow
def test_whom_it_was_sent_to_reads_the_parts_and_nothing_else(here: Situation) -> None:
    ref = samples.sent(here)
    assert read(here, ref) == {Category.BABY_AND_BIRTH: DUE, Category.MY_WORDS: MINE}
    assert partner.sent_to(here.fen, ref).name is None
    for other in (here.team.mia, here.team.vic, here.team.tom):
        assert partner.stands(other.worker_id, ref) is None
        with pytest.raises(NotYours):
            partner.sent_to(other, ref)
    assert stands()


@pytest.mark.slow
def test_her_name_goes_along_where_she_said_so_and_gave_it(here: Situation) -> None:
    ref = samples.sent(here, with_name=True)
    found = partner.sent_to(here.fen, ref)
    assert found.name is not None
    assert found.name.full_name == "Robin Invented"
    assert stands()


@pytest.mark.slow
def test_a_name_she_never_gave_does_not_go_along() -> None:
    here = samples.situation(named=False)
    ref = samples.sent(here, with_name=True)
    assert partner.sent_to(here.fen, ref).name is None
    assert stands()


@pytest.mark.slow
def test_the_mail_says_nothing_and_goes_to_the_person_at_the_door(here: Situation) -> None:
    ref = samples.sent(here)
    job = Job.objects.get(kind="mail", key=f"request:referral:{ref}:{here.fen.worker_id}")
    assert set(job.payload) == {"text", "to", "about"}


@pytest.mark.slow
def test_every_step_keeps_one_promise_and_begins_the_next(here: Situation) -> None:
    ref = samples.sent(here)
    assert promises("referral_") == ["referral_acknowledged", "referral_chase"]
    for said, running in (
        (samples.CAME, "referral_answered"),
        (samples.ACCEPTED, "referral_meeting"),
        (samples.meeting(), "referral_outcome"),
    ):
        actions.answer(by=here.fen, referral=ref, said=said)
        assert promises("referral_") == sorted([running, "referral_chase"])
    actions.she_met(
        by=here.team.jo,
        mother=here.mother,
        referral=ref,
        they_met=True,
        her_words="She was kind.",
        at=clock.now(),
    )
    actions.answer(by=here.fen, referral=ref, said=samples.OUTCOME)
    actions.close(
        by=here.team.jo, mother=here.mother, referral=ref, words="It goes well.", her_words="", at=clock.now()
    )
    assert promises("referral_") == []
    assert standing_due() == set()
    page = referral_of(by=here.team.jo, mother=here.mother, referral=ref)
    assert page is not None
    assert page.card.status is ReferralStatus.CLOSED
    assert [step.event.value for step in page.steps] == [
        "it_is_sent",
        "it_came",
        "they_say_yes",
        "a_meeting_is_set",
        "she_says_they_met",
        "an_outcome",
        "it_is_done",
    ]
    assert [answer.body.said_by for answer in page.answers] == ["Fen Invented"] * 4
    with pytest.raises(NotYours):
        partner.sent_to(here.fen, ref)
    assert stands()


@pytest.mark.slow
def test_a_no_ends_their_access_and_is_looked_at_a_second_time(here: Situation) -> None:
    ref = samples.sent(here)
    actions.answer(by=here.fen, referral=ref, said=samples.REFUSED)
    assert partner.stands(here.fen.worker_id, ref) is None
    assert promises("referral_") == ["referral_declined"]
    assert stands()
    actions.close(
        by=here.team.jo,
        mother=here.mother,
        referral=ref,
        words="She asks another.",
        her_words="",
        at=clock.now(),
    )
    assert promises("referral_") == []


@pytest.mark.slow
def test_a_no_without_a_reason_is_asked_for_one(here: Situation) -> None:
    ref = samples.sent(here)
    with pytest.raises(BadInput, match="never held against her"):
        actions.answer(by=here.fen, referral=ref, said=Said(samples.REFUSED.step, "Fen"))
    assert referrals_of(by=here.team.jo, mother=here.mother)[0].status is ReferralStatus.SENT


@pytest.mark.slow
def test_what_came_by_telephone_is_written_down_with_who_said_it(here: Situation) -> None:
    ref = samples.sent(here)
    actions.take_down(
        by=here.team.jo, mother=here.mother, referral=ref, said=samples.ACCEPTED, at=clock.now()
    )
    page = referral_of(by=here.team.jo, mother=here.mother, referral=ref)
    assert page is not None
    assert page.card.status is ReferralStatus.ACCEPTED
    assert page.answers[0].from_whom == "Fen Invented"


@pytest.mark.slow
def test_what_we_write_beside_it_they_do_not_read(here: Situation) -> None:
    ref = samples.sent(here)
    actions.chase(by=here.team.jo, mother=here.mother, referral=ref, words="Rang, no answer.", at=clock.now())
    found = partner.sent_to(here.fen, ref)
    assert not found.answers
    assert set(read(here, ref).values()) == {DUE, MINE}


@pytest.mark.slow
def test_a_colleague_reads_it_in_ones_place(here: Situation) -> None:
    ref = samples.sent(here)
    actions.pass_on(by=here.fen, referral=ref, colleague=here.team.mia.worker_ref, **PASSED)
    assert partner.stands(here.fen.worker_id, ref) is None
    assert partner.stands(here.team.mia.worker_id, ref) == here.team.mia
    assert Line.objects.filter(body__contains=f'"passed_to":"{here.team.mia.worker_ref}"').count() == 1
    assert stands()
    owed = Clock.objects.filter(RUNNING, about=ref, kind="referral_acknowledged")
    assert [row.owner_id for row in owed] == [here.team.mia.worker_id]
    with pytest.raises(BadInput, match="colleague of your agency"):
        actions.pass_on(by=here.team.mia, referral=ref, colleague=here.team.tom.worker_ref, **PASSED)


@pytest.mark.slow
@pytest.mark.parametrize(
    "nameless", [{"takes": ""}, {"takes": "duty@testmere.example"}, {"said_by": " "}, {"said_by": "7"}]
)
def test_it_is_passed_on_by_name_to_a_name(here: Situation, nameless: dict[str, str]) -> None:
    ref = samples.sent(here)
    mia = here.team.mia.worker_ref
    with pytest.raises(BadInput, match="a team or an inbox does not count"):
        actions.pass_on(by=here.fen, referral=ref, colleague=mia, **{**PASSED, **nameless})
    assert partner.stands(here.fen.worker_id, ref) == here.fen
    actions.pass_on(by=here.fen, referral=ref, colleague=mia, **PASSED)
    page = referral_of(by=here.team.jo, mother=here.mother, referral=ref)
    assert page is not None
    (passed,) = page.passed
    assert (passed.body.said_by, passed.body.takes) == ("Fen Invented", "Mia Invented")
    # Somebody else said it: it is held from her page until it was looked at.
    assert passed.held_until is not None


@pytest.mark.slow
def test_an_inbox_is_no_name_under_an_answer(here: Situation) -> None:
    ref = samples.sent(here)
    with pytest.raises(BadInput, match="a team or an inbox does not count"):
        actions.answer(by=here.fen, referral=ref, said=replace(samples.CAME, said_by="duty@testmere.example"))


@pytest.mark.slow
def test_it_ends_with_her_yes_and_is_closed_after(here: Situation) -> None:
    ref = samples.sent(here, until=clock.now() + 20 * DAY)
    with clock.at(clock.now() + 20 * DAY):
        assert partner.stands(here.fen.worker_id, ref) is None
        assert stands()
        actions.let_consents_end(by=machine_actor(1))
        assert referrals_of(by=here.team.jo, mother=here.mother)[0].status is ReferralStatus.CLOSED
        assert promises() == []


@pytest.mark.slow
def test_who_leaves_the_agency_reads_nothing_and_the_bridge_builder_chases(here: Situation) -> None:
    ref = samples.sent(here)
    fen = here.fen
    agencies.end_door(by=here.team.jo, door=here.door.ref)
    administrator = replace(here.team.ruth, roles=frozenset({Role.ADMINISTRATOR}))
    actions.let_go(by=administrator, worker=fen.worker_ref)
    assert partner.stands(fen.worker_id, ref) is None
    assert stands()


@pytest.mark.slow
def test_no_step_of_it_can_be_changed(here: Situation) -> None:
    samples.sent(here)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReferralStep.objects.update(why="x")
