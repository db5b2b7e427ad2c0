"""Writing down her yes, and every way in which a yes ends; rows are added, none is changed. Nothing is opened by it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.consenting import (
    LONGEST_DAYS,
    MAY_INTERPRET,
    STANDARD_DAYS,
    AroundABirth,
    Asked,
    Interpreter,
    carried_until,
)
from hrm2m.policy.facts import ActFacts
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges.asked_again import nothing_left_to_ask, promise_to_ask_again
from hrm2m.records.bridges.there import Chosen, is_barred
from hrm2m.records.bridges.yeses import YesTo
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.entries import BABY_KINDS
from hrm2m.records.clocks.queries import all_windows
from hrm2m.records.consent import again
from hrm2m.records.consent.entries import (
    ConsentWords,
    EndedBecause,
    HowAsked,
    Purpose,
    StopWords,
    WhereAsked,
)
from hrm2m.records.consent.models import Consent, ConsentCarried, ConsentEnd, Listened
from hrm2m.records.consent.queries import ConsentCard, consents_on, somebody_listened_at
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


WORDS = 4000
HER_WORD = ActFacts(her_word=True)
NOT_THEM = (
    "Her words do not go through a child, her partner, family or a neighbour: what they hear may be used against her. "
    "Ask again with a professional interpreter."
)
WANTS_NO_MORE = frozenset({EndedBecause.SHE_STOPPED, EndedBecause.BARRED, EndedBecause.RECORD_OVER})
"""After these she is not asked again about the agency."""
NOBODY = 0
"""No worker has this number: the agency alone is asked about."""
BARRED = (
    "She said that nobody of this agency may open her record. Ask her whether that has changed; if so, write that "
    "first."
)
NOT_WHILE_LISTENING = (
    "Somebody was listening within two hours of this, so her yes does not count. Ask when she is alone."
)


@dataclass(frozen=True)
class Yes:
    """What she said yes to: one agency, by ref; the things it may know; what for; and how she was asked.

    `until` None is three months. `shown` are the exact words she was shown or told.
    """

    agency: str
    categories: frozenset[Category]
    purpose: Purpose
    shown: str
    asked: Asked
    how: HowAsked
    place: WhereAsked
    with_name: bool = False
    interpreter: Interpreter = Interpreter.NONE
    until: datetime | None = None
    her_words: str = ""


def ask(*, by: Actor, mother: str, yes: Yes, at: datetime) -> str:
    """Writes down what she said yes to when she was asked at `at`; answers the ref.

    One that was not given alone is kept as it was and opens nothing. Raises BadInput where nothing is chosen, for an
    interpreter she knows, and where somebody was listening.
    """
    with door.acting(by=by, permission=Permission.CONSENT_ASK, mother=mother, act=HER_WORD) as box:
        must_not_be_later_than_now(box, at)
        until = yes.until or box.now + timedelta(days=STANDARD_DAYS)
        _check(box, yes, until, at)
        agency_id = _agency(by, yes.agency)
        _must_not_be_barred(box, agency_id)
        words = ConsentWords(yes.shown.strip(), yes.her_words.strip())
        row = Consent.objects.create(
            area=box.area,
            mother=box.mother_id,
            agency_id=agency_id,
            categories=sorted(yes.categories),
            purpose=yes.purpose,
            with_name=yes.with_name,
            asked=yes.asked,
            interpreter=yes.interpreter,
            how=yes.how,
            place=yes.place,
            asked_at=at,
            since=box.now,
            until=until,
            by_id=by.worker_id,
            entry=box.write(Draft(words, Category.MY_WORDS, at)),
        )
        again.asked(box, row)
        if yes.asked is Asked.ALONE:
            # She said it, and a worker wrote it: somebody else asks her whether it was so.
            promise_to_ask_again(box, YesTo.CONSENT, about=row.ref, gains=by.worker_id)
        return row.ref


def stop(box: Box, *, agency_id: int | None = None, her_words: str = "") -> tuple[str, ...]:
    """Ends, at her word, every yes to this agency, or every one; refs of what ended. The box is open for her stop."""
    hers = [card for card in consents_on(box.mother_id) if agency_id in {None, card.agency_id}]
    ended = _end(box, hers, EndedBecause.SHE_STOPPED)
    if her_words.strip():
        box.write(Draft(StopWords(her_words.strip()), Category.MY_WORDS, box.now))
    return ended


def end_what_she_never_said(box: Box, ref: str) -> tuple[ConsentCard, ...]:
    """Asked again by somebody else she says that she did not say so: this yes is over; it, where it still held."""
    said = [card for card in consents_on(box.mother_id) if card.ref == ref and card.ended_at is None]
    _end(box, said, EndedBecause.NOT_SO)
    return tuple(said)


def void_what_was_heard(box: Box, *, at: datetime) -> tuple[str, ...]:
    """Somebody was listening at `at`: what she said yes to around that time does not count; refs of what ended."""
    Listened.objects.create(area=box.area, mother=box.mother_id, at=at, by_id=box.by_id)
    heard = [
        card for card in consents_on(box.mother_id) if somebody_listened_at(box.mother_id, card.asked_at)
    ]
    return _end(box, heard, EndedBecause.SOMEBODY_LISTENED)


def end_with_record(box: Box) -> tuple[str, ...]:
    """No yes outlives a record that ended, sleeps or is forgotten: she is asked again if she comes back."""
    return _end(box, consents_on(box.mother_id), EndedBecause.RECORD_OVER)


def end_to_agencies(box: Box, agency_ids: Iterable[int]) -> tuple[str, ...]:
    """Ends every yes to agencies that she barred."""
    barred = set(agency_ids)
    hers = [card for card in consents_on(box.mother_id) if card.agency_id in barred]
    return _end(box, hers, EndedBecause.BARRED)


def end_again(box: Box, refs: Iterable[str]) -> tuple[str, ...]:
    """After a copy was put back: what had ended since is over again."""
    since = set(refs)
    hers = [card for card in consents_on(box.mother_id) if card.ref in since]
    return _end(box, hers, EndedBecause.SHE_STOPPED)


def carry_on_or_end(box: Box, card: ConsentCard) -> datetime | None:
    """Lets a yes hold on past a birth, or writes that it has run out; until when it holds now, None once it is over.

    The box reads her windows; it is the worker process that comes by before a yes ends.
    """
    if card.ended_at is not None:
        return None
    windows = [AroundABirth(line.opened, line.closed) for line in all_windows(box) if line.kind in BABY_KINDS]
    until = carried_until(card.agreed_until, windows, box.now)
    if until > card.until and card.until > box.now:
        row = Consent.objects.get(ref=card.ref)
        ConsentCarried.objects.create(area=box.area, consent=row, until=until, at=box.now)
        return until
    if card.until <= box.now:
        _end(box, [card], EndedBecause.RUN_OUT)
        return None
    return card.until


def _end(box: Box, cards: Iterable[ConsentCard], why: EndedBecause) -> tuple[str, ...]:
    hers = list(cards)
    going_on = [card for card in hers if card.ended_at is None]
    for card in going_on:
        row = Consent.objects.get(ref=card.ref)
        ConsentEnd.objects.create(area=box.area, consent=row, why=why, by_id=box.by_id, at=box.now)
        clocks.stop(box, again.BEFORE_IT_ENDS, about=card.ref)
    if why is EndedBecause.SOMEBODY_LISTENED:
        again.ask_when_alone(box, {card.agency_id for card in going_on})
    elif why in WANTS_NO_MORE:
        again.nothing_to_ask(box, {card.agency_id for card in hers})
    refs = tuple(card.ref for card in going_on)
    nothing_left_to_ask(box, YesTo.CONSENT, about=refs)
    box.note_stops(refs)
    return refs


def _agency(by: Actor, ref: str) -> int:
    found = agencies.agency_id_of(ref, area=by.area)
    if found is None:
        field, sentence = "agency", "Choose an agency from the list."
        raise BadInput(field, sentence)
    return found


def _must_not_be_barred(box: Box, agency_id: int) -> None:
    if is_barred(box.mother_id, Chosen(NOBODY, agency_id), box.now):
        field = "agency"
        raise BadInput(field, BARRED)


def _check(box: Box, yes: Yes, until: datetime, at: datetime) -> None:
    field, sentence = "", ""
    if not yes.categories:
        field, sentence = "categories", "Nothing is ticked, so nothing would be shared. Ask her which."
    elif yes.interpreter not in MAY_INTERPRET:
        field, sentence = "interpreter", NOT_THEM
    elif not yes.shown.strip() or len(yes.shown) > WORDS:
        field, sentence = "shown", "Keep the exact words she was shown or told, at most 4000 letters."
    elif not box.now < until <= box.now + timedelta(days=LONGEST_DAYS):
        field, sentence = "until", "Choose a day from tomorrow on, within twelve months."
    elif somebody_listened_at(box.mother_id, at):
        field, sentence = "at", NOT_WHILE_LISTENING
    if field:
        raise BadInput(field, sentence)
