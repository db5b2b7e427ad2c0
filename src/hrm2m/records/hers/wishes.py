"""Whether she said on her own page that help should end, and what came of asking her; frozen values only."""

from dataclasses import dataclass
from datetime import datetime

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment, Ground
from hrm2m.policy.lifecycles import OPEN_STAGES
from hrm2m.records.clocks.queries import running_of
from hrm2m.records.hers.entries import EndWish, EndWishAnswer, ToEnding
from hrm2m.records.outreach.entries import LeaveMeBe
from hrm2m.records.people.queries import steps_of
from hrm2m.vault import standing
from hrm2m.vault.box import Box
from hrm2m.vault.open_to import refs_open_to


ASKED = "end_wish_asked"


@dataclass(frozen=True)
class Wish:
    """Her wish while it stands: since when, whether somebody tried to ask her, whether she was left be before."""

    ref: str
    since: datetime
    was_asked: bool
    left_be_before: bool
    is_left_be: bool


@dataclass(frozen=True)
class ToAsk:
    """A mother who is to be asked once; `mother_ref` is empty where her page would not open."""

    mother_ref: str
    due_at: datetime


def wish_in(box: Box) -> Wish | None:
    """Her wish from her open general record; None where she has none, took it back, or came back after an end."""
    newest = next(iter(box.entries(EndWish, newest=1)), None)
    if newest is None or not newest.body.on:
        return None
    # What ended since was what she wished; when she is with us again, she says anew what she wants.
    if any(step.at >= newest.written_at and step.after not in OPEN_STAGES for step in steps_of(box)):
        return None
    asked = any(
        each.about == newest.ref and each.body.says is ToEnding.NOT_REACHED
        for each in box.entries(EndWishAnswer)
    )
    left = box.entries(LeaveMeBe)
    before = next((each for each in left if each.written_at < newest.written_at), None)
    was, stands = before is not None and before.body.on, bool(left) and left[0].body.on
    return Wish(newest.ref, newest.happened_at, asked, left_be_before=was, is_left_be=stands)


def wishes_to_ask_about(by: Actor) -> tuple[ToAsk, ...]:
    """Whom this worker, who holds or covers her bridge, is to ask once; the one due first first."""
    now = clock.now()
    within = standing.mothers_within_reach(by, (Ground.BRIDGE, Ground.COVER), Compartment.GENERAL, now)
    running = running_of(ASKED, Compartment.GENERAL, within.numbers())
    refs = refs_open_to(by, [mother for mother, _line in running], now)
    return tuple(ToAsk(refs.get(mother, ""), line.due_at) for mother, line in running)
