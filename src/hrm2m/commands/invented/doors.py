"""Who answers at the invented agencies, and what bridge builders say of themselves. Nobody is anybody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hrm2m.commands.invented.seeded import AREA
from hrm2m.commands.invented.workers import MATERNITY, TREATMENT, WORKERS
from hrm2m.exchange.directory.written_here import could_show_a_hidden_place
from hrm2m.foundation import clock
from hrm2m.policy import Actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.doors.values import Authority, Declared, DoorWords, Reached, SaidHow
from hrm2m.records.agencies.queries import agencies_of_area
from hrm2m.records.bridges import actions as bridges


@dataclass(frozen=True)
class InventedDoor:
    """A door, and what was said through it: how many days ago, by whom, whom they would tell and when."""

    agency: str
    email: str
    words: DoorWords
    days_ago: int
    said: Mapping[str, str] = field(default_factory=dict)
    tells: Mapping[Authority, str] = field(default_factory=dict)
    is_shared: bool = False


DOORS = (
    InventedDoor(
        MATERNITY,
        "priya@harrowmere.example",
        DoorWords(
            "Priya",
            "Antenatal care, also late and without a GP",
            Reached.TELEPHONE,
            "door_1_day",
            "01632 960121",
        ),
        60,
        {
            "by_name": "Priya, midwife",
            "does": "I see her within a week, at the clinic or where she likes. She need not stop anything first.",
            "from_when": "This week",
            "for_whom": "Any pregnant woman, whatever her papers",
        },
        {
            Authority.CHILDRENS_SERVICES: "If a baby would not be safe on the day of the birth. I tell her first, "
            "and I say what I write. Using drugs alone is no reason.",
            Authority.POLICE: "No. Only if somebody is being hurt right now.",
            Authority.IMMIGRATION: "No.",
            Authority.ANYONE_ELSE: "Her GP, if she has one and says yes.",
        },
    ),
    InventedDoor(
        TREATMENT,
        "duty@harrowmere.example",
        DoorWords(
            "Duty desk",
            "Starting or keeping a script, the same day if it must be",
            Reached.EMAIL,
            "door_2_days",
        ),
        400,
        {
            "by_name": "Tom, nurse, for the duty desk",
            "does": "A first appointment in five working days, and a script on that day where it is safe.",
            "for_whom": "Anyone who lives in Harrowmere",
        },
        {
            Authority.CHILDRENS_SERVICES: "We ask whether a child stays where the medicine is kept. We tell if it is "
            "not locked away and nobody will help her with it.",
            Authority.POLICE: "No.",
        },
        is_shared=True,
    ),
)
SAYINGS = {
    "jo": ("English", "Monday to Friday, and some evenings", False),
    "amir": ("English, Urdu and Punjabi", "mornings", False),
    "nell": ("English and Welsh", "Monday, Tuesday and Friday", False),
    "cass": ("English", "Tuesday to Saturday", True),
}


def write_doors_and_sayings(*, actors: Mapping[str, Actor], now: datetime) -> None:
    """Writes the doors as Jo did when she rang, the duty desk more than a year ago; and what each builder says."""
    refs = {card.name: card.ref for card in agencies_of_area(AREA)}
    for each in DOORS:
        with clock.at(now - timedelta(days=each.days_ago)):
            _write_door(actors["jo"], each, refs[each.agency])
    words = {worker.key: worker.words for worker in WORKERS}
    with clock.at(now - timedelta(days=30)):
        for key, (languages, days, says_lived_it) in SAYINGS.items():
            saying = bridges.Saying(words[key], languages, days, says_lived_it)
            bridges.set_profile(by=actors[key], saying=saying)


def _write_door(by: Actor, each: InventedDoor, agency: str) -> None:
    ref = agencies.set_door(
        by=by,
        agency=agency,
        email=each.email,
        words=each.words,
        is_shared=each.is_shared,
        could_show_where=could_show_a_hidden_place,
        at=clock.now(),
    )
    declared = Declared(said_how=SaidHow.TELEPHONE, at=clock.now(), tells=each.tells, **each.said)
    agencies.declare_terms(
        by=by, door=ref, declared=declared, could_show_where=could_show_a_hidden_place, at=clock.now()
    )
