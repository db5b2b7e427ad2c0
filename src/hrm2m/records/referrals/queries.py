"""Reading referrals for those near her and for herself: frozen values; what agencies read is in `sent.py`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Category, Permission, Role
from hrm2m.policy.facts import GROUND_OPENS
from hrm2m.policy.referral_lifecycle import ReferralEvent, ReferralStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.people.queries import mother_in
from hrm2m.records.referrals.entries import (
    Basis,
    Drafted,
    LookedAgain,
    OtherBasis,
    Part,
    PassedOn,
    Regulator,
    TheyAnswered,
    WronglyDecided,
    WronglyShared,
)
from hrm2m.records.referrals.known_to_her import known_in, known_stops_in
from hrm2m.records.referrals.models import Referral, ReferralPlace, ReferralStep, SharedWrongly, StopNotice
from hrm2m.records.referrals.places import ground_of, kept_from_them
from hrm2m.records.referrals.told_to_stop import NoticeLine, notices
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Entry


PAGE = "referrals"


@dataclass(frozen=True)
class StepLine:
    """One step of a referral; `who` is a first name, empty for herself and the worker process."""

    event: ReferralEvent
    who: str
    at: datetime


@dataclass(frozen=True)
class WrongLine:
    """A mistake in sharing, and what was decided."""

    ref: str
    what: str
    done: str
    noted_at: datetime
    regulator: Regulator | None
    why: str
    telling_her: str
    decided_at: datetime | None


@dataclass(frozen=True)
class ReferralCard:
    """One referral as it stands."""

    ref: str
    agency_id: int
    agency_name: str
    door: str
    who: str
    purpose: Purpose
    basis: Basis
    status: ReferralStatus
    categories: tuple[Category, ...]
    with_name: bool
    consent: str
    drafted_at: datetime
    sent_at: datetime | None
    until: datetime | None
    meeting_at: datetime | None
    tell_her_by: datetime | None
    told_at: datetime | None
    waits_for_second: bool
    drafted_by_id: int
    second_id: int | None
    """Who was asked to agree before it goes without her yes."""
    agreed_at: datetime | None
    sent_by_id: int | None


@dataclass(frozen=True)
class ReferralPage:
    """One referral with all that belongs to it."""

    handle: str
    card: ReferralCard
    drafted: Drafted | None
    parts: tuple[Entry[Part], ...]
    why: OtherBasis | None
    answers: tuple[Entry[TheyAnswered], ...]
    looked: tuple[Entry[LookedAgain], ...]
    passed: tuple[Entry[PassedOn], ...]
    steps: tuple[StepLine, ...]
    notices: tuple[NoticeLine, ...]
    mistakes: tuple[WrongLine, ...]


def referrals_of(*, by: Actor, mother: str, purpose: str = "") -> tuple[ReferralCard, ...]:
    """Her referrals, newest first: for a worker near her, or for herself."""
    permission = Permission.OWN_SEE if Role.MOTHER in by.roles else Permission.REFERRAL_SEE
    with door.looking(by=by, permission=permission, mother=mother, page=PAGE, purpose=purpose) as box:
        return referrals_in(box)


def stops_of(*, by: Actor, mother: str, purpose: str = "") -> tuple[NoticeLine, ...]:
    """Who was told to stop and what they confirmed, newest first: for a worker near her, or for herself."""
    permission = Permission.OWN_SEE if Role.MOTHER in by.roles else Permission.CONSENT_SEE
    with door.looking(by=by, permission=permission, mother=mother, page=PAGE, purpose=purpose) as box:
        return stops_in(box)


def referral_of(*, by: Actor, mother: str, referral: str, purpose: str = "") -> ReferralPage | None:
    """One referral with all that belongs to it; None where it is not hers."""
    with door.looking(
        by=by, permission=Permission.REFERRAL_SEE, mother=mother, page="one_referral", purpose=purpose
    ) as box:
        row = Referral.objects.filter(mother=box.mother_id, ref=referral).first()
        return _page(box, row) if row else None


def referrals_in(box: Box) -> tuple[ReferralCard, ...]:
    """Her referrals, newest first, inside an open box; on her own page without what she may not read yet."""
    return _cards(known_in(box).order_by("-id"))


def first_days_set(box: Box) -> tuple[ReferralCard, ...]:
    """What she said yes to and has a first day set, soonest first, inside an open box."""
    on_her_yes = {"basis": Basis.CONSENT, "status": ReferralStatus.MEETING_SET}
    rows = Referral.objects.filter(mother=box.mother_id, **on_her_yes).exclude(meeting_at=None)
    found = list(rows.order_by("meeting_at", "id"))
    if not found:
        return ()
    known = set(known_in(box).filter(id__in=[row.id for row in found]).values_list("id", flat=True))
    return _cards(row for row in found if row.id in known)


def stops_in(box: Box) -> tuple[NoticeLine, ...]:
    """Who was told to stop and what they confirmed, newest first, inside an open box; on her own page as above."""
    return notices(box, known_stops_in(box))


def reasons_in(box: Box) -> dict[str, str]:
    """Why each referral that rests on something other than her yes was sent, by its ref, inside an open box."""
    reasons = {entry.about: entry.body.reason for entry in box.entries(OtherBasis)}
    rows = known_in(box).filter(entry__in=reasons).values_list("ref", "entry")
    return {ref: reasons[entry] for ref, entry in rows}


def mothers_sent_to(worker_id: int) -> list[int]:
    """The numbers of the mothers of whom a referral is open to this worker."""
    rows = ReferralPlace.objects.filter(worker_id=worker_id, ended_at=None)
    return sorted(set(rows.values_list("mother", flat=True)))


def mothers_sent_through(door: str) -> list[int]:
    """The numbers of the mothers of whom a referral was sent to this door."""
    return sorted(set(Referral.objects.filter(door=door).values_list("mother", flat=True)))


def standing_due() -> set[tuple[int, str, int | None, int | None, str]]:
    """What should stand by these rows: mother, ground, worker, agency, compartment."""
    rows = ReferralPlace.objects.filter(ended_at=None, until__gt=clock.now()).select_related("referral")
    return {
        (place.mother, ground.value, place.worker_id, place.agency_id, compartment.value)
        for place in rows.iterator()
        for ground in (ground_of(place.referral),)
        for compartment in GROUND_OPENS[ground] - kept_from_them(place.referral)
    }


def _cards(rows: Iterable[Referral]) -> tuple[ReferralCard, ...]:
    found = list(rows)
    names = agencies.agencies_named(row.agency_id for row in found)
    workers = agencies.workers_named(row.worker_id for row in found)
    places = ReferralPlace.objects.filter(referral__in=[row.id for row in found]).order_by("id")
    until = {place.referral_id: place.until for place in places}
    return tuple(
        ReferralCard(
            ref=row.ref,
            agency_id=row.agency_id,
            agency_name=names[row.agency_id].name,
            door=row.door,
            who=workers[row.worker_id].first_name if row.worker_id in workers else "",
            purpose=Purpose(row.purpose),
            basis=Basis(row.basis),
            status=ReferralStatus(row.status),
            categories=tuple(Category(name) for name in row.categories),
            with_name=row.with_name,
            consent=row.consent,
            drafted_at=row.drafted_at,
            sent_at=row.sent_at,
            until=until.get(row.id),
            meeting_at=row.meeting_at,
            tell_her_by=row.tell_her_by,
            told_at=row.told_at,
            waits_for_second=_waits(row),
            drafted_by_id=row.drafted_by_id,
            second_id=row.second_id,
            agreed_at=row.looked_at if row.second_id is not None else None,
            sent_by_id=row.sent_by_id,
        )
        for row in found
    )


def _waits(row: Referral) -> bool:
    alone = Basis(row.basis) is not Basis.CONSENT and row.second_id is None
    return alone and row.sent_at is not None and row.looked_at is None


def _page(box: Box, row: Referral) -> ReferralPage:
    (card,) = _cards([row])
    drafted = box.entries(Drafted, refs=[row.entry])
    why = [entry.body for entry in box.entries(OtherBasis) if entry.about == row.entry]
    return ReferralPage(
        handle=mother_in(box).handle,
        card=card,
        drafted=drafted[0].body if drafted else None,
        parts=tuple(entry for entry in box.entries(Part) if entry.about == row.ref),
        why=why[0] if why else None,
        answers=tuple(entry for entry in box.entries(TheyAnswered) if entry.about == row.ref),
        looked=tuple(entry for entry in box.entries(LookedAgain) if entry.about == row.entry),
        passed=tuple(entry for entry in box.entries(PassedOn) if entry.about == row.ref),
        steps=_steps(row),
        notices=notices(box, StopNotice.objects.filter(referral=row)),
        mistakes=_mistakes(box, row),
    )


def _steps(row: Referral) -> tuple[StepLine, ...]:
    rows = list(ReferralStep.objects.filter(referral=row).order_by("id"))
    workers = agencies.workers_named(step.by_id for step in rows)
    return tuple(
        StepLine(
            ReferralEvent(step.event),
            workers[step.by_id].first_name if step.by_id in workers else "",
            step.at,
        )
        for step in rows
    )


def _mistakes(box: Box, row: Referral) -> tuple[WrongLine, ...]:
    noted = {entry.ref: entry.body for entry in box.entries(WronglyShared)}
    decided = {entry.ref: entry.body for entry in box.entries(WronglyDecided)}
    rows = SharedWrongly.objects.filter(referral=row).order_by("id")
    return tuple(_wrong(wrong, noted.get(wrong.entry), decided.get(wrong.decision)) for wrong in rows)


def _wrong(row: SharedWrongly, noted: WronglyShared | None, decided: WronglyDecided | None) -> WrongLine:
    return WrongLine(
        ref=row.ref,
        what=noted.what if noted else "",
        done=noted.done if noted else "",
        noted_at=row.noted_at,
        regulator=decided.regulator if decided else None,
        why=decided.why if decided else "",
        telling_her=decided.telling_her if decided else "",
        decided_at=row.decided_at,
    )
