"""Ending an emergency look early: the worker is barred, stands down, knows her, leaves; or her record is over."""

from django.db.models import QuerySet

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Permission
from hrm2m.policy.emergencies import OPENS_IN_AN_EMERGENCY
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.roles import ROLES
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import there
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.emergencies.models import EmergencyLook
from hrm2m.vault import door
from hrm2m.vault.box import Box


HER_WORD = ActFacts(her_word=True)
MAY_OPEN = tuple(role for role, card in ROLES.items() if card.permissions >= OPENS_IN_AN_EMERGENCY)


def let_go(*, by: Actor, worker: str) -> int:
    """Ends what a worker opened where an account or a role ended; how often."""
    worker_id = agencies.anybody_id_of(worker, area=by.area) or 0
    may = agencies.agencies_of_roles(worker_id, MAY_OPEN)
    gone = _running(worker_id).exclude(agency_id__in=may)
    return _end_of_each(by, Permission.ACCOUNT_END, worker, gone)


def stand_down(*, by: Actor, worker: str) -> int:
    """Ends whatever a worker who is stood down has open; how often."""
    worker_id = agencies.anybody_id_of(worker, area=by.area) or 0
    return _end_of_each(by, Permission.BRIDGE_STAND_DOWN, worker, _running(worker_id))


def end_what_is_barred(*, by: Actor, mother: str) -> int:
    """Ends what was open to whoever she barred a moment ago, so that lifting the bar brings nothing back; how often."""
    with door.acting(by=by, permission=Permission.BAR_SET, mother=mother, act=HER_WORD) as box:
        barred = [
            row.id
            for row in _open_ones().filter(mother=box.mother_id)
            if there.is_barred(box.mother_id, Chosen(row.worker_id, row.agency_id), box.now)
        ]
        return _end(box, EmergencyLook.objects.filter(id__in=barred))


def leave_her(box: Box, worker_id: int) -> bool:
    """This worker has nothing of hers open any more; whether he or she had."""
    return bool(_end(box, _open_ones().filter(worker_id=worker_id)))


def end_with_record(box: Box) -> None:
    """Nothing is open any more of a record that is over."""
    _end(box, _open_ones())


def bring_into_line(box: Box) -> None:
    """After a copy was put back: what was ended since stays ended."""
    causes = box.causes_in_force()
    rows = _open_ones().filter(mother=box.mother_id)
    ended = [row.id for row in rows if row.cause not in causes]
    EmergencyLook.objects.filter(id__in=ended).update(ended_at=box.now)


def _open_ones() -> QuerySet[EmergencyLook]:
    return EmergencyLook.objects.filter(ended_at=None)


def _running(worker_id: int) -> QuerySet[EmergencyLook]:
    # As `mothers_opened_by` names them when the unit begins: the head of one whose hours are over was not locked, and
    # taken here it would stand below those that are.
    return _open_ones().filter(worker_id=worker_id, until__gt=clock.now())


def _end_of_each(by: Actor, permission: Permission, worker: str, rows: QuerySet[EmergencyLook]) -> int:
    ended = list(rows.values_list("id", "mother"))
    numbers = sorted({mother for _, mother in ended})
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=permission) as house:
            house.note(worker=worker, records=len(numbers))
        heads = unit.lock(numbers)
        for number in numbers:
            with door.acting(by=by, permission=permission, mother=heads[number].ref) as box:
                _end(box, EmergencyLook.objects.filter(id__in=[row for row, _ in ended]))
    return len(ended)


def _end(box: Box, rows: QuerySet[EmergencyLook]) -> int:
    """Ends those of these rows that are hers and whose time is not over, now; how many."""
    hers = list(rows.filter(mother=box.mother_id, ended_at=None, until__gt=box.now))
    for row in hers:
        row.ended_at = box.now
        row.save(update_fields=["ended_at"])
        box.end_standing(cause=row.cause)
    return len(hers)
