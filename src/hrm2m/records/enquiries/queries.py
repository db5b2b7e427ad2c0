"""Reading questions without a name: for those near her, for whoever was asked, and for the leads."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy import Actor, Compartment, Ground, Permission, Role
from hrm2m.policy.enquiry_lifecycle import EnquiryStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.doors.queries import DoorCard, TermsCard, doors_in, terms_of
from hrm2m.records.enquiries import sealing
from hrm2m.records.enquiries.entries import Answered, Decided, Kept, Question
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.records.enquiries.opening import at_the_door, is_asked
from hrm2m.records.people.entries import Handle
from hrm2m.vault import door, standing
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours
from hrm2m.vault.open_to import refs_open_to


PAGE = "crossing"
MOST_SHOWN = 200
LIVE = tuple(status for status in EnquiryStatus if status is not EnquiryStatus.OVER)


@dataclass(frozen=True)
class EnquiryLine:
    """One question on the list of those near her; `handle` is empty for a lead, who opens no record for it."""

    ref: str
    mother_ref: str
    handle: str
    agency_name: str
    need: str
    status: EnquiryStatus
    drafted_at: datetime
    sent_at: datetime | None
    due_at: datetime | None
    answered_at: datetime | None
    times_asked: int


@dataclass(frozen=True)
class EnquiryCard:
    """One question, whole, for those near her or for a lead."""

    line: EnquiryLine
    door: str
    asked_by_id: int
    question: Question
    kept: Kept
    answered: Answered
    decided: Decided | None
    is_closed: bool


@dataclass(frozen=True)
class ToDecide:
    """One fear for a child that waits for a lead: which agency, and since when."""

    ref: str
    mother_ref: str
    agency_name: str
    answered_at: datetime


@dataclass(frozen=True)
class AtTheDoor:
    """One question as whoever was asked sees it: nothing in it says of whom, or when anything of hers was written."""

    question: Question
    asked_on: datetime
    due_at: datetime
    answered: Answered
    colleagues: tuple[DoorCard, ...]
    declared: TermsCard | None


def enquiries_near(by: Actor) -> tuple[EnquiryLine, ...]:
    """What is asked for the mothers whose bridge the actor holds or covers, the promise due first first."""
    with door.unit(by=by) as unit:
        within = standing.mothers_within_reach(
            by, (Ground.BRIDGE, Ground.COVER), Compartment.GENERAL, unit.now
        )
        rows = EnquiryRow.objects.filter(area=by.area, mother__in=within, status__in=LIVE)
        found = list(rows.order_by("-id")[:MOST_SHOWN])
        return _lines(by, found)


def enquiries_of(by: Actor, mother: str, purpose: str = "") -> tuple[EnquiryLine, ...]:
    """Everything that was asked for her, newest first."""
    with (
        door.unit(by=by),
        door.looking(
            by=by, permission=Permission.ENQUIRY_SEE, mother=mother, page=PAGE, purpose=purpose
        ) as box,
    ):
        rows = list(EnquiryRow.objects.filter(mother=box.mother_id).order_by("-id")[:MOST_SHOWN])
        handles = {box.mother_id: next((e.body.handle for e in box.entries(Handle)), "")}
        return _worded(rows, {box.mother_id: mother}, handles)


def enquiries_to_decide(by: Actor) -> tuple[ToDecide, ...]:
    """What agencies fear for a child and a lead of the actor's agency has to decide, oldest first; opens nothing."""
    is_for_children = Role.SAFEGUARDING_LEAD in by.roles
    kept_in = Compartment.CHILD_SAFETY if is_for_children else Compartment.GENERAL
    with door.unit(by=by) as unit:
        within = standing.mothers_within_reach(by, (Ground.LEAD,), kept_in, unit.now)
        waiting = EnquiryRow.objects.filter(
            area=by.area, mother__in=within, status=EnquiryStatus.CHILD_AT_RISK
        )
        rows = list(waiting.order_by("answered_at", "id")[:MOST_SHOWN])
        mothers = sorted({row.mother for row in rows})
        if is_for_children:
            seen = door.looking_at_many(by=by, permission=Permission.WORRIES_SEE, mothers=mothers, page=PAGE)
            with seen as boxes:
                refs: Mapping[int, str] = boxes.refs
        else:
            refs = refs_open_to(by, mothers, unit.now)
        names = _agency_names({row.agency_id for row in rows})
        return tuple(
            ToDecide(row.ref, refs[row.mother], names.get(row.agency_id, ""), row.answered_at)
            for row in rows
            if row.mother in refs and row.answered_at
        )


def enquiry_card(*, by: Actor, enquiry: str, purpose: str = "") -> EnquiryCard:
    """One question, whole. Raises NotYours for one that is unknown or about a mother out of reach.

    A safeguarding lead opens what an agency fears for a child, and nothing of her general record.
    """
    with door.unit(by=by) as unit:
        row = EnquiryRow.objects.filter(ref=enquiry, area=by.area).first()
        permission = _permission(by, row)
        if row is None:
            raise NotYours(permission, HOUSE)
        head = unit.lock([row.mother])[row.mother]
        with door.looking(by=by, permission=permission, mother=head.ref, page=PAGE, purpose=purpose) as box:
            handles: dict[int, str] = {}
            if permission is Permission.ENQUIRY_SEE:
                handles = {box.mother_id: next((e.body.handle for e in box.entries(Handle)), "")}
            return _card(row, head.ref, handles)


def enquiry_at_door(*, by: Actor, enquiry: str) -> AtTheDoor:
    """The question as whoever was asked sees it; raises NotYours where it was not, or is over."""
    with at_the_door(enquiry, by=by, permission=Permission.ENQUIRY_READ) as (_house, row):
        others = tuple(card for card in doors_in(by.area, by.agency_id) if card.worker_id != by.worker_id)
        asked_on = row.sent_at or row.drafted_at
        return AtTheDoor(
            sealing.question_in(row),
            asked_on,
            row.due_at or asked_on,
            sealing.answer_in(row),
            others,
            terms_of(row.door),
        )


def answerer_of(worker_id: int, enquiry: str) -> tuple[Actor, datetime | None] | None:
    """The worker as an actor for whom this question is open, and when it was answered; None for everybody else.

    Opens nothing and reads no word: it says whether there is a page.
    """
    row = EnquiryRow.objects.filter(ref=enquiry, worker_id=worker_id, closed_at=None).first()
    agency = agencies.agencies_named([row.agency_id]).get(row.agency_id) if row else None
    actor = agencies.actor_for(worker_id, agency.ref) if agency else None
    if row is None or actor is None or not is_asked(row, actor):
        return None
    return actor, row.answered_at


def mothers_asked_at(worker_id: int) -> list[int]:
    """The numbers of the mothers of whom a question stands at a door of this worker."""
    rows = EnquiryRow.objects.filter(worker_id=worker_id, closed_at=None)
    return sorted(set(rows.values_list("mother", flat=True)))


def mothers_asked_through(door_ref: str) -> list[int]:
    """The numbers of the mothers of whom a question stands at this door."""
    rows = EnquiryRow.objects.filter(door=door_ref, closed_at=None)
    return sorted(set(rows.values_list("mother", flat=True)))


def _permission(by: Actor, row: EnquiryRow | None) -> Permission:
    fears = row is not None and (row.decided or row.status == EnquiryStatus.CHILD_AT_RISK)
    is_for_lead = Role.SAFEGUARDING_LEAD in by.roles and fears
    return Permission.WORRIES_SEE if is_for_lead else Permission.ENQUIRY_SEE


def _lines(by: Actor, rows: list[EnquiryRow]) -> tuple[EnquiryLine, ...]:
    mothers = sorted({row.mother for row in rows})
    with door.looking_at_many(by=by, permission=Permission.ENQUIRY_SEE, mothers=mothers, page=PAGE) as boxes:
        entries = boxes.entries(Handle, newest=1)
        handles = {number: found[0].body.handle for number, found in entries.items() if found}
        refs = boxes.refs
        return _worded([row for row in rows if row.mother in refs], refs, handles)


def _worded(
    rows: Sequence[EnquiryRow], refs: dict[int, str], handles: dict[int, str]
) -> tuple[EnquiryLine, ...]:
    names = _agency_names({row.agency_id for row in rows})
    return tuple(_line(row, refs[row.mother], handles.get(row.mother, ""), names) for row in rows)


def _line(row: EnquiryRow, mother_ref: str, handle: str, names: dict[int, str]) -> EnquiryLine:
    return EnquiryLine(
        row.ref,
        mother_ref,
        handle,
        names.get(row.agency_id, ""),
        sealing.question_in(row).need.value,
        EnquiryStatus(row.status),
        row.drafted_at,
        row.sent_at,
        row.due_at,
        row.answered_at,
        row.times_asked,
    )


def _card(row: EnquiryRow, mother_ref: str, handles: dict[int, str]) -> EnquiryCard:
    line = _line(row, mother_ref, handles.get(row.mother, ""), _agency_names({row.agency_id}))
    return EnquiryCard(
        line,
        row.door,
        row.asked_by_id,
        sealing.question_in(row),
        sealing.kept_in(row),
        sealing.answer_in(row),
        sealing.decided_in(row),
        row.closed_at is not None,
    )


def _agency_names(numbers: Collection[int]) -> dict[int, str]:
    return {number: card.name for number, card in agencies.agencies_named(numbers).items()}
