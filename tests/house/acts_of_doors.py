"""The acts on doors and declared terms once; in the form that `acts.py` describes."""

from collections.abc import Mapping
from typing import Any

from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.doors.values import Declared, DoorWords, Reached, SaidHow
from tests.house.smallest_world import Act, World


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
