"""Instants in UTC against the clock on a wall in the UK, both ways, in an order that never turns round.

All four nations keep the same time. Instants are compared in UTC only: two Python times of one zone are
compared by their clock faces, which is wrong in the hour that comes twice.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


UK = ZoneInfo("Europe/London")
LAST_SECOND = time(23, 59, 59)


def local(at: datetime) -> datetime:
    """`at` as the UK reads it, with its offset: for people to see, not to compare."""
    return at.astimezone(UK)


def local_day(at: datetime) -> date:
    """The day in the UK on which `at` falls."""
    return local(at).date()


def wall(at: datetime) -> datetime:
    """The clock face at `at`, without offset.

    In the hour that comes twice each autumn the second time round reads as the end of that hour, so that a
    later instant never has an earlier face.
    """
    seen = local(at)
    face = seen.replace(tzinfo=None)
    return _next_full_hour(face) if seen.fold else face


def instant(face: datetime) -> datetime:
    """The instant in UTC at which the clock shows `face`; one skipped in spring is when it jumps."""
    at = face.replace(tzinfo=UK, fold=0).astimezone(UTC)
    if local(at).replace(tzinfo=None, fold=0) != face:
        return _next_full_hour(face).replace(tzinfo=UK).astimezone(UTC)
    return at


def in_words(at: datetime) -> str:
    """The day in the UK, as one would say it: Tue 10 March 2026."""
    day = local_day(at)
    return f"{day:%a} {day.day} {day:%B %Y}"


def _next_full_hour(face: datetime) -> datetime:
    return face.replace(minute=0, second=0, microsecond=0, fold=0) + timedelta(hours=1)
