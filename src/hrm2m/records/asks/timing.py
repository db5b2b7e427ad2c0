"""The time her urgency gives us, from the cadence's rules and the bank holidays of the area's nation."""

from datetime import datetime

from hrm2m.cadence import Nation, due_for_clock
from hrm2m.records.agencies.queries import AreaCard, area_of
from hrm2m.records.asks.entries import Urgency
from hrm2m.records.asks.threads import TimeOf


def clock_kind(urgency: Urgency) -> str:
    """The kind of clock that a first real offer has for this urgency."""
    return f"ask_{urgency.value}"


def time_of(area: int) -> TimeOf:
    """When the time of an urgency is up in this area, counted from an instant; one statement, here."""
    return time_in(area_of(area))


def time_in(agreed: AreaCard) -> TimeOf:
    """The same for an area that was read."""
    nation = Nation(agreed.nation)

    def is_up(urgency: Urgency, start: datetime) -> datetime:
        return due_for_clock(clock_kind(urgency), start, nation, choices=agreed.choices)

    return is_up
