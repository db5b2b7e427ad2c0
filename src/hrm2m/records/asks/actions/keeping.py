"""What follows from a change to her asks: the clock of the ask and the marks of its offers, in the same transaction."""

from collections.abc import Sequence

from hrm2m.policy import Actor, Permission
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.asks.entries import Urgency
from hrm2m.records.asks.marks import drop_marks, keep_marks
from hrm2m.records.asks.queries import ask_threads_in
from hrm2m.records.asks.threads import ASK_BODIES, AskThread, ask_threads
from hrm2m.records.asks.timing import clock_kind, time_of
from hrm2m.records.bridges import queries as bridges
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.queries import clocks_of
from hrm2m.vault import door
from hrm2m.vault.box import Box


def keep_right(box: Box, ask_ref: str) -> None:
    """After any change to this ask, its offers or their answers: its clock and her marks say what the entries say."""
    asks = ask_threads_in(box)
    keep_marks(box.area, box.mother_id, asks)
    _keep_clock(box, next(thread for thread in asks if thread.ask.ref == ask_ref))


def rebuild_marks(*, by: Actor, mothers: Sequence[int]) -> int:
    """Makes these mothers' marks again from their entries, for the worker process; answers how many were wrong."""
    is_up = time_of(by.area)
    with door.machine(by=by, permission=Permission.DUE_REBUILD, mothers=mothers) as boxes:
        found = boxes.entries(*ASK_BODIES)
        return sum(
            keep_marks(by.area, mother, ask_threads(entries, is_up)) for mother, entries in found.items()
        )


def forget_marks(mother_id: int) -> None:
    """Takes her marks away: called by the act that forgets her."""
    drop_marks(mother_id)


def run_clocks(box: Box) -> None:
    """Lets the clock of every open ask run that no real offer has met: called where a record is open again.

    It counts from the day she asked, so what we owed her then is late and not forgotten.
    """
    for ask in ask_threads_in(box):
        _keep_clock(box, ask)


def _keep_clock(box: Box, ask: AskThread) -> None:
    kind = clock_kind(ask.ask.body.urgency)
    _stop_what_is_not_this_promise(box, ask, kind)
    if ask.closed is not None:
        clocks.stop(box, kind, about=ask.ask.ref)
    elif ask.met_at is not None:
        clocks.meet(box, kind, about=ask.ask.ref, at=ask.met_at)
    else:
        owner, named = _owner_and_named(box)
        clocks.start(
            box,
            kind,
            about=ask.ask.ref,
            owner_id=owner,
            escalate_to_id=named,
            started_at=ask.asked_at,
        )


def _stop_what_is_not_this_promise(box: Box, ask: AskThread, kind: str) -> None:
    """A correction of how soon she wants it, or of when she asked, ends the promise that was counted otherwise."""
    kinds = {clock_kind(urgency) for urgency in Urgency}
    for line in clocks_of(box):
        is_right = (line.kind, line.started_at) == (kind, ask.asked_at)
        if line.about == ask.ask.ref and line.kind in kinds and not is_right:
            clocks.stop(box, line.kind, about=line.about)


def _owner_and_named(box: Box) -> tuple[int, int]:
    """Whoever holds her bridge owes her the offer; the other of builder and cover is told when it is late."""
    bridge = bridges.bridge_of(box.mother_id)
    if bridge is None:
        return box.by_id, box.by_id
    if bridge.status is BridgeStatus.HELD_BY_COVER:
        return bridge.cover_id, bridge.builder_id
    return bridge.builder_id, bridge.cover_id
