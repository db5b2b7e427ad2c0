"""What copies ask of a worker, as lines for the list of what is asked; each only for whoever may read that part."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from hrm2m.cadence import due_for_clock
from hrm2m.pages.asked.words import WHERE
from hrm2m.pages.hers.notes import PARTS
from hrm2m.pages.today.timing import clock_state
from hrm2m.policy import Actor, Compartment
from hrm2m.records.clocks.queries import in_words, nation_of
from hrm2m.records.hers.copies import CLOCK, Asked, asked_of


LETTERS = {part.compartment: part.letter for part in PARTS}


@dataclass(frozen=True)
class CopyLine:
    """One part of a copy that asks for a check, or to be put into her hand."""

    to: str
    where: str
    called: str
    to_check: int
    clock: str
    state: str


def copies_waiting_for(by: Actor, now: datetime) -> list[CopyLine]:
    """What copies ask of this worker."""
    return [line_of(one, by, now) for one in asked_of(by)]


def line_of(one: Asked, by: Actor, now: datetime) -> CopyLine:
    """One part of a copy in words, with the day by which she has it."""
    due = due_for_clock(CLOCK, one.copy.asked_at, nation_of(by.area))
    return CopyLine(
        reverse("copy_part", args=[one.copy.ref, LETTERS[one.compartment]]),
        str(WHERE[one.compartment]),
        one.called,
        len(one.part.to_check),
        "" if one.copy.given_at else in_words(due, now),
        clock_state(due, now),
    )


def compartment_of(letter: str) -> Compartment | None:
    """The compartment with this letter in an address."""
    return next((part.compartment for part in PARTS if part.letter == letter), None)
