"""Visits: care at a place, *I'm in*, *I'm out*, and ringing the named person when somebody is not back."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import F

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock, jobs, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.outreach.entries import PlaceCare, VisitPlan
from hrm2m.records.outreach.models import Visit
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door, sleepers
from hrm2m.vault.box import Box
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Draft
from hrm2m.vault.errors import NotYours


LATE_CHECK_OUT = timedelta(minutes=15)


def care_at_her_place(*, by: Actor, mother: str, care: PlaceCare, at: datetime) -> None:
    """Writes care at a place, with a reason that does not blame her, and an end."""
    with door.acting(by=by, permission=Permission.VISIT_CHECK, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        if care.until < local_day(box.now):
            raise BadInput("until", "The end lies in the past. Choose a day to come.")
        box.write(Draft(care, Category.SAFETY, at, how_known="seen"))


def check_in(*, by: Actor, mother: str, plan: VisitPlan, back_by: datetime, named: str, at: datetime) -> str:
    """*I'm in*: where, who with, back by when, and whom to ring if not; answers the visit's ref."""
    with door.acting(by=by, permission=Permission.VISIT_CHECK, mother=mother) as box:
        must_not_be_later_than_now(box, at)
        named_id = agencies.worker_id_of(named, area=by.area)
        if named_id is None or named_id == by.worker_id:
            raise BadInput("named", "Choose a colleague who is rung if you are not back.")
        if not box.now < back_by <= box.now + timedelta(hours=16):
            raise BadInput("back_by", "Say when you will be back, within the next 16 hours.")
        plan_ref = box.write(Draft(plan, Category.MY_WORDS, at, how_known="seen"))
        visit = Visit.objects.create(
            area=box.area,
            mother=box.mother_id,
            worker_id=by.worker_id,
            named_id=named_id,
            plan_ref=plan_ref,
            in_at=at,
            back_by=back_by,
        )
        return visit.ref


def check_out(*, by: Actor, visit: str, at: datetime) -> None:
    """*I'm out*, whoever stands near her by now. Twice is the same as once.

    Raises NotYours for a visit that is unknown or somebody else's.
    """
    with door.unit(by=by):
        found = Visit.objects.filter(ref=visit, worker_id=by.worker_id).first()
        if found is None:
            raise NotYours(Permission.VISIT_END, HOUSE, sha256(visit.encode(errors="replace")).hexdigest())
        if found.out_at is not None:
            return
        mother = sleepers.ref_of(found.mother)
        with door.acting(by=by, permission=Permission.VISIT_END, mother=mother) as box:
            Visit.objects.filter(id=found.id, out_at=None).update(out_at=at)
            box.note(visit=visit)


def hand_visits_over(house: Box, *, worker_id: int, lead_id: int | None) -> int:
    """Visits of a worker whose account ended: the colleague named says *out* once the worker is safe; how many.

    Where the worker was the colleague named, a lead is.
    """
    still_out = Visit.objects.filter(out_at=None)
    if lead_id is not None:
        still_out.filter(named_id=worker_id).exclude(worker_id=lead_id).update(named_id=lead_id)
    mine = still_out.filter(worker_id=worker_id)
    house.note(visits=mine.count())
    return mine.update(worker_id=F("named_id"))


def tell_late_check_outs(*, by: Actor) -> int:
    """Tells the named person of every visit that is 15 minutes over its time, once; answers how many."""
    late = Visit.objects.filter(
        area=by.area, out_at=None, told_at=None, back_by__lte=clock.now() - LATE_CHECK_OUT
    )
    return jobs.do_each(list(late.order_by("back_by", "id")), lambda visit: _tell_late(by, visit))


def _tell_late(by: Actor, visit: Visit) -> int:
    mother = sleepers.ref_of(visit.mother)
    with door.acting(by=by, permission=Permission.CLOCK_ESCALATE, mother=mother) as box:
        # Another worker process may have been quicker: whoever changes the row tells.
        changed = Visit.objects.filter(id=visit.id, told_at=None, out_at=None).update(told_at=box.now)
        if changed:
            mail.post(mail.Text.VISIT_NOT_OUT, to_worker=visit.named_id, about=visit.ref, at=box.now)
        box.note(visit=visit.ref)
        return changed
