"""Opens records from before rows of what waits were kept, batch by batch, for the worker process; nothing is shown."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from hrm2m.foundation import jobs
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.vault import catching_up, door
from hrm2m.vault.entries import Entry, every_kind


PARTS = tuple(part for part in Compartment if part is not Compartment.IDENTITY)
"""Her name is hers: she gives it, and nobody decides on showing it."""
OfDrawers = Callable[[int, Compartment, Mapping[int, Sequence[Entry[Any]]], datetime], int]


def in_every_part(by: Actor, do: OfDrawers, batch: int = 50) -> dict[Compartment, int]:
    """Does it in each compartment on its own, no act opening two; answers how many rows it was about.

    Each batch is one transaction: whoever is killed has done whole batches, and the next one finds what is left. While
    one is read its records are locked, so it is small.
    """
    mothers = catching_up.mothers_from_before(by.area)
    batches = [mothers[start : start + batch] for start in range(0, len(mothers), batch)]
    found: dict[Compartment, int] = dict.fromkeys(PARTS, 0)

    def in_one(part: Compartment) -> int:
        found[part] = jobs.do_each(batches, partial(_batch, by, part, do))
        return found[part]

    jobs.do_each(PARTS, in_one)
    return found


def _batch(by: Actor, compartment: Compartment, do: OfDrawers, mothers: Sequence[int]) -> int:
    with door.machine(by=by, permission=Permission.CATCH_UP, mothers=mothers, part=compartment) as boxes:
        read = boxes.entries(*every_kind(), compartment=compartment)
        return do(by.area, compartment, read, boxes.now)
