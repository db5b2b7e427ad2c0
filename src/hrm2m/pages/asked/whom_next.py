"""She is to be asked whom she wants next: rows for whoever holds her bridge, in words and without her handle."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.pages.today.timing import clock_state
from hrm2m.policy import Actor
from hrm2m.records.bridges.whom_next import ToBeAsked, to_ask_whom_next
from hrm2m.records.clocks.queries import in_words


@dataclass(frozen=True)
class Row:
    """One of them; `mother_ref` is empty where her page would not open."""

    mother_ref: str
    builder: str
    clock: str
    state: str


def rows_to_ask(by: Actor, now: datetime) -> list[Row]:
    """Whom this worker asks, the one due first first."""
    return [_row(each, now) for each in to_ask_whom_next(by)]


def _row(each: ToBeAsked, now: datetime) -> Row:
    return Row(each.mother_ref, each.builder, in_words(each.due_at, now), clock_state(each.due_at, now))
