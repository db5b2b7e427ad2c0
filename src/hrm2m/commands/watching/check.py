"""The shape of one answer, and how long ago something was in words; nothing is looked at here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


Figure = str | int | bool | None


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. `well` is false where a person must do something; then `words` say what."""

    name: str
    well: bool
    words: str
    figures: Mapping[str, Figure] = field(default_factory=dict)


def since(then: datetime, now: datetime) -> str:
    """How long ago, coarse enough to be read at a glance."""
    gone = max(now - then, timedelta())
    for unit, size in (
        ("day", timedelta(days=1)),
        ("hour", timedelta(hours=1)),
        ("minute", timedelta(minutes=1)),
    ):
        if gone >= size:
            count = gone // size
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "less than a minute ago"


def stamp(instant: datetime | None) -> str | None:
    """An instant as other programs read it."""
    return None if instant is None else instant.isoformat(timespec="seconds")
