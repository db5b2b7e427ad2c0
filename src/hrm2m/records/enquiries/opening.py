"""Opening what one act on a question needs: the record it is about, or for an agency the question alone."""

from collections.abc import Iterator
from contextlib import contextmanager

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.enquiry_lifecycle import AT_THE_DOOR, EnquiryEvent, EnquiryStatus, next_enquiry_status
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import NoSuchStep
from hrm2m.records.agencies.doors.queries import is_open
from hrm2m.records.enquiries.models import EnquiryRow
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


@contextmanager
def about_her(
    ref: str, *, by: Actor, permission: Permission, act: ActFacts | None = None
) -> Iterator[tuple[Box, EnquiryRow]]:
    """The record of the mother this question is about, open for one act, and the row under its lock.

    Raises NotYours for a ref that is unknown and for a record out of reach alike.
    """
    with door.unit(by=by) as unit:
        number = EnquiryRow.objects.filter(ref=ref, area=by.area).values_list("mother", flat=True).first()
        if number is None:
            raise NotYours(permission, HOUSE)
        head = unit.lock([number])[number]
        with door.acting(by=by, permission=permission, mother=head.ref, act=act) as box:
            row = EnquiryRow.objects.select_for_update().get(ref=ref)
            box.note(enquiry=ref)
            yield box, row


@contextmanager
def at_the_door(ref: str, *, by: Actor, permission: Permission) -> Iterator[tuple[Box, EnquiryRow]]:
    """The question alone, for whoever was asked it; nothing of any record is opened.

    Raises NotYours for whatever is unknown, somebody else's, a draft or closed.
    """
    with door.acting(by=by, permission=permission) as house:
        row = EnquiryRow.objects.select_for_update().filter(ref=ref, area=by.area, closed_at=None).first()
        if row is None or not is_asked(row, by):
            raise NotYours(permission, HOUSE)
        house.note(enquiry=ref)
        yield house, row


def is_asked(row: EnquiryRow, by: Actor) -> bool:
    """Whether this question stands at this worker's door now."""
    asked = (row.worker_id, row.agency_id) == (by.worker_id, by.agency_id)
    stands = row.closed_at is None and EnquiryStatus(row.status) in AT_THE_DOOR
    return asked and stands and is_open(row.area, row.door)


def moved(row: EnquiryRow, event: EnquiryEvent) -> None:
    """Moves the question along its lifecycle; raises BadInput for a step that does not come now."""
    try:
        row.status = next_enquiry_status(EnquiryStatus(row.status), event)
    except NoSuchStep as refusal:
        field, sentence = "event", "This step does not come now: something changed. Open the page again."
        raise BadInput(field, sentence) from refusal
