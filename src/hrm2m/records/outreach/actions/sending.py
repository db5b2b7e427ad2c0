"""What the worker process does with a text: looks again at the last moment, hands it over, writes what became of it."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.cadence import Channel, Outcome
from hrm2m.cadence.texting import AskedText, WhyNot
from hrm2m.foundation import jobs, mail
from hrm2m.policy import Actor, Category, Permission, Role
from hrm2m.policy.lifecycles import OPEN_STAGES, OPEN_TEXTS, TEXT, TextEvent, TextStatus
from hrm2m.records.clocks.entries import WindowClosed
from hrm2m.records.outreach import due
from hrm2m.records.outreach.actions.counting import keep_due_right
from hrm2m.records.outreach.actions.texting import answer_in, card_in, loss_since, put_down, words_in
from hrm2m.records.outreach.cover import CoverWords
from hrm2m.records.outreach.entries import Contact, NotReachedBecause
from hrm2m.records.outreach.models import Text
from hrm2m.vault import door, sleepers
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft
from hrm2m.vault.errors import Denied


MOST_TRIES = 10
"""Thirty seconds, doubled to an hour: some three hours until a person is told (policy_choice)."""

MAY_HAVE_ARRIVED = frozenset({TextStatus.HANDED, TextStatus.DELIVERED, TextStatus.UNCLEAR})


@dataclass(frozen=True)
class Outgoing:
    """One text on its way to the carrier; it is written down nowhere."""

    ref: str
    number: str
    words: CoverWords


def prepare_text(*, by: Actor, text: str) -> Outgoing | None:
    """Looks again whether this text may go at this very moment; None where it may not, not yet, or went before.

    That it is being handed over is committed before anybody hands it over: whoever is killed in between loses this
    text, and never sends a second one.
    """
    row = _row(text)
    if row is None or row.status not in OPEN_TEXTS:
        return None
    if row.status == TextStatus.HANDING:
        tell_of_text(by=by, text=text, event=TextEvent.BROKE_OFF)
        return None
    try:
        with door.acting(
            by=by, permission=Permission.MESSAGE_SEND, mother=sleepers.ref_of(row.mother)
        ) as box:
            return _begin(box, text)
    except Denied:
        if Role.MACHINE not in by.roles:
            raise
        tell_of_text(by=by, text=text, event=TextEvent.MAY_NOT_GO, why=WhyNot.RECORD_NOT_OPEN)
        return None


def tell_of_text(*, by: Actor, text: str, event: TextEvent, why: str = "") -> None:
    """Writes what became of a text; what was said before, or cannot follow, changes nothing.

    What may have reached her phone becomes a contact; what certainly did not takes none of the contacts she agreed to.
    """
    row = _row(text)
    if row is None:
        return
    with door.acting(by=by, permission=Permission.MESSAGE_REPORT, mother=sleepers.ref_of(row.mother)) as box:
        row = Text.objects.get(id=row.id)
        box.note(text=text, told=event.value)
        begun_at = row.status_at
        if not _move(row, event, box.now, why):
            return
        if event is TextEvent.NOT_TAKEN:
            _again(row, box.now, why)
        if row.status in MAY_HAVE_ARRIVED or event is TextEvent.DID_NOT_ARRIVE:
            _write_contact(box, row, begun_at, reached=event is not TextEvent.DID_NOT_ARRIVE)
        if row.status in {TextStatus.FAILED, TextStatus.HELD_BACK}:
            _tell_who_asked(row, box.now)


def _begin(box: Box, text: str) -> Outgoing | None:
    row = Text.objects.get(ref=text)
    entry = card_in(box)
    words = words_in(box, entry)
    asked = AskedText(
        planned_at=row.planned_at,
        loss_since=loss_since(box.entries(WindowClosed), row.asked_at),
        card_is_the_same=entry is not None and entry.ref == row.card_ref,
        words_fit=words is not None,
    )
    answer = answer_in(box, entry, asked)
    box.note(text=text)
    if answer.why_not is not None:
        box.note(held=answer.why_not.value)
        _move(row, TextEvent.MAY_NOT_GO, box.now, answer.why_not)
        _tell_who_asked(row, box.now)
        return None
    if answer.goes_at is not None and answer.goes_at > box.now:
        Text.objects.filter(id=row.id).update(planned_at=answer.goes_at)
        put_down(row, at=answer.goes_at)
        return None
    if entry is None or words is None or not _move(row, TextEvent.HANDING_BEGINS, box.now):
        return None
    return Outgoing(text, entry.body.text_number, words)


def _row(text: str) -> Text | None:
    return Text.objects.filter(ref=text).first()


def _move(row: Text, event: TextEvent, now: datetime, why: str = "") -> bool:
    after = TEXT[TextStatus(row.status)].get(event)
    if after is None:
        return False
    row.status, row.status_at, row.why = after, now, why
    row.tries += event is TextEvent.HANDING_BEGINS
    row.save(update_fields=["status", "status_at", "why", "tries"])
    return True


def _again(row: Text, now: datetime, why: str) -> None:
    if row.tries >= MOST_TRIES:
        _move(row, TextEvent.GIVEN_UP, now, why)
    else:
        put_down(row, at=now + jobs.wait(row.tries))


def _tell_who_asked(row: Text, now: datetime) -> None:
    mail.post(mail.Text.SOMETHING_WAITS, to_worker=row.asked_by_id, about=f"{row.ref}:{row.status}", at=now)


def _write_contact(box: Box, row: Text, begun_at: datetime, *, reached: bool) -> None:
    """The contact of a text that may have gone, or, where it did not arrive after all, the same put right."""
    standing = due.standing_contacts(box.entries(Contact))
    before = next((entry for entry in standing if entry.ref == row.contact_ref), None)
    if before is not None and reached:
        return
    if before is None and row.contact_ref:
        return  # somebody has put it right meanwhile
    body = Contact(
        Channel.TEXT,
        Outcome.LEFT_WORD if reached else Outcome.NOT_REACHED,
        because=None if reached else NotReachedBecause.UNKNOWN,
        next_at=before.body.next_at if before else due.next_agreed_in(standing),
    )
    at = before.happened_at if before else begun_at
    row.contact_ref = box.write(
        Draft(body, Category.MY_WORDS, at, how_known="seen", corrects=before.ref if before else "")
    )
    row.save(update_fields=["contact_ref"])
    if box.stage in OPEN_STAGES:
        keep_due_right(box)
