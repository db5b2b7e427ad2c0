"""Every action about texts to her phone once."""

from datetime import time, timedelta

from django.test import override_settings

from hrm2m.cadence import Channel
from hrm2m.cadence.local_time import local_day
from hrm2m.policy import Actor
from hrm2m.policy.lifecycles import TextEvent
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import SafeContact, Texts
from hrm2m.records.outreach.models import Phone
from tests.house.smallest_world import MACHINE, Act, World


def agreed(world: World) -> str:
    """A card on which she agreed to texts at any hour; its ref."""
    card = SafeContact(
        Channel.TEXT,
        "text first",
        local_day(world.now) + timedelta(days=7),
        texts=Texts.NEUTRAL,
        text_number="07700 900118",
        text_from=time(0),
        text_until=time(0),
    )
    return outreach.set_safe_contact(by=world.team.jo, mother=world.mother, card=card, seen="", at=world.now)


def asked(world: World, by: Actor) -> str:
    with override_settings(HRM2M_TEXTS_BY="folder"):
        return outreach.ask_for_text(by=by, mother=world.mother, card=world.made)


def waits(world: World) -> str:
    world.made = agreed(world)
    return asked(world, world.team.jo)


def phone(world: World) -> str:
    agreed(world)
    return Phone.objects.get().ref


def silent(world: World) -> None:
    outreach.silence_phone(by=MACHINE, phone=phone(world))


TEXTS = {
    "ask_for_text": Act(asked, before=agreed),
    "prepare_text": Act(lambda w, by: outreach.prepare_text(by=by, text=w.made), before=waits, by="machine"),
    "tell_of_text": Act(
        lambda w, by: outreach.tell_of_text(by=by, text=w.made, event=TextEvent.MAY_NOT_GO),
        before=waits,
        by="machine",
    ),
    "silence_phone": Act(
        lambda w, by: outreach.silence_phone(by=by, phone=w.made), before=phone, by="machine"
    ),
    "hear_phone": Act(lambda w, by: outreach.hear_phone(by=by, phone=w.made), before=phone, by="machine"),
    "be_silent_after_a_copy": Act(
        lambda w, by: outreach.be_silent_after_a_copy(by=by), before=phone, by="machine", in_her_chain=False
    ),
    "let_phone_speak": Act(lambda w, by: outreach.let_phone_speak(by=by, mother=w.mother), before=silent),
}
