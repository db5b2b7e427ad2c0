"""Counts tries exactly, however many processes try at once: one statement counts and answers."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import connection
from django.db.models import F

from hrm2m.foundation import clock
from hrm2m.pages.sign_in.models import Tries


KEPT = timedelta(days=1)
FOR_GOOD = 0

_COUNT = """
INSERT INTO sign_in_tries (key, stretch, times, at) VALUES (%s, %s, 1, %s)
ON CONFLICT (key, stretch) DO UPDATE SET times = sign_in_tries.times + 1, at = excluded.at
RETURNING times
"""


@dataclass(frozen=True)
class Limit:
    """So many tries in so many seconds."""

    most: int
    seconds: int


def count(limit: Limit, *words: object) -> int:
    """Counts one more try of what `words` name, and answers how many there are now in this stretch."""
    return _count(_mark(words), int(clock.now().timestamp()) // limit.seconds)


def within(limit: Limit, *words: object) -> bool:
    """Counts one more try, and says whether it may go on."""
    return count(limit, *words) <= limit.most


def give_back(limit: Limit, *words: object) -> None:
    """Takes one try back: it was right."""
    stretch = int(clock.now().timestamp()) // limit.seconds
    Tries.objects.filter(key=_mark(words), stretch=stretch, times__gt=0).update(times=F("times") - 1)


def is_first_ever(*words: object) -> bool:
    """Whether this was never seen before (in a day): of two at the same moment only one is first."""
    return _count(_mark(words), FOR_GOOD) == 1


def sweep(now: datetime) -> int:
    """Forgets counts that no longer matter; answers how many."""
    return Tries.objects.filter(at__lt=now - KEPT).delete()[0]


def _count(key: str, stretch: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key, stretch, clock.now()])
        return int(cursor.fetchone()[0])


def _mark(words: tuple[object, ...]) -> str:
    text = "\x1f".join(str(word) for word in words)
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), sha256).hexdigest()
