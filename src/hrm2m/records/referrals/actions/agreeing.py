"""Two people agree before anything goes out without her yes: one writes it, a second one says so at the own sign-in.

What protects a child or a life waits for nobody (`sending.py`).
"""

from datetime import datetime, timedelta

from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.consenting import STANDARD_DAYS
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.policy.referral_lifecycle import ReferralEvent, ReferralStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import there
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.referrals.actions.drafting import Request, asked_at, hers
from hrm2m.records.referrals.actions.sending import (
    Without,
    as_written,
    check_without,
    deliver,
    on_another_basis,
    promise_to_tell_her,
    second_of,
    written_without,
)
from hrm2m.records.referrals.entries import Basis
from hrm2m.records.referrals.models import Referral
from hrm2m.records.referrals.moving import SECOND, holders, move
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.unit import Unit


AGREED = "two agreed"
"""What the policy is told as the reason when it goes: the reason itself lies sealed with the draft."""
NOBODY = "Choose who is asked to agree. Where it protects a child or a life say so: then it goes at once."
NOT_NEAR = "Choose somebody who holds or covers her bridge, or leads her team: a second person must be able to read it."
NOT_ASKED = "Nobody waits for your word about this. Open the page again."
NOT_YOURS = "Whoever wrote this sends it. Open the page again."


def draft_without_her_yes(*, by: Actor, mother: str, request: Request, without: Without, at: datetime) -> str:
    """Writes what is to go without her yes, and asks the second person; nothing is sent. Answers the ref.

    Raises BadInput where nobody is named, and for somebody who could not read it.
    """
    second_id = second_of(by, without)
    check_without(without, second_id)
    field = "second"
    if second_id is None:
        raise BadInput(field, NOBODY)
    act = ActFacts(
        discloses=on_another_basis(by.area, request, without),
        reason=without.reason,
        second_signer_id=second_id,
    )
    with door.acting(by=by, permission=Permission.REFERRAL_SEND, mother=mother, act=act) as box:
        if second_id not in _who_may_be_second(box):
            raise BadInput(field, NOT_NEAR)
        row = written_without(box, request, without, at)
        row.second_id = second_id
        row.save(update_fields=["second_id"])
        _ask(box, row, second_id)
        box.note(referral=row.ref, asks_second=1)
        return row.ref


def say_as_second(*, by: Actor, mother: str, referral: str, agrees: bool) -> None:
    """The second person has read it: agrees, so that whoever wrote it may send it; or not, and it goes nowhere."""
    act = ActFacts(purpose="second_look")
    with door.acting(by=by, permission=Permission.REFERRAL_SEE, mother=mother, act=act) as box:
        row = hers(box.mother_id, referral)
        if row.second_id != by.worker_id or row.looked_at is not None or not _waits(row):
            field = "referral"
            raise BadInput(field, NOT_ASKED)
        clocks.meet(box, SECOND, about=row.ref, at=box.now)
        if agrees:
            row.looked_by_id, row.looked_at = by.worker_id, box.now
            row.save(update_fields=["looked_by_id", "looked_at"])
        else:
            move(box, row, ReferralEvent.IT_IS_DONE)
        box.note(referral=row.ref, agrees=int(agrees))
        mail.post(
            mail.Text.SOMETHING_WAITS, to_worker=row.drafted_by_id, about=f"{row.ref}:second", at=box.now
        )


def send_agreed(*, by: Actor, mother: str, referral: str) -> None:
    """Sends what a second person agreed to, exactly as that person read it.

    Raises Denied while nobody agreed, BadInput for what somebody else wrote, went already or is not wanted any more.
    """
    with door.unit(by=by, mothers=[HOUSE]) as current:
        act = _as_agreed(current, mother, referral)
        with door.acting(by=by, permission=Permission.REFERRAL_SEND, mother=mother, act=act) as box:
            row = hers(box.mother_id, referral)
            if row.drafted_by_id != by.worker_id or not _waits(row):
                field = "referral"
                raise BadInput(field, NOT_YOURS)
            asked_at(box.area, row.door)
            deliver(box, row, box.now + timedelta(days=STANDARD_DAYS))
            promise_to_tell_her(box, row)
            box.note(second=row.looked_by_id or 0)


def _waits(row: Referral) -> bool:
    return ReferralStatus(row.status) is ReferralStatus.DRAFTED and Basis(row.basis) is not Basis.CONSENT


def _as_agreed(current: Unit, mother: str, referral: str) -> ActFacts:
    """What was written and who agreed to it, read in the lock in which it is decided on."""
    head = current.lock_ref(mother)
    row = Referral.objects.filter(mother=head.id, ref=referral).first() if head else None
    if row is None or not _waits(row):
        return ActFacts()
    return ActFacts(discloses=as_written(row), reason=AGREED, second_signer_id=row.looked_by_id)


def _who_may_be_second(box: Box) -> frozenset[int]:
    """Whoever may read her referrals: holds or covers her bridge, or leads the agency that keeps it; not the writer."""
    bridge = bridge_of(box.mother_id)
    if bridge is None:
        return frozenset()
    near = [Chosen(bridge.cover_id, bridge.cover_agency_id)]
    near += [Chosen(lead, bridge.agency_id) for lead in agencies.team_leads(bridge.agency_id)]
    if bridge.status is BridgeStatus.OPEN:
        near.append(Chosen(bridge.builder_id, bridge.agency_id))
    barred = there.barred_among(box.mother_id, near, box.now)
    may = {who.worker_id for who in near if who not in barred}
    return frozenset(may - {box.by_id})


def _ask(box: Box, row: Referral, second_id: int) -> None:
    """The second person owes an answer within a working day; somebody else who is near her is named behind."""
    builder, cover = holders(box, row)
    behind = next((who for who in (builder, cover) if who not in {second_id, box.by_id}), box.by_id)
    clocks.start(box, SECOND, about=row.ref, owner_id=second_id, escalate_to_id=behind, started_at=box.now)
    mail.post(mail.Text.SOMETHING_WAITS, to_worker=second_id, about=f"{row.ref}:second", at=box.now)
