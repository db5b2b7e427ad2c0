"""A door has ended: a question that waits there goes to another door of the agency, or back to who holds her bridge."""

from hrm2m.foundation import mail
from hrm2m.policy import Actor, Permission
from hrm2m.policy.enquiry_lifecycle import EnquiryEvent, EnquiryStatus
from hrm2m.records.agencies.doors.queries import other_doors
from hrm2m.records.bridges.there import Chosen, is_barred
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.passing_on import pass_on_about
from hrm2m.records.enquiries.actions.asking import BACK, TERMS
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.records.enquiries.opening import moved
from hrm2m.records.enquiries.who_sees_to_it import holder_of, lead_named
from hrm2m.vault import door as acts
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE


WAITS = (EnquiryStatus.SENT, EnquiryStatus.LAPSED)


def leave_door(*, by: Actor, door: str) -> int:
    """Moves what waits at a door that has ended; how many questions. What was answered there stays as it was said."""
    waiting = EnquiryRow.objects.filter(area=by.area, door=door, status__in=WAITS, closed_at=None)
    numbers = sorted(set(waiting.values_list("mother", flat=True)))
    with acts.unit(by=by, mothers=[HOUSE]) as unit:
        heads = unit.lock(numbers)
        rows = list(waiting.select_for_update().order_by("id"))
        for row in rows:
            ref = heads[row.mother].ref
            with acts.acting(by=by, permission=Permission.DOOR_SET, mother=ref) as box:
                _leave(box, row)
    return len(rows)


def _leave(box: Box, row: EnquiryRow) -> None:
    doors = other_doors(row.area, row.door)
    free = (
        card for card in doors if not is_barred(row.mother, Chosen(card.worker_id, card.agency_id), box.now)
    )
    to = next(free, None)
    box.note(enquiry=row.ref)
    if to is None:
        clocks.stop(box, TERMS, about=row.ref)
        owner, lead = holder_of(row), lead_named(row)
        clocks.start(box, BACK, about=row.ref, owner_id=owner, escalate_to_id=lead, started_at=box.now)
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=owner, about=f"{row.ref}:back", at=box.now)
        return
    moved(row, EnquiryEvent.THEY_PASS_IT_ON)
    pass_on_about(box, about=row.ref, from_id=row.worker_id, owner_id=to.worker_id)
    row.door, row.worker_id, row.times_asked = to.ref, to.worker_id, row.times_asked + 1
    row.save(update_fields=["status", "door", "worker_id", "times_asked"])
    about = f"enquiry:{row.ref}:{row.times_asked}"
    mail.post(mail.Text.REQUEST, to_worker=to.worker_id, about=about, at=box.now)
