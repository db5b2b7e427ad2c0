"""The one place that reads the time, so that tests and the invented area can say what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime


_told: ContextVar[datetime | None] = ContextVar("hrm2m_told_time", default=None)


def now() -> datetime:
    """The current instant, aware, in UTC."""
    told = _told.get()
    return told if told is not None else datetime.now(UTC)  # noqa: TID251 - the one place that may


def told() -> datetime | None:
    """The time that `at` set, or None: whoever needs the database's own clock then asks the database."""
    return _told.get()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Makes `now()` answer `instant`: for the invented area's past year and for tests, never for a request."""
    if instant.tzinfo is None:
        msg = "A time needs its offset: say which zone it is in."
        raise ValueError(msg)
    token = _told.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(token)
