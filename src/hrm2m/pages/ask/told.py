"""Asks, offers and longings as a page tells them: frozen values in words, made from cards of the record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext

from hrm2m.pages.ask.realness import RealWords, in_words
from hrm2m.pages.ask.words import (
    ANSWERS,
    BARRIERS,
    CATEGORIES,
    CHILDCARE,
    CLOSED,
    FOR_WHOM,
    GETTING_THERE,
    SAID,
    WANTED,
)
from hrm2m.pages.ask.written import Written, written
from hrm2m.pages.today.sides import Names
from hrm2m.pages.today.timing import clock_state, date_in_words, moment_in_words
from hrm2m.records.asks.entries import Barrier, Longing, Offer
from hrm2m.records.asks.queries import AskCard, OfferCard, Said


@dataclass(frozen=True)
class ToldAnswer:
    """Her answer, and what stood in the way if she named something."""

    word: str
    words: str
    barrier: str
    when: str
    written: Written


@dataclass(frozen=True)
class ToldOffer:
    """One offer: what is known, a line each, how real it is, and her answer."""

    ref: str
    service: str
    service_ref: str
    what: str
    when: str
    lines: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    real: RealWords
    told: bool
    taken_back: str
    is_back: bool
    answer: ToldAnswer | None
    written: Written


@dataclass(frozen=True)
class ToldAsk:
    """One ask in her words, its clock in words, and what was offered in answer."""

    ref: str
    words: str
    wanted: str
    category: str
    when: str
    said: str
    needs_childcare: bool
    clock: str
    clock_state: str
    closed: str
    closed_words: str
    answered_for_real: bool
    offers: tuple[ToldOffer, ...]
    written: Written


@dataclass(frozen=True)
class ToldLonging:
    """What she longs for, in her words."""

    ref: str
    words: str
    for_whom: str
    when: str
    written: Written


def told_ask(card: AskCard, names: Names, now: datetime) -> ToldAsk:
    """One ask; an ask that is off the list has no clock."""
    body, clock, closed = card.ask.body, card.clock, card.closed
    return ToldAsk(
        ref=card.ask.ref,
        words=body.words,
        wanted=str(WANTED[body.urgency]),
        category=str(CATEGORIES[card.ask.category]),
        when=moment_in_words(card.ask.at, now),
        said=str(SAID[body.said_how]),
        needs_childcare=body.needs_childcare,
        clock=clock.words(now) if clock and card.is_open else "",
        clock_state=clock_state(clock.due_at, now) if clock else "none",
        closed=f"{CLOSED[closed.body.because]}, {moment_in_words(closed.at, now)}" if closed else "",
        closed_words=closed.body.words if closed else "",
        answered_for_real=card.answered_for_real,
        offers=tuple(told_offer(offer, names, now) for offer in card.offers),
        written=written(card.ask, names, now),
    )


def told_offer(card: OfferCard, names: Names, now: datetime) -> ToldOffer:
    """One offer, what is not known of it named as well."""
    body = card.offer.body
    lines = _lines_of(body, now)
    return ToldOffer(
        ref=card.offer.ref,
        service=body.service,
        service_ref=body.service_ref,
        what=body.what,
        when=moment_in_words(card.offer.at, now),
        lines=tuple((label, words) for label, words in lines if words),
        unknown=tuple(label for label, words in lines if not words),
        real=in_words(card.realness),
        told=body.told_at is not None,
        taken_back=card.taken_back.body.words if card.taken_back else "",
        is_back=card.taken_back is not None,
        answer=_told_answer(card, names, now),
        written=written(card.offer, names, now),
    )


def told_longing(longing: Said[Longing], names: Names, now: datetime) -> ToldLonging:
    """One longing."""
    body = longing.body
    when = moment_in_words(longing.at, now)
    return ToldLonging(
        longing.ref, body.words, str(FOR_WHOM[body.for_whom]), when, written(longing, names, now)
    )


def said_in(asks: Iterable[AskCard]) -> list[Said[Any] | None]:
    """Everything that was written in these asks."""
    found: list[Said[Any] | None] = []
    for ask in asks:
        found += [ask.ask, ask.closed]
        for offer in ask.offers:
            found += [offer.offer, offer.answer, offer.taken_back]
    return found


def _lines_of(body: Offer, now: datetime) -> tuple[tuple[str, str], ...]:
    """What matters of an offer, label and words; empty words are *not known*."""
    return (
        (gettext("From when"), date_in_words(body.from_day) if body.from_day else ""),
        (gettext("Where"), gettext("Must not be found") if body.place_hidden else body.where or ""),
        (gettext("Getting there"), _word(GETTING_THERE, body.getting_there)),
        (gettext("The way there"), gettext("Ask them") if body.place_hidden else body.travel or ""),
        (gettext("Hours"), body.hours or ""),
        (gettext("Childcare"), _word(CHILDCARE, body.childcare)),
        (gettext("Cost"), body.cost or ""),
        (gettext("Conditions"), _conditions(body.conditions)),
        (gettext("Told her"), _told_her(body, now)),
    )


def _conditions(conditions: tuple[str, ...] | None) -> str:
    if conditions is None:
        return ""
    return "\n".join(conditions) or gettext("None: they have said so.")


def _told_her(body: Offer, now: datetime) -> str:
    if body.told_at is None:
        return gettext("Not yet")
    when = moment_in_words(body.told_at, now)
    return gettext("%(when)s, by %(whom)s") % {"when": when, "whom": body.told_by} if body.told_by else when


def _told_answer(card: OfferCard, names: Names, now: datetime) -> ToldAnswer | None:
    if card.answer is None:
        return None
    body = card.answer.body
    barrier = body.barrier_words if body.barrier is Barrier.OTHER else _word(BARRIERS, body.barrier)
    return ToldAnswer(
        str(ANSWERS[body.answer]),
        body.words,
        barrier,
        moment_in_words(card.answer.at, now),
        written(card.answer, names, now),
    )


def _word(words: Mapping[Any, Promise], code: object) -> str:
    return str(words[code]) if code is not None else ""
