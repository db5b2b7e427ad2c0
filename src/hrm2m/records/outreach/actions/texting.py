"""Asking for a text to her phone: what would go out, when or why not, and putting it down for the worker process."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hrm2m.cadence.texting import CLOSES, OPENS, AgreedTexts, AskedText, TextAnswer, WhyNot, may_text
from hrm2m.foundation import jobs
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.lifecycles import OPEN_TEXTS, TextStatus
from hrm2m.records.agencies.doors.queries import agencies_we_work_with
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.clocks.entries import WindowClosed, WindowEnd
from hrm2m.records.outreach import due
from hrm2m.records.outreach.actions.counting import history_in
from hrm2m.records.outreach.cover import CoverWords, NotCover, cover_words
from hrm2m.records.outreach.entries import SafeContact, Texts
from hrm2m.records.outreach.models import Phone, Text
from hrm2m.records.outreach.phones import phone_mark
from hrm2m.records.outreach.texts import texts_can_go
from hrm2m.records.people.entries import Handle
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Entry
from hrm2m.vault.errors import StaleVersion


TEXT = "text"
"""The kind of job."""

LOSSES = frozenset({WindowEnd.LOSS, WindowEnd.ENDING, WindowEnd.BABY_DIED})

NOW_NOT: dict[WhyNot, str] = {
    WhyNot.RECORD_NOT_OPEN: "Her record is not open now, so nothing goes to her phone.",
    WhyNot.LEFT_BE: "She wishes to be left be: nothing goes to her phone until she calls.",
    WhyNot.NOT_AGREED: "Her card does not say that we may text. Ask her, and write it on the card.",
    WhyNot.SILENCED: "Her phone is silent: no text goes to it. Ask her in person.",
    WhyNot.LOSS: "A loss was written down since. Think again what to say, and how.",
    WhyNot.CARD_CHANGED: "Her card was changed since. Look at it, and ask for the text again if it still fits.",
    WhyNot.NOT_COVER_WORDS: (
        "The words on her card may not go out: they hold a name, a link or too much. Change them with her."
    ),
    WhyNot.TOO_LATE: "It could not go out in time, so it was not sent any more.",
    WhyNot.NOT_NOW: "She said not now. No text until she has had that time.",
    WhyNot.ENOUGH: "She has had as many contacts this week as she agreed to.",
    WhyNot.CARD_OLD: "Her card is old: only the way she named for “if you have lost me” may be used.",
}
NO_CARRIER = "Nobody carries texts for this service. Go another way."
ONE_WAITS = "A text to her waits already. Only one at a time goes out."


@dataclass(frozen=True)
class TextOffer:
    """What would go to her phone if somebody asked now: the very words, when, or why not."""

    card_ref: str
    words: CoverWords | None
    number: str
    goes_at: datetime | None
    why_not: WhyNot | None
    one_waits: bool


def ask_for_text(*, by: Actor, mother: str, card: str) -> str:
    """Asks for a text of her cover words, as the card with this ref has them; answers the ref of the text.

    There is nothing to type. Raises StaleVersion where her card is another by now, BadInput where it may not go.
    """
    with door.acting(by=by, permission=Permission.MESSAGE_ASK, mother=mother) as box:
        if not texts_can_go():
            field = "card"
            raise BadInput(field, NO_CARRIER)
        offer = text_offer_in(box)
        if offer.card_ref != card:
            raise StaleVersion(offer.card_ref)
        if offer.one_waits or offer.goes_at is None:
            sentence = ONE_WAITS if offer.one_waits else NOW_NOT[offer.why_not or WhyNot.NOT_AGREED]
            field = "card"
            raise BadInput(field, sentence)
        text = Text.objects.create(
            area=box.area,
            mother=box.mother_id,
            card_ref=card,
            asked_by_id=by.worker_id,
            asked_at=box.now,
            planned_at=offer.goes_at,
            status=TextStatus.WAITING,
            status_at=box.now,
        )
        put_down(text, at=offer.goes_at)
        box.note(text=text.ref)
        return text.ref


def put_down(text: Text, *, at: datetime) -> None:
    """Puts the work of sending this text down, in the caller's transaction; each time under another key."""
    key = f"{text.ref}:{text.tries}:{int(at.timestamp())}"
    jobs.enqueue(kind=TEXT, key=key, due_at=at, payload={"text": text.ref})


def text_offer_in(box: Box) -> TextOffer:
    """What would go to her phone now, from her open general record."""
    entry = card_in(box)
    words = words_in(box, entry)
    answer = answer_in(box, entry, AskedText(box.now, words_fit=words is not None))
    return TextOffer(
        card_ref=entry.ref if entry else "",
        words=words,
        number=entry.body.text_number if entry else "",
        goes_at=answer.goes_at,
        why_not=answer.why_not,
        one_waits=Text.objects.filter(mother=box.mother_id, status__in=list(OPEN_TEXTS)).exists(),
    )


def answer_in(box: Box, entry: Entry[SafeContact] | None, asked: AskedText) -> TextAnswer:
    """Whether, and when, a text may go by this card at this moment."""
    silenced = entry is not None and _is_silenced(box.mother_id, entry.body)
    said = AskedText(
        planned_at=asked.planned_at,
        phone_is_silenced=silenced,
        loss_since=asked.loss_since,
        card_is_the_same=asked.card_is_the_same,
        words_fit=asked.words_fit,
    )
    return may_text(history_in(box), _agreed(entry.body) if entry else None, said)


def card_in(box: Box) -> Entry[SafeContact] | None:
    """Her newest safe-contact card."""
    return due.newest(box.entries(SafeContact), SafeContact)


def words_in(box: Box, entry: Entry[SafeContact] | None) -> CoverWords | None:
    """The cover words on her card; None where there are none that may go out."""
    if entry is None:
        return None
    try:
        return cover_words(entry.body, names_near(box))
    except NotCover:
        return None


def names_near(box: Box) -> list[str]:
    """What must not be in cover words: her handles, who is there for her, and the agencies of the area."""
    handles = [entry.body.handle for entry in box.entries(Handle)]
    bridge = bridge_of(box.mother_id)
    workers = [bridge.builder_name, bridge.cover_name] if bridge else []
    return [*handles, *workers, *(agency.name for agency in agencies_we_work_with(box.area))]


def loss_since(entries: Sequence[Entry[Any]], asked_at: datetime) -> bool:
    """Whether a loss was written down after a text was asked for."""
    return any(
        isinstance(entry.body, WindowClosed) and entry.body.why in LOSSES and entry.written_at >= asked_at
        for entry in entries
    )


def _agreed(card: SafeContact) -> AgreedTexts | None:
    if card.texts is Texts.NO or not card.text_number:
        return None
    return AgreedTexts(card.valid_until, card.text_from or OPENS, card.text_until or CLOSES)


def _is_silenced(mother_id: int, card: SafeContact) -> bool:
    if not card.text_number:
        return False
    silent = Phone.objects.filter(mother=mother_id, silenced_at__isnull=False)
    return silent.filter(mark=phone_mark(card.text_number)).exists()
