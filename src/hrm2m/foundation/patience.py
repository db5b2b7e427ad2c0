"""How long a writer waits for others who write: as is usual, or shorter where somebody must ring instead."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from django.db import Error, connection


USUAL_SECONDS = 20.0
"""On SQLite. On PostgreSQL the settings say it."""

_seconds: ContextVar[float] = ContextVar("seconds", default=USUAL_SECONDS)


def seconds() -> float:
    """How long is waited now, for the file of SQLite."""
    return _seconds.get()


@contextmanager
def at_most(longest: float) -> Iterator[None]:
    """Inside, nobody waits longer for a lock than so many seconds, on either engine. For outside a transaction."""
    before = _seconds.set(longest)
    is_server = connection.vendor == "postgresql"
    try:
        if is_server:
            _set_lock_timeout(longest)
        yield
    finally:
        _seconds.reset(before)
        if is_server:
            # A connection that broke meanwhile is made anew, with what the settings say.
            with suppress(Error), connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")


def _set_lock_timeout(longest: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{round(longest * 1000)}ms"])
