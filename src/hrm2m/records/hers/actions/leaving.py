"""Ending ways in: the row, its secrets and the standing it gave go in one act."""

from hrm2m.records.hers.models import EndedBy, Secret, WayIn
from hrm2m.vault.box import Box


def end_with_record(box: Box) -> None:
    """Nothing opens a record that is over."""
    end_all(box, EndedBy.RECORD_IS_OVER)


def bring_into_line(box: Box) -> None:
    """After a copy was put back: a way that stands no more is frozen, and opened again only beside her."""
    causes = box.causes_in_force()
    for way in WayIn.objects.filter(mother=box.mother_id, until=None, frozen_at=None):
        if way.cause not in causes:
            way.frozen_at = box.now
            way.save(update_fields=["frozen_at"])


def end_all(box: Box, ended_by: EndedBy) -> int:
    """Ends every way in of hers; how many."""
    ways = list(WayIn.objects.filter(mother=box.mother_id, until=None))
    for way in ways:
        end_one(box, way, ended_by)
    return len(ways)


def end_one(box: Box, way: WayIn, ended_by: EndedBy) -> None:
    """Ends one way in: what opened it is gone for good."""
    way.until, way.ended_by = box.now, ended_by
    way.save(update_fields=["until", "ended_by"])
    Secret.objects.filter(way=way).delete()
    box.end_standing(cause=way.cause)
