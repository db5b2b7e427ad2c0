"""What was noticed of invented children, a plan and a notice, through the actions that workers use."""

from datetime import datetime, timedelta
from typing import Any

from hrm2m.cadence.local_time import local_day
from hrm2m.commands.invented.histories import at_hour, open_day
from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.looked_at import look_at_what_is_old
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment
from hrm2m.records.children import actions as children
from hrm2m.records.children.actions import Known, Telling
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
    WhatToChild,
)
from hrm2m.records.showing import actions as showing


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
    mother, _ = loading.mothers[NAMED]
    child = _children(loading, mother)
    held = _notes_of_the_named(loading, mother, child)
    ruth, now = loading.actors["ruth"], loading.now
    with clock.at(now - timedelta(days=2)):
        why = "Lee reads her letters; we ask the school first."
        until = clock.now() + timedelta(days=13)
        showing.withhold(by=ruth, entry=held, why=why, until=until, at=clock.now())
        look_at_what_is_old(by=ruth, mother=mother, compartment=Compartment.CHILD_SAFETY)
        plan = children.write_plan(by=ruth, mother=mother, plan=a_plan(now), child=child, at=clock.now())
        for key in ("priya", "tom"):
            who = loading.actors[key]
            children.name_in_plan(
                by=ruth, mother=mother, plan=plan, worker=who.worker_ref, agency=who.agency_ref
            )


def _children(loading: Loading, mother: str) -> str:
    """A boy and a baby expected, and who is there for the boy; the ref of the boy."""
    ruth, now = loading.actors["ruth"], loading.now
    boy = Child("Max", born_year=now.year - 5, lives=Lives.WITH_HER)
    due = local_day(now + timedelta(days=70))
    baby = Child("baby expected", is_expected=True, due_date=due, lives=Lives.NOT_BORN)
    nan = ChildAdult(WhatToChild.GRANDPARENT, "Nan Jean", "Has Max every weekend and does the school run")
    dad = ChildAdult(
        WhatToChild.FATHER, "Lee", "Rings Max on Sundays", "Broke the kitchen door while Max was in the room"
    )
    with clock.at(now - timedelta(days=9)):
        said: dict[str, Any] = {"known": Known("her_words"), "telling": Telling(clock.now(), "in the room")}
        ref, _ = (
            children.begin_child(by=ruth, mother=mother, child=child, at=clock.now(), **said)
            for child in (boy, baby)
        )
        for adult in (nan, dad):
            children.write_adult(by=ruth, mother=mother, child=ref, adult=adult, at=clock.now(), **said)
    return ref


def _notes_of_the_named(loading: Loading, mother: str, child: str) -> str:
    """A strength, what the boy said, everyday care; the ref of what he said."""
    now, (_, cast) = loading.now, loading.mothers[NAMED]
    school = "Max was at school every day this half term."
    _note(now, 8, loading.actors["ruth"], mother, school, child=child, kind="strength")
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
    rain = "She walked him to school in the rain, both in coats."
    _note(now, 1, cast.cover, mother, rain, kind="everyday_care")
    return held


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


def a_plan(now: datetime) -> Plan:
    """A plan whose meeting and tasks are to come."""
    today = local_day(now)
    return Plan(
        kind=PlanKind.CHILD_IN_NEED,
        agency=COUNCIL,
        next_meeting=at_hour(open_day(today + timedelta(days=6)), 14),
        where="The school, room 3",
        tasks=(
            PlanTask(
                "Priya, midwife", "See her at home before the baby comes", open_day(today + timedelta(days=5))
            ),
            PlanTask(
                "The council", "A place at the breakfast club for Max", open_day(today + timedelta(days=10))
            ),
        ),
        family_time="Max sees Lee at Nan Jean’s, Sundays 2 to 4; Nan Jean is there.",
    )
