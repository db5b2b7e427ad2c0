"""A child's plan: written, changed and ended; who is named in it reads that plan and nothing else."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Ground, Permission
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.bridges import chosen
from hrm2m.records.children.actions.checking import (
    LINE_LENGTH,
    may_have_words,
    must_have_words,
    must_not_be_later_than_now,
)
from hrm2m.records.children.entries import Plan, PlanEnded
from hrm2m.records.children.holding import Telling
from hrm2m.records.children.models import ChildRow, PlanPlace
from hrm2m.records.children.threads import newest_of
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft, Entry


CHILD_SAFETY = Compartment.CHILD_SAFETY
NOT_SAID = Telling()
NO_PLAN = "This plan is not in her record. Open the page again."
OVER = "This plan is over. If there is a new one, write it as a new plan."


def write_plan(
    *,
    by: Actor,
    mother: str,
    plan: Plan,
    child: str = "",
    at: datetime,
    telling: Telling = NOT_SAID,
) -> str:
    """Writes a child's plan as its agency made it; `child` is empty where no child is named yet. Answers its ref."""
    with door.acting(by=by, permission=Permission.PLAN_RECORD, mother=mother) as box:
        _check(box, plan, at, telling)
        if child and not ChildRow.objects.filter(mother=box.mother_id, child=child).exists():
            raise BadInput("child", "This child is not in her record. Open the page again and choose there.")
        return box.write(_draft(plan, at, about=child, telling=telling))


def change_plan(
    *,
    by: Actor,
    mother: str,
    plan: str,
    seen_ref: str,
    now: Plan,
    at: datetime,
    telling: Telling = NOT_SAID,
) -> str:
    """Writes the plan as it stands now; raises StaleVersion where somebody changed it meanwhile."""
    with door.acting(by=by, permission=Permission.PLAN_RECORD, mother=mother) as box:
        newest = _running(box, plan)
        box.expect(newest, seen_ref)
        _check(box, now, at, telling)
        return box.write(_draft(now, at, about=newest.about, corrects=newest.ref, telling=telling))


def end_plan(*, by: Actor, mother: str, plan: str, why: str, at: datetime) -> str:
    """Writes that the plan is over, and why; whoever was named in it reads it no more from this moment."""
    must_have_words(why, "why", "Write how the plan ended, and who said so.")
    with door.acting(by=by, permission=Permission.PLAN_RECORD, mother=mother) as box:
        _running(box, plan)
        must_not_be_later_than_now(box, at)
        for place in PlanPlace.objects.filter(mother=box.mother_id, plan=plan, until=None):
            end_place(box, place)
        return box.write(_draft(PlanEnded(why), at, about=plan))


def name_in_plan(*, by: Actor, mother: str, plan: str, worker: str, agency: str) -> None:
    """Names a worker of any agency in the plan: he or she reads it, on a page of its own, and nothing else."""
    with door.acting(by=by, permission=Permission.PLAN_RECORD, mother=mother) as box:
        newest = _running(box, plan)
        worker_id = agencies.worker_id_of(worker, area=by.area)
        agency_id = agencies.agency_id_of(agency, area=by.area)
        if worker_id is None or agency_id is None or not _acts_for(worker_id, agency):
            raise BadInput("worker", "Choose a worker from the list.")
        chosen.must_not_stand_down(box, worker_id, "worker")
        place, is_new = PlanPlace.objects.get_or_create(
            mother=box.mother_id,
            plan=plan,
            worker_id=worker_id,
            until=None,
            defaults={
                "area": box.area,
                "child": newest.about,
                "agency_id": agency_id,
                "since": box.now,
            },
        )
        box.note(plan=plan, worker=worker)
        if is_new:
            box.give_standing(
                Ground.PLAN, cause=place.cause, worker_id=worker_id, agency_id=agency_id, purpose=plan
            )


def take_off_plan(*, by: Actor, mother: str, plan: str, worker: str) -> None:
    """A worker is no longer named in the plan, and reads it no more."""
    with door.acting(by=by, permission=Permission.PLAN_RECORD, mother=mother) as box:
        worker_id = agencies.anybody_id_of(worker, area=by.area) or 0
        box.note(plan=plan, worker=worker)
        for place in PlanPlace.objects.filter(
            mother=box.mother_id, plan=plan, worker_id=worker_id, until=None
        ):
            end_place(box, place)


def end_place(box: Box, place: PlanPlace) -> None:
    """Ends one worker's place in a plan and what it opened, now."""
    box.end_standing(cause=place.cause)
    place.until = box.now
    place.save(update_fields=["until"])


def _running(box: Box, plan: str) -> Entry[Plan]:
    newest = newest_of(box.entries(Plan, compartment=CHILD_SAFETY), plan)
    if newest is None:
        raise BadInput("plan", NO_PLAN)
    if any(ended.about == plan for ended in box.entries(PlanEnded, compartment=CHILD_SAFETY)):
        raise BadInput("plan", OVER)
    return newest


def _acts_for(worker_id: int, agency: str) -> bool:
    return agencies.actor_for(worker_id, agency) is not None


def _check(box: Box, plan: Plan, at: datetime, telling: Telling) -> None:
    may_have_words(telling.told_how, "told_her_how", LINE_LENGTH)
    may_have_words(telling.not_told_why, "not_told_why")
    must_not_be_later_than_now(box, telling.told_at, "told_her_at")
    must_have_words(plan.agency, "agency", "Write which agency leads the plan.", LINE_LENGTH)
    may_have_words(plan.where, "where", LINE_LENGTH)
    may_have_words(plan.family_time, "family_time")
    must_not_be_later_than_now(box, at)
    if plan.next_meeting is not None and plan.next_meeting.tzinfo is None:
        raise BadInput("next_meeting", "This time does not say which zone it is in. Choose it again.")
    for task in plan.tasks:
        must_have_words(task.who, "tasks", "Write who must do it.", LINE_LENGTH)
        must_have_words(task.what, "tasks", "Write what must be done.")


def _draft(
    body: Plan | PlanEnded, at: datetime, about: str, corrects: str = "", telling: Telling = NOT_SAID
) -> Draft[Plan | PlanEnded]:
    return Draft(
        body,
        Category.CHILDREN,
        at,
        CHILD_SAFETY,
        basis="protecting_a_child",
        how_known="read_in",
        from_whom="the plan",
        about=about,
        corrects=corrects,
        told_her_at=telling.told_at,
        told_her_how=telling.told_how,
        not_told_why=telling.not_told_why,
    )
