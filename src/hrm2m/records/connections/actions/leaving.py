"""What ends with a worker: whoever loses the role, the account or our trust looks at nothing any more."""

from django.db.models import QuerySet

from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import there
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.connections.models import OPEN, Reading, Why
from hrm2m.records.connections.readers import MAY_READ
from hrm2m.vault import door
from hrm2m.vault.box import Box


def let_go(*, by: Actor, worker: str) -> int:
    """Ends the readings of a worker whose account or role ended, in agencies he or she may not read for; how many."""
    worker_id = agencies.anybody_id_of(worker, area=by.area) or 0
    may = agencies.agencies_of_roles(worker_id, MAY_READ)
    gone = Reading.objects.filter(OPEN, reader_id=worker_id).exclude(agency_id__in=may)
    return _end_each(by, Permission.ACCOUNT_END, worker, gone)


def stand_down(*, by: Actor, worker: str) -> int:
    """Ends every reading of a worker who is stood down; how many. The safeguarding lead asks somebody else."""
    worker_id = agencies.anybody_id_of(worker, area=by.area) or 0
    return _end_each(
        by, Permission.BRIDGE_STAND_DOWN, worker, Reading.objects.filter(OPEN, reader_id=worker_id)
    )


def leave_her(box: Box, worker_id: int) -> bool:
    """This worker looks at no connection of hers any more; whether he or she was asked to."""
    gone = list(Reading.objects.filter(OPEN, mother=box.mother_id, reader_id=worker_id))
    for row in gone:
        _over(box, row)
    return bool(gone)


def end_what_is_barred(*, by: Actor, mother: str) -> int:
    """Ends the readings of whoever she barred a moment ago, so that lifting the bar brings nothing back; how many."""
    act = ActFacts(her_word=True)
    with door.acting(by=by, permission=Permission.BAR_SET, mother=mother, act=act) as box:
        barred = [
            row
            for row in Reading.objects.filter(OPEN, mother=box.mother_id)
            if there.is_barred(box.mother_id, Chosen(row.reader_id, row.agency_id), box.now)
        ]
        for row in barred:
            _over(box, row)
        return len(barred)


def _over(box: Box, row: Reading) -> None:
    box.end_standing(cause=row.cause)
    row.ended_at, row.ended_why = box.now, Why.WORKER_GONE
    row.save(update_fields=["ended_at", "ended_why"])


def _end_each(by: Actor, permission: Permission, worker: str, rows: QuerySet[Reading]) -> int:
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=permission) as house:
            gone = list(rows.order_by("mother", "id"))
            house.note(worker=worker, readings=len(gone))
        heads = unit.lock({row.mother for row in gone})
        for row in gone:
            with door.acting(by=by, permission=permission, mother=heads[row.mother].ref) as box:
                _over(box, row)
        return len(gone)
