"""Whom she lets read about her safety: begun and ended at her word; ended too with a role, a bar or her record."""

from datetime import datetime

from django.db.models import QuerySet

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import chosen, there
from hrm2m.records.bridges.there import Chosen
from hrm2m.records.people.actions import HANDLE_LENGTH, checked, must_not_be_later_than_now
from hrm2m.records.safety.entries import SharedAs
from hrm2m.records.safety.models import Agreed
from hrm2m.records.safety.queries import MAY_READ
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft


HER_WORD = ActFacts(her_word=True)


def let_see(*, by: Actor, mother: str, worker: str, called: str, at: datetime) -> str:
    """She lets this worker read what she said of her own safety, from now on; answers the ref.

    `called` is what she is called there. Raises BadInput for somebody whose role cannot read it, whom she barred or
    who reads it already.
    """
    with door.acting(by=by, permission=Permission.HER_SAFETY_SHARE, mother=mother, act=HER_WORD) as box:
        must_not_be_later_than_now(box, at)
        name = checked(called, "called", HANDLE_LENGTH, "Write what she wants to be called there.")
        who = _who_reads(box, by, worker)
        row = Agreed.objects.create(
            area=box.area,
            mother=box.mother_id,
            worker_id=who.worker_id,
            agency_id=who.agency_id,
            since=box.now,
        )
        box.give_standing(Ground.AGREED, cause=row.cause, worker_id=who.worker_id, agency_id=who.agency_id)
        box.write(Draft(SharedAs(name), Category.SAFETY, at, compartment=Compartment.HER_SAFETY))
        return row.ref


def stop_letting_see(*, by: Actor, mother: str, agreed: str) -> None:
    """She no longer wants this worker to read it: it ends in this moment."""
    with door.acting(by=by, permission=Permission.HER_SAFETY_SHARE, mother=mother, act=HER_WORD) as box:
        if not _end(box, Agreed.objects.filter(ref=agreed)):
            field, sentence = "agreed", "This worker does not read it any more. Open the page again."
            raise BadInput(field, sentence)


def let_go(*, by: Actor, worker: str) -> int:
    """Ends reading where an account or a role ended; how often."""
    worker_id = agencies.anybody_id_of(worker, area=by.area) or 0
    may = agencies.agencies_of_roles(worker_id, MAY_READ)
    gone = Agreed.objects.filter(worker_id=worker_id, until=None).exclude(agency_id__in=may)
    return _end_of_each(by, Permission.ACCOUNT_END, worker, gone)


def stand_down(*, by: Actor, worker: str) -> int:
    """Ends whatever a worker who is stood down may read; how often."""
    worker_id = agencies.anybody_id_of(worker, area=by.area) or 0
    reads = Agreed.objects.filter(worker_id=worker_id, until=None)
    return _end_of_each(by, Permission.BRIDGE_STAND_DOWN, worker, reads)


def end_what_is_barred(*, by: Actor, mother: str) -> int:
    """Ends the reading of whoever she barred a moment ago, so that lifting the bar brings nothing back; how often."""
    with door.acting(by=by, permission=Permission.BAR_SET, mother=mother, act=HER_WORD) as box:
        barred = [
            row.id
            for row in Agreed.objects.filter(mother=box.mother_id, until=None)
            if there.is_barred(box.mother_id, Chosen(row.worker_id, row.agency_id), box.now)
        ]
        return _end(box, Agreed.objects.filter(id__in=barred))


def leave_her(box: Box, worker_id: int) -> bool:
    """This worker reads nothing of her safety any more; whether he or she did."""
    return bool(_end(box, Agreed.objects.filter(worker_id=worker_id)))


def end_with_record(box: Box) -> None:
    """Nobody reads it any more whose agreement came with a record that is over."""
    _end(box, Agreed.objects.all())


def bring_into_line(box: Box) -> None:
    """After a copy was put back: whoever stands no more reads no more."""
    causes = box.causes_in_force()
    rows = Agreed.objects.filter(mother=box.mother_id, until=None)
    Agreed.objects.filter(id__in=[row.id for row in rows if row.cause not in causes]).update(until=box.now)


def _who_reads(box: Box, by: Actor, worker: str) -> Chosen:
    field = "worker"
    worker_id = chosen.worker_of(by, worker, field)
    agency_id = agencies.agency_of_role(worker_id, MAY_READ, area=by.area, rather=by.agency_id)
    if agency_id is None or worker_id == by.worker_id:
        sentence = "Choose a bridge builder, an outreach worker or a treatment worker from the list."
        raise BadInput(field, sentence)
    chosen.place_again(box, by, worker_id, field)
    who = Chosen(worker_id, agency_id)
    if there.is_barred(box.mother_id, who, box.now):
        sentence = "This worker must not open her record. Let her choose somebody else; only her own word changes it."
        raise BadInput(field, sentence)
    if Agreed.objects.filter(mother=box.mother_id, worker_id=worker_id, until=None).exists():
        sentence = "This worker reads it already."
        raise BadInput(field, sentence)
    return who


def _end_of_each(by: Actor, permission: Permission, worker: str, rows: QuerySet[Agreed]) -> int:
    ended = list(rows.values_list("id", "mother"))
    numbers = sorted({mother for _, mother in ended})
    with door.unit(by=by) as unit:
        with door.acting(by=by, permission=permission) as house:
            house.note(worker=worker, records=len(numbers))
        heads = unit.lock(numbers)
        for number in numbers:
            with door.acting(by=by, permission=permission, mother=heads[number].ref) as box:
                _end(box, Agreed.objects.filter(id__in=[row for row, _ in ended]))
    return len(ended)


def _end(box: Box, rows: QuerySet[Agreed]) -> int:
    """Ends those of these rows that are hers and go on, now; how many."""
    hers = list(rows.filter(mother=box.mother_id, until=None))
    for row in hers:
        row.until = box.now
        row.save(update_fields=["until"])
        box.end_standing(cause=row.cause)
    return len(hers)
