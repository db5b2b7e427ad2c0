"""Marks of offers equal what her entries say after every act; the board reads codes, never a word of hers."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hrm2m.foundation import clock
from hrm2m.policy import Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.records.asks import actions, queries
from hrm2m.records.asks.board import offers_since
from hrm2m.records.asks.entries import AnswerWord, Barrier, OfferTakenBack, Urgency
from hrm2m.records.asks.marks import marks_kept, marks_of
from hrm2m.records.asks.models import OfferMark
from hrm2m.records.asks.real import Missing
from hrm2m.records.bridges import actions as bridges
from hrm2m.vault import door
from tests import worlds
from tests.records.asks import samples


pytestmark = pytest.mark.django_db


def number_of(team: worlds.Team, mother: str) -> int:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="asks") as box:
        return box.mother_id


def assert_marks_are_right(team: worlds.Team, mother: str) -> None:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="asks") as box:
        assert marks_kept(box.mother_id) == marks_of(queries.ask_threads_in(box))


def an_act(chance: Random, team: worlds.Team, mother: str) -> None:
    """One act that is possible now, chosen by chance."""
    cards = samples.asks_of(team.jo, mother)
    offers = [(card, offer) for card in cards for offer in card.offers]
    choice = chance.choice(["ask", "offer", "offer", "change", "answer", "back", "urgency"])
    lacking: dict[str, Any] = chance.choice([{}, {"conditions": None}, {"where": None}, {"from_day": None}])
    if choice == "ask" or not cards:
        samples.ask(team, mother, needs_childcare=chance.random() < 0.5)
    elif choice == "offer" or not offers:
        samples.offer(team, mother, chance.choice(cards).ask.ref, **lacking)
    elif choice == "urgency":
        card = chance.choice(cards)
        actions.correct_ask(
            by=team.sam,
            mother=mother,
            ask_ref=card.ask.ref,
            seen_ref=card.ask.seen_ref,
            ask=samples.an_ask(urgency=chance.choice(list(Urgency))),
            category=card.ask.category,
            at=card.ask.at - timedelta(days=chance.randrange(3)),
        )
    else:
        change_offer(chance, team, mother, chance.choice(offers)[1], choice, lacking)


def change_offer(
    chance: Random,
    team: worlds.Team,
    mother: str,
    offer: queries.OfferCard,
    choice: str,
    lacking: dict[str, Any],
) -> None:
    if choice == "answer":
        samples.answer(
            team, mother, offer.offer.ref, chance.choice(list(AnswerWord)), barrier=Barrier.TOO_FAR
        )
    elif choice == "back" and offer.taken_back is None:
        actions.take_back_offer(
            by=team.jo, mother=mother, offer_ref=offer.offer.ref, back=OfferTakenBack(), at=clock.now()
        )
    else:
        body = samples.an_offer(told_at=offer.offer.body.told_at, **lacking)
        actions.correct_offer(
            by=team.sam,
            mother=mother,
            offer_ref=offer.offer.ref,
            seen_ref=offer.offer.seen_ref,
            offer=body,
            at=clock.now(),
        )


@pytest.mark.slow
@pytest.mark.promise(5)
@pytest.mark.parametrize("seed", range(3))
def test_after_any_acts_the_marks_and_the_clocks_are_what_the_entries_say(seed: int) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=20)
    chance = Random(seed)  # noqa: S311 - a sequence to try, not a secret
    for _ in range(15):
        an_act(chance, team, mother)
        assert_marks_are_right(team, mother)
        for card in samples.asks_of(team.jo, mother):
            met = any(offer.realness.meets_the_clock for offer in card.offers)
            assert (card.clock is None) is met
    rebuilt = actions.rebuild_marks(by=machine_actor(1), mothers=[number_of(team, mother)])
    assert rebuilt == 0


def test_a_rebuild_puts_right_what_is_wrong_and_says_how_much() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    samples.offer(team, mother, ask)
    samples.offer(team, mother, ask, conditions=None)
    samples.offer(team, mother, ask, told_at=None, told_by=None)
    number = number_of(team, mother)
    OfferMark.objects.filter(mother=number, real=True).update(real=False)
    OfferMark.objects.filter(mother=number, told_at=None).delete()
    strange = OfferMark(mother=number, agency_id=1, ask_ref=ask, offer_ref="x", real=True)
    strange.offered_at = clock.now()
    strange.save()
    assert actions.rebuild_marks(by=machine_actor(1), mothers=[number]) == 3
    assert_marks_are_right(team, mother)


def offer_and_fail(team: worlds.Team, mother: str, ask: str) -> None:
    with door.unit(by=team.jo):
        samples.offer(team, mother, ask)
        _ = 1 / 0


def test_an_act_that_fails_leaves_no_mark() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    with pytest.raises(ZeroDivisionError):
        offer_and_fail(team, mother, ask)
    assert not OfferMark.objects.exists()
    assert samples.asks_of(team.jo, mother)[0].offers == ()


@pytest.mark.promise(5)
def test_what_was_not_real_is_kept_in_codes() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    real = samples.offer(team, mother, ask)
    untold = samples.offer(team, mother, ask, told_at=None, told_by=None)
    far = samples.offer(team, mother, ask, where=None)
    samples.answer(team, mother, far, AnswerWord.NO, barrier=Barrier.TOO_FAR)
    marks = {mark.offer_ref: mark for mark in OfferMark.objects.all()}
    assert set(marks) == {real, untold, far}
    assert [marks[ref].missing for ref in (real, untold, far)] == [
        [],
        [Missing.NOT_TOLD],
        [Missing.PLACE_NOT_KNOWN],
    ]
    assert (marks[far].answered, marks[far].barrier) == ("no", "too_far")


def test_an_offer_stays_with_the_agency_that_made_it_whoever_puts_it_right() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = samples.offer(team, mother, samples.ask(team, mother), conditions=None)
    bridges.add_to_team(by=team.jo, mother=mother, worker=team.vic.worker_ref, at=clock.now())
    actions.correct_offer(
        by=team.vic,
        mother=mother,
        offer_ref=ref,
        seen_ref=ref,
        offer=samples.an_offer(where=None),
        at=clock.now(),
    )
    mark = OfferMark.objects.get()
    assert (mark.agency_id, mark.missing) == (team.jo.agency_id, [Missing.PLACE_NOT_KNOWN])


def test_no_word_of_hers_is_in_the_table_of_marks_or_on_the_board() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, "Robin")
    ask = samples.ask(team, mother, words="CANARY words")
    ref = samples.offer(team, mother, ask, service="CANARY service", where=None, cost="CANARY cost")
    samples.answer(
        team, mother, ref, AnswerWord.NO, words="CANARY", barrier=Barrier.OTHER, barrier_words="CANARY"
    )
    row = OfferMark.objects.values().get()
    shown = offers_since(team.kit, clock.now() - timedelta(days=1))
    assert shown.not_real == 1
    assert "CANARY" not in f"{row}{shown}"
    assert "Robin" not in f"{row}{shown}"


@pytest.mark.slow
def test_the_number_of_statements_does_not_grow_with_her_asks() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            samples.asks_of(team.jo, mother)
        return len(caught)

    samples.offer(team, mother, samples.ask(team, mother))
    samples.asks_of(team.jo, mother)
    few = statements()
    for _ in range(4):
        ask = samples.ask(team, mother)
        for _ in range(2):
            samples.answer(team, mother, samples.offer(team, mother, ask), AnswerWord.NO)
    assert statements() == few


def test_a_forgotten_mother_leaves_no_mark() -> None:
    team = worlds.make_team()
    mother, other = worlds.begin(team), worlds.begin(team, "Wren")
    for one in (mother, other):
        samples.offer(team, one, samples.ask(team, one))
    actions.forget_marks(number_of(team, mother))
    assert list(OfferMark.objects.values_list("mother", flat=True)) == [number_of(team, other)]
