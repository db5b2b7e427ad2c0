"""What tests write about children: invented, and through the doors."""

from datetime import datetime, timedelta
from typing import Any

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Permission
from hrm2m.records.children import actions as children
from hrm2m.records.children.entries import Child, Observation, Plan, PlanKind, PlanTask
from hrm2m.records.children.queries import HerChildren, children_in
from hrm2m.vault import door


SEEN = "He had no coat and said he was cold. It was 2 degrees."
LILY = Child("Lily", born_year=2023)


def said(how: str = "her_words", from_whom: str = "", **telling: Any) -> dict[str, Any]:
    """How it is known and whether she was told, as every act on a child's record takes them."""
    told = telling or {"told_at": clock.now(), "told_how": "in the room"}
    return {"known": children.Known(how, from_whom), "telling": children.Telling(**told)}


def note(by: Actor, mother: str, words: str = SEEN, **more: Any) -> str:
    """What `by` saw, now; its ref."""
    of_it = {key: more.pop(key) for key in ("known", "telling", "corrects", "plan") if key in more}
    at: datetime = more.pop("at", clock.now())
    return children.note(by=by, mother=mother, seen=Observation(words, **more), at=at, **of_it)


def lily(by: Actor, mother: str) -> str:
    """A child with a record; the child's ref."""
    return children.begin_child(by=by, mother=mother, child=LILY, at=clock.now(), **said())


def plan(by: Actor, mother: str, child: str = "", *tasks: PlanTask) -> str:
    """A plan with a meeting in a week; its ref."""
    said = Plan(
        PlanKind.CHILD_IN_NEED,
        "Testmere Council",
        next_meeting=clock.now() + timedelta(days=7),
        tasks=tasks or (PlanTask("The health visitor", "Weigh Lily each week"),),
    )
    return children.write_plan(by=by, mother=mother, plan=said, child=child, at=clock.now())


def read(by: Actor, mother: str) -> HerChildren:
    """What a safeguarding lead reads, with a purpose said."""
    with door.looking(
        by=by, permission=Permission.CHILDREN_SEE, mother=mother, page="children", purpose="worry"
    ) as box:
        return children_in(box)
