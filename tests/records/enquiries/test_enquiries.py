"""An agency is asked without her name: what it sees, what it answers, what she says, and how it ends."""

from datetime import date, timedelta

import pytest
from django.db import connection

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Compartment
from hrm2m.policy.enquiry_lifecycle import EnquiryStatus
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.clocks.models import Clock
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.actions.asking import TracesLeft
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.records.enquiries.queries import (
    answerer_of,
    enquiries_near,
    enquiries_of,
    enquiries_to_decide,
    enquiry_at_door,
    enquiry_card,
)
from hrm2m.records.people import actions as people
from hrm2m.records.whole import actions as whole
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.models import Head
from tests import worlds
from tests.plans import plans_on
from tests.records.enquiries import samples
from tests.records.enquiries.samples import FEAR, NO, TERMS, Asked, name_her


pytestmark = pytest.mark.django_db


@pytest.fixture
def situation() -> Asked:
    return samples.a_situation()


def status_of(ref: str) -> EnquiryStatus:
    return EnquiryStatus(EnquiryRow.objects.get(ref=ref).status)


def running(ref: str) -> set[tuple[str, str]]:
    rows = Clock.objects.filter(about=ref, met_at=None, stopped_at=None)
    return set(rows.values_list("kind", "compartment"))


def mails() -> list[tuple[str, int]]:
    return [(job.payload["text"], job.payload["to"]) for job in Job.objects.filter(kind="mail")]


@pytest.mark.promise(6)
def test_the_first_question_moves_her_record_to_crossing_and_gives_no_name(situation: Asked) -> None:
    ref = samples.sent(situation)
    assert Head.objects.get(ref=situation.mother).stage == Stage.CROSSING
    assert status_of(ref) is EnquiryStatus.SENT
    assert ("request", situation.fen.worker_id) in mails()
    assert running(ref) == {("enquiry_terms", Compartment.GENERAL)}


def test_a_draft_is_not_at_the_door(situation: Asked) -> None:
    ref = samples.drafted(situation)
    assert answerer_of(situation.fen.worker_id, ref) is None
    with pytest.raises(NotYours):
        enquiry_at_door(by=situation.fen, enquiry=ref)


@pytest.mark.promise(6)
def test_every_trace_is_shown_and_nothing_is_kept_until_each_is_out_or_has_a_reason(situation: Asked) -> None:
    with pytest.raises(TracesLeft) as refusal:
        samples.drafted(situation, words="Robin lives in LS6 and her birthday is soon.")
    assert [found.text for found in refusal.value.found] == ["Robin", "LS6", "birthday"]
    assert not EnquiryRow.objects.exists()


def test_a_reason_lets_a_trace_stay_and_lies_in_her_drawer_and_nowhere_else(situation: Asked) -> None:
    ref = samples.sent(situation, words="She needs vitamin B12.", reasons={"postcode|b12": "A vitamin"})
    row = EnquiryRow.objects.get(ref=ref)
    assert bytes(row.kept) == b""
    at_door = enquiry_at_door(by=situation.fen, enquiry=ref)
    assert "A vitamin" not in str(at_door)
    assert "She asked me on Tuesday" not in str(at_door)


def test_her_name_is_looked_for_too_once_she_gave_it(situation: Asked) -> None:
    mother = worlds.begin_named(situation.team, "Wren")
    with pytest.raises(TracesLeft) as refusal:
        enquiries.draft_enquiry(
            by=situation.team.jo,
            mother=mother,
            asking=samples.asking(situation, words="An invented woman called wren."),
            at=clock.now(),
        )
    assert [found.text for found in refusal.value.found] == ["invented", "wren"]


@pytest.mark.promise(6)
def test_a_name_she_gave_after_the_draft_is_looked_for_when_it_is_sent(situation: Asked) -> None:
    team = situation.team
    ref = samples.drafted(situation, words="She is tired of every invented story about her.")
    people.she_asks_an_agency(by=team.jo, mother=situation.mother, at=clock.now())
    people.give_name(by=team.jo, mother=situation.mother, full_name="Robin Invented", at=clock.now())
    with pytest.raises(BadInput, match="write it anew"):
        enquiries.send_enquiry(by=team.jo, enquiry=ref, at=clock.now())
    assert status_of(ref) is EnquiryStatus.DRAFTED
    assert ("request", situation.fen.worker_id) not in mails()


@pytest.mark.parametrize("field", ["place", "not_near"])
def test_nothing_finer_than_the_parts_of_the_area_is_sent(situation: Asked, field: str) -> None:
    import msgspec

    question = msgspec.structs.replace(samples.QUESTION, **{field: "14 Mill Road"})
    with pytest.raises(BadInput, match="Choose a part"):
        samples.drafted(situation, question=question)


def test_an_agency_that_she_barred_is_not_asked(situation: Asked) -> None:
    bridges.bar_agency(by=situation.team.jo, mother=situation.mother, agency=situation.team.mia.agency_ref)
    with pytest.raises(BadInput, match="does not want this agency"):
        samples.drafted(situation)


def test_a_bar_between_draft_and_sending_holds(situation: Asked) -> None:
    ref = samples.drafted(situation)
    bridges.bar_agency(by=situation.team.jo, mother=situation.mother, agency=situation.team.mia.agency_ref)
    with pytest.raises(BadInput, match="does not want this agency"):
        enquiries.send_enquiry(by=situation.team.jo, enquiry=ref, at=clock.now())


def test_only_whoever_was_asked_answers(situation: Asked) -> None:
    ref = samples.sent(situation)
    for stranger in (situation.other, situation.team.vic, situation.team.jo):
        with pytest.raises(NotYours):
            enquiries.answer_enquiry(by=stranger, enquiry=ref, reply=TERMS, at=clock.now())


def test_terms_keep_the_promise_and_are_to_be_shown_to_her(situation: Asked) -> None:
    ref = samples.answered(situation)
    assert status_of(ref) is EnquiryStatus.ANSWERED
    assert running(ref) == {("enquiry_shown", Compartment.GENERAL)}
    assert ("something_waits", situation.team.jo.worker_id) in mails()
    card = enquiry_card(by=situation.team.jo, enquiry=ref)
    assert card.answered.reply == TERMS


@pytest.mark.parametrize("who", ["", " ", "duty@testmere.example", "7"])
def test_an_answer_counts_only_with_the_name_of_a_person(situation: Asked, who: str) -> None:
    import msgspec

    ref = samples.sent(situation)
    with pytest.raises(BadInput, match="Write your own name"):
        enquiries.answer_enquiry(
            by=situation.fen, enquiry=ref, reply=msgspec.structs.replace(TERMS, who=who), at=clock.now()
        )


@pytest.mark.promise(3)
def test_silence_is_named_to_a_person_and_ends_nothing(situation: Asked) -> None:
    ref = samples.sent(situation)
    late = clock.now() + timedelta(days=20)
    with clock.at(late):
        assert enquiries.lapse_late(by=machine_actor(1)) == 1
        assert enquiries.lapse_late(by=machine_actor(1)) == 0
        assert status_of(ref) is EnquiryStatus.LAPSED
        enquiries.answer_enquiry(by=situation.fen, enquiry=ref, reply=TERMS, at=late)
    assert status_of(ref) is EnquiryStatus.ANSWERED


@pytest.mark.promise(4)
def test_a_fear_for_a_child_is_with_the_leads_at_once_and_due_the_same_day(situation: Asked) -> None:
    ref = samples.answered(situation, FEAR)
    team = situation.team
    told = {to for text, to in mails() if text == "answer_today"}
    assert told == {team.ruth.worker_id, team.rae.worker_id, team.kit.worker_id}
    assert running(ref) == {("enquiry_child", Compartment.CHILD_SAFETY)}
    assert [line.ref for line in enquiries_to_decide(team.ruth)] == [ref]
    card = enquiry_card(by=team.ruth, enquiry=ref)
    assert (card.answered.reply, card.line.handle) == (FEAR, "")


def test_the_lead_decides_with_a_reason_and_then_she_is_to_be_told(situation: Asked) -> None:
    ref = samples.answered(situation, FEAR)
    enquiries.decide_at_risk(by=situation.team.ruth, enquiry=ref, decided=name_her(), at=clock.now())
    assert status_of(ref) is EnquiryStatus.TO_BE_NAMED
    assert running(ref) == {("enquiry_shown", Compartment.GENERAL)}


def test_whoever_holds_her_bridge_does_not_decide_it(situation: Asked) -> None:
    ref = samples.answered(situation, FEAR)
    with pytest.raises(Denied):
        enquiries.decide_at_risk(by=situation.team.jo, enquiry=ref, decided=name_her(), at=clock.now())


@pytest.mark.slow
def test_what_an_agency_fears_does_not_end_with_her_record(situation: Asked) -> None:
    ref = samples.answered(situation, FEAR)
    whole.she_asks_to_end(by=situation.team.jo, mother=situation.mother, at=clock.now())
    assert status_of(ref) is EnquiryStatus.CHILD_AT_RISK
    assert running(ref) == {("enquiry_child", Compartment.CHILD_SAFETY)}
    assert answerer_of(situation.fen.worker_id, ref) is None
    enquiries.decide_at_risk(by=situation.team.ruth, enquiry=ref, decided=name_her(), at=clock.now())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("says", "after"),
    [("yes", EnquiryStatus.YES), ("not_now", EnquiryStatus.NOT_NOW), ("no", EnquiryStatus.NO)],
)
def test_she_says_yes_not_now_or_no(situation: Asked, says: str, after: EnquiryStatus) -> None:
    ref = samples.answered(situation)
    seen = EnquiryRow.objects.get(ref=ref).answered_at
    enquiries.tell_her(
        by=situation.team.jo, enquiry=ref, she_says=says, her_words="", seen=seen, at=clock.now()
    )
    assert status_of(ref) is after
    assert running(ref) == ({("asked_again", "general")} if says == "yes" else set())


@pytest.mark.slow
def test_an_answer_that_changed_meanwhile_is_shown_first(situation: Asked) -> None:
    ref = samples.answered(situation)
    seen = EnquiryRow.objects.get(ref=ref).answered_at
    enquiries.answer_enquiry(by=situation.fen, enquiry=ref, reply=NO, at=clock.now())
    with pytest.raises(BadInput, match="something new"):
        enquiries.tell_her(
            by=situation.team.jo, enquiry=ref, she_says="yes", her_words="", seen=seen, at=clock.now()
        )


def test_by_telephone_the_bridge_builder_writes_who_said_it(situation: Asked) -> None:
    ref = samples.sent(situation)
    enquiries.take_down_answer(by=situation.team.jo, enquiry=ref, reply=TERMS, at=clock.now())
    card = enquiry_card(by=situation.team.sam, enquiry=ref)
    assert card.answered.reply == TERMS
    assert card.answered.way == "telephone"


def test_a_promise_moves_to_a_later_day_with_a_word_why(situation: Asked) -> None:
    ref = samples.sent(situation)
    later = local_day(clock.now() + timedelta(days=9))
    enquiries.move_promise(
        by=situation.fen, enquiry=ref, to_day=later, why="Leave", who="Fen Example", at=clock.now()
    )
    assert enquiry_at_door(by=situation.fen, enquiry=ref).answered.moved[0].to_day == later
    assert running(ref) == {("enquiry_terms", Compartment.GENERAL)}
    with pytest.raises(BadInput, match="still to come"):
        enquiries.move_promise(
            by=situation.fen,
            enquiry=ref,
            to_day=date(2020, 1, 1),
            why="Leave",
            who="Fen Example",
            at=clock.now(),
        )


def test_it_is_passed_to_a_door_of_the_same_agency_and_closed_at_the_first(situation: Asked) -> None:
    ref = samples.sent(situation)
    enquiries.pass_on(
        by=situation.fen, enquiry=ref, door=situation.other_door, who="Fen Example", at=clock.now()
    )
    assert answerer_of(situation.fen.worker_id, ref) is None
    assert enquiry_at_door(by=situation.other, enquiry=ref).question == samples.QUESTION
    assert ("request", situation.other.worker_id) in mails()
    owed = Clock.objects.filter(about=ref, kind="enquiry_terms", met_at=None, stopped_at=None)
    assert [row.owner_id for row in owed] == [situation.other.worker_id]


@pytest.mark.slow
@pytest.mark.promise(6)
@pytest.mark.parametrize("end", ["asks_to_end", "forgets", "takes_back"])
def test_whatever_ends_it_closes_its_page_in_the_same_moment(situation: Asked, end: str) -> None:
    ref = samples.answered(situation)
    jo, mother = situation.team.jo, situation.mother
    if end == "asks_to_end":
        whole.she_asks_to_end(by=jo, mother=mother, at=clock.now())
    elif end == "forgets":
        whole.forget(by=jo, mother=mother)
    else:
        enquiries.take_back(by=jo, enquiry=ref, at=clock.now())
    assert status_of(ref) is EnquiryStatus.OVER
    assert running(ref) == set()
    for act in (
        lambda: enquiry_at_door(by=situation.fen, enquiry=ref),
        lambda: enquiries.answer_enquiry(by=situation.fen, enquiry=ref, reply=NO, at=clock.now()),
    ):
        with pytest.raises(NotYours):
            act()


def test_a_record_that_is_open_again_lets_no_closed_question_run(situation: Asked) -> None:
    ref = samples.sent(situation)
    whole.she_asks_to_end(by=situation.team.jo, mother=situation.mother, at=clock.now())
    whole.reopen(by=situation.team.jo, mother=situation.mother, her_word=False)
    assert running(ref) == set()
    assert status_of(ref) is EnquiryStatus.OVER


@pytest.mark.slow
def test_with_her_record_what_was_asked_is_forgotten_and_a_fear_stays_sealed(situation: Asked) -> None:
    gone, kept = samples.answered(situation), samples.answered(situation, FEAR)
    whole.forget(by=situation.team.jo, mother=situation.mother)
    with clock.at(clock.now() + timedelta(hours=73)):
        whole.finish_forgetting(by=machine_actor(1))
    assert list(EnquiryRow.objects.values_list("ref", flat=True)) == [kept]
    assert gone != kept


@pytest.mark.slow
def test_those_near_her_see_it_and_nobody_else(situation: Asked) -> None:
    ref = samples.sent(situation)
    team = situation.team
    assert [(line.ref, line.handle) for line in enquiries_near(team.jo)] == [(ref, "Robin")]
    assert [line.ref for line in enquiries_near(team.sam)] == [ref]
    assert [line.ref for line in enquiries_of(team.sam, situation.mother)] == [ref]
    assert enquiries_near(team.amir) == ()
    for stranger in (team.vic, team.amir, team.ruth):
        with pytest.raises(Denied):
            enquiry_card(by=stranger, enquiry=ref)


@pytest.mark.promise(6)
def test_nothing_the_agency_is_given_holds_a_ref_or_a_count_of_her_record(situation: Asked) -> None:
    ref = samples.sent(situation)
    seen = str(enquiry_at_door(by=situation.fen, enquiry=ref))
    assert situation.mother not in seen
    assert ref not in seen
    assert "Robin" not in seen


def test_questions_that_wait_are_found_without_reading_every_question_of_the_area(situation: Asked) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole")
    late = plans_on("enquiries_enquiryrow", lambda: enquiries.lapse_late(by=machine_actor(1)))
    feared = plans_on("enquiries_enquiryrow", lambda: enquiries_to_decide(situation.team.sam))
    assert "INDEX enquiries_of_area (area=? AND status=? AND due_at<?)" in late[0], late
    assert "INDEX enquiries_of_area (area=? AND status=?)" in feared[0], feared
