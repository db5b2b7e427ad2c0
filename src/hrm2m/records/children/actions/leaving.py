"""What ends with a worker, a bar, a copy that was put back, or a record: places in plans, and plain rows."""

from collections.abc import Sequence

from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.facts import ActFacts
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.children.actions.planning import end_place
from hrm2m.records.children.models import Noted, PlanPlace
from hrm2m.vault import door, standing
from hrm2m.vault.box import Box
from hrm2m.vault.unit import Unit


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
        return _end(unit, by, Permission.ACCOUNT_END, gone)


def stand_down_from_plans(*, by: Actor, worker: str) -> int:
    """Ends every place in a plan of a worker who is stood down, at once; answers how many."""
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=Permission.BRIDGE_STAND_DOWN) as house:
            number = agencies.anybody_id_of(worker, area=by.area) or 0
            places = list(PlanPlace.objects.filter(worker_id=number, until=None))
            house.note(worker=worker, plans=len(places))
        return _end(unit, by, Permission.BRIDGE_STAND_DOWN, places)


def end_barred_places(*, by: Actor, mother: str) -> int:
    """Ends the places in plans of whoever she barred, so that nothing comes back when she takes the bar back."""
    facts = ActFacts(her_word=True)
    with door.acting(by=by, permission=Permission.BAR_SET, mother=mother, act=facts) as box:
        bars = standing.bars_on_many([box.mother_id], box.now).get(box.mother_id, ())
        barred = [
            place
            for place in PlanPlace.objects.filter(mother=box.mother_id, until=None)
            if any(bar.is_about(place.worker_id, place.agency_id) for bar in bars)
        ]
        for place in barred:
            end_place(box, place)
        return len(barred)


def leave_her_plans(box: Box, worker_id: int) -> bool:
    """This worker is named in no plan of her children any more; whether he or she was."""
    places = list(PlanPlace.objects.filter(mother=box.mother_id, worker_id=worker_id, until=None))
    for place in places:
        end_place(box, place)
    return bool(places)


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


def _end(unit: Unit, by: Actor, permission: Permission, places: Sequence[PlanPlace]) -> int:
    heads = unit.lock({place.mother for place in places})
    for place in sorted(places, key=lambda place: place.mother):
        with door.acting(by=by, permission=permission, mother=heads[place.mother].ref) as box:
            end_place(box, place)
    return len(places)
