"""Reading her move to another area: where it stands, who is there, its steps and promises; frozen values only."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.policy.moving_lifecycle import MoveStatus
from hrm2m.records.bridges.elsewhere import chose_elsewhere, who_stands_beside
from hrm2m.records.clocks.queries import ClockLine, clocks_of
from hrm2m.records.whole.entries import HeardFromThere, Move, MoveOtherwise, SaidToMove
from hrm2m.records.whole.models import MoveRow
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Body, Entry


STEPS: tuple[type[Body], ...] = (HeardFromThere, SaidToMove, MoveOtherwise)


@dataclass(frozen=True)
class MoveCard:
    """Her move: what she wants told there and to whom, and what has happened since, newest first."""

    ref: str
    status: MoveStatus
    said: Move
    planned_by_id: int
    planned_at: datetime
    steps: tuple[Entry[Body], ...]
    clocks: tuple[ClockLine, ...]
    is_here: bool
    """She chose a bridge builder of another area of this installation."""
    beside_id: int
    """The number of the one who stands near her beside the old one now; 0 where nobody does."""

    @property
    def is_over(self) -> bool:
        """Whether nothing waits about it any more."""
        return self.status in (MoveStatus.MOVED, MoveStatus.LEFT)

    @property
    def she_stays(self) -> bool:
        """Whether it is over because she said that she stays, or wants it otherwise."""
        said = any(isinstance(step.body, MoveOtherwise) for step in self.steps)
        return said and self.status is MoveStatus.LEFT

    @property
    def asks_her(self) -> bool:
        """Whether it is for her to say now."""
        return self.status in (MoveStatus.HEARD, MoveStatus.NOT_YET)


def move_in(box: Box) -> MoveCard | None:
    """Her newest move from her open general record; None: she has spoken of none."""
    row = MoveRow.objects.filter(mother=box.mother_id).order_by("-id").first()
    said = box.entries(Move, refs=[row.entry]) if row else ()
    if row is None or not said:
        return None
    return MoveCard(
        row.entry,
        MoveStatus(row.status),
        said[0].body,
        row.planned_by_id,
        row.planned_at,
        tuple(step for step in box.entries(*STEPS) if step.about == row.entry),
        tuple(line for line in clocks_of(box) if line.about == row.entry),
        chose_elsewhere(row.mother, row.area, row.planned_at),
        beside.worker_id if (beside := who_stands_beside(row.mother, row.area)) else 0,
    )


def is_moving(mother_id: int) -> bool:
    """Whether a move of hers is under way, told or not to be told."""
    return MoveRow.objects.filter(mother=mother_id, over_at=None).exists()
