"""A word to any worker freezes her page; she herself closes it from inside."""

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.records.agencies.elsewhere import area_of_agency
from hrm2m.records.bridges.elsewhere import who_stands_beside
from hrm2m.records.hers.actions.leaving import end_all
from hrm2m.records.hers.models import EndedBy, WayIn
from hrm2m.records.people.queries import handle_mark, marked_in_other_areas, mothers_marked
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE


def freeze(*, by: Actor, handle: str) -> None:
    """Freezes whatever page belongs to this handle, in this moment. It answers nothing: there may be none.

    Of several mothers with one handle each page freezes: opened again in a minute beside her, read for ever if not.
    Who is moving here from another area is known to whoever she says it to, though her record is there still.
    """
    if not handle.strip():
        raise BadInput("handle", "Type what she goes by.")
    mothers = [*mothers_marked(by.area, handle), *_who_come_here(by.area, handle)]
    with door.unit(by=by, mothers={HOUSE, *mothers}) as unit:
        with door.acting(by=by, permission=Permission.HER_ACCESS_FREEZE) as house:
            house.note(handle=handle_mark(by.area, handle))
        for mother in sorted(mothers):
            freeze_hers(by, unit.heads[mother].ref)


def close_own(*, by: Actor, mother: str) -> None:
    """She closes her page from inside: every way in is over, and a new one is set up beside her if she wants it."""
    with door.acting(by=by, permission=Permission.OWN_ACCESS_END, mother=mother) as box:
        end_all(box, EndedBy.HERSELF)


def _who_come_here(area: int, handle: str) -> list[int]:
    return [
        mother
        for mother, old in marked_in_other_areas(area, handle).items()
        if (beside := who_stands_beside(mother, old)) and area_of_agency(beside.agency_id) == area
    ]


def freeze_hers(by: Actor, mother: str) -> None:
    """Freezes every way in to this page, in a unit of whoever heard that it is not safe."""
    with door.acting(by=by, permission=Permission.HER_ACCESS_FREEZE, mother=mother) as box:
        open_now = list(WayIn.objects.filter(mother=box.mother_id, until=None, frozen_at=None))
        for way in open_now:
            way.frozen_at = box.now
            way.save(update_fields=["frozen_at"])
            box.end_standing(cause=way.cause)
        box.note(frozen=len(open_now))
