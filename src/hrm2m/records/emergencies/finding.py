"""Finds the row behind one look, for this room only; whoever asks for it opens her record by a decision of its own."""

from hrm2m.policy import Permission
from hrm2m.records.emergencies.models import EmergencyLook
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import NotYours


def the_look(look: str, area: int, permission: Permission) -> EmergencyLook:
    """The row behind a look; raises NotYours where there is none."""
    row = EmergencyLook.objects.filter(entry=look, area=area).first()
    if row is None:
        raise NotYours(permission, HOUSE)
    return row
