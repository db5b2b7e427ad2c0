"""Every action about children once: how it is done, who may, and in whose chain its line stands."""

from collections.abc import Mapping
from typing import Any

from hrm2m.records.children import actions as children
from hrm2m.records.children.entries import (
    Asked,
    Child,
    ChildAdult,
    ChildName,
    MedicineKept,
    Observation,
    Plan,
    PlanKind,
    WhatToChild,
)
from hrm2m.records.people import actions as people
from tests import worlds
from tests.house.acts_of_accounts import HOUSE
from tests.house.smallest_world import Act, World
from tests.records.children import samples


BY_RUTH: Mapping[str, Any] = {"by": "ruth"}
PLAN = Plan(PlanKind.EARLY_HELP, "Testmere Council")


def noticed(world: World) -> str:
    return samples.note(world.team.jo, world.mother)


def named(world: World) -> None:
    people.she_asks_an_agency(by=world.team.jo, mother=world.mother, at=world.now)
    people.give_name(by=world.team.jo, mother=world.mother, full_name="Robin Invented", at=world.now)


def child(world: World) -> str:
    named(world)
    return samples.lily(world.team.ruth, world.mother)


def two(world: World) -> tuple[str, str]:
    other = worlds.begin_named(world.team, "Wren")
    return child(world), samples.lily(world.team.ruth, other)


def joined(world: World) -> str:
    one, other = two(world)
    return children.join(by=world.team.ruth, child=one, other_child=other, why="One nursery")


def planned(world: World) -> str:
    return samples.plan(world.team.ruth, world.mother)


def with_mia(world: World) -> str:
    plan, mia = planned(world), world.team.mia
    children.name_in_plan(
        by=world.team.ruth, mother=world.mother, plan=plan, worker=mia.worker_ref, agency=mia.agency_ref
    )
    return plan


def told(world: World) -> str:
    return children.tell_about_child(by=world.team.mia, words="Alone at the bus stop", at=world.now)


CHILDREN = {
    "note": Act(
        lambda w, by: children.note(by=by, mother=w.mother, seen=Observation("He was cold"), at=w.now)
    ),
    "note_medicine_kept": Act(
        lambda w, by: children.note_medicine_kept(
            by=by, mother=w.mother, kept=MedicineKept(Asked.YES, Asked.NO), at=w.now
        )
    ),
    "mark_read": Act(lambda w, by: children.mark_read(by=by, mother=w.mother), before=noticed, **BY_RUTH),
    "add_her_side": Act(
        lambda w, by: children.add_her_side(
            by=by, mother=w.mother, entry=w.made, words="It was wet", not_right=False, at=w.now
        ),
        before=noticed,
        **BY_RUTH,
    ),
    "begin_child": Act(
        lambda w, by: children.begin_child(
            by=by, mother=w.mother, child=samples.LILY, at=w.now, **samples.said()
        ),
        before=named,
        **BY_RUTH,
    ),
    "change_child": Act(
        lambda w, by: children.change_child(
            by=by,
            mother=w.mother,
            child=w.made,
            seen_ref=w.made,
            now=Child("Lil"),
            at=w.now,
            **samples.said(),
        ),
        before=child,
        **BY_RUTH,
    ),
    "name_child": Act(
        lambda w, by: children.name_child(
            by=by,
            mother=w.mother,
            child=w.made,
            seen_ref="",
            name=ChildName("Lily Invented"),
            at=w.now,
            **samples.said(),
        ),
        before=child,
        **BY_RUTH,
    ),
    "write_adult": Act(
        lambda w, by: children.write_adult(
            by=by,
            mother=w.mother,
            child=w.made,
            adult=ChildAdult(WhatToChild.FATHER, "Sean", "Nursery run"),
            at=w.now,
            **samples.said(),
        ),
        before=child,
        **BY_RUTH,
    ),
    "join": Act(
        lambda w, by: children.join(by=by, child=w.made[0], other_child=w.made[1], why="One nursery"),
        before=two,
        **BY_RUTH,
    ),
    "undo_join": Act(
        lambda w, by: children.undo_join(by=by, join=w.made, why="Two girls"), before=joined, **BY_RUTH
    ),
    "write_plan": Act(
        lambda w, by: children.write_plan(by=by, mother=w.mother, plan=PLAN, at=w.now), **BY_RUTH
    ),
    "change_plan": Act(
        lambda w, by: children.change_plan(
            by=by, mother=w.mother, plan=w.made, seen_ref=w.made, now=PLAN, at=w.now
        ),
        before=planned,
        **BY_RUTH,
    ),
    "end_plan": Act(
        lambda w, by: children.end_plan(by=by, mother=w.mother, plan=w.made, why="Closed", at=w.now),
        before=planned,
        **BY_RUTH,
    ),
    "name_in_plan": Act(
        lambda w, by: children.name_in_plan(
            by=by,
            mother=w.mother,
            plan=w.made,
            worker=w.team.mia.worker_ref,
            agency=w.team.mia.agency_ref,
        ),
        before=planned,
        **BY_RUTH,
    ),
    "take_off_plan": Act(
        lambda w, by: children.take_off_plan(
            by=by, mother=w.mother, plan=w.made, worker=w.team.mia.worker_ref
        ),
        before=with_mia,
        **BY_RUTH,
    ),
    "tell_about_child": Act(
        lambda w, by: children.tell_about_child(by=by, words="Alone at the bus stop", at=w.now),
        by="mia",
        stranger="",
        **HOUSE,
    ),
    "file_notice": Act(
        lambda w, by: children.file_notice(
            by=by,
            notice=w.made,
            mother=w.mother,
            seen=Observation("Alone at the bus stop"),
            known=children.Known(),
            at=w.now,
        ),
        before=told,
        **BY_RUTH,
    ),
    "answer_notice": Act(
        lambda w, by: children.answer_notice(by=by, notice=w.made, words="She is with her aunt"),
        before=told,
        **BY_RUTH,
        **HOUSE,
    ),
    "stand_down_from_plans": Act(
        lambda w, by: children.stand_down_from_plans(by=by, worker=w.team.mia.worker_ref),
        by="kit",
        before=with_mia,
        **HOUSE,
    ),
    "end_barred_places": Act(lambda w, by: children.end_barred_places(by=by, mother=w.mother)),
    "leave_plans": Act(
        lambda w, by: children.leave_plans(by=by, worker=w.team.mia.worker_ref),
        by="administrator",
        before=with_mia,
        **HOUSE,
    ),
}
