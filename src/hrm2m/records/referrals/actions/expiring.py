"""Before a yes ends: it holds on past a birth, or it runs out and what rests on it is closed; by the worker process."""

from datetime import timedelta

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Permission
from hrm2m.policy.referral_lifecycle import ReferralEvent
from hrm2m.records.consent import actions as consent
from hrm2m.records.consent.queries import consent_of, ending_before
from hrm2m.records.referrals import places
from hrm2m.records.referrals.actions.ending import end, end_with_consent, live_on
from hrm2m.records.referrals.entries import Basis
from hrm2m.records.referrals.models import ReferralPlace
from hrm2m.vault import door, sleepers


AHEAD = timedelta(days=3)
"""Looked at this long before it ends, so that a worker process that stood still for a day lets nothing lapse."""


def let_consents_end(*, by: Actor) -> int:
    """Carries on or ends every yes whose time is near, and closes what has no time left; answers how many ended."""
    now = clock.now()
    ended = 0
    for mother, ref in ending_before(by.area, now + AHEAD):
        ended += _carry_on_or_end(by, sleepers.ref_of(mother), ref)
    over = ReferralPlace.objects.filter(area=by.area, ended_at=None, until__lte=now)
    for mother in sorted(set(over.exclude(referral__basis=Basis.CONSENT).values_list("mother", flat=True))):
        _close_other_bases(by, sleepers.ref_of(mother))
    return ended


def _carry_on_or_end(by: Actor, mother: str, ref: str) -> int:
    with door.acting(by=by, permission=Permission.CONSENT_EXPIRE, mother=mother) as box:
        card = consent_of(box.mother_id, ref)
        if card is None:
            return 0
        until = consent.carry_on_or_end(box, card)
        if until is None:
            end_with_consent(box, ref)
            return 1
        if until > card.until:
            for row in live_on(box.mother_id).filter(consent=ref):
                places.carry_on(box, row, until)
        return 0


def _close_other_bases(by: Actor, mother: str) -> None:
    with door.acting(by=by, permission=Permission.CONSENT_EXPIRE, mother=mother) as box:
        for row in live_on(box.mother_id).exclude(basis=Basis.CONSENT):
            if row.sent_at is not None and not places.in_force(row, box.now):
                end(box, row, ReferralEvent.ITS_BASIS_IS_OVER)
