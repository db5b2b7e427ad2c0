"""What comes from a phone: a stop silences it and changes nothing else; of anything else only that it came is kept."""

from datetime import timedelta

from hrm2m.cadence.texting import WhyNot
from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import BridgeStatus, TextStatus
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.outreach.actions.stopping import stop_texts
from hrm2m.records.outreach.entries import SafeContact, Texts
from hrm2m.records.outreach.models import Phone, Text
from hrm2m.records.outreach.phones import phone_mark
from hrm2m.vault import door, sleepers
from hrm2m.vault.box import Box


STOP, COPY = "stop", "copy"
"""Why a phone is silent: it said so, or a copy was put back in which a stop may be missing."""

TOLD_AGAIN_AFTER = timedelta(hours=20)
"""So that a phone that sends a hundred texts tells once a day (policy_choice)."""


def silence_phone(*, by: Actor, phone: str) -> None:
    """This phone said stop: no text goes to it again until she says in person that it may. Twice is once."""
    row = Phone.objects.filter(ref=phone).first()
    if row is None or row.silenced_at is not None:
        return
    with door.acting(by=by, permission=Permission.PHONE_SILENCE, mother=sleepers.ref_of(row.mother)) as box:
        Phone.objects.filter(id=row.id, silenced_at=None).update(silenced_at=box.now, silent_because=STOP)
        stop_texts(box, WhyNot.SILENCED)
        box.note(phone=phone)
        _tell_who_holds_her_bridge(box, phone)


def hear_phone(*, by: Actor, phone: str) -> None:
    """Something came from this phone that is no stop: that it came is kept, and not a word of it."""
    row = Phone.objects.filter(ref=phone).first()
    if row is None:
        return
    with door.acting(by=by, permission=Permission.MESSAGE_REPORT, mother=sleepers.ref_of(row.mother)) as box:
        if row.heard_at is None or box.now - row.heard_at > TOLD_AGAIN_AFTER:
            Phone.objects.filter(id=row.id).update(heard_at=box.now)
            _tell_who_holds_her_bridge(box, phone)
        box.note(phone=phone, heard=1)


def let_phone_speak(*, by: Actor, mother: str) -> None:
    """She says in person that texts may go to her phone again."""
    said_so = ActFacts(her_word=True)
    with door.acting(by=by, permission=Permission.PHONE_SPEAK_AGAIN, mother=mother, act=said_so) as box:
        silent = Phone.objects.filter(mother=box.mother_id, on_card=True, silenced_at__isnull=False)
        if not silent.update(silenced_at=None, silent_because=""):
            field, sentence = "phone", "Her phone is not silent. Open her page again."
            raise BadInput(field, sentence)


def be_silent_after_a_copy(*, by: Actor) -> int:
    """An older copy was put back: a stop may be missing in it, and what waits in it may have gone. How many phones.

    Every phone of the area is silent until somebody has asked her, and no text that waits goes out.
    """
    with door.acting(by=by, permission=Permission.RECORD_REPLAY) as house:
        now = house.now
        waiting = Text.objects.filter(area=by.area, status=TextStatus.WAITING)
        held = waiting.update(status=TextStatus.HELD_BACK, why=WhyNot.TOO_LATE, status_at=now)
        silent = Phone.objects.filter(area=by.area, silenced_at=None).update(
            silenced_at=now, silent_because=COPY
        )
        house.note(texts=held, phones=silent)
        return silent


def keep_phone_right(box: Box, card: SafeContact) -> None:
    """Keeps the mark of the phone on her card, and of no other: but one that said stop is remembered."""
    mark = phone_mark(card.text_number) if card.texts is not Texts.NO else ""
    others = Phone.objects.filter(mother=box.mother_id).exclude(mark=mark)
    others.filter(silenced_at=None).delete()
    others.update(on_card=False)
    if mark:
        kept, _ = Phone.objects.get_or_create(
            mother=box.mother_id, mark=mark, defaults={"area": box.area, "agreed_at": box.now}
        )
        Phone.objects.filter(id=kept.id).update(on_card=True)


def _tell_who_holds_her_bridge(box: Box, phone: str) -> None:
    bridge = bridge_of(box.mother_id)
    if bridge is None:
        return
    holds = bridge.cover_id if bridge.status is BridgeStatus.HELD_BY_COVER else bridge.builder_id
    about = f"{phone}:{int(box.now.timestamp())}"
    mail.post(mail.Text.SOMETHING_WAITS, to_worker=holds, about=about, at=box.now)
