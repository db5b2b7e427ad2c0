"""What waits for one worker of what goes without her yes: to agree to, to send, to tell her; not what it says."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment, Ground
from hrm2m.policy.referral_lifecycle import ReferralStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.referrals.models import Referral
from hrm2m.vault import ledger, standing
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.open_to import refs_open_to


@dataclass(frozen=True)
class NotTold:
    """What a worker sent without her yes and wrote no telling of: to which agency, when, and by when she is told."""

    ref: str
    agency_name: str
    sent_at: datetime
    tell_her_by: datetime | None


def not_told_of(*, by: Actor, mother: str) -> tuple[NotTold, ...]:
    """What this worker sent without her yes, until it is written that she was told; nobody else's acts."""
    number = ledger.chain_of(mother) or HOUSE
    rows = Referral.objects.filter(mother=number, sent_by_id=by.worker_id, told_at=None, consent="")
    found = list(rows.exclude(sent_at=None).order_by("id"))
    names = agencies.agencies_named(row.agency_id for row in found)
    return tuple(
        NotTold(row.ref, names[row.agency_id].name, row.sent_at, row.tell_her_by)
        for row in found
        if row.sent_at is not None
    )


@dataclass(frozen=True)
class NotSent:
    """What a worker wrote to be sent without her yes, and whether the second person agreed to it."""

    ref: str
    agency_name: str
    drafted_at: datetime
    is_agreed: bool


def not_sent_of(*, by: Actor, mother: str) -> tuple[NotSent, ...]:
    """What this worker wrote to be sent without her yes, until it goes or is let go of; nobody else's acts."""
    rows = Referral.objects.filter(
        mother=ledger.chain_of(mother) or HOUSE,
        drafted_by_id=by.worker_id,
        status=ReferralStatus.DRAFTED,
        second_id__isnull=False,
    )
    found = list(rows.order_by("id"))
    names = agencies.agencies_named(row.agency_id for row in found)
    return tuple(
        NotSent(row.ref, names[row.agency_id].name, row.drafted_at, row.looked_at is not None)
        for row in found
    )


@dataclass(frozen=True)
class ForYourWord:
    """One that waits for this worker: as the second person to agree, or, agreed to, to be sent."""

    ref: str
    mother_ref: str
    agency_name: str
    drafted_at: datetime
    is_agreed: bool


def waits_for(by: Actor) -> tuple[ForYourWord, ...]:
    """What this worker was asked to agree to, and what he or she may send now, oldest first; one statement for none."""
    second = Q(second_id=by.worker_id, looked_at=None)
    writer = Q(drafted_by_id=by.worker_id, second_id__isnull=False, looked_at__isnull=False)
    now = clock.now()
    near = standing.mothers_within_reach(
        by, (Ground.BRIDGE, Ground.COVER, Ground.LEAD), Compartment.GENERAL, now
    )
    drafts = Referral.objects.filter(area=by.area, mother__in=near, status=ReferralStatus.DRAFTED)
    found = list(drafts.filter(second | writer).order_by("drafted_at", "id"))
    if not found:
        return ()
    refs = refs_open_to(by, {row.mother for row in found}, now)
    names = agencies.agencies_named(row.agency_id for row in found)
    return tuple(
        ForYourWord(
            row.ref,
            refs[row.mother],
            names[row.agency_id].name,
            row.drafted_at,
            row.looked_at is not None,
        )
        for row in found
        if row.mother in refs
    )
