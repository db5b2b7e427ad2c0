"""The way of a move to another area as a table: she says what anybody there may know, and she says when it is done.

No step is taken by time or silence. Until she says that the new one is there for her, the old one holds her bridge.
"""

from collections.abc import Mapping
from enum import StrEnum

from hrm2m.policy.lifecycles import NoSuchStep


class MoveStatus(StrEnum):
    """Where a move stands. `waiting`: we have not heard from the new one yet; `heard`: she is asked now."""

    NOBODY_TOLD = "nobody_told"
    WAITING = "waiting"
    HEARD = "heard"
    NOT_YET = "not_yet"
    MOVED = "moved"
    LEFT = "left"


class MoveEvent(StrEnum):
    """What can move it: what the new one says, and what she says."""

    THEY_ARE_THERE = "they_are_there"
    SHE_CONFIRMS = "she_confirms"
    SHE_DOES_NOT = "she_does_not"
    SHE_WANTS_IT_OTHERWISE = "she_wants_it_otherwise"
    SHE_UNDOES_IT = "she_undoes_it"


_OTHERWISE = {MoveEvent.SHE_WANTS_IT_OTHERWISE: MoveStatus.LEFT}
_THERE = {MoveEvent.THEY_ARE_THERE: MoveStatus.HEARD}
_HER_WORD = {MoveEvent.SHE_CONFIRMS: MoveStatus.MOVED, MoveEvent.SHE_DOES_NOT: MoveStatus.NOT_YET}

MOVE: Mapping[MoveStatus, Mapping[MoveEvent, MoveStatus]] = {
    MoveStatus.NOBODY_TOLD: {**_OTHERWISE},
    MoveStatus.WAITING: {**_THERE, **_OTHERWISE},
    MoveStatus.HEARD: {**_THERE, **_HER_WORD, **_OTHERWISE},
    MoveStatus.NOT_YET: {**_THERE, **_HER_WORD, **_OTHERWISE},
    # Her record was opened again: whoever held her bridge holds it, and the new one is asked anew.
    MoveStatus.MOVED: {MoveEvent.SHE_UNDOES_IT: MoveStatus.WAITING},
    MoveStatus.LEFT: {},
}
OVER = frozenset({MoveStatus.MOVED, MoveStatus.LEFT})


def next_move_status(status: MoveStatus, event: MoveEvent) -> MoveStatus:
    """The status after `event`; raises NoSuchStep where the table has none."""
    try:
        return MOVE[status][event]
    except KeyError:
        msg = f"From “{status.value}” there is no step “{event.value}”."
        raise NoSuchStep(msg) from None
