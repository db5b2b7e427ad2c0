"""Keeps the rows of readings in line with the vault: when a copy was put back, and when a record is over for ever."""

from hrm2m.records.connections.models import OPEN, Reading, Why
from hrm2m.vault.box import Box


def bring_into_line(box: Box) -> int:
    """Whoever stands no more reads no more: ends the readings whose standing a restore ended again; how many."""
    causes = box.causes_in_force()
    rows = Reading.objects.filter(OPEN, mother=box.mother_id, until__gt=box.now)
    stopped = [row.id for row in rows if row.cause not in causes]
    ended = Reading.objects.filter(id__in=stopped)
    return ended.update(ended_at=box.now, ended_why=Why.STOPPED_BEFORE)


def forget_readings(box: Box) -> int:
    """Ends who may read, with her record, and drops the plain rows of it; how many."""
    for row in Reading.objects.filter(OPEN, mother=box.mother_id):
        box.end_standing(cause=row.cause)
    return Reading.objects.filter(mother=box.mother_id).delete()[0]
