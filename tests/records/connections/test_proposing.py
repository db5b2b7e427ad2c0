"""Proposing: each question answered, one child, her side at any time; and a connection never disappears."""

from datetime import timedelta
from typing import Any

import pytest

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Compartment, Permission
from hrm2m.policy.connecting import ConnectionStatus
from hrm2m.records.clocks.models import Clock
from hrm2m.records.connections import actions, queries
from hrm2m.records.connections.entries import Alternative, Cause, ConnectionMore, Effect, Explains, Side
from hrm2m.records.connections.lines import line_of
from hrm2m.records.connections.told import Told
from hrm2m.records.whole import actions as whole
from hrm2m.vault import door
from hrm2m.vault.errors import Denied
from tests.records.connections import samples
from tests.records.connections.samples import Situation


pytestmark = pytest.mark.django_db

ALL_BUT_HOUSING = tuple(Alternative(c, Explains.NOT_KNOWN) for c in Cause if c is not Cause.HOUSING)


def cards(situation: Situation) -> tuple[queries.ConnectionCard, ...]:
    with door.looking(
        by=situation.team.rae,
        permission=Permission.CONNECTION_SEE,
        mother=situation.mother,
        page="connections",
    ) as box:
        return queries.connections_in(box)


def test_a_proposed_one_may_be_sent_at_once_marked_so() -> None:
    situation = samples.a_situation()
    samples.propose(situation)
    (card,) = cards(situation)
    line = line_of(card, clock.now())
    assert card.status is ConnectionStatus.PROPOSED
    assert line.may_be_named()
    assert line.is_not_looked_at
    assert line.her_reply_is_awaited


def test_where_nothing_was_asked_of_treatment_it_can_be_proposed_all_the_same() -> None:
    situation = samples.a_situation(treated=False)
    samples.propose(situation)
    (card,) = cards(situation)
    assert card.asked is None


def test_an_answer_that_comes_later_joins_it() -> None:
    situation = samples.a_situation()
    question = samples.ask(situation)
    samples.propose(situation, question=question)
    assert cards(situation)[0].asked is not None
    samples.answer(situation, question)
    (card,) = cards(situation)
    assert card.asked is not None
    assert len(card.asked.answers) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"observations": ()}, "observations"),
        ({"mechanism": " "}, "mechanism"),
        ({"effect_words": ""}, "effect_words"),
        ({"effect": Effect.LIKELY, "evidence": ""}, "evidence"),
        ({"evidence_against": ""}, "evidence_against"),
        ({"alternatives": ALL_BUT_HOUSING}, "housing"),
        ({"alternatives": (*ALL_BUT_HOUSING, Alternative(Cause.HOUSING, Explains.YES))}, "housing_words"),
        ({"question": "q" * 26}, "question"),
        ({"mechanism": "x" * 4001}, "mechanism"),
    ],
)
def test_a_question_left_open_is_named_at_its_field(changes: dict[str, Any], field: str) -> None:
    situation = samples.a_situation()
    with pytest.raises(BadInput) as refused:
        samples.propose(situation, **changes)
    assert refused.value.field == field
    assert cards(situation) == ()


def test_what_is_said_of_people_who_use_drugs_is_taken_in_and_never_refused() -> None:
    situation = samples.a_situation()
    samples.propose(situation, effect=Effect.LIKELY, evidence="People who use drugs cannot wake for a child.")
    assert len(cards(situation)) == 1


def test_entries_about_another_child_are_refused() -> None:
    situation = samples.a_situation()
    other = samples.child(situation.team, situation.mother, "Ash")
    seen = samples.observe(situation.team, situation.mother, other, "Ash has a cough.")
    with pytest.raises(BadInput, match="about this child only"):
        samples.propose(situation, observations=(situation.seen, seen))


def test_it_says_whether_she_was_told_and_nothing_waits_for_her_reply() -> None:
    situation = samples.a_situation()
    with pytest.raises(BadInput, match="why she has not been told"):
        actions.propose(
            by=situation.team.ruth,
            mother=situation.mother,
            connection=samples.a_connection(situation),
            told=Told(),
            at=clock.now(),
        )


def test_her_reply_joins_at_any_point_and_stands_beside_it() -> None:
    situation = samples.a_situation()
    ref = samples.looked_at(situation)
    actions.reply(
        by=situation.team.ruth,
        mother=situation.mother,
        connection=ref,
        words="My sister was there. Nobody asked.",
        not_right=True,
        at=clock.now(),
    )
    (card,) = cards(situation)
    assert [reply.body.words for reply in card.entry.replies] == ["My sister was there. Nobody asked."]
    assert not line_of(card, clock.now()).her_reply_is_awaited
    assert Clock.objects.filter(kind="reply_answered", compartment=Compartment.CHILD_SAFETY).exists()


def test_more_evidence_is_added_and_what_was_there_stays() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    actions.add_more(
        by=situation.team.rae,
        mother=situation.mother,
        connection=ref,
        more=ConnectionMore(Side.AGAINST, "Her sister says that she was in the house."),
        at=clock.now(),
    )
    (card,) = cards(situation)
    assert [added.body.side for added in card.more] == [Side.AGAINST]
    assert card.entry.body.evidence.startswith("Sam saw it")


def test_a_second_look_is_promised_within_fourteen_days() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    running = Clock.objects.get(kind="connection_read", about=ref)
    assert local_day(running.due_at) - local_day(running.started_at) == timedelta(days=14)
    assert running.compartment == Compartment.CHILD_SAFETY


@pytest.mark.slow
def test_only_a_safeguarding_lead_of_the_agency_that_keeps_her_bridge_proposes_and_sees() -> None:
    situation = samples.a_situation()
    samples.propose(situation)
    for name in ("jo", "sam", "kit", "tom", "tess", "vic", "mia"):
        actor = getattr(situation.team, name)
        with pytest.raises(Denied):
            samples.propose(situation, by=actor)
        with (
            pytest.raises(Denied),
            door.looking(by=actor, permission=Permission.CONNECTION_SEE, mother=situation.mother, page="c"),
        ):
            pass


@pytest.mark.slow
def test_it_is_there_after_her_record_ended_and_can_still_be_looked_at() -> None:
    situation = samples.a_situation()
    ref = samples.propose(situation)
    whole.she_asks_to_end(by=situation.team.jo, mother=situation.mother, at=clock.now())
    samples.ask_reader(situation, ref, situation.team.rae)
    samples.look(situation, ref, by=situation.team.rae)
    assert [card.ref for card in cards(situation)] == [ref]
