"""One step of a referral along its table, and the promises that run to the next; nobody's access changes here."""

from hrm2m.cadence import Nation
from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy.lifecycles import BridgeStatus, NoSuchStep
from hrm2m.policy.referral_lifecycle import ReferralEvent, ReferralStatus, next_referral_status
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.promises import due_of
from hrm2m.records.referrals.models import Referral, ReferralStep
from hrm2m.vault.box import Box


ACKNOWLEDGED, ANSWERED, MEETING, OUTCOME = (
    "referral_acknowledged",
    "referral_answered",
    "referral_meeting",
    "referral_outcome",
)
CHASE, DECLINED, SECOND = "referral_chase", "referral_declined", "referral_second"
TELL_HER = "referral_tell_her"
"""By when she is told of what went without her yes, as was decided; it outlives the referral."""
OF_ONE = (ACKNOWLEDGED, ANSWERED, MEETING, OUTCOME, CHASE, DECLINED, SECOND)
KEPT_BY = {
    ReferralEvent.IT_CAME: (ACKNOWLEDGED,),
    ReferralEvent.THEY_SAY_YES: (ACKNOWLEDGED, ANSWERED),
    ReferralEvent.THEY_SAY_NO: (ACKNOWLEDGED, ANSWERED),
    ReferralEvent.A_MEETING_IS_SET: (MEETING,),
    ReferralEvent.AN_OUTCOME: (OUTCOME,),
}
THEN = {
    ReferralEvent.IT_CAME: ANSWERED,
    ReferralEvent.THEY_SAY_YES: MEETING,
    ReferralEvent.A_MEETING_IS_SET: OUTCOME,
}
NOT_NEXT = "This referral stands somewhere else by now. Open the page again."


def move(box: Box, row: Referral, event: ReferralEvent, *, why: str = "") -> None:
    """Takes one step; raises BadInput where the table has none from here."""
    before = ReferralStatus(row.status)
    try:
        after = next_referral_status(before, event)
    except NoSuchStep:
        field = "referral"
        raise BadInput(field, NOT_NEXT) from None
    row.status = after
    row.save()
    ReferralStep.objects.create(
        area=row.area,
        referral=row,
        event=event,
        before=before,
        after=after,
        why=why,
        by_id=box.by_id,
        at=box.now,
    )
    box.note(referral=row.ref, step=event.value)


def keep_promises(box: Box, row: Referral, event: ReferralEvent) -> None:
    """What this step keeps is kept, and the promise to the next step of theirs begins."""
    for kind in KEPT_BY.get(event, ()):
        clocks.meet(box, kind, about=row.ref, at=box.now)
    kind = THEN.get(event, "")
    if kind:
        theirs(box, row, kind)


def theirs(box: Box, row: Referral, kind: str, due_by: str = "") -> None:
    """Starts a promise of the person at the door, her bridge builder behind; due as a kind `due_by` is, if said."""
    builder, _ = holders(box, row)
    agreed = agencies.area_of(box.area)
    due = due_of(due_by, box.now, Nation(agreed.nation), agreed.choices) if due_by else None
    clocks.start(
        box,
        kind,
        about=row.ref,
        owner_id=row.worker_id,
        escalate_to_id=builder,
        started_at=box.now,
        due_at=due,
    )


def ours(box: Box, row: Referral, kind: str) -> None:
    """Starts a promise of her bridge builder, with cover behind."""
    builder, behind = holders(box, row)
    clocks.start(box, kind, about=row.ref, owner_id=builder, escalate_to_id=behind, started_at=box.now)


def stop_promises(box: Box, row: Referral) -> None:
    """Nothing is promised about it any more."""
    for kind in OF_ONE:
        clocks.stop(box, kind, about=row.ref)


def tell_builder(box: Box, row: Referral) -> None:
    """A mail to her bridge builder that something waits."""
    builder, _ = holders(box, row)
    mail.post(mail.Text.SOMETHING_WAITS, to_worker=builder, about=f"{row.ref}:{row.status}", at=box.now)


def holders(box: Box, row: Referral) -> tuple[int, int]:
    """Who holds her bridge now, and who is behind: cover, or a lead while cover holds it; who sent it without one."""
    bridge = bridge_of(box.mother_id)
    if bridge is None:
        sender = row.sent_by_id or row.drafted_by_id
        return sender, sender
    if bridge.status is BridgeStatus.HELD_BY_COVER:
        leads = (lead for lead in agencies.team_leads(bridge.agency_id) if lead != bridge.cover_id)
        return bridge.cover_id, next(leads, bridge.cover_id)
    return bridge.builder_id, bridge.cover_id
