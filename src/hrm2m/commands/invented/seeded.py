"""What makes the invented area the same each time: one seed for everything that is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random

from hrm2m.foundation import ids


SEED = 20261122
AREA = 1
BEFORE_IT_ALL = timedelta(days=500)


def source_of(name: str) -> Random:
    """A source of chance for one part of the area."""
    return Random(f"{SEED}|{name}")  # noqa: S311 - an invented area is meant to be the same each time


@contextmanager
def drawn_from_seed(name: str) -> Iterator[None]:
    """Refs and nonces from a seeded source, so that the same refs are made each time."""
    with ids.drawn_from(source_of(name).randbytes):
        yield
