"""What an agency promised and kept, for its own people at the door: a sentence and its own numbers, and no woman."""

from dataclasses import dataclass

from hrm2m.foundation import clock
from hrm2m.pages.doors.words import KINDS, kept_in_words
from hrm2m.policy import Actor
from hrm2m.records.clocks.kept import Kept, kept_by_agency


@dataclass(frozen=True)
class OwnPromises:
    """The sentence, and a row for each kind of promise of which one was due."""

    sentence: str
    rows: tuple[tuple[str, Kept], ...]


def own_promises(by: Actor) -> OwnPromises:
    """What the agency kept for which this worker answers; always the same number of statements."""
    found = kept_by_agency(by.area, by.agency_id, clock.now())
    rows = tuple((str(KINDS[each.kind]), each.kept) for each in found.of_kinds)
    return OwnPromises(kept_in_words(found.kept), rows)
