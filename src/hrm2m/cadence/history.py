"""What happened, as the cadence is told it: contacts, windows, what she agreed to; and what cannot be."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from msgspec import structs

from hrm2m.cadence.vocabulary import Channel, Nation, Outcome, WindowKind


Count = Annotated[int, msgspec.Meta(ge=1)]
Days = Annotated[int, msgspec.Meta(ge=1, le=36_500)]
FIRST_YEAR, LAST_YEAR = 1900, 2199  # outside them a calendar answers, but nobody in the record lived


class PastContact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One attempt or meeting."""

    at: datetime
    channel: Channel
    outcome: Outcome


class OpenWindow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A window a person opened; `closed` when a person closed it, else it closes by its own length."""

    kind: WindowKind
    opened: datetime
    closed: datetime | None = None


class Agreed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Her own limits: None where she set none."""

    most_contacts_a_week: Count | None = None
    leave_me_be: bool = False
    worry_after_days: Days | None = None


class History(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that the cadence knows, in any order. Every time is aware and none is later than `now`."""

    now: datetime
    nation: Nation
    asked_at: datetime | None = None
    ended: bool = False
    contacts: tuple[PastContact, ...]
    windows: tuple[OpenWindow, ...]
    agreed: Agreed = Agreed()


class HistoryRefused(ValueError):
    """A history that cannot be: `path` is the value at fault, `words` what to do about it."""

    def __init__(self, path: str, words: str) -> None:
        super().__init__(f"{path}: {words}")
        self.path = path
        self.words = words


def in_utc(history: History) -> History:
    """The same history with every time in UTC; HistoryRefused for what cannot be.

    Refused: a time without offset or later than `now`, a year nobody in the record lived in, a window that
    closed before it opened.
    """
    now = _checked("now", history.now, None)
    asked_at = history.asked_at and _checked("asked_at", history.asked_at, now)
    contacts = (
        structs.replace(contact, at=_checked(f"contacts[{i}].at", contact.at, now))
        for i, contact in enumerate(history.contacts)
    )
    windows = (_window_in_utc(f"windows[{i}]", window, now) for i, window in enumerate(history.windows))
    return structs.replace(
        history, now=now, asked_at=asked_at, contacts=tuple(contacts), windows=tuple(windows)
    )


def _window_in_utc(path: str, window: OpenWindow, now: datetime) -> OpenWindow:
    opened = _checked(f"{path}.opened", window.opened, now)
    closed = window.closed and _checked(f"{path}.closed", window.closed, now)
    if closed is not None and closed < opened:
        raise HistoryRefused(f"{path}.closed", "the window closed before it opened; check both times.")
    return structs.replace(window, opened=opened, closed=closed)


def _checked(path: str, at: datetime, now: datetime | None) -> datetime:
    if at.tzinfo is None:
        raise HistoryRefused(path, "the time has no offset; write it as 2026-03-10T09:30:00+00:00.")
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise HistoryRefused(path, f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}.")
    if now is not None and at.astimezone(UTC) > now:
        raise HistoryRefused(path, "the time is later than now; say when it happened, not when it will.")
    return at.astimezone(UTC)
