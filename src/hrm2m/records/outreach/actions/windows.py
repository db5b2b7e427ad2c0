"""Opening and closing windows; her due row follows in the same transaction."""

from datetime import datetime

from hrm2m.cadence import WindowKind
from hrm2m.cadence.texting import WhyNot
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.entries import WindowEnd
from hrm2m.records.outreach.actions.counting import keep_due_right
from hrm2m.records.outreach.actions.stopping import stop_texts
from hrm2m.records.outreach.actions.texting import LOSSES
from hrm2m.vault import door


def open_window(*, by: Actor, mother: str, kind: WindowKind, opened: datetime, at: datetime) -> str:
    """Opens a window because she told us and said yes; answers its ref."""
    told_us = ActFacts(her_word=True)
    with door.acting(by=by, permission=Permission.WINDOW_SET, mother=mother, act=told_us) as box:
        ref = clocks.open_window(box, kind=kind, opened=opened, at=at)
        keep_due_right(box)
        return ref


def close_window(
    *,
    by: Actor,
    mother: str,
    window: str,
    closed: datetime,
    at: datetime,
    why: WindowEnd = WindowEnd.OVER,
) -> None:
    """Closes a window. After a loss, whoever told us, every baby word, kit and prompt stops in this minute."""
    with door.acting(by=by, permission=Permission.WINDOW_CLOSE, mother=mother) as box:
        clocks.close_window(box, window=window, closed=closed, at=at, why=why)
        if why in LOSSES:
            stop_texts(box, WhyNot.LOSS)
        keep_due_right(box)
