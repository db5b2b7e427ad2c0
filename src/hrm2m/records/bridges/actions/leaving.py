"""Standing a worker down, and letting go of what one can no longer be whose account or role ended."""

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.bridges import chosen, steps, there
from hrm2m.records.bridges.models import Absence, Bridge, StandDown, TeamPlace
from hrm2m.records.bridges.queries import mothers_near
from hrm2m.records.bridges.reckoning import mothers_lost
from hrm2m.records.bridges.there import Chosen, Duties
from hrm2m.vault import door
from hrm2m.vault.box import Box


NOT_STOOD_DOWN = (
    "This worker does not stand down now, or is yourself: another lead says so. Open the board again."
)


def stand_down(*, by: Actor, worker: str) -> int:
    """Stands a worker down at once, from every record of the area; answers how many bridges cover holds now.

    Nothing may stop it half-way: whoever barred the lead, and bridges of other agencies, are among them. None of
    them comes back to the worker, and nobody new chooses him or her, before a lead lets it be.
    """
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=Permission.BRIDGE_STAND_DOWN) as house:
            worker_id = chosen.worker_of(by, worker, "worker")
            numbers = mothers_near(worker_id)
            _let_nobody_choose(house, by, worker_id)
            house.note(worker=worker, records=len(numbers))
        heads = unit.lock(numbers)
        held = [_end_all_of(by, heads[number].ref, worker_id) for number in numbers]
        return sum(held)


def let_be_chosen_again(*, by: Actor, worker: str) -> None:
    """A lead lets mothers choose a worker again who was stood down; those from before only where a lead places again.

    Raises BadInput for a worker who does not stand down.
    """
    with door.acting(by=by, permission=Permission.BRIDGE_STAND_DOWN) as house:
        worker_id = chosen.worker_of(by, worker, "worker")
        rows = StandDown.objects.filter(mother=there.EVERYBODY, worker_id=worker_id, until=None)
        if worker_id == by.worker_id or not rows.update(until=house.now):
            field = "worker"
            raise BadInput(field, NOT_STOOD_DOWN)
        house.note(worker=worker, chosen_again=1)


def _let_nobody_choose(house: Box, by: Actor, worker_id: int) -> None:
    StandDown.objects.get_or_create(
        mother=there.EVERYBODY,
        worker_id=worker_id,
        until=None,
        defaults={"area": by.area, "since": house.now},
    )


def _end_all_of(by: Actor, mother: str, worker_id: int) -> bool:
    """Ends whatever this worker is to one mother; whether cover holds her bridge now."""
    with door.acting(by=by, permission=Permission.BRIDGE_STAND_DOWN, mother=mother) as box:
        steps.end_team(box, TeamPlace.objects.filter(worker_id=worker_id))
        StandDown.objects.get_or_create(
            mother=box.mother_id,
            worker_id=worker_id,
            until=None,
            defaults={"area": box.area, "since": box.now},
        )
        bridge = Bridge.objects.filter(mother=box.mother_id, closed_at=None).first()
        if bridge is None:
            return False
        if bridge.cover_id == worker_id:
            _let_lead_cover(box, bridge, by)
        held = bridge.builder_id == worker_id and BridgeStatus(bridge.status) is BridgeStatus.OPEN
        if held:
            steps.hold(box, bridge)
        steps.pass_promises_on(box, bridge, worker_id)
        return held


def _let_lead_cover(box: Box, bridge: Bridge, by: Actor) -> None:
    """Until she knows of other cover, whoever stood the worker down is cover; the bridge builder cannot be."""
    box.end_standing(cause=f"cover:{bridge.ref}")
    if by.worker_id != bridge.builder_id:
        steps.let_cover_be(box, bridge, Chosen(by.worker_id, by.agency_id))


def let_go(*, by: Actor, worker: str) -> int:
    """Ends whatever a worker whose roles ended can no longer be to any mother; how many bridges cover holds by it.

    Called by the acts on an account, after its roles ended: what the roles left still allow stays.
    """
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=Permission.ACCOUNT_END) as house:
            worker_id = chosen.anybody_of(by, worker)
            may = there.duties_of(worker_id)
            numbers = mothers_lost(worker_id, may)
            house.note(worker=worker, records=len(numbers))
            if not may.goes_out:
                Absence.objects.filter(worker_id=worker_id, over_at=None).update(over_at=house.now)
        heads = unit.lock(numbers)
        return sum(_let_go_of(by, heads[number].ref, worker_id, may) for number in numbers)


def _let_go_of(by: Actor, mother: str, worker_id: int, may: Duties) -> bool:
    """Passes on what this worker was to one mother; whether cover holds her bridge by it."""
    with door.acting(by=by, permission=Permission.ACCOUNT_END, mother=mother) as box:
        gone = TeamPlace.objects.filter(worker_id=worker_id).exclude(agency_id__in=may.goes_out)
        steps.end_team(box, gone)
        bridge = Bridge.objects.filter(mother=box.mother_id, closed_at=None).first()
        if bridge is None:
            return False
        was_open = BridgeStatus(bridge.status) is BridgeStatus.OPEN
        steps.pass_on(
            box,
            bridge,
            worker_id=worker_id,
            builder=bridge.agency_id not in may.builds,
            cover=bridge.cover_agency_id not in may.goes_out,
        )
        steps.pass_promises_on(box, bridge, worker_id)
        return was_open and BridgeStatus(bridge.status) is BridgeStatus.HELD_BY_COVER
