"""Two invented emergency looks, through the action that workers use: one that was right, one that waits for a look."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from hrm2m.commands.invented.seeded import drawn_from_seed
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment
from hrm2m.records.emergencies import actions as emergencies
from hrm2m.records.emergencies.actions import Opening
from hrm2m.records.emergencies.entries import InDanger, Verdict


HANDLE = "Robin"
ON_THE_BRIDGE = Opening(
    Compartment.HER_SAFETY,
    InDanger.HER,
    "She rang from the lock bridge and said nothing. Who may ring her back?",
)
AT_THE_HOSTEL = Opening(
    Compartment.GENERAL,
    InDanger.HER,
    "The hostel says a man asks for her at the desk. How does she want to be reached?",
    "He may be holding her phone.",
)


def write_emergencies(actors: Mapping[str, Actor], now: datetime) -> None:
    """Amir opened a part nine days ago and Kit found it right; Ruth opened one an hour ago."""
    with drawn_from_seed("emergencies"):
        with clock.at(now - timedelta(days=9)):
            look = emergencies.open_part(by=actors["amir"], handle=HANDLE, opening=ON_THE_BRIDGE)
        with clock.at(now - timedelta(days=8, hours=20)):
            emergencies.look_at(
                by=actors["kit"],
                look=look,
                verdict=Verdict.RIGHT,
                words="I spoke with Amir and Jo. Her sister went to her, as she had asked for.",
                at=clock.now(),
            )
        with clock.at(now - timedelta(hours=1)):
            emergencies.open_part(by=actors["ruth"], handle=HANDLE, opening=AT_THE_HOSTEL)
