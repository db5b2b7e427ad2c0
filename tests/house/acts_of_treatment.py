"""The actions of treatment for the table of all: a named mother whom Tom treats, tried on whoever does not."""

from typing import Any

from hrm2m.cadence import WindowKind
from hrm2m.policy import Actor
from hrm2m.records.asks.entries import EndedHow
from hrm2m.records.people import actions as people
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.treatment.actions import GoesTo, SheetFor
from hrm2m.records.treatment.conditions import Condition, ConditionEnded
from hrm2m.records.treatment.entries import (
    DrugUse,
    Goal,
    GoalEnded,
    HowUsed,
    Naloxone,
    Outcomes,
    OutcomesStage,
    WindowAnswer,
    YesNo,
)
from hrm2m.records.treatment.queries import who_treats
from hrm2m.vault.models import Head
from tests.house.acts_of_accounts import HOUSE
from tests.house.smallest_world import Act, Before, Do, World
from tests.records.treatment import samples


def named(world: World) -> None:
    people.she_asks_an_agency(by=world.team.jo, mother=world.mother, at=world.now)
    people.give_name(by=world.team.jo, mother=world.mother, full_name="Robin Invented", at=world.now)


def treated(world: World) -> str:
    named(world)
    return samples.treats(world.team, world.mother)


def takes(world: World) -> str:
    treated(world)
    return samples.takes(world.team, world.mother)


def wants(world: World) -> str:
    treated(world)
    return treatment.set_goal(by=world.team.tom, mother=world.mother, goal=Goal("sleep"), at=world.now)


def under_a_condition(world: World) -> str:
    treated(world)
    put_to_her = Condition("Court", "must come, or lose it")
    treatment.attach_condition(by=world.team.tom, mother=world.mother, condition=put_to_her, at=world.now)
    return samples.treatment_of(world.team, world.mother).conditions[0].condition.ref


def changed(world: World) -> str:
    course = takes(world)
    entry = treatment.change_medication(
        by=world.team.tom,
        mother=world.mother,
        course=course,
        change=samples.a_change(),
        told=samples.told(),
    )
    return f"{course} {entry}"


def ended(world: World) -> str:
    course = takes(world)
    entry = treatment.end_medication(
        by=world.team.tom,
        mother=world.mother,
        course=course,
        ended=samples.an_end(),
        told=samples.told(),
    )
    return f"{course} {entry}"


def missed(world: World) -> str:
    course = takes(world)
    entry = treatment.write_missed_collection(
        by=world.team.tom, mother=world.mother, course=course, missed=samples.a_miss()
    )
    return f"{course} {entry}"


def _wrong(world: World) -> dict[str, Any]:
    """What was written wrongly of her one course, as an act that puts it right takes it."""
    course, entry = world.made.split()
    return {
        "mother": world.mother,
        "course": course,
        "entry": entry,
        "seen_ref": entry,
        "told": samples.told(),
    }


def by_tom(do: Do, before: Before = treated) -> Act:
    """An act of Tom's, tried on Tess, who treats too and not her."""
    return Act(do, by="tom", stranger="tess", before=before)


TREATMENT = {
    "begin_treating": Act(lambda w, by: _begin(w, by), before=named),
    "end_treating": Act(
        lambda w, by: treatment.end_treating(
            by=by, mother=w.mother, treating=who_treats(Head.objects.get(ref=w.mother).id)[0].ref
        ),
        before=treated,
    ),
    "end_what_is_barred": Act(
        lambda w, by: treatment.end_what_is_barred(by=by, mother=w.mother), before=treated
    ),
    "let_go": Act(
        lambda w, by: treatment.let_go(by=by, worker=w.team.tom.worker_ref),
        by="administrator",
        before=treated,
        **HOUSE,
    ),
    "stand_down": Act(
        lambda w, by: treatment.stand_down(by=by, worker=w.team.tom.worker_ref),
        by="kit",
        before=treated,
        **HOUSE,
    ),
    "begin_medication": by_tom(
        lambda w, by: treatment.begin_medication(
            by=by, mother=w.mother, medication=samples.a_medication(), told=samples.told()
        )
    ),
    "put_medication_right": by_tom(
        lambda w, by: treatment.put_medication_right(
            by=by,
            mother=w.mother,
            course=w.made,
            seen_ref=w.made,
            medication=samples.a_medication(),
            told=samples.told(),
        ),
        takes,
    ),
    "change_medication": by_tom(
        lambda w, by: treatment.change_medication(
            by=by, mother=w.mother, course=w.made, change=samples.a_change(), told=samples.told()
        ),
        takes,
    ),
    "end_medication": by_tom(
        lambda w, by: treatment.end_medication(
            by=by, mother=w.mother, course=w.made, ended=samples.an_end(), told=samples.told()
        ),
        takes,
    ),
    "write_missed_collection": by_tom(
        lambda w, by: treatment.write_missed_collection(
            by=by, mother=w.mother, course=w.made, missed=samples.a_miss()
        ),
        takes,
    ),
    "put_change_right": by_tom(
        lambda w, by: treatment.put_change_right(by=by, **_wrong(w), change=samples.a_change()),
        changed,
    ),
    "put_end_right": by_tom(
        lambda w, by: treatment.put_end_right(by=by, **_wrong(w), ended=samples.an_end()), ended
    ),
    "put_missed_right": by_tom(
        lambda w, by: treatment.put_missed_right(by=by, **_wrong(w), missed=samples.a_miss()), missed
    ),
    "write_past_course": by_tom(
        lambda w, by: treatment.write_past_course(
            by=by,
            mother=w.mother,
            medication=samples.a_medication(started=samples.days_ago(900)),
            ended=samples.an_end(last_dose=samples.days_ago(600)),
            told=samples.told(),
        )
    ),
    "write_safe_keeping": by_tom(
        lambda w, by: treatment.write_safe_keeping(
            by=by, mother=w.mother, keeping=samples.keeping(), at=w.now
        )
    ),
    "write_naloxone": by_tom(
        lambda w, by: treatment.write_naloxone(
            by=by, mother=w.mother, naloxone=Naloxone(YesNo.YES, YesNo.YES), at=w.now
        )
    ),
    "write_drug_use": by_tom(
        lambda w, by: treatment.write_drug_use(
            by=by, mother=w.mother, use=DrugUse("heroin", HowUsed.SELF_REPORTED), at=w.now
        )
    ),
    "set_goal": by_tom(
        lambda w, by: treatment.set_goal(by=by, mother=w.mother, goal=Goal("sleep"), at=w.now)
    ),
    "end_goal": by_tom(
        lambda w, by: treatment.end_goal(
            by=by, mother=w.mother, goal=w.made, ended=GoalEnded(is_reached=True), at=w.now
        ),
        wants,
    ),
    "write_outcomes": by_tom(
        lambda w, by: treatment.write_outcomes(
            by=by, mother=w.mother, outcomes=Outcomes(OutcomesStage.START, scales={"mind": 9}), at=w.now
        )
    ),
    "call_her": by_tom(lambda w, by: treatment.call_her(by=by, mother=w.mother, called="Rob", at=w.now)),
    "answer_proposal": by_tom(lambda w, by: _answer(w, by), takes),
    "attach_condition": by_tom(
        lambda w, by: treatment.attach_condition(
            by=by, mother=w.mother, condition=Condition("Court", "must come, or lose it"), at=w.now
        )
    ),
    "end_condition": by_tom(
        lambda w, by: treatment.end_condition(
            by=by,
            mother=w.mother,
            condition=w.made,
            ended=ConditionEnded(EndedHow.DONE, samples.today(), "the court"),
        ),
        under_a_condition,
    ),
    "reply": by_tom(
        lambda w, by: treatment.reply(
            by=by, mother=w.mother, about=w.made, words="not so", not_right=True, at=w.now
        ),
        takes,
    ),
    "print_continuity": by_tom(
        lambda w, by: treatment.print_continuity(
            by=by, mother=w.mother, sheet=SheetFor(GoesTo.HOSPITAL, "Ward 7", samples.today())
        )
    ),
}


def _begin(world: World, by: Actor) -> object:
    return treatment.begin_treating(
        by=by,
        mother=world.mother,
        worker=world.team.tom.worker_ref,
        called="Robin",
        at=world.now,
    )


def _answer(world: World, by: Actor) -> object:
    said = WindowAnswer(WindowKind.MEDICATION_STARTED, samples.days_ago(20), she_said_yes=True)
    return treatment.answer_proposal(
        by=by,
        mother=world.mother,
        about=world.made,
        answer=said,
        at=world.now,
    )
