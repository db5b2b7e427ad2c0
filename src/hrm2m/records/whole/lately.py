"""What a worker wrote as her word to close her record, shown to whoever else is there while it can be undone.

Her word is enough, and nothing waits. But a worker can write what she never said: somebody else sees it in time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hrm2m.foundation import clock, mail
from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.facts import HERSELF
from hrm2m.policy.lifecycles import RecordEvent
from hrm2m.policy.predicates import MISTAKE_DAYS
from hrm2m.records.people.queries import closings_among
from hrm2m.records.whole.replaying import UNDO
from hrm2m.vault import standing
from hrm2m.vault.box import Box
from hrm2m.vault.open_to import refs_open_to


HELD_BY = (Ground.BRIDGE, Ground.COVER)
UNDONE_BY = {
    RecordEvent.SHE_ASKS_TO_END: Permission.RECORD_REOPEN,
    RecordEvent.ACCEPTED_WHERE_SHE_MOVED: Permission.RECORD_REOPEN,
    RecordEvent.SHE_ASKS_TO_BE_FORGOTTEN: Permission.RECORD_FORGET,
}


@dataclass(frozen=True)
class ClosedLately:
    """A record that somebody else closed: by which step, who wrote it and when, and until when it can be undone."""

    mother_ref: str
    event: RecordEvent
    by_id: int
    at: datetime
    until: datetime

    @property
    def is_forgetting(self) -> bool:
        """Whether her keys are destroyed at `until`."""
        return self.event is RecordEvent.SHE_ASKS_TO_BE_FORGOTTEN


def closed_lately(by: Actor) -> tuple[ClosedLately, ...]:
    """Records whose bridge this worker holds or covers, closed by another worker's writing; what ends first, first.

    What she did herself on her own page is hers, and not among them.
    """
    now = clock.now()
    near = standing.mothers_within_reach(by, HELD_BY, Compartment.GENERAL, now)
    found = closings_among(near, UNDONE_BY, now - timedelta(days=MISTAKE_DAYS))
    found = [one for one in found if one.by_id not in {by.worker_id, HERSELF}]
    refs = {
        permission: refs_open_to(
            by, {one.mother for one in found if UNDONE_BY[one.event] is permission}, now, permission
        )
        for permission in {UNDONE_BY[one.event] for one in found}
    }
    lines = (
        ClosedLately(
            refs[UNDONE_BY[one.event]][one.mother], one.event, one.by_id, one.at, _until(one.event, one.at)
        )
        for one in found
        if one.mother in refs[UNDONE_BY[one.event]]
    )
    return tuple(sorted(lines, key=lambda line: (line.until, line.mother_ref)))


def tell_who_else_is_there(box: Box) -> None:
    """Whoever else holds or covers her bridge hears that something waits; inside the act that closed her record."""
    if box.by_id == HERSELF:
        return
    near = {number for ground in HELD_BY for number in standing.who_stands(box.mother_id, ground, box.now)}
    for worker in sorted(near - {box.by_id}):
        about = f"{box.mother_ref}:closed:{box.now:%Y%m%d%H%M}"
        mail.post(mail.Text.SOMETHING_WAITS, to_worker=worker, about=about, at=box.now)


def _until(event: RecordEvent, at: datetime) -> datetime:
    return at + (UNDO if event is RecordEvent.SHE_ASKS_TO_BE_FORGOTTEN else timedelta(days=MISTAKE_DAYS))
