"""The second person's look at what somebody opened in an emergency: right or not, in words; not right ends it."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.showing import UNTIL_DECIDED
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.emergencies.actions.opening import LOOKED_AT
from hrm2m.records.emergencies.entries import EmergencyLookedAt, EmergencyOpened, Verdict
from hrm2m.records.emergencies.finding import the_look
from hrm2m.records.emergencies.models import EmergencyLook
from hrm2m.records.people.actions import must_not_be_later_than_now
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Draft
from hrm2m.vault.hers_to_read import for_her


def look_at(*, by: Actor, look: str, verdict: Verdict, words: str, at: datetime) -> str:
    """Says as second person whether it was right, and why; its ref. Raises NotYours as every page does."""
    with door.unit(by=by) as unit:
        found = the_look(look, by.area, Permission.EMERGENCY_LOOK)
        mother = unit.lock([found.mother])[found.mother].ref
        act = ActFacts(about=look, author_id=found.worker_id)
        with door.acting(by=by, permission=Permission.EMERGENCY_LOOK, mother=mother, act=act) as box:
            must_not_be_later_than_now(box, at)
            # Read again: under the lock of her head nobody else looks in this moment.
            row = the_look(look, by.area, Permission.EMERGENCY_LOOK)
            _must_be_open(row, words)
            return _write(box, row, verdict, words.strip(), at)


def _write(box: Box, row: EmergencyLook, verdict: Verdict, words: str, at: datetime) -> str:
    opened = box.entries(EmergencyOpened, refs=[row.entry])
    said = Draft(
        EmergencyLookedAt(verdict, words),
        Category.SAFETY,
        at,
        basis="emergency",
        how_known="opinion_of",
        from_whom=str(box.by_id),
        about=row.entry,
        # What she may not read of it yet is not told by what was found either.
        held_until=None if for_her(opened, box.now) else UNTIL_DECIDED,
    )
    ref = box.write(said)
    row.looked_by_id, row.looked_at, row.verdict = box.by_id, at, verdict
    if verdict is Verdict.NOT_RIGHT and row.ended_at is None and row.until > box.now:
        row.ended_at = box.now
        box.end_standing(cause=row.cause)
    row.save(update_fields=["looked_by_id", "looked_at", "verdict", "ended_at"])
    clocks.meet(box, LOOKED_AT, about=row.entry, at=at)
    box.note(verdict=verdict.value)
    return ref


def _must_be_open(row: EmergencyLook, words: str) -> None:
    if row.looked_at is not None:
        field, sentence = "verdict", "Somebody has looked at this meanwhile. Open the page again."
        raise BadInput(field, sentence)
    if not words.strip():
        field, sentence = "words", "Write in a sentence what you looked at and what you think."
        raise BadInput(field, sentence)
