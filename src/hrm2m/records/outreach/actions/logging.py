"""Beginning a bridge, and logging each contact as it was."""

from datetime import datetime

from hrm2m.cadence import Outcome
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.outreach import due
from hrm2m.records.outreach.actions.counting import keep_due_right, write_due
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


PROMISED_CONTACT = "promised_contact"


def begin(*, by: Actor, words: bridges.FirstWords, builder: str, cover: str, at: datetime) -> str:
    """Begins a bridge with a mother who chose a handle, and puts her on the list; answers her ref."""

    def put_on_the_list(box: Box) -> None:
        history = due.history_of((), (), begun_at=at, nation=nation_of(box.area), now=box.now)
        write_due(box, due.row_for(history))

    return bridges.begin_bridge(
        by=by, words=words, builder=builder, cover=cover, at=at, and_then=put_on_the_list
    )


def log_contact(*, by: Actor, mother: str, contact: Contact, at: datetime, corrects: str = "") -> str:
    """Logs one contact as it was; answers its ref. Not reached never takes her off the list.

    A time agreed for the next contact becomes a promise with a clock; a later contact keeps it.
    """
    with door.acting(by=by, permission=Permission.CONTACT_LOG, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        _check_contact(contact, box.now)
        how = "her_words" if contact.her_words and not contact.what_we_saw else "seen"
        ref = box.write(Draft(contact, Category.MY_WORDS, at, how_known=how, corrects=corrects))
        if corrects:
            clocks.stop(box, PROMISED_CONTACT, about=corrects)
        clocks.meet_all(box, PROMISED_CONTACT, at=at)
        if contact.next_at is not None:
            clocks.start(
                box,
                PROMISED_CONTACT,
                about=ref,
                owner_id=by.worker_id,
                escalate_to_id=_escalate_to(box, by),
                started_at=at,
                due_at=contact.next_at,
            )
        keep_due_right(box)
        return ref


def _check_contact(contact: Contact, now: datetime) -> None:
    if contact.outcome is not Outcome.NOT_REACHED and contact.because is not None:
        raise BadInput("because", "A reason belongs to “not reached” only. Clear it.")
    if contact.next_at is not None and contact.next_at <= now:
        raise BadInput("next_at", "The next time lies in the past. Choose one to come, or none.")


def _escalate_to(box: Box, by: Actor) -> int:
    """The person a late promise goes to: her bridge builder, or cover when it is his or her own promise."""
    bridge = bridge_of(box.mother_id)
    if bridge is None:
        return by.worker_id
    return bridge.cover_id if bridge.builder_id == by.worker_id else bridge.builder_id
