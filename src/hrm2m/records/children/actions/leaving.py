"""What ends with a worker, with a copy that was put back, or with a record: places in plans, and plain rows."""

from hrm2m.policy import Actor, Permission, Role
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.children.actions.planning import end_place
from hrm2m.records.children.models import Noted, PlanPlace
from hrm2m.vault import door
from hrm2m.vault.box import Box


def leave_plans(*, by: Actor, worker: str) -> int:
    """Ends the places in plans of a worker who acts for that agency no more; answers how many.

    Called by the acts on an account, after its roles ended.
    """
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=Permission.ACCOUNT_END) as house:
            number = agencies.anybody_id_of(worker, area=by.area) or 0
            there = agencies.agencies_of_roles(number, Role)
            gone = list(PlanPlace.objects.filter(worker_id=number, until=None).exclude(agency_id__in=there))
            house.note(worker=worker, plans=len(gone))
        heads = unit.lock({place.mother for place in gone})
        for place in sorted(gone, key=lambda place: place.mother):
            ref = heads[place.mother].ref
            with door.acting(by=by, permission=Permission.ACCOUNT_END, mother=ref) as box:
                end_place(box, place)
        return len(gone)


def bring_plans_into_line(box: Box) -> None:
    """After a copy was put back: whoever stands no more is named no more."""
    causes = box.causes_in_force()
    for place in PlanPlace.objects.filter(mother=box.mother_id, until=None):
        if place.cause not in causes:
            place.until = box.now
            place.save(update_fields=["until"])


def end_with_record(box: Box) -> None:
    """Her keys are about to be destroyed: nobody is named in a plan any more, and nothing waits to be read."""
    for place in PlanPlace.objects.filter(mother=box.mother_id, until=None):
        end_place(box, place)
    Noted.objects.filter(mother=box.mother_id, read_at=None).update(read_at=box.now)
