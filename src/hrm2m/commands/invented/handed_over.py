"""A few invented handovers, through the actions that workers use: one set, one she is asked about, one to ask again."""

from datetime import timedelta

from hrm2m.cadence.local_time import local_day
from hrm2m.commands.invented.histories import at_hour, open_day
from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.seeded import drawn_from_seed
from hrm2m.foundation import clock
from hrm2m.records.agencies.doors.queries import DoorCard, doors_in
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.handovers.actions.meeting import ToWhom
from hrm2m.records.handovers.entries import MeetingOfThree


SET, ASKED, SAID_YES = "Robin", "Coral", "Hazel"
PLACE = "The café by the lock, the table at the back"


def write_handovers(loading: Loading) -> None:
    """Writes them where somebody of an agency answers: without a door there is nobody to meet."""
    doors = doors_in(1)
    if not doors:
        return
    with drawn_from_seed("handovers"):
        _set(loading, SET, doors[0], days_ago=1, meets_in=3)
        _met(loading, ASKED, doors[0], days_ago=9)
        said = _met(loading, SAID_YES, doors[-1], days_ago=20)
        cover = loading.mothers[SAID_YES][1].cover
        with clock.at(loading.now - timedelta(days=12)):
            handovers.write_what_she_said(
                by=cover, handover=said, yes=True, words="She talks to me, not to my file.", at=clock.now()
            )


def _set(loading: Loading, handle: str, card: DoorCard, *, days_ago: int, meets_in: int) -> str:
    mother, cast = loading.mothers[handle]
    to = ToWhom(card.worker_id, card.agency_id, card.called, card.agency_name)
    with clock.at(loading.now - timedelta(days=days_ago)):
        ref = handovers.propose(
            by=cast.builder, mother=mother, to=to, words="So that I know a face there.", at=clock.now()
        )
        day = local_day(clock.now() + timedelta(days=meets_in))
        if day > local_day(loading.now):
            day = open_day(day)
        meeting = MeetingOfThree(at_hour(day, 11), PLACE)
        handovers.set_meeting(by=cast.builder, handover=ref, meeting=meeting, at=clock.now())
    return ref


def _met(loading: Loading, handle: str, card: DoorCard, *, days_ago: int) -> str:
    ref = _set(loading, handle, card, days_ago=days_ago, meets_in=2)
    with clock.at(loading.now - timedelta(days=days_ago - 3)):
        handovers.write_all_there(by=loading.mothers[handle][1].builder, handover=ref, at=clock.now())
    return ref
