"""Opening the record that a hold is about, for one act of a lead; of one that is forgotten the chain of the house."""

from collections.abc import Iterator
from contextlib import contextmanager

from hrm2m.policy import Actor, Permission
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.whole.models import Hold
from hrm2m.vault import door, sleepers
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


@contextmanager
def acting_on(hold: str, *, by: Actor) -> Iterator[tuple[Box, Hold, str, bool]]:
    """The record of this hold for one act of a lead, the hold, her ref, and whether she was forgotten; or NotYours."""
    row = Hold.objects.filter(ref=hold, area=by.area, lifted_at=None).first()
    mother = sleepers.ref_of(row.mother) if row else ""
    if row is None:
        with door.unit(by=by):
            raise NotYours(Permission.RECORD_HOLD, HOUSE)
    is_forgotten = sleepers.stages_of(mother)[0] is Stage.FORGOTTEN
    # Nobody stands near a record that is forgotten: a lead of the area acts, in the chain of the house.
    permission = Permission.RETENTION_RUN if is_forgotten else Permission.RECORD_HOLD
    with door.acting(by=by, permission=permission, mother=None if is_forgotten else mother) as box:
        yield box, row, mother, is_forgotten
