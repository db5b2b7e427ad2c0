"""A question crosses into treatment without reading it, and its answer is quoted back: nothing else crosses."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.policy.showing import UNTIL_DECIDED
from hrm2m.records.children.entries import SafetyAnswer
from hrm2m.records.clocks.models import Clock
from hrm2m.records.clocks.queries import late_of
from hrm2m.records.connections import queries
from hrm2m.records.connections.entries import SafetyAnswered
from hrm2m.records.connections.told import Told
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.treatment.entries import DrugUse, HowUsed
from hrm2m.vault import door
from hrm2m.vault.errors import Denied, StaleVersion, VaultError
from hrm2m.vault.models import Head, Line
from tests.records.connections import samples
from tests.records.connections.samples import Situation


pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 3, 13, 16, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 3, 14, 11, 0, tzinfo=UTC)


def asked(situation: Situation) -> tuple[queries.Asked, ...]:
    with door.looking(
        by=situation.team.ruth,
        permission=Permission.CONNECTION_SEE,
        mother=situation.mother,
        page="connections",
    ) as box:
        return queries.asked_in(box)


def in_treatment(situation: Situation, by: Actor) -> tuple[queries.Question, ...]:
    with door.looking(by=by, permission=Permission.TREATMENT_SEE, mother=situation.mother, page="t") as box:
        return queries.questions_in(box)


def test_the_treating_worker_finds_the_question_and_the_lead_the_answer() -> None:
    situation = samples.a_situation()
    question = samples.ask(situation)
    assert [q.entry.ref for q in in_treatment(situation, situation.team.tom)] == [question]
    samples.answer(situation, question)
    (found,) = asked(situation)
    assert found.ref == question
    assert found.answers[0].body.words == "She smokes heroin most evenings, at about seven."
    assert found.answers[0].told_her_how == "Tom told her before he wrote it"
    assert not found.answers[0].body.nothing_on_record


@pytest.mark.promise(1)
def test_asking_reads_no_treatment_and_answering_no_child_safety() -> None:
    situation = samples.a_situation()
    question = samples.ask(situation)
    samples.answer(situation, question)
    chain = Line.objects.filter(chain=Head.objects.get(ref=situation.mother).id)
    lines = [json.loads(body) for body in chain.values_list("body", flat=True)]
    opened = {
        line["act"]: line.get("opens", []) for line in lines if line["act"].startswith("safety_question")
    }
    assert opened == {"safety_question_ask": [], "safety_question_answer": ["treatment"]}


@pytest.mark.promise(1)
def test_which_entry_was_quoted_stands_in_treatment_alone() -> None:
    situation = samples.a_situation()
    samples.answer(situation, samples.ask(situation))
    with door.looking(
        by=situation.team.ruth, permission=Permission.CONNECTION_SEE, mother=situation.mother, page="c"
    ) as box:
        quoted = box.entries(SafetyAnswer, compartment=Compartment.CHILD_SAFETY)
    assert situation.drug_use not in repr(quoted)


def test_the_answer_that_nothing_is_on_record_is_an_answer() -> None:
    situation = samples.a_situation()
    samples.answer(
        situation, samples.ask(situation), drug_use="", words="Nothing is written that touches this."
    )
    (found,) = asked(situation)
    assert found.answers[0].body.nothing_on_record


@pytest.mark.promise(1)
@pytest.mark.parametrize("treated", [True, False])
def test_asking_says_nothing_of_whether_anybody_treats_her(treated: bool) -> None:
    situation = samples.a_situation(treated=treated)
    samples.ask(situation)
    (found,) = asked(situation)
    lines = Line.objects.filter(
        chain=Head.objects.get(ref=situation.mother).id, body__contains="question_ask"
    )
    said = json.loads(lines.get().body)
    running = Clock.objects.get(kind="safety_question")
    assert found.answers == ()
    assert set(said) == {"act", "agency", "at", "basis", "by", "result", "v", "wrote"}
    assert [written["in"] for written in said["wrote"]] == ["treatment", "child_safety"]
    assert (running.owner_id, running.escalate_to_id) == (
        situation.team.ruth.worker_id,
        situation.team.kit.worker_id,
    )
    # The mail is the one difference, and it goes to whoever treats her.
    told = {job.payload["to"] for job in Job.objects.filter(kind="mail")}
    assert (situation.team.tom.worker_id in told) is treated


def test_only_whoever_treats_her_answers() -> None:
    situation = samples.a_situation()
    question = samples.ask(situation)
    for actor in (situation.team.ruth, situation.team.tess, situation.team.jo, situation.team.kit):
        with pytest.raises(Denied):
            samples.answer(situation, question, by=actor)


def test_an_entry_that_is_not_hers_cannot_be_quoted() -> None:
    situation = samples.a_situation()
    with pytest.raises(BadInput, match="Choose the entry from the list"):
        samples.answer(situation, samples.ask(situation), drug_use="b" * 26)


def test_it_says_whether_she_was_told() -> None:
    situation = samples.a_situation()
    with pytest.raises(BadInput, match="why she has not been told"):
        samples.answer(situation, samples.ask(situation), told=Told())


def test_two_who_answer_at_once_are_told_and_a_later_answer_stands_before_the_first() -> None:
    situation = samples.a_situation()
    samples.treat(situation.team, situation.mother, situation.team.tess)
    question = samples.ask(situation)
    samples.answer(situation, question)
    with pytest.raises(StaleVersion):
        samples.answer(situation, question, by=situation.team.tess)
    (seen,) = in_treatment(situation, situation.team.tess)
    with clock.at(clock.now() + timedelta(minutes=1)):
        samples.answer(
            situation, question, by=situation.team.tess, seen=seen.answers[0].ref, words="Not since March."
        )
    (found,) = asked(situation)
    assert [answer.body.words for answer in found.answers] == [
        "Not since March.",
        "She smokes heroin most evenings, at about seven.",
    ]


def test_it_is_due_the_same_working_day_and_on_a_day_off_the_next() -> None:
    situation = samples.a_situation()
    assert queries.answer_due(FRIDAY, 1).isoformat() == "2026-03-13T23:59:59+00:00"
    assert queries.answer_due(SATURDAY, 1).isoformat() == "2026-03-16T23:59:59+00:00"
    assert situation.mother


@pytest.mark.promise(1)
def test_its_clock_is_of_child_safety_and_on_no_general_list() -> None:
    situation = samples.a_situation()
    samples.ask(situation)
    running = Clock.objects.get(kind="safety_question")
    assert running.compartment == Compartment.CHILD_SAFETY
    with clock.at(clock.now() + timedelta(days=9)):
        assert late_of([running.mother], clock.now()) == {}


def test_the_answer_meets_the_clock() -> None:
    situation = samples.a_situation()
    question = samples.ask(situation)
    samples.answer(situation, question)
    assert Clock.objects.get(about=question).met_at is not None


def test_the_treating_worker_reads_no_child_safety_for_answering() -> None:
    situation = samples.a_situation()
    samples.ask(situation)
    with (
        door.acting(
            by=situation.team.tom, permission=Permission.SAFETY_QUESTION_ANSWER, mother=situation.mother
        ) as box,
        pytest.raises(VaultError),
    ):
        box.entries(SafetyAnswer, compartment=Compartment.CHILD_SAFETY)


def test_an_answer_that_quotes_what_somebody_else_told_is_held_from_her_on_both_sides() -> None:
    here = samples.a_situation()
    told = treatment.write_drug_use(
        by=here.team.tom,
        mother=here.mother,
        use=DrugUse("Heroin, smoked", HowUsed.TOLD_BY),
        at=clock.now(),
        told_by="Lee, her partner",
        told=treatment.Told(not_why="He would know that she knows"),
    )
    question = samples.ask(here)
    samples.answer(here, question, drug_use=told)
    look: dict[str, Any] = {"mother": here.mother, "page": "treatment"}
    with door.looking(by=here.team.tom, permission=Permission.TREATMENT_SEE, **look) as box:
        (kept,) = box.entries(SafetyAnswered, compartment=Compartment.TREATMENT)
    look = {"mother": here.mother, "page": "children", "purpose": "worry"}
    with door.looking(by=here.team.ruth, permission=Permission.CHILDREN_SEE, **look) as box:
        (quoted,) = box.entries(SafetyAnswer, compartment=Compartment.CHILD_SAFETY)
    assert (kept.held_until, quoted.held_until) == (UNTIL_DECIDED, UNTIL_DECIDED)
