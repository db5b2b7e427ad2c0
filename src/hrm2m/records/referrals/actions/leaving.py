"""A door has ended: what was sent there goes to another door of the agency, or back to her bridge builder."""

from hrm2m.foundation import mail
from hrm2m.policy import Actor, Permission
from hrm2m.policy.referral_lifecycle import READ_BY_THEM
from hrm2m.records.agencies.doors.queries import door as door_of
from hrm2m.records.agencies.doors.queries import other_doors
from hrm2m.records.bridges import there
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.passing_on import pass_on_about
from hrm2m.records.referrals import places
from hrm2m.records.referrals.models import Referral
from hrm2m.records.referrals.moving import ACKNOWLEDGED, ANSWERED, CHASE, MEETING, OUTCOME, ours, tell_builder
from hrm2m.vault import door as acts
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE


def leave_door(*, by: Actor, door: str) -> int:
    """Moves what was sent to a door that has ended; how many. Her yes is to the agency and stands."""
    left = door_of(by.area, door).worker_id
    # What was passed to a colleague is no longer at this door.
    status = [each.value for each in READ_BY_THEM]
    sent = Referral.objects.filter(area=by.area, door=door, worker_id=left, status__in=status)
    numbers = sorted(set(sent.values_list("mother", flat=True)))
    with acts.unit(by=by, mothers=[HOUSE]) as unit:
        heads = unit.lock(numbers)
        rows = list(sent.order_by("id"))
        for row in rows:
            with acts.acting(by=by, permission=Permission.DOOR_SET, mother=heads[row.mother].ref) as box:
                _leave(box, row)
    return len(rows)


def _leave(box: Box, row: Referral) -> None:
    read = places.not_ended(row)
    others = other_doors(row.area, row.door)
    gone = there.stood_down_among(card.worker_id for card in others)
    free = (
        card
        for card in others
        if card.worker_id not in gone
        and not there.is_barred(row.mother, Chosen(card.worker_id, card.agency_id), box.now)
    )
    to = next(free, None)
    box.note(referral=row.ref)
    places.end(box, read)
    if to is None:
        for kind in (ACKNOWLEDGED, ANSWERED, MEETING, OUTCOME, CHASE):
            clocks.stop(box, kind, about=row.ref)
        ours(box, row, CHASE)
        tell_builder(box, row)
        return
    pass_on_about(box, about=row.ref, from_id=row.worker_id, owner_id=to.worker_id)
    row.door, row.worker_id = to.ref, to.worker_id
    row.save(update_fields=["door", "worker_id"])
    if read:
        places.give(box, row, worker_id=to.worker_id, until=max(place.until for place in read))
    mail.post(mail.Text.REQUEST, to_worker=to.worker_id, about=f"referral:{row.ref}", at=box.now)
