"""What ends with a worker: whoever is barred, stood down or gone looks at nothing a second time any more."""

from django.db.models import QuerySet

from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.facts import ActFacts
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import there
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.worries.models import SecondAsked
from hrm2m.vault import door
from hrm2m.vault.box import Box


MAY_BE_ASKED = (Role.SAFEGUARDING_LEAD, Role.TEAM_LEAD)


def let_go(*, by: Actor, worker: str) -> int:
    """Ends what was asked of a worker whose account or role ended, in agencies he or she leads nobody of; how many."""
    worker_id = agencies.anybody_id_of(worker, area=by.area) or 0
    may = agencies.agencies_of_roles(worker_id, MAY_BE_ASKED)
    return _end_each(by, Permission.ACCOUNT_END, worker, _asked_of(worker_id).exclude(agency_id__in=may))


def stand_down(*, by: Actor, worker: str) -> int:
    """Ends every second look that was asked of a worker who is stood down; how many. Somebody else is asked."""
    worker_id = agencies.anybody_id_of(worker, area=by.area) or 0
    return _end_each(by, Permission.BRIDGE_STAND_DOWN, worker, _asked_of(worker_id))


def end_what_is_barred(*, by: Actor, mother: str) -> int:
    """Ends what was asked of whoever she barred a moment ago, so that lifting the bar brings nothing back; how many."""
    act = ActFacts(her_word=True)
    with door.acting(by=by, permission=Permission.BAR_SET, mother=mother, act=act) as box:
        barred = [
            row
            for row in SecondAsked.objects.filter(mother=box.mother_id, ended_at=None)
            if there.is_barred(box.mother_id, Chosen(row.worker_id, row.agency_id), box.now)
        ]
        for row in barred:
            over(box, row)
        return len(barred)


def leave_her(box: Box, worker_id: int) -> bool:
    """This worker is asked for no second look and no signature of hers any more; whether he or she was."""
    rows = list(_asked_of(worker_id).filter(mother=box.mother_id))
    for row in rows:
        over(box, row)
    return bool(rows)


def bring_into_line(box: Box) -> None:
    """After a copy was put back: whoever stands no more is asked no more."""
    causes = box.causes_in_force()
    for row in SecondAsked.objects.filter(mother=box.mother_id, ended_at=None, until__gt=box.now):
        if row.cause not in causes:
            over(box, row)


def over(box: Box, row: SecondAsked) -> None:
    """What one worker was asked to look at is over, with the standing that was given for it."""
    box.end_standing(cause=row.cause)
    row.ended_at = box.now
    row.save(update_fields=["ended_at"])


def _asked_of(worker_id: int) -> QuerySet[SecondAsked]:
    return SecondAsked.objects.filter(worker_id=worker_id, ended_at=None)


def _end_each(by: Actor, permission: Permission, worker: str, rows: QuerySet[SecondAsked]) -> int:
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=permission) as house:
            gone = list(rows.order_by("mother", "id"))
            house.note(worker=worker, second_looks=len(gone))
        heads = unit.lock({row.mother for row in gone})
        for row in gone:
            with door.acting(by=by, permission=permission, mother=heads[row.mother].ref) as box:
                over(box, row)
        return len(gone)
