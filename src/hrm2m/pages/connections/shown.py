"""One connection and what was asked across it, as pages show them: words and days; nothing is opened here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from hrm2m.pages.connections.asking_back import sentence_about_people
from hrm2m.pages.connections.words import (
    CAUSES,
    EFFECTS,
    EXPLAINS,
    LOOKS,
    QUOTES,
    SIDES,
    STATES,
    line_in_words,
    told_in_words,
)
from hrm2m.pages.today.sides import Names, Side, first_name, sides_of, writers_in
from hrm2m.pages.today.timing import clock_state, moment_in_words
from hrm2m.pages.today.words import HOW_KNOWN
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.children.entries import Observation
from hrm2m.records.clocks.queries import in_words
from hrm2m.records.connections.both_sides import ChildSide
from hrm2m.records.connections.lines import line_of
from hrm2m.records.connections.queries import Asked, ConnectionCard
from hrm2m.vault.entries import Entry


Words = str | Promise


@dataclass(frozen=True)
class Said:
    """A few words of somebody: what they are, when and by whom."""

    label: Words
    words: str
    when: str
    by: str
    beside: Words = ""


@dataclass(frozen=True)
class AskedShown:
    """One question to whoever treats her, with its answers; `clock` while it waits."""

    ref: str
    words: str
    when: str
    by: str
    answers: tuple[Said, ...]
    clock: str
    clock_state: str


@dataclass(frozen=True)
class Shown:
    """One connection on a page."""

    ref: str
    child: str
    state: Words
    state_colour: str
    line: str
    due: str
    due_state: str
    mechanism: str
    effect: Words
    effect_words: str
    evidence: str
    asks_back: str
    alternatives: tuple[tuple[Words, Words, str], ...]
    against: str
    her_account: str
    told: str
    when: str
    by: str
    more: tuple[Said, ...]
    looks: tuple[Said, ...]
    sides: tuple[Side, ...]
    asked: AskedShown | None


def names_for(cards: Iterable[ConnectionCard], *others: Entry[Any]) -> dict[int, WorkerCard]:
    """First names of everybody who wrote any of it; one statement."""
    wrote = writers_in(others)
    for card in cards:
        wrote |= writers_in([card.entry, *card.looks, *card.more])
        if card.asked:
            wrote |= writers_in([card.asked.entry, *card.asked.answers])
    return agencies.workers_named(wrote)


def shown(card: ConnectionCard, child: str, names: Names, now: datetime) -> Shown:
    """A connection in words."""
    entry, body = card.entry, card.entry.body
    state, colour = STATES[card.status]
    return Shown(
        ref=card.ref,
        child=child,
        state=state,
        state_colour=colour,
        line=line_in_words(line_of(card, now)),
        due=in_words(card.due_at, now),
        due_state=clock_state(card.due_at, now),
        mechanism=body.mechanism,
        effect=EFFECTS[body.effect],
        effect_words=body.effect_words,
        evidence=body.evidence,
        asks_back=sentence_about_people(f"{body.evidence}\n{body.effect_words}\n{body.mechanism}"),
        alternatives=tuple(
            (CAUSES[one.cause], EXPLAINS[one.explains], one.words) for one in body.alternatives
        ),
        against=body.evidence_against,
        her_account=body.her_account,
        told=told_in_words(entry.told_her_at, entry.told_her_how, entry.not_told_why),
        when=moment_in_words(entry.happened_at, now),
        by=first_name(names, entry.by_id),
        more=tuple(_said(SIDES[added.body.side], added.body.words, added, names, now) for added in card.more),
        looks=tuple(
            _said(
                LOOKS[look.body.outcome],
                look.body.reasons,
                look,
                names,
                now,
                QUOTES[look.body.quote_is_right],
            )
            for look in card.looks
        ),
        sides=sides_of(entry.replies, names, now),
        asked=asked_shown(card.asked, names, now) if card.asked else None,
    )


def asked_shown(asked: Asked, names: Names, now: datetime) -> AskedShown:
    """A question and what was answered, in words."""
    waits = not asked.answers
    return AskedShown(
        ref=asked.ref,
        words=asked.entry.body.words,
        when=moment_in_words(asked.entry.happened_at, now),
        by=first_name(names, asked.entry.by_id),
        answers=tuple(
            _said("", answer.body.words, answer, names, now, _none(answer.body.nothing_on_record))
            for answer in asked.answers
        ),
        clock=in_words(asked.due_at, now) if waits else "",
        clock_state=clock_state(asked.due_at, now),
    )


def observed(side: ChildSide, names: Names, now: datetime) -> tuple[Said, ...]:
    """What was seen, heard or told of this child."""
    return tuple(_observed(entry, names, now) for entry in side.observations)


def _observed(entry: Entry[Observation], names: Names, now: datetime) -> Said:
    how = f"{HOW_KNOWN[entry.how_known]} {entry.from_whom}".strip()
    return _said(how, entry.body.words, entry, names, now, entry.body.childs_own_words)


def _none(nothing: bool) -> str:
    return "none" if nothing else ""


def _said(
    label: Words, words: str, entry: Entry[Any], names: Names, now: datetime, beside: Words = ""
) -> Said:
    return Said(label, words, moment_in_words(entry.happened_at, now), first_name(names, entry.by_id), beside)
