"""What one worker wrote that closed a record: a death to sign, her word to end or be forgotten; lines of a list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from hrm2m.cadence import due_for_clock
from hrm2m.pages.today.sides import first_name
from hrm2m.pages.today.timing import clock_state, moment_in_words
from hrm2m.policy import Actor
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.clocks.queries import in_words, nation_of
from hrm2m.records.whole import baby, death
from hrm2m.records.whole.lately import ClosedLately, closed_lately


@dataclass(frozen=True)
class DeathLine:
    """A death that waits for a signature: who wrote it and when, and who was asked where that is somebody else."""

    to: str
    by: str
    when: str
    asked: str
    is_baby: bool
    clock: str
    state: str


def deaths_waiting_for(by: Actor, now: datetime) -> dict[str, Any]:
    """What this worker may sign, for the page."""
    hers, babies = death.deaths_to_sign(by), baby.baby_deaths_to_sign(by)
    people = {one.by_id for one in hers} | {one.by_id for one in babies}
    people |= {one.asked_id for one in hers if one.asked_id}
    names, nation = workers_named(people), nation_of(by.area)
    lines = []
    for one in hers:
        due = due_for_clock(death.SIGNED, one.at, nation)
        asked = "" if one.asked_id in {None, by.worker_id} else first_name(names, one.asked_id or 0)
        to = reverse("death_sign", args=[one.mother_ref])
        said = (first_name(names, one.by_id), moment_in_words(one.at, now), asked)
        lines.append(DeathLine(to, *said, False, in_words(due, now), clock_state(due, now)))
    for each in babies:
        due = due_for_clock(baby.SIGNED, each.at, nation)
        to = reverse("baby-sign", args=[each.mother_ref, each.ref])
        said = (first_name(names, each.by_id), moment_in_words(each.at, now), "")
        lines.append(DeathLine(to, *said, True, in_words(due, now), clock_state(due, now)))
    return {"deaths": lines, "closed": _closed(by, now)}


def _closed(by: Actor, now: datetime) -> list[tuple[ClosedLately, str, str, str]]:
    found = closed_lately(by)
    names = workers_named(one.by_id for one in found)
    return [
        (one, first_name(names, one.by_id), moment_in_words(one.at, now), moment_in_words(one.until, now))
        for one in found
    ]
