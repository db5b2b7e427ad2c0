"""Telling the safeguarding lead about a child where no record is at hand, and what becomes of it."""

from datetime import datetime

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission, Role
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.area.queries import on_call_now
from hrm2m.records.children.actions.checking import Known, must_have_words, must_not_be_later_than_now
from hrm2m.records.children.actions.noticing import note
from hrm2m.records.children.entries import Observation
from hrm2m.records.children.finding import the_notice
from hrm2m.records.children.models import Noted, Notice
from hrm2m.records.children.sealing import NOTICE, sealed
from hrm2m.records.clocks import actions as clocks
from hrm2m.vault import door
from hrm2m.vault.box import Box


READ_CLOCK = "worry_read"
GONE = "Somebody has seen to this notice meanwhile. Open the list again."


def tell_about_child(*, by: Actor, words: str, at: datetime) -> str:
    """Tells the safeguarding leads about a child; anybody who is signed in may, and opens nothing by it.

    Those of the own agency read it, or all of the area where it has none; within one working day.
    """
    must_have_words(words, "words", "Write what you saw or heard, and how we can find the child.")
    with door.acting(by=by, permission=Permission.CHILD_NOTICE) as house:
        must_not_be_later_than_now(house, at)
        own = tuple(card.id for card in agencies.workers_with(Role.SAFEGUARDING_LEAD, agency_id=by.agency_id))
        row = Notice(area=by.area, by_id=by.worker_id, agency_id=by.agency_id, at=at)
        row.for_agency_id = by.agency_id if own else None
        row.words = sealed(NOTICE, "words", row.ref, words)
        row.save(force_insert=True)
        _promise(house, row, own or agencies.leads_in_area(Role.SAFEGUARDING_LEAD, area=by.area))
        house.note(notice=row.ref)
        return row.ref


def file_notice(*, by: Actor, notice: str, mother: str, seen: Observation, known: Known, at: datetime) -> str:
    """Puts what was told on the right mother as an observation, without retyping; answers the entry's ref."""
    with door.unit(by=by):
        with door.acting(by=by, permission=Permission.CHILD_NOTICE_READ) as house:
            row = the_notice(by, notice, lock=True)
            if row.had_at is not None:
                raise BadInput("words", GONE)
            _had(house, row)
            house.note(notice=row.ref)
        entry = note(by=by, mother=mother, seen=seen, at=at, known=known)
        number = Noted.objects.get(entry=entry).mother
        Notice.objects.filter(id=row.id).update(mother=number, entry=entry)
        return entry


def answer_notice(*, by: Actor, notice: str, words: str) -> None:
    """Says what was done about a notice that belongs to no mother here; whoever told it can read the answer."""
    must_have_words(words, "words", "Write what you did, or whom you told: whoever noticed it reads this.")
    with door.acting(by=by, permission=Permission.CHILD_NOTICE_READ) as house:
        row = the_notice(by, notice, lock=True)
        if row.had_at is not None:
            raise BadInput("words", GONE)
        _had(house, row)
        answer = sealed(NOTICE, "answer", row.ref, words)
        Notice.objects.filter(id=row.id).update(answer=answer)
        house.note(notice=row.ref)


def _had(house: Box, row: Notice) -> None:
    Notice.objects.filter(id=row.id).update(had_by_id=house.by_id, had_at=house.now)
    clocks.meet(house, READ_CLOCK, about=row.ref, at=house.now)


def _promise(house: Box, row: Notice, readers: tuple[int, ...]) -> None:
    on_call = on_call_now(row.area)
    owner = next(iter(readers), None) or on_call.on_call_id or on_call.lead_id or row.by_id
    clocks.start(
        house,
        READ_CLOCK,
        about=row.ref,
        owner_id=owner,
        escalate_to_id=on_call.lead_id or owner,
        started_at=row.at,
        area=row.area,
    )
    for reader in readers or (owner,):
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=reader, about=row.ref, at=house.now)
