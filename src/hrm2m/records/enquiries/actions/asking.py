"""Asking: a draft whose words were looked through, sending it, asking again, taking it back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from hrm2m.foundation import ids, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.enquiry_lifecycle import EnquiryEvent, EnquiryStatus
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import RecordEvent, Stage
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.directory.queries import localities_in
from hrm2m.records.agencies.doors.queries import DoorCard, is_open
from hrm2m.records.agencies.doors.queries import door as door_card
from hrm2m.records.bridges.asked_again import nothing_left_to_ask
from hrm2m.records.bridges.there import Chosen, is_barred
from hrm2m.records.bridges.yeses import YesTo
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks import promises, unseen
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.enquiries import sealing
from hrm2m.records.enquiries.entries import Confirmed, EnquirySent, Kept, Need, Question
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.records.enquiries.nameless.checking import Found, Known, traces_in
from hrm2m.records.enquiries.nameless.folding import fold, plain
from hrm2m.records.enquiries.opening import about_her, moved
from hrm2m.records.enquiries.people_around import known_around
from hrm2m.records.enquiries.who_sees_to_it import lead_named
from hrm2m.records.people.actions import move_stage, must_not_be_later_than_now
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


LONGEST_WORDS = 300
TERMS = "enquiry_terms"
"""Runs as long as was agreed with the door, and belongs to whoever answers there."""
BACK = "enquiry_back"
"""Runs where nobody answers at the door any more: asked elsewhere, or taken back."""
OF_AN_ENQUIRY = (TERMS, BACK, "enquiry_shown")
HER_WORD = ActFacts(her_word=True)
CATEGORIES: Mapping[Need, Category] = {
    Need.PLACE_TO_STAY: Category.HOME,
    Need.MONEY_AND_FOOD: Category.MONEY,
    Need.PREGNANCY: Category.BABY_AND_BIRTH,
    Need.HEALTH: Category.HEALTH,
    Need.MENTAL_HEALTH: Category.HEALTH,
    Need.TREATMENT: Category.HEALTH,
    Need.SAFE_FROM_HARM: Category.MY_WORDS,
    Need.LEGAL_ADVICE: Category.PAPERS_AND_STATUS,
    Need.WITH_HER_CHILDREN: Category.MY_WORDS,
    Need.PAPERS: Category.PAPERS_AND_STATUS,
    Need.SOMETHING_ELSE: Category.MY_WORDS,
}
KNOWN_SINCE = "Something in these words is known by now to lead to her. Take it back, and write it anew."
BARRED = "She does not want this agency to know of her. Ask another one, or ask her whether that has changed."


@dataclass(frozen=True)
class Asking:
    """What is to be asked: of which door, what it sees, why she wants it, and why anything found stays in."""

    door: str
    question: Question
    why: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """By the key of what was found."""


class TracesLeft(BadInput):
    """Something in the words could lead to somebody; each is shown, to be taken out or given a reason."""

    def __init__(self, found: tuple[Found, ...]) -> None:
        super().__init__(
            "words",
            "Something in your words could lead to her. Take it out, or write beside each why it stays.",
        )
        self.found = found


def draft_enquiry(*, by: Actor, mother: str, asking: Asking, at: datetime) -> str:
    """Keeps what is to be asked, once every trace in its words is out or has a reason; answers its ref.

    Raises TracesLeft with all of them, and BadInput for a place that is not of the list and for words too long.
    """
    with (
        door.unit(by=by),
        door.acting(by=by, permission=Permission.ENQUIRY_SEND, mother=mother, act=HER_WORD) as box,
    ):
        must_not_be_later_than_now(box, at)
        to = _open_door(box, asking.door)
        question = _checked(box.area, asking.question)
        confirmed = _confirmed(traces_in(question.words, known_around(by, box)), asking.reasons)
        ref = ids.new_ref()
        kept = Kept(asking.why.strip(), confirmed)
        EnquiryRow.objects.create(
            ref=ref,
            area=box.area,
            mother=box.mother_id,
            asked_by_id=by.worker_id,
            agency_id=to.agency_id,
            door=to.ref,
            worker_id=to.worker_id,
            status=EnquiryStatus.DRAFTED,
            drafted_at=box.now,
            asked=sealing.sealed(ref, sealing.ASKED, question),
            kept=sealing.sealed(ref, sealing.KEPT, kept),
        )
        box.note(enquiry=ref)
        return ref


def send_enquiry(*, by: Actor, enquiry: str, at: datetime) -> str:
    """Sends a draft exactly as it is; the first one moves her record to crossing. Answers its ref.

    Why it is asked and what was left in go into her record, and out of what the house keeps.
    """
    with about_her(enquiry, by=by, permission=Permission.ENQUIRY_SEND, act=HER_WORD) as (box, row):
        must_not_be_later_than_now(box, at)
        to = _open_door(box, row.door)
        moved(row, EnquiryEvent.WE_SEND_IT)
        if box.stage is Stage.BY_HANDLE:
            move_stage(box, RecordEvent.SHE_ASKS_AN_AGENCY)
        question, kept = sealing.question_in(row), sealing.kept_in(row)
        _must_still_lead_to_nobody(question, kept, known_around(by, box))
        body = EnquirySent(row.ref, to.agency_name, question, kept)
        row.entry = box.write(Draft(body, CATEGORIES[question.need], at))
        row.kept, row.sent_at, row.times_asked = b"", box.now, 1
        row.due_at = _due(to, box)
        row.save()
        _promise(box, row, to)
        _post(row, box.now)
        return row.ref


def chase(*, by: Actor, enquiry: str, at: datetime) -> int:
    """Sends the mail again, to whoever stands at the door now; what was promised stays as late as it is."""
    with about_her(enquiry, by=by, permission=Permission.ENQUIRY_SEND, act=HER_WORD) as (box, row):
        must_not_be_later_than_now(box, at)
        if row.closed_at is not None or EnquiryStatus(row.status) not in {
            EnquiryStatus.SENT,
            EnquiryStatus.LAPSED,
        }:
            where, sentence = "event", "They have answered, or it is over. Open the page again."
            raise BadInput(where, sentence)
        if not is_open(row.area, row.door):
            where, sentence = (
                "event",
                "Nobody answers at this door any more. Take it back and ask another one.",
            )
            raise BadInput(where, sentence)
        row.times_asked += 1
        row.save(update_fields=["times_asked"])
        _post(row, box.now)
        return row.times_asked


def take_back(*, by: Actor, enquiry: str, at: datetime) -> str:
    """Takes a draft or a question back: its page at the agency is closed in this moment."""
    with about_her(enquiry, by=by, permission=Permission.ENQUIRY_SEND, act=HER_WORD) as (box, row):
        must_not_be_later_than_now(box, at)
        moved(row, EnquiryEvent.WE_TAKE_IT_BACK)
        row.closed_at, row.kept = box.now, b""
        row.save(update_fields=["status", "closed_at", "kept"])
        unseen.stop_about(box, OF_AN_ENQUIRY, about=[row.ref])
        nothing_left_to_ask(box, YesTo.ENQUIRY, about=[row.ref])
        return row.ref


def _checked(area: int, question: Question) -> Question:
    words = " ".join(plain(question.words).split())
    if len(words) > LONGEST_WORDS:
        where, sentence = "words", f"This is longer than {LONGEST_WORDS} characters. Make it shorter."
        raise BadInput(where, sentence)
    coarse = {"", *localities_in(area)}
    for where, place in (("place", question.place), ("not_near", question.not_near)):
        if place not in coarse:
            sentence = "Choose a part of the area from the list: nothing finer is sent."
            raise BadInput(where, sentence)
    return msgspec.structs.replace(question, words=words)


def _confirmed(found: tuple[Found, ...], reasons: Mapping[str, str]) -> tuple[Confirmed, ...]:
    given = {key: " ".join(why.split()) for key, why in reasons.items()}
    if any(not given.get(each.key) for each in found):
        raise TracesLeft(found)
    return tuple(Confirmed(each.trace.value, each.text, given[each.key]) for each in found)


def _must_still_lead_to_nobody(question: Question, kept: Kept, known: Known) -> None:
    """Looked through again: she may have given her name, or changed her handle, since the draft was written."""
    given = {fold(each.text) for each in kept.confirmed}
    if any(fold(found.text) not in given for found in traces_in(question.words, known)):
        where = "words"
        raise BadInput(where, KNOWN_SINCE)


def _open_door(box: Box, ref: str) -> DoorCard:
    card = door_card(box.area, ref)
    where = "door"
    if card.ended_at is not None:
        sentence = "Nobody answers at this door any more. Choose another one."
        raise BadInput(where, sentence)
    if is_barred(box.mother_id, Chosen(card.worker_id, card.agency_id), box.now):
        raise BadInput(where, BARRED)
    return card


def _due(to: DoorCard, box: Box) -> datetime:
    agreed = agencies.area_of(box.area).choices
    return promises.due_of(to.answers_within, box.now, nation_of(box.area), agreed)


def _promise(box: Box, row: EnquiryRow, to: DoorCard) -> None:
    clocks.start(
        box,
        TERMS,
        about=row.ref,
        owner_id=to.worker_id,
        escalate_to_id=lead_named(row),
        started_at=box.now,
        due_at=row.due_at,
    )


def _post(row: EnquiryRow, now: datetime) -> None:
    about = f"enquiry:{row.ref}:{row.times_asked}"
    mail.post(mail.Text.REQUEST, to_worker=row.worker_id, about=about, at=now)
