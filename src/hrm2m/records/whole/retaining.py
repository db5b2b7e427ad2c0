"""Destroying what is over its time, because a lead asks with the code of a dry run; the last step of a record."""

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import RecordEvent
from hrm2m.records.asks import actions as asks
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.children import actions as children
from hrm2m.records.connections import actions as connections
from hrm2m.records.emergencies import actions as emergencies
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.hers import actions as hers
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.people.actions import move_stage
from hrm2m.records.safety import actions as safety
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.whole import sharing
from hrm2m.records.whole.holds_looked_at import forget_reasons
from hrm2m.records.whole.keeping_apart import forget_pairs
from hrm2m.records.whole.linking import forget_links
from hrm2m.records.whole.queries import held_among, what_is_over
from hrm2m.vault import door, to_show
from hrm2m.vault.box import Box
from hrm2m.vault.errors import Denied


OTHER_CODE = (
    "This code is not that of what is due now: something changed since the dry run, or it was typed wrong. "
    "Nothing was destroyed. Look again with --dry-run."
)


def mark_what_is_over(*, by: Actor, code: str) -> int:
    """Ends every record that is over its time, each with a line in its own chain; its keys go right after.

    `code` is that of a dry run, and refused where anything else is due by now. Killed in between, what was ended is
    finished by the worker process, and the rest waits for the next dry run. Answers how many. Raises BadInput.
    """
    with door.acting(by=by, permission=Permission.RETENTION_RUN) as house:
        # Whether somebody may is decided before anything is opened to count.
        house.note(asked=1)
    over = what_is_over(by.area)
    if code != over.code:
        field = "code"
        raise BadInput(field, OTHER_CODE)
    with door.acting(by=by, permission=Permission.RETENTION_RUN) as house:
        house.note(code=over.code, records=over.due)
    return sum(_end_one(by, mother, over.code) for mother in over.records)


def _end_one(by: Actor, mother: str, code: str) -> bool:
    permission = Permission.RECORD_DESTROY
    try:
        with door.acting(by=machine_actor(by.area), permission=permission, mother=mother) as box:
            # Held back since a moment ago: asked again under the lock of her head.
            if held_among([box.mother_id]):
                box.note(held=1)
                return False
            box.note(asked_by=by.worker_ref, code=code)
            end_for_ever(box)
            return True
    except Denied:
        # She came back in this moment: her record is open, and stays.
        return False


def end_for_ever(box: Box) -> None:
    """The last step of a record: what is plain and about her goes now, her keys after the line is committed."""
    move_stage(box, RecordEvent.KEYS_ARE_DESTROYED, forget_at=box.now)
    bridges.close_for_ever(box)
    treatment.end_with_record(box)
    safety.end_with_record(box)
    emergencies.end_with_record(box)
    outreach.forget_row(box.mother_id)
    asks.forget_marks(box.mother_id)
    forget_links(box.mother_id)
    forget_pairs(box.mother_id, box.now)
    forget_reasons(box.mother_id)
    children.end_with_record(box)
    sharing.end_with_record(box, tell=False)
    connections.forget_readings(box)
    enquiries.forget_rows(box)
    hers.end_with_record(box)
    to_show.forget(box.mother_id)
