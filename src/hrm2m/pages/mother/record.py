"""A mother's page: who she is, how safely, why she is on the list, and every contact with her words first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from hrm2m import cadence
from hrm2m.cadence import Advice, Nation
from hrm2m.cadence.local_time import local_day
from hrm2m.pages.ask.summary import Found as AsksFound
from hrm2m.pages.ask.summary import found_in, named_in, summary_of
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.windows import window_of
from hrm2m.pages.today.cards import card_of, follows_card, is_silent, method_words
from hrm2m.pages.today.reasons import why_from_advice
from hrm2m.pages.today.sides import Names, Side, first_name, sides_of, writers_in
from hrm2m.pages.today.texts import text_in_words
from hrm2m.pages.today.timing import date_in_words, day_in_words, moment_in_words
from hrm2m.pages.today.words import AGES, BECAUSE, CARE, CHANNELS, HOW_KNOWN, OUTCOMES, PLACES, STAGES
from hrm2m.policy import Actor, Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.agencies.queries import area_of, workers_named
from hrm2m.records.asks.queries import OF_ASKS
from hrm2m.records.bridges.queries import BridgeCard, bridge_of, has_met_cover, near_with
from hrm2m.records.bridges.telling import is_to_be_told
from hrm2m.records.bridges.whom_next import is_promised
from hrm2m.records.clocks.queries import OF_WINDOWS, ClockLine, WindowLine, clocks_of, open_windows
from hrm2m.records.hers.wishes import ASKED
from hrm2m.records.outreach.actions import history_in
from hrm2m.records.outreach.entries import Contact, KindOfPlace, Texts
from hrm2m.records.outreach.queries import OF_BEING, Being, Reaching, being_in, reaching_with
from hrm2m.records.outreach.texts import SHOWN_FOR, TextLine, texts_can_go, texts_of
from hrm2m.records.people.queries import OF_WHO, Mother, mother_in
from hrm2m.records.whole.baby import ToSign, death_to_sign
from hrm2m.records.whole.linking import Linked, linked_with
from hrm2m.vault.ahead import Ahead
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Body, Entry


CONTACTS_ON_A_PAGE = 8
OF_THIS_PAGE: tuple[type[Body], ...] = (*OF_WHO, *OF_BEING, *OF_WINDOWS, *OF_ASKS)


@dataclass(frozen=True)
class Told:
    """One contact as the page tells it: her words first."""

    ref: str
    when: str
    outcome: str
    channel: str
    her_words: str
    what_we_saw: str
    small: tuple[str, ...]
    by: str
    how_known: str
    written_later: str
    replies: tuple[Side, ...]


@dataclass(frozen=True)
class Promised:
    """A promise that is still to be kept."""

    name: str
    words: str
    is_late: bool
    owner: str


@dataclass(frozen=True)
class Found:
    """What was read while her record was open; putting it into words holds up nobody else."""

    who: Mother
    being: Being
    line: Reaching | None
    advice: Advice
    bridge: BridgeCard | None
    promised: tuple[ClockLine, ...]
    windows: tuple[WindowLine, ...]
    asks: AsksFound
    to_tell: bool
    met_cover: bool
    acts: bool
    texts: tuple[TextLine, ...]
    death_to_sign: ToSign | None
    linked: tuple[Linked, ...]
    now: datetime


@requires(Permission.MOTHER_SEE)
@about_her
def record(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Her page, from one look at her record."""
    with opened(request, mother) as box:
        found = _read(box, request.actor)
    words = _from(found, request.GET.get("after", ""))
    may = {permission.value for permission in permissions_of(request.actor.roles)}
    return render(request, "mother/record.html", words | {"ref": mother, "may": may})


def _read(box: Box, by: Actor) -> Found:
    box.ahead = Ahead(OF_THIS_PAGE, box.entries(*OF_THIS_PAGE))
    area, bridge, running = area_of(box.area), bridge_of(box.mother_id), clocks_of(box)
    nation = Nation(area.nation)
    texts = texts_of(box.mother_id, box.now - SHOWN_FOR)
    return Found(
        who=mother_in(box),
        being=being_in(box),
        line=reaching_with(box, running, texts),
        advice=cadence.explain(history_in(box, nation)),
        bridge=bridge,
        promised=running,
        windows=open_windows(box, nation),
        asks=found_in(box, running, area),
        to_tell=is_to_be_told(bridge),
        met_cover=bridge is not None and has_met_cover(bridge),
        acts=near_with(box.mother_id, bridge, by),
        texts=texts,
        death_to_sign=death_to_sign(box.mother_id),
        linked=linked_with(by, box.mother_id),
        now=box.now,
    )


def _from(found: Found, after: str) -> dict[str, Any]:
    who, being, line, bridge, now = found.who, found.being, found.line, found.bridge, found.now
    advice, promised = found.advice, found.promised
    shown, older = _page_of(being.contacts, after)
    beside = named_in(found.asks) | {text.asked_by_id for text in found.texts}
    names = workers_named(_workers_in(shown, promised, being, found.windows) | beside)
    return {
        "who": who,
        "stage": STAGES[who.stage],
        "age": AGES[who.age],
        "card": card_of(line, now) if line else None,
        "why": why_from_advice(advice.reasons, advice.phase),
        "method": _method(line, advice),
        "contacts": [_told(entry, names, now) for entry in shown],
        "next": older,
        "to_tell": found.to_tell,
        "to_ask_next": is_promised(promised),
        "to_ask_end": any(line.kind == ASKED for line in promised),
        "met_cover": found.met_cover,
        "promised": [_promised(line, names, now) for line in promised],
        "windows": [(window_of(line, now), sides_of(line.replies, names, now)) for line in found.windows],
        "bridge": bridge,
        "bridge_since": day_in_words(bridge.opened_at) if bridge else "",
        "honest_at": day_in_words(who.honest_sentence_at) if who.honest_sentence_at else "",
        **_wishes(being, names, now),
        "summary": summary_of(found.asks, names, now),
        "acts": found.acts,
        "texts": [(text_in_words(text, now), first_name(names, text.asked_by_id)) for text in found.texts],
        "text_her": _may_text(line, being),
        "heard": _heard(line, now),
        "death_to_sign": found.death_to_sign,
        "linked": found.linked,
    }


def _method(line: Reaching | None, advice: Advice) -> str:
    """What to do next: in the words of the plan where her card and her phone allow that way."""
    if line is None or (follows_card(line) and not is_silent(line)):
        return gettext(advice.next_method.words)
    return method_words(line)


def _may_text(line: Reaching | None, being: Being) -> bool:
    """Whether there is a button: somebody carries texts, she agreed to them, and her phone is not silent."""
    agreed = being.card is not None and being.card.body.texts is not Texts.NO
    return agreed and texts_can_go() and not (line is not None and is_silent(line))


def _heard(line: Reaching | None, now: datetime) -> str:
    """When something came from her phone lately; never what."""
    heard = line.phone.heard_at if line and line.phone else None
    return moment_in_words(heard, now) if heard and now - heard < SHOWN_FOR else ""


def _wishes(being: Being, names: Names, now: datetime) -> Mapping[str, Any]:
    left = being.left_be_since
    return {
        "card_ref": being.card.ref if being.card else "",
        "card_sides": sides_of(being.card.replies, names, now) if being.card else (),
        "quiet_ref": being.quiet.ref if being.quiet else "",
        "quiet_sides": sides_of(being.quiet.replies, names, now) if being.quiet else (),
        "visits": [
            (
                visit.ref,
                moment_in_words(visit.happened_at, now),
                visit.body,
                sides_of(visit.replies, names, now),
            )
            for visit in being.visits
        ],
        "quiet": being.quiet.body if being.quiet else None,
        "quiet_at": day_in_words(being.quiet.happened_at) if being.quiet else "",
        "left_be_since": day_in_words(left) if left else "",
        "place_care": [
            (
                CARE[entry.body.care],
                entry.body.reason,
                date_in_words(entry.body.until),
                entry.ref,
                sides_of(entry.replies, names, now),
            )
            for entry in being.place_care
        ],
        "lost_her": being.lost_her.body if being.lost_her else None,
    }


def _page_of(contacts: tuple[Entry[Contact], ...], after: str) -> tuple[tuple[Entry[Contact], ...], str]:
    """The contacts after the one with this ref, newest first, and the ref after which the next ones begin."""
    refs = [entry.ref for entry in contacts]
    start = refs.index(after) + 1 if after in refs else 0
    shown = contacts[start : start + CONTACTS_ON_A_PAGE]
    more = len(contacts) > start + CONTACTS_ON_A_PAGE
    return shown, shown[-1].ref if more else ""


def _workers_in(
    contacts: Iterable[Entry[Contact]],
    promised: Iterable[ClockLine],
    being: Being,
    windows: Iterable[WindowLine],
) -> set[int]:
    """Everyone whose name the page needs."""
    entries = [*contacts, *being.place_care, *being.visits, *((being.quiet,) if being.quiet else ())]
    sides = [
        *(being.card.replies if being.card else ()),
        *(side for line in windows for side in line.replies),
    ]
    return writers_in(entries) | {clock.owner_id for clock in promised} | {side.by_id for side in sides}


def _told(entry: Entry[Contact], names: Names, now: datetime) -> Told:
    body = entry.body
    later = local_day(entry.written_at) != local_day(entry.happened_at)
    return Told(
        ref=entry.ref,
        when=moment_in_words(entry.happened_at, now),
        outcome=str(OUTCOMES[body.outcome]),
        channel=str(CHANNELS[body.channel]),
        her_words=body.her_words,
        what_we_saw=body.what_we_saw,
        small=tuple(words for words in _small_words(body) if words),
        by=first_name(names, entry.by_id),
        how_known=_how_known(entry),
        written_later=moment_in_words(entry.written_at, now) if later else "",
        replies=sides_of(entry.replies, names, now),
    )


def _small_words(body: Contact) -> list[str]:
    """What else was written, each in a few words."""
    followed = {
        True: gettext("Her safe-contact card was followed"),
        False: gettext("Her safe-contact card was not followed"),
    }
    return [
        gettext("Because, on our side: %(why)s") % {"why": str(BECAUSE[body.because]).lower()}
        if body.because
        else "",
        str(PLACES[body.place]) if body.place is not KindOfPlace.NOT_SAID else "",
        gettext("With: %(whom)s") % {"whom": body.with_whom} if body.with_whom else "",
        "" if body.card_followed is None else followed[body.card_followed],
        gettext("Agreed next: %(day)s") % {"day": day_in_words(body.next_at)} if body.next_at else "",
    ]


def _promised(clock: ClockLine, names: Names, now: datetime) -> Promised:
    return Promised(clock.name, clock.words(now), clock.due_at < now, first_name(names, clock.owner_id))


def _how_known(entry: Entry[Any]) -> str:
    words = str(HOW_KNOWN.get(entry.how_known, entry.how_known))
    return f"{words} {entry.from_whom}" if entry.from_whom else words
