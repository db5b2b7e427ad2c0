"""The first real offer meets the clock and no other does; her answer is whole, and the barrier is the offer's."""

from datetime import timedelta
from typing import Any

import pytest

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.records.asks import actions
from hrm2m.records.asks.actions.checking import Known
from hrm2m.records.asks.entries import Answer, AnswerWord, Barrier, OfferTakenBack
from hrm2m.records.asks.real import Missing
from hrm2m.vault.errors import NotYours, StaleVersion
from tests import worlds
from tests.records.asks import samples


pytestmark = pytest.mark.django_db


@pytest.mark.promise(5)
def test_only_a_real_offer_meets_the_clock() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    samples.offer(team, mother, ask, conditions=None, getting_there=None)
    (card,) = samples.asks_of(team.jo, mother)
    assert card.clock is not None
    assert card.offers[0].realness.missing == (Missing.TRAVEL_NOT_KNOWN, Missing.CONDITIONS_NOT_STATED)
    samples.offer(team, mother, ask)
    (card,) = samples.asks_of(team.jo, mother)
    assert card.clock is None
    assert card.answered_for_real
    assert [offer.realness.real for offer in card.offers] == [True, False]


@pytest.mark.promise(5)
def test_an_offer_becomes_real_when_what_was_missing_is_found_out() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    ref = samples.offer(team, mother, ask, told_at=None, told_by=None)
    assert samples.asks_of(team.jo, mother)[0].clock is not None
    newer = actions.correct_offer(
        by=team.sam, mother=mother, offer_ref=ref, seen_ref=ref, offer=samples.an_offer(), at=clock.now()
    )
    (card,) = samples.asks_of(team.jo, mother)
    (offer,) = card.offers
    assert (offer.offer.ref, offer.offer.seen_ref, offer.realness.real) == (ref, newer, True)
    assert card.clock is None
    with pytest.raises(StaleVersion):
        actions.correct_offer(
            by=team.jo, mother=mother, offer_ref=ref, seen_ref=ref, offer=samples.an_offer(), at=clock.now()
        )


@pytest.mark.promise(5)
def test_an_offer_taken_back_starts_the_clock_again_from_the_day_she_asked() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=2)
    asked_at = clock.now() - timedelta(hours=5)
    ask = samples.ask(team, mother, at=asked_at)
    ref = samples.offer(team, mother, ask)
    back = OfferTakenBack("The room was given to somebody else")
    actions.take_back_offer(by=team.jo, mother=mother, offer_ref=ref, back=back, at=clock.now())
    (card,) = samples.asks_of(team.jo, mother)
    assert card.offers[0].realness.missing == (Missing.TAKEN_BACK,)
    assert card.offers[0].taken_back is not None
    assert card.offers[0].taken_back.body == back
    assert card.clock is not None
    assert card.clock.started_at == asked_at
    with pytest.raises(BadInput, match="taken back"):
        actions.take_back_offer(by=team.jo, mother=mother, offer_ref=ref, back=back, at=clock.now())


def test_an_offer_told_late_meets_the_clock_late_and_still_was_not_real() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=30)
    ask = samples.ask(team, mother, at=clock.now() - timedelta(days=20))
    samples.offer(team, mother, ask)
    (card,) = samples.asks_of(team.jo, mother)
    assert card.offers[0].realness.missing == (Missing.TOLD_LATE,)
    assert card.clock is None


def test_her_yes_makes_a_late_beginning_soon_enough_and_meets_the_clock() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    ref = samples.offer(team, mother, ask, from_day=local_day(clock.now() + timedelta(days=40)))
    (card,) = samples.asks_of(team.jo, mother)
    assert card.offers[0].realness.missing == (Missing.BEGINS_LATE,)
    assert card.clock is not None
    samples.answer(team, mother, ref, AnswerWord.YES)
    (card,) = samples.asks_of(team.jo, mother)
    assert card.offers[0].realness.real
    assert card.clock is None


@pytest.mark.promise(5)
@pytest.mark.parametrize("word", list(AnswerWord))
def test_her_answer_is_whole_without_a_reason(word: AnswerWord) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = samples.offer(team, mother, samples.ask(team, mother))
    samples.answer(team, mother, ref, word)
    answer = samples.asks_of(team.jo, mother)[0].offers[0].answer
    assert answer is not None
    assert answer.body == Answer(word)


@pytest.mark.promise(5)
def test_a_no_leaves_the_ask_open_and_the_barrier_with_the_offer() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = samples.offer(team, mother, samples.ask(team, mother))
    samples.answer(team, mother, ref, AnswerWord.NO, barrier=Barrier.PARTNER_WOULD_KNOW)
    (card,) = samples.asks_of(team.jo, mother)
    assert card.is_open
    assert card.offers[0].answer is not None
    assert card.offers[0].answer.body.barrier is Barrier.PARTNER_WOULD_KNOW


def test_a_change_of_her_mind_is_a_new_answer_and_our_mistake_a_correction() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = samples.offer(team, mother, samples.ask(team, mother))
    samples.answer(team, mother, ref, AnswerWord.NO)
    newest = samples.answer(team, mother, ref, AnswerWord.YES)
    actions.correct_answer(
        by=team.jo,
        mother=mother,
        offer_ref=ref,
        seen_ref=newest,
        answer=Answer(AnswerWord.NOT_NOW, barrier=Barrier.OTHER, barrier_words="the lift is broken"),
        at=clock.now(),
    )
    answer = samples.asks_of(team.jo, mother)[0].offers[0].answer
    assert answer is not None
    assert (answer.ref, answer.body.answer) == (newest, AnswerWord.NOT_NOW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"service": " "}, "service"),
        ({"service_ref": "harbour"}, "service_ref"),
        ({"service_ref": "a" * 26}, "service_ref"),
        ({"what": ""}, "what"),
        ({"place_hidden": True}, "where"),
        ({"place_hidden": True, "where": None, "travel": "bus 12 to the end"}, "travel"),
        ({"told_at": None}, "told_at"),  # who told her is known, and when is not
        ({"where": ""}, "where"),
        ({"cost": "x" * 301}, "cost"),
        ({"conditions": ("",)}, "conditions"),
        ({"getting_there": "by_broom"}, "getting_there"),
        ({"childcare": "perhaps"}, "childcare"),
    ],
)
def test_an_offer_that_cannot_be_kept_is_refused_with_a_sentence(changes: dict[str, Any], field: str) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    with pytest.raises(BadInput) as refusal:
        samples.offer(team, mother, ask, **changes)
    assert refusal.value.field == field
    assert samples.asks_of(team.jo, mother)[0].offers == ()


def test_a_place_that_must_not_be_found_stays_out_of_the_offer_and_the_offer_can_be_real() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    samples.offer(team, mother, samples.ask(team, mother), place_hidden=True, where=None)
    offer = samples.asks_of(team.jo, mother)[0].offers[0]
    assert offer.realness.real
    assert offer.offer.body.where is None


@pytest.mark.parametrize("undisclosed", [False, True])
def test_the_directory_says_whether_the_place_of_a_service_is_hidden(undisclosed: bool) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    service = samples.a_service(team.jo, undisclosed=undisclosed)
    if undisclosed:
        with pytest.raises(BadInput, match="must not be found"):
            samples.offer(team, mother, ask, service_ref=service)
    samples.offer(team, mother, ask, service_ref=service, where=None if undisclosed else "12 Quay Street")
    (offer,) = samples.asks_of(team.jo, mother)[0].offers
    assert offer.offer.body.place_hidden is undisclosed
    assert offer.realness.real


def test_a_telling_to_come_is_refused() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    with pytest.raises(BadInput, match="has not come yet") as refusal:
        samples.offer(team, mother, ask, told_at=clock.now() + timedelta(hours=1))
    assert refusal.value.field == "told_at"


def test_what_was_read_or_told_names_its_source() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    with pytest.raises(BadInput) as refusal:
        actions.record_offer(
            by=team.jo,
            mother=mother,
            ask_ref=ask,
            offer=samples.an_offer(),
            at=clock.now(),
            known=Known("told_by"),
        )
    assert refusal.value.field == "from_whom"


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (Answer(AnswerWord.NO, barrier=Barrier.OTHER), "barrier_words"),
        (Answer(AnswerWord.NO, barrier_words="too loud there"), "barrier"),
    ],
)
def test_a_barrier_is_one_of_the_list_or_in_her_words(answer: Answer, field: str) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = samples.offer(team, mother, samples.ask(team, mother))
    with pytest.raises(BadInput) as refusal:
        actions.record_answer(by=team.jo, mother=mother, offer_ref=ref, answer=answer, at=clock.now())
    assert refusal.value.field == field


def test_nobody_answers_what_nobody_told_her() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=3)
    ask = samples.ask(team, mother)
    untold = samples.offer(team, mother, ask, told_at=None, told_by=None)
    with pytest.raises(BadInput, match="does not say when she was told"):
        samples.answer(team, mother, untold, AnswerWord.YES)
    told = samples.offer(team, mother, ask)
    with pytest.raises(BadInput, match="before she was told"):
        actions.record_answer(
            by=team.jo,
            mother=mother,
            offer_ref=told,
            answer=Answer(AnswerWord.NO),
            at=clock.now() - timedelta(days=1),
        )


def test_a_correction_cannot_take_away_that_she_was_told_before_she_answered() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = samples.offer(team, mother, samples.ask(team, mother))
    samples.answer(team, mother, ref, AnswerWord.NO)
    with pytest.raises(BadInput, match="She has answered"):
        actions.correct_offer(
            by=team.jo,
            mother=mother,
            offer_ref=ref,
            seen_ref=ref,
            offer=samples.an_offer(told_at=None, told_by=None),
            at=clock.now(),
        )


def test_a_stranger_offers_and_answers_nothing() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    ref = samples.offer(team, mother, ask)
    with pytest.raises(NotYours):
        actions.record_offer(
            by=team.vic, mother=mother, ask_ref=ask, offer=samples.an_offer(), at=clock.now()
        )
    with pytest.raises(NotYours):
        actions.record_answer(
            by=team.vic, mother=mother, offer_ref=ref, answer=Answer(AnswerWord.NO), at=clock.now()
        )


def test_an_offer_of_another_mother_is_not_in_her_record() -> None:
    team = worlds.make_team()
    mother, other = worlds.begin(team), worlds.begin(team, "Wren")
    ref = samples.offer(team, other, samples.ask(team, other))
    with pytest.raises(BadInput, match="not in her record"):
        samples.answer(team, mother, ref, AnswerWord.YES)
