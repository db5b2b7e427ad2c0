"""What somebody reads to whom a referral was sent: the parts that were written for it, in the categories sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.referral_lifecycle import READ_BY_THEM, ReferralStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.people.queries import Name, name_in
from hrm2m.records.referrals import places
from hrm2m.records.referrals.entries import Basis, Part, TheyAnswered
from hrm2m.records.referrals.models import Referral, ReferralPlace, StopNotice
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Entry
from hrm2m.vault.errors import NotYours
from hrm2m.vault.open_to import refs_open_to


PAGE = "referral"


@dataclass(frozen=True)
class Sent:
    """A referral as whoever it was sent to reads it; her name only where she lets it go along."""

    ref: str
    purpose: Purpose
    basis: Basis
    status: ReferralStatus
    parts: Mapping[Category, Entry[Part]]
    answers: tuple[Entry[TheyAnswered], ...]
    name: Name | None
    sent_at: datetime
    until: datetime
    meeting_at: datetime | None
    from_first_name: str


@dataclass(frozen=True)
class Stopped:
    """What somebody is told who must stop using what was sent; it says no more than when and what for."""

    ref: str
    purpose: Purpose
    sent_at: datetime
    told_at: datetime
    confirmed_at: datetime | None


def stands(worker_id: int, ref: str) -> Actor | None:
    """The worker, in the agency it was sent to, where the referral is open to him or her now; else None."""
    now = clock.now()
    place = (
        ReferralPlace.objects.filter(referral__ref=ref, worker_id=worker_id, ended_at=None, until__gt=now)
        .select_related("referral")
        .first()
    )
    if place is None or ReferralStatus(place.referral.status) not in READ_BY_THEM:
        return None
    by = _actor(worker_id, place.agency_id)
    may = by and refs_open_to(by, [place.mother], now, Permission.REFERRAL_READ, about=ref)
    return by if may else None


def sent_to(by: Actor, ref: str) -> Sent:
    """The referral; raises NotYours for whoever it was not sent to, and once it is over."""
    mother = mother_of(by, ref)
    with door.looking(by=by, permission=Permission.REFERRAL_READ, mother=mother, page=PAGE, about=ref) as box:
        row = Referral.objects.get(ref=ref)
        parts = {entry.category: entry for entry in box.entries(Part)}
        answers = box.entries(TheyAnswered)
        until = max(row.places.filter(worker_id=by.worker_id).values_list("until", flat=True))
    names = agencies.workers_named([row.sent_by_id or 0])
    return Sent(
        ref=row.ref,
        purpose=Purpose(row.purpose),
        basis=Basis(row.basis),
        status=ReferralStatus(row.status),
        parts=parts,
        answers=answers,
        name=_name(by, mother, ref) if row.with_name else None,
        sent_at=row.sent_at or row.drafted_at,
        until=until,
        meeting_at=row.meeting_at,
        from_first_name=names[row.sent_by_id].first_name if row.sent_by_id in names else "",
    )


def mother_of(by: Actor, ref: str) -> str:
    """Whom a referral is about, for the person it was sent to; raises NotYours for everybody else."""
    row = Referral.objects.filter(ref=ref).first()
    found = refs_open_to(by, [row.mother], clock.now(), Permission.REFERRAL_READ, about=ref) if row else {}
    if row is None or row.mother not in found:
        with door.unit(by=by):
            raise NotYours(Permission.REFERRAL_READ, HOUSE)
    return found[row.mother]


def who_may_read(by: Actor) -> tuple[WorkerCard, ...]:
    """Colleagues of whoever it was sent to, in roles that read what is sent to an agency, by first name."""
    return agencies.colleagues_of(by, places.MAY_READ)


def notice_for(worker_id: int, ref: str) -> Actor | None:
    """The worker, in the agency it was sent to, where this notice is his or hers and not confirmed; else None."""
    row = StopNotice.objects.filter(ref=ref, worker_id=worker_id, confirmed_at=None).first()
    return _actor(worker_id, row.agency_id) if row else None


def notice(by: Actor, ref: str) -> Stopped:
    """What was stopped; raises NotYours for anybody else."""
    row = StopNotice.objects.filter(ref=ref, worker_id=by.worker_id).select_related("referral").first()
    if row is None:
        raise NotYours(Permission.STOP_CONFIRM, HOUSE)
    sent = row.referral
    return Stopped(
        row.ref, Purpose(sent.purpose), sent.sent_at or sent.drafted_at, row.told_at, row.confirmed_at
    )


def _name(by: Actor, mother: str, ref: str) -> Name | None:
    with door.looking(
        by=by, permission=Permission.REFERRAL_NAME_SEE, mother=mother, page=PAGE, about=ref
    ) as box:
        return name_in(box)


def _actor(worker_id: int, agency_id: int) -> Actor | None:
    card = agencies.agencies_named([agency_id]).get(agency_id)
    return agencies.actor_for(worker_id, card.ref) if card else None
