"""Windows as pure functions of her entries and the time; no table, no clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hrm2m import cadence
from hrm2m.cadence import Nation, WindowKind
from hrm2m.cadence.windows import closes_at
from hrm2m.records.clocks.entries import (
    BABY_KINDS,
    BABY_LIVES,
    BabyDied,
    BabyLives,
    Window,
    WindowClosed,
    WindowEnd,
)
from hrm2m.vault.entries import Entry, Reply


@dataclass(frozen=True)
class WindowLine:
    """One window as it stands. `closes_at`: when it closes by its length; None where a person closes it."""

    ref: str
    kind: WindowKind
    opened: datetime
    closes_at: datetime | None
    closed: datetime | None
    why: WindowEnd | None
    told_at: datetime
    by_id: int
    replies: tuple[Entry[Reply], ...]

    def is_open(self, now: datetime) -> bool:
        """Nobody closed it, its length has not run out, and it has begun."""
        return self.opened <= now and self.is_to_come_or_open(now)

    def is_to_come_or_open(self, now: datetime) -> bool:
        """As `is_open`, and a window that lies ahead."""
        return self.closed is None and (self.closes_at is None or now < self.closes_at)


def lines_among(entries: Sequence[Entry[Any]], nation: Nation) -> tuple[WindowLine, ...]:
    """Every window among these entries that was not a mistake, newest first."""
    return tuple(
        WindowLine(
            ref=entry.ref,
            kind=entry.body.kind,
            opened=entry.body.opened,
            closes_at=closes_at(entry.body.kind, entry.body.opened, nation),
            closed=closing.closed if closing else None,
            why=closing.why if closing else None,
            told_at=entry.happened_at,
            by_id=entry.by_id,
            replies=entry.replies,
        )
        for entry, closing in _paired(entries)
    )


def windows_among(entries: Sequence[Entry[Any]], *, now: datetime) -> list[cadence.OpenWindow]:
    """What the cadence takes: windows that have begun by `now`, closed or not; one called off before is none."""
    return [
        cadence.OpenWindow(entry.body.kind, entry.body.opened, closing.closed if closing else None)
        for entry, closing in _paired(entries)
        if entry.body.opened <= now and (closing is None or entry.body.opened <= closing.closed <= now)
    ]


def a_baby_died(entries: Sequence[Entry[Any]]) -> datetime | None:
    """When it was last written that a baby of hers died, and not taken back; None where nobody wrote so."""
    mistaken = {entry.about for entry in entries if isinstance(entry.body, BabyLives)}
    written = [
        entry.written_at
        for entry in entries
        if isinstance(entry.body, BabyDied) and entry.ref not in mistaken
    ]
    return max(written, default=None)


def may_speak_of_a_baby(lines: Sequence[WindowLine], now: datetime, died: datetime | None = None) -> bool:
    """Whether a baby may be named in a word, a kit or a prompt: never after a loss, an ending or a death.

    True while a pregnancy or a baby's stay in hospital is open, and after it closed with a living baby. After a death
    that was written at `died` only what she told us of since counts.
    """
    told_since = (line for line in lines if died is None or line.told_at > died)
    of_baby = [line for line in told_since if line.kind in BABY_KINDS]
    if any(line.is_open(now) for line in of_baby):
        return True
    closed = [(line.closed, line.why) for line in of_baby if line.closed is not None]
    return bool(closed) and max(closed, key=lambda pair: pair[0])[1] in BABY_LIVES


def _paired(entries: Sequence[Entry[Any]]) -> Iterator[tuple[Entry[Window], WindowClosed | None]]:
    """Each window with what closed it; the first closing counts, and one opened by mistake is left out."""
    closings: dict[str, WindowClosed] = {}
    for entry in sorted(entries, key=lambda entry: entry.written_at):
        if isinstance(entry.body, WindowClosed):
            closings.setdefault(entry.about, entry.body)
    for entry in entries:
        closing = closings.get(entry.ref)
        if isinstance(entry.body, Window) and not (closing and closing.why is WindowEnd.MISTAKE):
            yield entry, closing
