"""The acts on doors and declared terms once; in the form that `acts.py` describes."""

from collections.abc import Mapping
from typing import Any

from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.doors.values import Declared, DoorWords, Reached, SaidHow
from hrm2m.records.bridges import actions as bridges
from tests.house.smallest_world import DAY, Act, World


WORDS = DoorWords("Fen", "care before and after a birth", Reached.EMAIL, "door_2_days")
HOUSE: Mapping[str, Any] = {"in_her_chain": False, "stranger": "commissioner"}


def a_door(world: World) -> str:
    """A door of the maternity agency, written by Jo; its ref."""
    return agencies.set_door(
        by=world.team.jo,
        agency=world.team.mia.agency_ref,
        email="fen@testmere.example",
        words=WORDS,
        could_show_where=lambda words, hidden: False,
        at=world.now,
    )


def said_a_year_ago(world: World) -> str:
    """A door whose terms are past their year; its ref."""
    ref = a_door(world)
    agencies.declare_terms(
        by=world.team.jo,
        door=ref,
        declared=Declared("We see her.", "Fen", SaidHow.TELEPHONE, world.now - 400 * DAY),
        could_show_where=lambda words, hidden: False,
        at=world.now,
    )
    return ref


DOORS = {
    "set_door": Act(
        lambda w, by: agencies.set_door(
            by=by,
            agency=w.team.mia.agency_ref,
            email="fen@testmere.example",
            words=WORDS,
            could_show_where=lambda words, hidden: False,
            at=w.now,
        ),
        **HOUSE,
    ),
    "ask_terms_again": Act(
        lambda w, by: agencies.ask_terms_again(by=by),
        before=said_a_year_ago,
        by="machine",
        in_her_chain=False,
        stranger="commissioner",
    ),
    "end_door": Act(lambda w, by: agencies.end_door(by=by, door=w.made), before=a_door, **HOUSE),
    "declare_terms": Act(
        lambda w, by: agencies.declare_terms(
            by=by,
            door=w.made,
            declared=Declared("We see her within a week.", "Fen", SaidHow.TELEPHONE, w.now),
            could_show_where=lambda words, hidden: False,
            at=w.now,
        ),
        before=a_door,
        **HOUSE,
    ),
}
PROFILES = {
    "set_profile": Act(
        lambda w, by: bridges.set_profile(by=by, saying=bridges.Saying("I listen first.")), **HOUSE
    ),
    "set_limit": Act(
        lambda w, by: bridges.set_limit(by=by, worker=w.team.jo.worker_ref, limit=11),
        by="kit",
        in_her_chain=False,
        stranger="ruth",
    ),
    "she_met_cover": Act(lambda w, by: bridges.she_met_cover(by=by, mother=w.mother, at=w.now)),
}
