"""The database engine of the settings on SQLite: Django's own, but whoever wants to write takes turns.

SQLite itself looks less and less often, the longer it waits, whether the file is free: under a crowd somebody who
came first waits until the patience is over and is told “database is locked”, while late comers are served.
"""

import fcntl
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db.backends.sqlite3 import base as django_sqlite

from hrm2m.foundation import patience


GLANCE_SECONDS = 0.002
"""How often everybody looks whether it is their turn, however long they have waited."""

QUEUE = ".queue"
READS = ("SELECT", "PRAGMA")
PRIMARY_CODE = 0xFF

Answer = TypeVar("Answer")


class PatientCursor(django_sqlite.SQLiteCursorWrapper):
    """Waits its turn before a statement that begins a transaction, or writes alone."""

    queue: str | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        """See PEP 249. Inside a transaction the file is ours already, so nothing is waited for."""
        if self.connection.in_transaction:
            return super().execute(query, params)
        end = time.monotonic() + patience.seconds()
        with _turn(None if query.lstrip().upper().startswith(READS) else self.queue, end):
            return _while_busy(lambda: super(PatientCursor, self).execute(query, params), end)

    def executemany(self, query: str, param_list: Any) -> Any:
        """See PEP 249. Outside a transaction it is one of its own: half a list could not be waited for again."""
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        self.execute("BEGIN IMMEDIATE")
        try:
            found = super().executemany(query, param_list)
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()
        return found


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """Django's, with cursors that take turns."""

    def get_connection_params(self) -> dict[str, Any]:
        """Django's; SQLite itself waits one glance only, the rest is waited for here."""
        return {**super().get_connection_params(), "timeout": GLANCE_SECONDS}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Django's; the last to leave tidies the file up, and who comes then waits for that."""
        end = time.monotonic() + patience.seconds()
        return _while_busy(lambda: super(DatabaseWrapper, self).get_new_connection(conn_params), end)

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that takes turns; a database in memory has nobody to take turns with."""
        cursor = self.connection.cursor(factory=PatientCursor)
        if not self.is_in_memory_db():
            cursor.queue = f"{self.settings_dict['NAME']}{QUEUE}"
        return cursor


def _while_busy(do: Callable[[], Answer], end: float) -> Answer:
    """Does it, and again while the file is busy; raises the last sqlite3.OperationalError after `end`."""
    while True:
        try:
            return do()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise


@contextmanager
def _turn(queue: str | None, end: float) -> Iterator[None]:
    """Goes on when nobody else waits at the front of the queue, or when patience is over.

    One waits for the file at a time, so whoever just wrote stands behind those who wait. A process that dies leaves
    the queue by itself. After `end` it goes on all the same: SQLite's own lock decides who writes.
    """
    place = _stand_in(queue) if queue else None
    if place is None:
        yield
        return
    try:
        while not _is_at_the_front(place) and time.monotonic() < end:
            time.sleep(GLANCE_SECONDS)
        yield
    finally:
        os.close(place)


def _stand_in(queue: str) -> int | None:
    try:
        return os.open(queue, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:  # a full disk: without a queue it is less fair, and still right
        return None


def _is_at_the_front(place: int) -> bool:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
