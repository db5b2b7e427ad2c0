"""An ask is hers: her words, her urgency, her word to close it; the clock of a first real offer runs meanwhile."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Category, Permission
from hrm2m.records.asks import actions, queries
from hrm2m.records.asks.entries import (
    AskClosed,
    AskWantedAgain,
    ClosedBecause,
    ForWhom,
    Longing,
    SaidHow,
    Urgency,
)
from hrm2m.records.clocks import queries as clocks
from hrm2m.records.clocks.actions import stop_all
from hrm2m.vault import door
from hrm2m.vault.errors import NotYours, StaleVersion
from tests import worlds
from tests.records.asks import samples


pytestmark = pytest.mark.django_db

WEDNESDAY = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
DONE = AskClosed(ClosedBecause.DONE, SaidHow.CALL)


@pytest.mark.parametrize(
    ("urgency", "due"),
    [
        (Urgency.TODAY, datetime(2026, 3, 4, 23, 59, 59, tzinfo=UTC)),
        (Urgency.SOON, datetime(2026, 3, 5, 10, 0, tzinfo=UTC)),
        (Urgency.THIS_WEEK, datetime(2026, 3, 11, 10, 0, tzinfo=UTC)),
    ],
)
def test_her_words_come_first_and_her_urgency_starts_the_clock(urgency: Urgency, due: datetime) -> None:
    team = worlds.make_team()
    with clock.at(WEDNESDAY):
        mother = worlds.begin(team)
        ref = samples.ask(team, mother, urgency=urgency, needs_childcare=True)
        (card,) = samples.asks_of(team.jo, mother)
    assert (card.ask.ref, card.ask.body.words, card.ask.category) == (
        ref,
        "A room where my boy can stay",
        Category.HOME,
    )
    assert card.clock is not None
    assert (card.clock.due_at, card.clock.owner_id) == (due, team.jo.worker_id)
    assert card.clock.escalate_to_id == team.sam.worker_id
    assert card.is_open
    assert not card.answered_for_real


def test_an_ask_entered_late_is_late_at_once() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=30)
    asked_at = clock.now() - timedelta(days=20)
    actions.record_ask(by=team.jo, mother=mother, ask=samples.an_ask(), category=Category.HOME, at=asked_at)
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="asks") as box:
        (line,) = clocks.late_of([box.mother_id], box.now)[box.mother_id]
    assert line.started_at == asked_at


def test_what_came_through_somebody_names_that_person() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    through = samples.an_ask(said_how=SaidHow.THROUGH_TRUSTED)
    with pytest.raises(BadInput) as refusal:
        actions.record_ask(by=team.jo, mother=mother, ask=through, category=Category.HOME, at=clock.now())
    assert refusal.value.field == "through_whom"
    actions.record_ask(
        by=team.jo,
        mother=mother,
        ask=through,
        category=Category.HOME,
        at=clock.now(),
        through_whom="her sister",
    )
    (card,) = samples.asks_of(team.jo, mother)
    assert (card.ask.how_known, card.ask.from_whom) == ("told_by", "her sister")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": "  \n "}, "words"),
        ({"words": "x" * 4001}, "words"),
        ({"words": "a\x00b"}, "words"),
        ({"urgency": "whenever"}, "urgency"),
        ({"said_how": "somehow"}, "said_how"),
    ],
)
def test_an_ask_that_cannot_be_kept_is_refused_with_a_sentence(changes: dict[str, Any], field: str) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    with pytest.raises(BadInput) as refusal:
        samples.ask(team, mother, **changes)
    assert refusal.value.field == field
    assert refusal.value.sentence.endswith(".")
    assert samples.asks_of(team.jo, mother) == ()


@pytest.mark.promise(3)
def test_silence_for_half_a_year_leaves_an_ask_on_her_list_with_its_clock() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=190)
    samples.ask(team, mother, at=clock.now() - timedelta(days=180))
    (card,) = samples.asks_of(team.jo, mother)
    assert card.is_open
    assert card.clock is not None


def test_her_word_closes_an_ask_and_stops_its_clock() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = samples.ask(team, mother)
    actions.close_ask(by=team.jo, mother=mother, ask_ref=ref, closed=DONE, at=clock.now())
    (card,) = samples.asks_of(team.jo, mother)
    assert card.closed is not None
    assert card.closed.body == DONE
    assert card.clock is None
    with pytest.raises(BadInput, match="said this already"):
        actions.close_ask(by=team.jo, mother=mother, ask_ref=ref, closed=DONE, at=clock.now())


@pytest.mark.promise(3)
def test_nobody_but_her_closes_an_ask() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = samples.ask(team, mother)
    closed = AskClosed(ClosedBecause.NOT_WANTED, SaidHow.THROUGH_TRUSTED)
    with pytest.raises(BadInput, match="Only her own word"):
        actions.close_ask(by=team.jo, mother=mother, ask_ref=ref, closed=closed, at=clock.now())
    assert samples.asks_of(team.jo, mother)[0].is_open


def test_an_ask_she_wants_again_runs_on_from_the_day_she_asked() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=9)
    asked_at = clock.now() - timedelta(days=8)
    ref = samples.ask(team, mother, at=asked_at)
    actions.close_ask(by=team.jo, mother=mother, ask_ref=ref, closed=DONE, at=clock.now())
    again = AskWantedAgain(SaidHow.IN_PERSON)
    actions.want_ask_again(by=team.jo, mother=mother, ask_ref=ref, again=again, at=clock.now())
    (card,) = samples.asks_of(team.jo, mother)
    assert card.is_open
    assert card.clock is not None
    assert card.clock.started_at == asked_at
    with pytest.raises(BadInput, match="nothing to open again"):
        actions.want_ask_again(by=team.jo, mother=mother, ask_ref=ref, again=again, at=clock.now())


def test_a_correction_is_a_new_entry_that_counts_the_clock_again() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    asked_at = clock.now()
    ref = samples.ask(team, mother, at=asked_at, urgency=Urgency.THIS_WEEK)
    sooner = samples.an_ask(urgency=Urgency.TODAY, words="A room today")
    newer = actions.correct_ask(
        by=team.sam,
        mother=mother,
        ask_ref=ref,
        seen_ref=ref,
        ask=sooner,
        category=Category.HOME,
        at=asked_at,
    )
    (card,) = samples.asks_of(team.jo, mother)
    assert (card.ask.ref, card.ask.seen_ref, card.ask.body.words) == (ref, newer, "A room today")
    assert card.clock is not None
    assert card.clock.kind == "ask_today"
    with pytest.raises(StaleVersion) as stale:
        actions.correct_ask(
            by=team.jo,
            mother=mother,
            ask_ref=ref,
            seen_ref=ref,
            ask=sooner,
            category=Category.HOME,
            at=asked_at,
        )
    assert stale.value.current_ref == newer


def test_a_form_opened_on_one_ask_never_corrects_another() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref, other = samples.ask(team, mother), samples.ask(team, mother)
    with pytest.raises(StaleVersion):
        actions.correct_ask(
            by=team.jo,
            mother=mother,
            ask_ref=ref,
            seen_ref=other,
            ask=samples.an_ask(words="Something else"),
            category=Category.HOME,
            at=clock.now(),
        )
    assert {card.ask.seen_ref for card in samples.asks_of(team.jo, mother)} == {ref, other}


def test_what_she_longs_for_has_no_clock_and_can_be_written_again_as_she_wants_it() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    first = actions.record_longing(
        by=team.jo, mother=mother, longing=Longing("The sea", ForWhom.ME), at=clock.now()
    )
    actions.correct_longing(
        by=team.jo,
        mother=mother,
        longing_ref=first,
        seen_ref=first,
        longing=Longing("The sea, with them", ForWhom.MY_CHILDREN),
        at=clock.now(),
    )
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="asks") as box:
        (card,) = queries.longings_in(box)
        assert clocks.clocks_of(box) == ()
    assert (card.ref, card.body) == (first, Longing("The sea, with them", ForWhom.MY_CHILDREN))


def test_a_stranger_can_neither_write_nor_close_an_ask() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = samples.ask(team, mother)
    with pytest.raises(NotYours):
        actions.record_ask(
            by=team.vic, mother=mother, ask=samples.an_ask(), category=Category.HOME, at=clock.now()
        )
    with pytest.raises(NotYours):
        actions.close_ask(by=team.vic, mother=mother, ask_ref=ref, closed=DONE, at=clock.now())


def test_the_ask_of_another_mother_is_not_in_her_record() -> None:
    team = worlds.make_team()
    mother, other = worlds.begin(team), worlds.begin(team, "Wren")
    ref = samples.ask(team, other)
    with pytest.raises(BadInput, match="not in her record"):
        actions.close_ask(by=team.jo, mother=mother, ask_ref=ref, closed=DONE, at=clock.now())


def test_a_record_that_is_open_again_owes_her_what_it_owed_before() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    samples.ask(team, mother)
    with door.acting(by=team.jo, permission=Permission.ASK_RECORD, mother=mother) as box:
        stop_all(box)
        actions.run_clocks(box)
    assert samples.asks_of(team.jo, mother)[0].clock is not None
