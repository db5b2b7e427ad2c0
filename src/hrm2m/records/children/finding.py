"""Finding the row of a notice for whoever may read it; nothing here reads what was told."""

from hrm2m.policy import Actor, Permission
from hrm2m.records.children.models import Notice
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


def the_notice(by: Actor, ref: str, *, lock: bool = False) -> Notice:
    """The row, if its readers are of the actor's agency or of the whole area; raises NotYours otherwise."""
    rows = Notice.objects.select_for_update() if lock else Notice.objects.all()
    row = rows.filter(area=by.area, ref=ref).first()
    if row is None or row.for_agency_id not in {None, by.agency_id}:
        raise NotYours(Permission.CHILD_NOTICE_READ, HOUSE)
    return row
