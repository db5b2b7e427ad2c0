"""Invented mothers who agreed to texts: two that wait to go, and one whose phone said stop. Nobody here is anybody."""

from datetime import time, timedelta

from msgspec import structs

from hrm2m.cadence import Channel
from hrm2m.cadence.local_time import local_day
from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.seeded import AREA
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import SafeContact, Texts
from hrm2m.records.outreach.queries import being_in
from hrm2m.records.outreach.texts import phones_by, texts_can_go
from hrm2m.vault import door


HER_WORDS, NEUTRAL, SILENT = "Robin", "Sky", "Hazel"
NUMBERS = {HER_WORDS: "+447700900101", NEUTRAL: "+447700900102", SILENT: "+447700900103"}
"""Numbers that Ofcom keeps for stories: no phone has one."""
ANY_HOUR = time(0)
COVER = "It is the library, your book is in"


def write_texts(loading: Loading) -> None:
    """Her cover words and the neutral ones wait for the worker process; a third phone was silenced yesterday."""
    for handle, number in NUMBERS.items():
        mother, cast = loading.mothers[handle]
        words = Texts.NEUTRAL if handle == NEUTRAL else Texts.HER_WORDS
        with clock.at(loading.now - timedelta(days=1)):
            card = _agree(cast.builder, mother, number, words)
        if handle == SILENT:
            with clock.at(loading.now - timedelta(hours=20)):
                for phone in phones_by(number):
                    outreach.silence_phone(by=machine_actor(AREA), phone=phone.ref)
        else:
            _ask(cast.builder, mother, card)


def _agree(by: Actor, mother: str, number: str, words: Texts) -> str:
    with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        before = being_in(box).card
    at = clock.now()
    card = before.body if before else SafeContact(Channel.TEXT, "Text her own phone", local_day(at))
    agreed = structs.replace(
        card,
        cover_words=COVER,
        hours="",
        texts=words,
        text_number=number,
        text_from=ANY_HOUR,
        text_until=ANY_HOUR,
        most_contacts_a_week=None,
        valid_until=local_day(at + timedelta(days=14)),
    )
    seen = before.ref if before else ""
    return outreach.set_safe_contact(by=by, mother=mother, card=agreed, seen=seen, at=at)


def _ask(by: Actor, mother: str, card: str) -> None:
    """A text, where her invented history leaves room for one today."""
    with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        goes_at = outreach.text_offer_in(box).goes_at
    if goes_at is not None and texts_can_go():
        outreach.ask_for_text(by=by, mother=mother, card=card)
