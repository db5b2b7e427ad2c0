"""Drafting a referral with her: whom, what for, the words for each thing they are to know; nobody outside sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.referral_lifecycle import ReferralEvent, ReferralStatus
from hrm2m.records.agencies.doors import queries as doors
from hrm2m.records.agencies.doors.queries import DoorCard
from hrm2m.records.bridges import there
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.referrals.entries import OURS_TO_SAY, Basis, Drafted, DraftPart
from hrm2m.records.referrals.models import Referral
from hrm2m.records.referrals.moving import move, stop_promises
from hrm2m.vault import door as vault_door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


WORDS = 2000
STANDS_DOWN = (
    "Whoever answers at this door was stood down, so nobody would read it there now. Choose another door, or ring "
    "the agency."
)


@dataclass(frozen=True)
class Request:
    """What is asked of one door (by ref), and what it is to know: words for each category."""

    door: str
    purpose: Purpose
    parts: Mapping[Category, str]


def draft(*, by: Actor, mother: str, request: Request, at: datetime) -> str:
    """Keeps a draft; answers the ref of the referral. Nothing is sent by it."""
    with vault_door.acting(by=by, permission=Permission.REFERRAL_CHASE, mother=mother) as box:
        return written(box, request, at, Basis.CONSENT).ref


def take_back(*, by: Actor, mother: str, referral: str) -> None:
    """Lets a draft go that is not to be sent."""
    with vault_door.acting(by=by, permission=Permission.REFERRAL_CHASE, mother=mother) as box:
        row = hers(box.mother_id, referral)
        if ReferralStatus(row.status) is not ReferralStatus.DRAFTED:
            field, sentence = "referral", "This was sent. Close it instead."
            raise BadInput(field, sentence)
        move(box, row, ReferralEvent.IT_IS_DONE)
        stop_promises(box, row)


def written(box: Box, request: Request, at: datetime, basis: Basis) -> Referral:
    """The row of a new draft, inside an open box that may write."""
    must_not_be_later_than_now(box, at)
    parts = _parts(request)
    who = asked_at(box.area, request.door)
    if there.is_barred(box.mother_id, Chosen(who.worker_id, who.agency_id), box.now):
        field = "door"
        sentence = (
            "She said that this agency, or this worker, must not open her record. Ask her for another one."
        )
        raise BadInput(field, sentence)
    return Referral.objects.create(
        area=box.area,
        mother=box.mother_id,
        agency_id=who.agency_id,
        door=who.ref,
        worker_id=who.worker_id,
        purpose=request.purpose,
        categories=sorted(request.parts),
        basis=basis,
        status=ReferralStatus.DRAFTED,
        entry=box.write(Draft(Drafted(parts), Category.MY_WORDS, at, how_known=how_known_of(basis))),
        drafted_at=box.now,
        drafted_by_id=box.by_id,
    )


def how_known_of(basis: str) -> str:
    """Written with her under her yes; on another basis by us, so that somebody decides first whether she reads it."""
    return "her_words" if basis == Basis.CONSENT else OURS_TO_SAY


def asked_at(area: int, ref: str) -> DoorCard:
    """The door, where somebody answers; raises BadInput where it has ended, or whoever answers was stood down."""
    who = doors.door(area, ref)
    if who.ended_at is None and there.stood_down_among([who.worker_id]):
        field = "door"
        raise BadInput(field, STANDS_DOWN)
    if who.ended_at is not None:
        field, sentence = "door", "Nobody answers at this door any more. Choose another one."
        raise BadInput(field, sentence)
    return who


def hers(mother_id: int, ref: str) -> Referral:
    """The row of this referral of hers; raises BadInput without one."""
    row = Referral.objects.filter(mother=mother_id, ref=ref).first()
    if row is None:
        field, sentence = "referral", "There is no such referral in her record. Open the page again."
        raise BadInput(field, sentence)
    return row


def _parts(request: Request) -> tuple[DraftPart, ...]:
    parts = tuple(DraftPart(category, request.parts[category].strip()) for category in sorted(request.parts))
    if not parts:
        field, sentence = (
            "parts",
            "Nothing is ticked, so there is nothing to send. Ask her what they may know.",
        )
        raise BadInput(field, sentence)
    empty = next((part for part in parts if not part.words or len(part.words) > WORDS), None)
    if empty is not None:
        field = f"words_{empty.category.value}"
        sentence = (
            "Write with her what they are to know of this, at most 2000 letters, or take the tick away."
        )
        raise BadInput(field, sentence)
    return parts
