"""The answer: from the page of one request, or by telephone to the bridge builder, who writes down who gave it."""

from datetime import date, datetime

import msgspec

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Permission
from hrm2m.policy.enquiry_lifecycle import EnquiryEvent
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.doors.queries import doors_in
from hrm2m.records.bridges.there import Chosen, is_barred
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks import unseen
from hrm2m.records.clocks.passing_on import pass_on_about
from hrm2m.records.enquiries import sealing
from hrm2m.records.enquiries.actions.asking import BACK, TERMS
from hrm2m.records.enquiries.entries import Answered, EnquiryTakenDown, Moved, Passed, Reply, Says, Way
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.records.enquiries.opening import about_her, at_the_door, moved
from hrm2m.records.enquiries.who_sees_to_it import holder_of, lead_named, leads_for_a_child
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


EVENTS = {
    Says.TERMS: EnquiryEvent.THEY_SAY_TERMS,
    Says.NOT_NOW: EnquiryEvent.THEY_SAY_NO,
    Says.NO: EnquiryEvent.THEY_SAY_NO,
    Says.CHILD_AT_RISK: EnquiryEvent.THEY_FEAR_FOR_A_CHILD,
}
MISSING = {
    Says.TERMS: ("does", "Write what you would do, in your words: she will read it."),
    Says.NOT_NOW: ("why", "Write why not now: she will read it."),
    Says.NO: ("why", "Write why: she will read it."),
    Says.CHILD_AT_RISK: ("why", "Write what makes you think so: the lead reads it today."),
}
WHO = "Write your own name: a team or an inbox does not count."
NO_PERSON = frozenset(
    {"team", "desk", "inbox", "mailbox", "service", "services", "department", "reception", "office", "hub"}
)
"""What stands last in the name of a team. “Priya of the duty desk” has more words, and a person in them."""
MOST_OF_A_TEAM = 3
SHORTEST_NAME = 2


def answer_enquiry(*, by: Actor, enquiry: str, reply: Reply, at: datetime) -> str:
    """Takes the answer of whoever was asked, with a person's own name; answers the ref.

    Raises BadInput where something is missing, NotYours where it was not asked of this worker or is over.
    """
    with at_the_door(enquiry, by=by, permission=Permission.ENQUIRY_ANSWER) as (house, row):
        _keep(house, row, reply, Way.PAGE, at)
        return row.ref


def take_down_answer(*, by: Actor, enquiry: str, reply: Reply, at: datetime) -> str:
    """Writes down an answer that came by telephone, and who gave it; answers the ref of its entry."""
    with about_her(enquiry, by=by, permission=Permission.ENQUIRY_TAKE_DOWN) as (box, row):
        _keep(box, row, reply, Way.TELEPHONE, at)
        agency = agencies.agencies_named([row.agency_id])[row.agency_id]
        return box.write(
            Draft(
                EnquiryTakenDown(row.ref, agency.name, _without_fears(reply)),
                Category.PAPERS_AND_STATUS,
                at,
                basis="enquiry",
                how_known="told_by",
                from_whom=f"{reply.who}, {agency.name}",
                about=row.entry,
            )
        )


def move_promise(*, by: Actor, enquiry: str, to_day: date, why: str, who: str, at: datetime) -> str:
    """Moves what they promised to a later day, with a word why; the time agreed with the door runs as it did."""
    with at_the_door(enquiry, by=by, permission=Permission.ENQUIRY_ANSWER) as (house, row):
        must_not_be_later_than_now(house, at)
        must_name_a_person(who)
        if to_day <= local_day(house.now):
            where, sentence = "to_day", "Write a day that is still to come."
            raise BadInput(where, sentence)
        if not why.strip():
            where, sentence = "moved_why", "Write in a word why it takes longer."
            raise BadInput(where, sentence)
        kept = sealing.answer_in(row)
        step = Moved(to_day, why.strip(), who.strip(), house.now)
        kept = msgspec.structs.replace(kept, moved=(*kept.moved, step))
        row.answer = sealing.sealed(row.ref, sealing.ANSWER, kept)
        row.save(update_fields=["answer"])
        _tell_holder(row, house.now, f"moved{len(kept.moved)}")
        return row.ref


def pass_on(*, by: Actor, enquiry: str, door: str, who: str, at: datetime) -> str:
    """Passes it to another door of the same agency; this page is closed, and the time agreed runs on.

    Never to an address that is typed: a mailbox that was broken into could send every question wherever it likes.
    """
    with at_the_door(enquiry, by=by, permission=Permission.ENQUIRY_ANSWER) as (house, row):
        must_not_be_later_than_now(house, at)
        must_name_a_person(who)
        there = {card.ref: card for card in doors_in(by.area, by.agency_id)}
        to = there.get(door)
        closed_to_them = to is None or is_barred(row.mother, Chosen(to.worker_id, to.agency_id), house.now)
        if to is None or to.worker_id == row.worker_id or closed_to_them:
            where, sentence = "door", "Choose a colleague of the list."
            raise BadInput(where, sentence)
        moved(row, EnquiryEvent.THEY_PASS_IT_ON)
        pass_on_about(house, about=row.ref, from_id=row.worker_id, owner_id=to.worker_id)
        row.door, row.worker_id, row.times_asked = to.ref, to.worker_id, row.times_asked + 1
        before = sealing.answer_in(row)
        passed = (*before.passed, Passed(" ".join(who.split()), to.called, house.now))
        row.answer = sealing.sealed(row.ref, sealing.ANSWER, msgspec.structs.replace(before, passed=passed))
        row.save(update_fields=["status", "door", "worker_id", "times_asked", "answer"])
        about = f"enquiry:{row.ref}:{row.times_asked}"
        mail.post(mail.Text.REQUEST, to_worker=to.worker_id, about=about, at=house.now)
        return row.ref


def must_name_a_person(who: str, where: str = "who", sentence: str = WHO) -> None:
    """A shared inbox counts only with the name of the person answering."""
    name = " ".join(who.split())
    last = name.casefold().split(" ")[-1].strip(".") if name else ""
    if len(name.split(" ")) <= MOST_OF_A_TEAM and last in NO_PERSON:
        raise BadInput(where, sentence)
    if len(name) < SHORTEST_NAME or not any(letter.isalpha() for letter in name) or "@" in name:
        raise BadInput(where, sentence)


def _keep(box: Box, row: EnquiryRow, reply: Reply, way: Way, at: datetime) -> None:
    must_not_be_later_than_now(box, at)
    must_name_a_person(reply.who)
    where, sentence = MISSING[reply.says]
    if not getattr(reply, where).strip():
        raise BadInput(where, sentence)
    moved(row, EVENTS[reply.says])
    before = sealing.answer_in(row)
    kept = Answered(reply, way, box.now, before.moved, before.passed)
    row.answer = sealing.sealed(row.ref, sealing.ANSWER, kept)
    row.answered_at = box.now
    row.save(update_fields=["status", "answer", "answered_at"])
    unseen.meet_about(box, (TERMS, BACK), about=row.ref, at=at)
    box.note(said=reply.says.value, way=way.value)
    if reply.says is Says.CHILD_AT_RISK:
        _tell_leads(box, row)
    else:
        _promise_to_show(box, row)
    _tell_holder(row, box.now, f"answer{int(box.now.timestamp())}")


def _tell_leads(box: Box, row: EnquiryRow) -> None:
    """At once, by mail, with a promise of the same day that only those who keep children safe see."""
    leads = leads_for_a_child(row, box.now)
    clocks.start(
        box,
        "enquiry_child",
        about=row.ref,
        owner_id=leads[0],
        escalate_to_id=leads[1] if len(leads) > 1 else leads[0],
        started_at=box.now,
        area=row.area,
        compartment=Compartment.CHILD_SAFETY,
        mother=row.mother,
    )
    for lead in leads:
        mail.post(mail.Text.ANSWER_TODAY, to_worker=lead, about=row.ref, at=box.now)


def _promise_to_show(box: Box, row: EnquiryRow) -> None:
    clocks.start(
        box,
        "enquiry_shown",
        about=row.ref,
        owner_id=holder_of(row),
        escalate_to_id=lead_named(row),
        started_at=box.now,
        area=row.area,
        mother=row.mother,
    )


def _tell_holder(row: EnquiryRow, now: datetime, what: str) -> None:
    about = f"{row.ref}:{what}"
    mail.post(mail.Text.SOMETHING_WAITS, to_worker=holder_of(row), about=about, at=now)


def _without_fears(reply: Reply) -> Reply:
    """What an agency fears for a child is the lead's to read; her record keeps that they answered."""
    return msgspec.structs.replace(reply, why="") if reply.says is Says.CHILD_AT_RISK else reply
