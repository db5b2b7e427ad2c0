"""Who must never open her record: her word, or a worker's own *I know her outside work*; both block and move."""

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Ground, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import chosen, steps
from hrm2m.records.bridges.models import Bridge, TeamPlace
from hrm2m.vault import door
from hrm2m.vault.box import Box


HER_WORD = ActFacts(her_word=True)
KEEPS_HER_BRIDGE = (
    "This agency keeps her bridge, or her bridge builder works there too: barred now, she would have nobody. "
    "Let her choose a bridge builder of another agency first, then bar this one."
)


def bar(*, by: Actor, mother: str, worker: str) -> None:
    """She says so, and nobody asks why: this worker never opens her record, and what he or she was to her passes on."""
    with door.acting(by=by, permission=Permission.BAR_SET, mother=mother, act=HER_WORD) as box:
        worker_id = chosen.worker_of(by, worker, "worker")
        _bar_worker(box, worker_id, f"bar:{worker}")


def bar_agency(*, by: Actor, mother: str, agency: str) -> None:
    """She says so: nobody who works for this agency opens her record, whichever agency they sign in for.

    Raises BadInput, with a sentence saying how, while the agency keeps her bridge or her bridge builder works for it.
    """
    with door.acting(by=by, permission=Permission.BAR_SET, mother=mother, act=HER_WORD) as box:
        agency_id = agencies.agency_id_of(agency, area=by.area)
        if agency_id is None:
            field, sentence = "agency", "Choose an agency from the list."
            raise BadInput(field, sentence)
        works_there = agencies.workers_of_agency(agency_id)
        _must_not_leave_her_alone(box, agency_id, works_there)
        cause = f"bar-agency:{agency}"
        # Again, it reaches who joined since.
        box.end_standing(cause=cause)
        box.give_standing(Ground.BLOCK, cause=cause, agency_id=agency_id)
        steps.end_team(box, TeamPlace.objects.filter(agency_id=agency_id))
        for worker_id in sorted(works_there & agencies.work_for_several()):
            box.give_standing(Ground.BLOCK, cause=cause, worker_id=worker_id)
        for worker_id in sorted(works_there):
            _move(box, worker_id)


def lift_bar(*, by: Actor, mother: str, barred: str) -> None:
    """She says that this worker or agency (`barred`: its ref) may be near her again; nothing comes back by itself."""
    with door.acting(by=by, permission=Permission.BAR_SET, mother=mother, act=HER_WORD) as box:
        for kind in ("bar", "knows", "bar-agency"):
            box.end_standing(cause=f"{kind}:{barred}")


def step_aside(*, by: Actor, mother: str) -> None:
    """*I know her outside work*: from this moment the worker opens nothing of hers, and is moved. Nobody asks why."""
    with door.acting(by=by, permission=Permission.STEP_ASIDE, mother=mother) as box:
        close_to_who_knows_her(box, by)


def close_to_who_knows_her(box: Box, by: Actor) -> None:
    """The same inside an act that ends what the worker is to her in other rooms."""
    _bar_worker(box, by.worker_id, f"knows:{by.worker_ref}")


def _bar_worker(box: Box, worker_id: int, cause: str) -> None:
    box.end_standing(cause=cause)
    box.give_standing(Ground.BLOCK, cause=cause, worker_id=worker_id)
    _move(box, worker_id)


def _move(box: Box, worker_id: int) -> None:
    """Whatever the worker was to her passes on, in this act."""
    steps.end_team(box, TeamPlace.objects.filter(worker_id=worker_id))
    bridge = Bridge.objects.filter(mother=box.mother_id, closed_at=None).first()
    if bridge is None:
        return
    steps.pass_on(box, bridge, worker_id=worker_id, builder=True, cover=True)
    steps.pass_promises_on(box, bridge, worker_id)


def _must_not_leave_her_alone(box: Box, agency_id: int, works_there: frozenset[int]) -> None:
    bridge = Bridge.objects.filter(mother=box.mother_id, closed_at=None).first()
    if bridge is None:
        return
    is_held = BridgeStatus(bridge.status) is BridgeStatus.HELD_BY_COVER
    if bridge.agency_id == agency_id or (bridge.builder_id in works_there and not is_held):
        field = "agency"
        raise BadInput(field, KEEPS_HER_BRIDGE)
