"""The pages of a connection: each side for those who hold it, and both for the second reader until the look is done."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hrm2m.policy.connecting import Look
from hrm2m.records.connections import actions, queries
from hrm2m.records.connections.entries import Cause, Effect
from hrm2m.vault.models import Line
from tests.pages.street import browser_of, post, sent_on, text_of
from tests.records.connections import samples
from tests.records.connections.samples import Situation


pytestmark = pytest.mark.django_db(transaction=True)

ORIGINAL = "Heroin, smoked"
QUOTE = "She smokes heroin most evenings"
SEEN = "Bee was alone in the kitchen"


def a_proposal(situation: Situation, question: str = "", **changes: str) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "observations": [situation.seen],
        "question": question,
        "mechanism": "She sleeps deeply after using.",
        "effect": "seen",
        "effect_words": "Bee was cold.",
        "evidence": "Sam saw it.",
        "evidence_against": "School says Bee is fed.",
        "her_account": "",
        "why_not_told": "Jo sees her tomorrow",
    }
    for cause in Cause:
        fields[cause.value] = "not_known"
    return fields | changes


def her(situation: Situation, name: str, *more: str) -> str:
    return reverse(name, args=[situation.mother, *more])


def a_quoted_one(situation: Situation) -> str:
    question = samples.ask(situation)
    samples.answer(situation, question)
    return samples.propose(situation, question=question)


@pytest.mark.slow
def test_a_lead_asks_proposes_and_asks_a_second_reader_by_pages() -> None:
    situation = samples.a_situation()
    ruth, tom, rae = (
        browser_of(who) for who in (situation.team.ruth, situation.team.tom, situation.team.rae)
    )
    post(ruth, her(situation, "connection_ask"), words="Is she asleep at eight?", child=situation.child)
    (question, *_) = (q[1] for q in queries.waiting_for(situation.team.tom, page="test"))
    assert "Is she asleep at eight?" in text_of(tom.get(her(situation, "safety_questions")))
    answered = post(
        tom,
        her(situation, "safety_answer", question),
        drug_use=situation.drug_use,
        words=QUOTE,
        why_not_told="She comes on Friday",
    )
    assert sent_on(answered) == her(situation, "safety_questions")
    where = sent_on(post(ruth, her(situation, "connection_new"), **a_proposal(situation, question)))
    page = text_of(ruth.get(where))
    assert QUOTE in page
    assert SEEN in page
    assert ORIGINAL not in page
    assert "not yet looked at by a second person. Her reply is awaited." in page
    ref = where.rstrip("/").rsplit("/", 1)[1]
    sent_on(post(ruth, her(situation, "connection_reader", ref), reader=situation.team.rae.worker_ref))
    both = text_of(rae.get(reverse("second_reader", args=[ref])))
    assert QUOTE in both
    assert ORIGINAL in both
    assert SEEN in both


@pytest.mark.slow
def test_the_list_shows_every_connection_and_every_question() -> None:
    situation = samples.a_situation()
    samples.looked_at(situation, outcome=Look.DOES_NOT_STAND)
    samples.propose(situation)
    samples.ask(situation)
    page = text_of(browser_of(situation.team.ruth).get(her(situation, "connections")))
    assert "It does not stand; last looked at on" in page
    assert "Proposed, not yet looked at" in page
    assert "No answer yet." in page


@pytest.mark.slow
def test_a_form_with_a_question_left_open_keeps_what_was_typed() -> None:
    situation = samples.a_situation()
    ruth = browser_of(situation.team.ruth)
    answer = post(ruth, her(situation, "connection_new"), **a_proposal(situation, housing="", evidence=""))
    assert answer.status_code == 422
    assert "“Not known” is an answer." in text_of(answer)
    assert "She sleeps deeply after using." in answer.content.decode()


@pytest.mark.slow
def test_what_is_said_of_people_in_general_is_saved_and_asked_back() -> None:
    situation = samples.a_situation()
    ruth = browser_of(situation.team.ruth)
    general = "People who use drugs cannot wake for a child."
    where = sent_on(post(ruth, her(situation, "connection_new"), **a_proposal(situation, evidence=general)))
    assert "What is it about this child?" in text_of(ruth.get(where))


@pytest.mark.slow
def test_the_second_reader_looks_and_both_sides_are_closed() -> None:
    situation = samples.a_situation()
    rae = browser_of(situation.team.rae)
    ref = a_quoted_one(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    assert "Open both sides" in text_of(rae.get(reverse("asked_of_you")))
    path = reverse("second_reader", args=[ref])
    assert sent_on(post(rae, path, outcome="stands", quote_is_right="yes", reasons="Same evenings.")) == path
    lines = Line.objects.count()
    closed = rae.get(path)
    assert Line.objects.count() == lines, "coming back is no refusal"
    assert "Both sides are closed to you" in text_of(closed)
    assert not any(words in closed.content.decode() for words in (ORIGINAL, QUOTE, SEEN, "Bee"))
    assert "Open both sides" not in text_of(rae.get(reverse("asked_of_you")))
    lead = text_of(browser_of(situation.team.ruth).get(her(situation, "connection", ref)))
    assert "It stands; last looked at on" in lead
    assert "Same evenings." in lead


@pytest.mark.slow
def test_whoever_proposed_it_is_refused_as_second_reader_with_a_sentence_and_finds_no_page() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    rae, ruth = browser_of(situation.team.rae), browser_of(situation.team.ruth)
    refused = post(rae, her(situation, "connection_reader", ref), reader=situation.team.ruth.worker_ref)
    assert refused.status_code == 422
    assert "Whoever proposed it does not look at it" in text_of(refused)
    assert ruth.get(reverse("second_reader", args=[ref])).status_code in {403, 404}


@pytest.mark.slow
def test_what_a_reader_typed_when_another_was_asked_meanwhile_is_not_lost() -> None:
    situation = samples.a_situation()
    rae = browser_of(situation.team.rae)
    ref = samples.propose(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    samples.ask_reader(situation, ref, situation.team.kit)
    answer = post(rae, reverse("second_reader", args=[ref]), outcome="stands", reasons="I typed this.")
    assert answer.status_code == 409
    assert "I typed this." in text_of(answer)
    assert SEEN not in answer.content.decode()


@pytest.mark.slow
def test_without_reasons_the_page_says_so_and_stays_open() -> None:
    situation = samples.a_situation()
    rae = browser_of(situation.team.rae)
    ref = samples.propose(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    answer = post(rae, reverse("second_reader", args=[ref]), outcome="stands", reasons="")
    assert answer.status_code == 422
    assert "Write why" in text_of(answer)
    assert SEEN in text_of(answer)


@pytest.mark.slow
@pytest.mark.promise(1)
def test_nobody_else_finds_a_page_there() -> None:
    situation = samples.a_situation()
    ref = a_quoted_one(situation)
    samples.ask_reader(situation, ref, situation.team.rae)
    for name, who in vars(situation.team).items():
        browser = browser_of(who)
        answer, unknown = (browser.get(reverse("second_reader", args=[one])) for one in (ref, "x" * 26))
        if name != "rae":
            assert answer.status_code == unknown.status_code
            assert text_of(answer) == text_of(unknown)


@pytest.mark.slow
def test_her_side_is_added_and_travels() -> None:
    situation = samples.a_situation()
    ref = samples.looked_at(situation)
    ruth = browser_of(situation.team.ruth)
    sent_on(
        post(ruth, her(situation, "connection_her_side", ref), words="My sister was there.", not_right="on")
    )
    page = text_of(ruth.get(her(situation, "connection", ref)))
    assert "Her side: that is not right" in page
    assert "My sister was there." in page


@pytest.mark.slow
def test_evidence_is_added_beside_what_was_there() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    ruth = browser_of(situation.team.ruth)
    sent_on(post(ruth, her(situation, "connection_more", ref), side="against", words="Her sister was in."))
    page = text_of(ruth.get(her(situation, "connection", ref)))
    assert "It speaks against it: Her sister was in." in page


@pytest.mark.slow
def test_two_who_answer_at_once_see_both_answers_and_lose_nothing() -> None:
    situation = samples.a_situation()
    samples.treat(situation.team, situation.mother, situation.team.tess)
    question = samples.ask(situation)
    path = her(situation, "safety_answer", question)
    typed = {
        "drug_use": "none",
        "words": "Not since March.",
        "why_not_told": "She comes on Friday",
        "seen": "",
    }
    samples.answer(situation, question)
    answer = post(browser_of(situation.team.tess), path, **typed)
    assert answer.status_code == 409
    assert QUOTE in text_of(answer)
    assert "Not since March." in answer.content.decode()


@pytest.mark.slow
def test_what_waits_for_a_treating_worker_names_nobody() -> None:
    situation = samples.a_situation()
    samples.ask(situation)
    page = text_of(browser_of(situation.team.tom).get(reverse("asked_of_you")))
    asked, _, to_show = page.partition("What was seen or read by us")
    assert "Read it and answer" in asked
    assert not any(word in asked for word in ("Robin", "Bee"))
    assert "Robin" not in to_show
    assert "Read it and answer" not in text_of(browser_of(situation.team.tess).get(reverse("asked_of_you")))


def test_an_effect_only_thought_likely_is_said_to_be_so() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation, effect=Effect.LIKELY)
    page = text_of(browser_of(situation.team.ruth).get(her(situation, "connection", ref)))
    assert "Nothing was seen yet; it is thought likely" in page


def client_of(situation: Situation, name: str) -> Client:
    return browser_of(getattr(situation.team, name))


@pytest.mark.slow
def test_a_look_sent_twice_is_one_look() -> None:
    situation = samples.a_situation()
    rae = client_of(situation, "rae")
    ref = samples.propose(situation)
    actions.ask_second_reader(
        by=situation.team.ruth, mother=situation.mother, connection=ref, reader=situation.team.rae.worker_ref
    )
    path = reverse("second_reader", args=[ref])
    fields = {"outcome": "not_known", "reasons": "Nobody knows."}
    post(rae, path, command="a" * 26, **fields)
    again = post(rae, path, command="a" * 26, **fields)
    assert "The connection was looked at." in text_of(again)
    page = text_of(client_of(situation, "ruth").get(her(situation, "connection", ref)))
    assert page.count("Nobody knows.") == 1
