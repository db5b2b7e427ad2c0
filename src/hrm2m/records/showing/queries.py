"""What waits to be shown to her, for those who may read the compartment it lies in; statements do not grow with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.clocks.queries import running_of
from hrm2m.vault import door, standing, to_show
from hrm2m.vault.boxes import Boxes
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Entry, Reply, every_kind
from hrm2m.vault.errors import NotYours
from hrm2m.vault.to_show import Asks, Unshown


MOST_SHOWN = 60
PAGE = PURPOSE = "showing"
ANSWER = "reply_answered"
DECIDES: Mapping[Compartment, Permission] = {
    Compartment.GENERAL: Permission.SHOW_GENERAL,
    Compartment.HER_SAFETY: Permission.SHOW_HER_SAFETY,
    Compartment.TREATMENT: Permission.SHOW_TREATMENT,
    Compartment.CHILD_SAFETY: Permission.SHOW_CHILD_SAFETY,
}
STANDS_ON: Mapping[Compartment, tuple[Ground, ...]] = {
    Compartment.GENERAL: (Ground.BRIDGE, Ground.COVER),
    Compartment.HER_SAFETY: (Ground.BRIDGE, Ground.AGREED),
    Compartment.TREATMENT: (Ground.TREATING,),
    Compartment.CHILD_SAFETY: (Ground.LEAD,),
}
"""A lead who must say why does not have her entries on a list."""


CALLED: Mapping[Compartment, str] = {
    Compartment.GENERAL: "handle",
    Compartment.HER_SAFETY: "shared_as",
    Compartment.TREATMENT: "treated_as",
}
"""The kind of entry that says what she is called in a compartment; about her children nobody reads her handle."""


@dataclass(frozen=True)
class Waiting:
    """One entry that asks somebody for something: the entry itself, what is asked, and what she is called there."""

    mother_ref: str
    row: Unshown
    asks: Asks
    entry: Entry[Any]
    called: str = ""


def waiting(by: Actor) -> tuple[Waiting, ...]:
    """What asks this worker for a decision, a signature or another look, oldest first.

    What the worker withholds waits for somebody else, and is not among them until its day has come.
    """
    may = permissions_of(by.roles)
    lines = [line for c, p in DECIDES.items() if p in may for line in _in(by, c)]
    return tuple(sorted(lines, key=lambda line: line.row.at))


@dataclass(frozen=True)
class NotRight:
    """Her *that is not right*, with the entry it is about, and when an answer is due."""

    compartment: Compartment
    reply: Entry[Reply]
    entry: Entry[Any] | None
    due_at: datetime


def to_answer(by: Actor) -> tuple[NotRight, ...]:
    """What she says is not right, for those who may read the compartment it lies in; what is due first first."""
    may = permissions_of(by.roles)
    lines = [line for c, p in DECIDES.items() if p in may for line in _said_in(by, c)]
    return tuple(sorted(lines, key=lambda line: line.due_at))


def one_to_answer(*, by: Actor, reply: str) -> NotRight:
    """One of them, for whoever answers it; raises NotYours for one that is not on the reader's list."""
    for line in to_answer(by):
        if line.reply.ref == reply:
            return line
    raise NotYours(Permission.ASKED_SEE, HOUSE)


def one(*, by: Actor, entry: str) -> Waiting:
    """One entry for whoever decides on it; raises NotYours as every page does."""
    with door.unit(by=by) as unit:
        row = the_unshown(by, entry, unit.now)
        mother = unit.lock([row.mother])[row.mother].ref
        permission = DECIDES[row.compartment]
        with door.looking(
            by=by, permission=permission, mother=mother, page=PAGE, purpose=PURPOSE, about=entry
        ) as box:
            found = box.entries(*every_kind(), compartment=row.compartment, refs=[entry])
            if not found:
                raise NotYours(permission, HOUSE)
            return Waiting(mother, row, row.asks(box.now), found[0])


def the_unshown(by: Actor, entry: str, now: datetime) -> Unshown:
    """How far the decision on this entry is, inside a unit.

    Raises NotYours for a ref that is unknown and for one in a compartment that is not the worker's, alike.
    """
    may = permissions_of(by.roles)
    row = to_show.reached(by, entry, [c for c, permission in DECIDES.items() if permission in may], now)
    if row is None:
        raise NotYours(Permission.ASKED_SEE, HOUSE)
    return row


def _said_in(by: Actor, compartment: Compartment) -> list[NotRight]:
    with door.unit(by=by) as unit:
        reached = standing.mothers_within_reach(by, STANDS_ON[compartment], compartment, unit.now)
        running = running_of(ANSWER, compartment, reached.numbers())[:MOST_SHOWN]
        mothers = sorted({mother for mother, _ in running})
        permission = DECIDES[compartment]
        with door.looking_at_many(by=by, permission=permission, mothers=mothers, page=PAGE) as boxes:
            refs = [line.about for _, line in running]
            replies = _by_ref(boxes.entries(Reply, compartment=compartment, refs=refs))
            about = [reply.about for reply in replies.values()]
            entries = _by_ref(boxes.entries(*every_kind(), compartment=compartment, refs=about))
            return [
                NotRight(
                    compartment, replies[line.about], entries.get(replies[line.about].about), line.due_at
                )
                for _, line in running
                if line.about in replies
            ]


def _by_ref(read: Mapping[int, Sequence[Entry[Any]]]) -> dict[str, Entry[Any]]:
    return {entry.ref: entry for entries in read.values() for entry in entries}


def _in(by: Actor, compartment: Compartment) -> list[Waiting]:
    with door.unit(by=by) as unit:
        rows = to_show.within_reach(by, STANDS_ON[compartment], compartment, unit.now, MOST_SHOWN)
        mothers = sorted({row.mother for row in rows})
        permission = DECIDES[compartment]
        with door.looking_at_many(by=by, permission=permission, mothers=mothers, page=PAGE) as boxes:
            refs = [row.entry for row in rows]
            found = boxes.entries(*every_kind(), compartment=compartment, refs=refs)
            entries, called = _by_ref(found), _called(boxes, compartment)
            return [
                Waiting(boxes.refs[row.mother], row, asks, entries[row.entry], called.get(row.mother, ""))
                for row in rows
                if row.entry in entries and (asks := _asked_of(by, row, boxes.now)) is not Asks.NOTHING
            ]


def _called(boxes: Boxes, compartment: Compartment) -> dict[int, str]:
    kinds = [kind for kind in every_kind() if CALLED.get(compartment) == kind.KIND]
    found = boxes.entries(*kinds, compartment=compartment, newest=1) if kinds else {}
    return {
        mother: str(getattr(read[0].body, read[0].body.__struct_fields__[0]))
        for mother, read in found.items()
        if read
    }


def _asked_of(by: Actor, row: Unshown, now: datetime) -> Asks:
    asks = row.asks(now)
    return Asks.NOTHING if asks is Asks.SIGN and row.decided_by_id == by.worker_id else asks
