"""What ended after a copy that was put back, and by which steps a record gets there again; no table, no clock."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hrm2m.policy.lifecycles import ENDED_STAGES, RECORD, RecordEvent, Stage


UNDO = timedelta(hours=72)
"""How long forgetting can be undone."""

OVER = ENDED_STAGES | {Stage.FORGETTING, Stage.FORGOTTEN}


@dataclass(frozen=True)
class EndedSince:
    """What the log says of one mother: standings stopped, [worker, agency, cause] of who was barred, her last stage."""

    stops: list[str] = field(default_factory=list)
    bars: list[tuple[int | None, int | None, str]] = field(default_factory=list)
    stage: Stage | None = None
    at: datetime | None = None

    def forget_at(self, now: datetime) -> datetime:
        """When her keys are destroyed: as she was told, and at once where they were destroyed already."""
        if self.stage is Stage.FORGOTTEN or self.at is None:
            return now
        return self.at + UNDO


def way_to_end(stage: Stage, last_open: Stage, end: Stage | None) -> tuple[RecordEvent, ...]:
    """The steps from `stage` to where the record ended since; none where it is there, or was opened again since.

    Where she was forgotten, a record that can still be forgotten goes as far as forgetting: the job that destroys the
    keys does the rest, as it did then.
    """
    if end not in OVER or stage in {end, Stage.FORGOTTEN}:
        return ()
    if end is Stage.FORGOTTEN:
        return _way_to_forgotten(stage)
    back = next((event for event, after in RECORD[stage].items() if after is None), None)
    direct = _step(stage, end)
    if direct:
        return (direct,)
    then = _step(last_open, end)
    return (back, then) if back and then else ()


def _way_to_forgotten(stage: Stage) -> tuple[RecordEvent, ...]:
    if stage is Stage.FORGETTING:
        return ()
    for first in (Stage.FORGOTTEN, Stage.FORGETTING):
        direct = _step(stage, first)
        if direct:
            return (direct,)
    # She gave her name, and the time of her record was over long after this copy: it sleeps, and then it goes.
    return (RecordEvent.A_YEAR_WITHOUT_HER_WORD, RecordEvent.KEYS_ARE_DESTROYED)


def _step(stage: Stage, target: Stage) -> RecordEvent | None:
    return next((event for event, after in RECORD[stage].items() if after is target), None)
