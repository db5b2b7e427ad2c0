"""What the page of everything on its way reads of referrals: those of mothers whose bridge one holds or covers."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.referral_lifecycle import LIVE, ReferralStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.clocks.queries import clocks_within
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.people.entries import Handle
from hrm2m.records.referrals.models import Referral
from hrm2m.vault import door, standing


PAGE = "crossing"
MOST_SHOWN = 200


@dataclass(frozen=True)
class ReferralLine:
    """One referral on its way; `due_at` is the next promise about it, theirs or ours."""

    ref: str
    mother_ref: str
    handle: str
    agency_name: str
    purpose: Purpose
    status: ReferralStatus
    since: datetime
    due_at: datetime | None


def referrals_near(by: Actor) -> tuple[ReferralLine, ...]:
    """Every referral that is not over, of the mothers within reach; one line in the ledger for each of them."""
    with door.unit(by=by) as unit:
        near = (Ground.BRIDGE, Ground.COVER)
        within = standing.mothers_within_reach(by, near, Compartment.GENERAL, unit.now)
        live = [status.value for status in LIVE]
        rows = list(
            Referral.objects.filter(area=by.area, mother__in=within, status__in=live).order_by("-id")[
                :MOST_SHOWN
            ]
        )
        mothers = sorted({row.mother for row in rows})
        with door.looking_at_many(
            by=by, permission=Permission.REFERRAL_SEE, mothers=mothers, page=PAGE
        ) as boxes:
            handles = boxes.entries(Handle, newest=1)
            due = {line.about: line.due_at for line in reversed(clocks_within(boxes, Compartment.GENERAL))}
            refs = boxes.refs
    names = agencies.agencies_named(row.agency_id for row in rows)
    return tuple(
        ReferralLine(
            row.ref,
            refs[row.mother],
            handles[row.mother][0].body.handle if handles.get(row.mother) else "",
            names[row.agency_id].name,
            Purpose(row.purpose),
            ReferralStatus(row.status),
            row.sent_at or row.drafted_at,
            due.get(row.ref),
        )
        for row in rows
        if row.mother in refs
    )
