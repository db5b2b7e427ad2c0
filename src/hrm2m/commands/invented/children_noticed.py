"""What was noticed of invented children, a plan and a notice, through the actions that workers use."""

from datetime import datetime, timedelta
from typing import Any

from hrm2m.commands.invented.loader import Loading
from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.children import actions as children
from hrm2m.records.children.actions import Known
from hrm2m.records.children.entries import (
    Child,
    ChildAdult,
    Lives,
    Observation,
    ObservationKind,
    Plan,
    PlanKind,
    PlanTask,
    Said,
    Showing,
    WhatToChild,
)


NAMED, BY_HANDLE = "Juno", "Wren"
SEEN = Known()
COUNCIL = "Harrowmere Council, children’s services"


def write_what_was_noticed(loading: Loading) -> None:
    """A mother with a name, a child and a baby expected; one known by handle; and something told without a record."""
    _named(loading)
    _by_handle(loading)
    with clock.at(loading.now - timedelta(hours=3)):
        children.tell_about_child(
            by=loading.actors["tom"],
            words="In the waiting room a man shouted at a girl of about 6 in a yellow coat; she went with a woman "
            "called Bri. I do not treat her and know no more. The desk wrote the time down: 11:40.",
            at=clock.now(),
        )


def _named(loading: Loading) -> None:
    mother, cast = loading.mothers[NAMED]
    ruth, now = loading.actors["ruth"], loading.now
    with clock.at(now - timedelta(days=9)):
        at = clock.now()
        max_ = children.begin_child(
            by=ruth, mother=mother, child=Child("Max", born_year=now.year - 5, lives=Lives.WITH_HER), at=at
        )
        expected = Child(
            "baby expected",
            is_expected=True,
            due_date=(now + timedelta(days=70)).date(),
            lives=Lives.NOT_BORN,
        )
        children.begin_child(by=ruth, mother=mother, child=expected, at=at)
        nan = ChildAdult(WhatToChild.GRANDPARENT, "Nan Jean", "Has Max every weekend and does the school run")
        dad = ChildAdult(
            WhatToChild.FATHER,
            "Lee",
            "Rings Max on Sundays",
            "Broke the kitchen door while Max was in the room",
        )
        for adult in (nan, dad):
            children.write_adult(by=ruth, mother=mother, child=max_, adult=adult, at=at)
    _note(now, 8, ruth, mother, "Max was at school every day this half term.", child=max_, kind="strength")
    held = _note(
        now,
        4,
        cast.builder,
        mother,
        "Max said that he makes his own tea when mum sleeps. There was bread, milk and a banana on the table.",
        about_how_old="5",
        childs_own_words="I make my own tea when mum sleeps.",
        by_whom_said=Said.CHILD,
        known=Known("told_by", "Max"),
        mother_called=NAMED,
    )
    _note(
        now,
        1,
        cast.cover,
        mother,
        "She walked him to school in the rain, both in coats.",
        kind="everyday_care",
    )
    with clock.at(now - timedelta(days=2)):
        decided = Showing(False, "Lee reads her letters; we ask the school first.")
        children.decide_showing(by=ruth, mother=mother, entry=held, decided=decided, at=clock.now())
        plan = children.write_plan(by=ruth, mother=mother, plan=_plan(now), child=max_, at=clock.now())
        for key in ("priya", "tom"):
            who = loading.actors[key]
            children.name_in_plan(
                by=ruth, mother=mother, plan=plan, worker=who.worker_ref, agency=who.agency_ref
            )


def _by_handle(loading: Loading) -> None:
    mother, cast = loading.mothers[BY_HANDLE]
    seen = (
        (6, cast.builder, "A child cried behind the door for about ten minutes.", "small", "seen_or_heard"),
        (3, cast.cover, "A girl opened the door alone at nine in the evening.", "about 4", "seen_or_heard"),
        (1, cast.builder, "She had packed a bag for nursery.", "about 4", "everyday_care"),
    )
    for days, by, words, how_old, kind in seen:
        _note(loading.now, days, by, mother, words, mother_called=BY_HANDLE, about_how_old=how_old, kind=kind)


def _note(
    now: datetime,
    days_ago: int,
    by: Actor,
    mother: str,
    words: str,
    *,
    known: Known = SEEN,
    kind: str = "seen_or_heard",
    **more: Any,
) -> str:
    with clock.at(now - timedelta(days=days_ago)):
        seen = Observation(words, kind=ObservationKind(kind), **more)
        return children.note(by=by, mother=mother, seen=seen, at=clock.now(), known=known)


def _plan(now: datetime) -> Plan:
    return Plan(
        kind=PlanKind.CHILD_IN_NEED,
        agency=COUNCIL,
        next_meeting=now + timedelta(days=6),
        where="The school, room 3",
        tasks=(
            PlanTask(
                "Priya, midwife", "See her at home before the baby comes", (now + timedelta(days=5)).date()
            ),
            PlanTask(
                "The council", "A place at the breakfast club for Max", (now + timedelta(days=10)).date()
            ),
        ),
        family_time="Max sees Lee at Nan Jean’s, Sundays 2 to 4; Nan Jean is there.",
    )
