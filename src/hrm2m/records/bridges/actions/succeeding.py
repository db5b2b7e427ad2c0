"""The worker process looks for bridges cover has held for long, or whose bridge builder is gone for good meanwhile."""

from hrm2m.foundation import clock, jobs
from hrm2m.policy import Actor, Permission
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.bridges import succession
from hrm2m.records.bridges.models import Bridge
from hrm2m.records.clocks.queries import running_about
from hrm2m.vault import door


def keep_asking_whom_next(*, by: Actor) -> int:
    """Starts the promise that she is asked whom she wants next, where it is due and does not run; how many."""
    now = clock.now()
    held = Bridge.objects.filter(area=by.area, status=BridgeStatus.HELD_BY_COVER, closed_at=None)
    runs = {about for _mother, about in running_about(succession.NEXT, by.area)}
    due = [row for row in held.order_by("id") if row.ref not in runs and succession.is_to_be_asked(row, now)]
    return jobs.do_each(due, lambda row: _start(by, row))


def _start(by: Actor, row: Bridge) -> bool:
    with door.unit(by=by, mothers=[row.mother]) as unit:
        ref = unit.heads[row.mother].ref
        with door.acting(by=by, permission=Permission.CLOCK_ESCALATE, mother=ref) as box:
            box.note(kind=succession.NEXT)
            # Read again in the lock: she may have chosen somebody a moment ago.
            bridge = Bridge.objects.filter(id=row.id, closed_at=None).first()
            return bridge is not None and succession.start_if_due(box, bridge)
