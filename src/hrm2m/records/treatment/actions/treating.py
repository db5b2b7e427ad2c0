"""Who treats her: begun and ended at her word; ended too with an account, a bar, a stand-down or her record."""

from datetime import datetime

from django.db.models import QuerySet

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission, Role
from hrm2m.policy.facts import ActFacts
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.asks.actions.checking import LINE_LENGTH, must_have_words
from hrm2m.records.bridges import chosen, there
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.records.treatment.entries import TreatedAs
from hrm2m.records.treatment.models import Treating
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


HER_WORD = ActFacts(her_word=True)
NOBODY_TREATS = "Choose a treatment worker of this area from the list."
TREATS_ALREADY = "This worker treats her already."
NOT_TREATING = "This worker does not treat her any more. Open the page again."
MUST_NOT_OPEN = (
    "This worker must not open her record. Let her choose somebody else; only her own word changes it."
)


def begin_treating(*, by: Actor, mother: str, worker: str, called: str, at: datetime) -> str:
    """She said yes to a treatment worker, who from now on opens what she takes, uses and wants; answers the ref.

    `called` is what she wants to be called there. Raises BadInput for somebody who treats nobody, is barred or was
    stood down.
    """
    with door.acting(by=by, permission=Permission.TREATING_SET, mother=mother, act=HER_WORD) as box:
        must_not_be_later_than_now(box, at)
        must_have_words(called, "called", "Write what she wants to be called there.", LINE_LENGTH)
        who = _who_treats(box, by, worker)
        row = Treating.objects.create(
            area=box.area,
            mother=box.mother_id,
            worker_id=who.worker_id,
            agency_id=who.agency_id,
            since=box.now,
        )
        box.give_standing(Ground.TREATING, cause=row.cause, worker_id=who.worker_id, agency_id=who.agency_id)
        called_so = TreatedAs(called.strip())
        box.write(Draft(called_so, Category.DRUGS_AND_TREATMENT, at, compartment=Compartment.TREATMENT))
        return row.ref


def end_treating(*, by: Actor, mother: str, treating: str) -> None:
    """She no longer wants this worker to treat her: it ends in this moment."""
    with door.acting(by=by, permission=Permission.TREATING_SET, mother=mother, act=HER_WORD) as box:
        if not _end(box, Treating.objects.filter(ref=treating)):
            field = "treating"
            raise BadInput(field, NOT_TREATING)


def let_go(*, by: Actor, worker: str) -> int:
    """Ends treating where an account or a role ended, or the worker may treat for that agency no more; how often."""
    worker_id = agencies.anybody_id_of(worker, area=by.area) or 0
    may = agencies.agencies_of_roles(worker_id, [Role.TREATMENT_WORKER])
    gone = Treating.objects.filter(worker_id=worker_id, until=None).exclude(agency_id__in=may)
    return _end_of_each(by, Permission.ACCOUNT_END, worker, gone)


def stand_down(*, by: Actor, worker: str) -> int:
    """Ends whatever treating a worker who is stood down did; how often."""
    worker_id = agencies.anybody_id_of(worker, area=by.area) or 0
    rows = Treating.objects.filter(worker_id=worker_id, until=None)
    return _end_of_each(by, Permission.BRIDGE_STAND_DOWN, worker, rows)


def end_what_is_barred(*, by: Actor, mother: str) -> int:
    """Ends the treating of whoever she barred a moment ago, so that lifting the bar brings nothing back; how often."""
    with door.acting(by=by, permission=Permission.BAR_SET, mother=mother, act=HER_WORD) as box:
        barred = [
            row.id
            for row in Treating.objects.filter(mother=box.mother_id, until=None)
            if there.is_barred(box.mother_id, Chosen(row.worker_id, row.agency_id), box.now)
        ]
        return _end(box, Treating.objects.filter(id__in=barred))


def leave_her(box: Box, worker_id: int) -> bool:
    """This worker treats her no more, whoever said so; whether he or she did."""
    return bool(_end(box, Treating.objects.filter(worker_id=worker_id)))


def end_with_record(box: Box) -> None:
    """Nobody treats her any more whose record is over, or who comes back to begin anew."""
    _end(box, Treating.objects.all())


def bring_into_line(box: Box) -> None:
    """After a copy was put back: whoever stands no more treats no more."""
    causes = box.causes_in_force()
    over = [
        row.id for row in Treating.objects.filter(mother=box.mother_id, until=None) if row.cause not in causes
    ]
    Treating.objects.filter(id__in=over).update(until=box.now)


def _who_treats(box: Box, by: Actor, worker: str) -> Chosen:
    worker_id = chosen.worker_of(by, worker, "worker")
    agency_id = agencies.agency_of_role(worker_id, [Role.TREATMENT_WORKER], area=by.area, rather=by.agency_id)
    if agency_id is None:
        raise BadInput("worker", NOBODY_TREATS)
    chosen.place_again(box, by, worker_id, "worker")
    who = Chosen(worker_id, agency_id)
    if there.is_barred(box.mother_id, who, box.now):
        raise BadInput("worker", MUST_NOT_OPEN)
    if Treating.objects.filter(mother=box.mother_id, worker_id=worker_id, until=None).exists():
        raise BadInput("worker", TREATS_ALREADY)
    return who


def _end_of_each(by: Actor, permission: Permission, worker: str, rows: QuerySet[Treating]) -> int:
    """Ends these rows, one act for each mother, after the house was asked whether this may be done at all."""
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=permission) as house:
            ending = list(rows.values_list("id", "mother"))
            house.note(worker=worker, treated=len(ending))
        heads = unit.lock({mother for _, mother in ending})
        for number in sorted({mother for _, mother in ending}):
            with door.acting(by=by, permission=permission, mother=heads[number].ref) as box:
                _end(box, Treating.objects.filter(id__in=[row for row, _ in ending]))
    return len(ending)


def _end(box: Box, rows: QuerySet[Treating]) -> int:
    """Ends those of these rows that are hers and go on, now; how many."""
    hers = list(rows.filter(mother=box.mother_id, until=None))
    for row in hers:
        row.until = box.now
        row.save(update_fields=["until"])
        box.end_standing(cause=row.cause)
    return len(hers)
