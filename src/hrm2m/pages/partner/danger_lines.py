"""The telephone lines on the page of one request: those that there are, for a child first."""

from hrm2m.pages.base.ringing import lines_for
from hrm2m.policy import Actor
from hrm2m.records.danger.lines import Line
from hrm2m.records.danger.who import Who


def lines_at_a_door(actor: Actor | None = None) -> tuple[Line, ...]:
    """The lines of the actor's area, or those that hold everywhere; whoever answers has no lead of ours to ask."""
    lines = lines_for(actor, Who.A_CHILD if actor else None)
    return tuple(line for line in lines if not line.is_missing)
