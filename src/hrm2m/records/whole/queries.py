"""What is over its time, counted by class and never named; a code stands for exactly these records."""

import hmac
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from hrm2m.cadence import Nation
from hrm2m.cadence.spans import Span, after
from hrm2m.foundation import clock
from hrm2m.policy import Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.retention import Who, load_schedule, who_is
from hrm2m.records.agencies.queries import area_of
from hrm2m.records.people.entries import AgeBand
from hrm2m.records.people.queries import closed_since
from hrm2m.records.whole.models import Hold
from hrm2m.vault import door, sleepers
from hrm2m.vault.keystore import keystore
from hrm2m.vault.sleepers import Closed


BATCH = 200
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Over:
    """What is over its time in one area. `records` are refs for the act, not for people; `code` stands for them."""

    nation: Nation
    counts: tuple[tuple[Who, int, int], ...]
    """Of whom, how many are due, and how many of those that would be are held back."""
    records: tuple[str, ...]
    code: str

    @property
    def due(self) -> int:
        """How many records would be destroyed."""
        return len(self.records)


def what_is_over(area: int) -> Over:
    """Every sleeping or ended record of the area whose time is over, by class; a hold keeps it.

    No person sees what is opened for it: the age bands, by the worker process, with one line in the house chain.
    """
    nation = Nation(area_of(area).nation)
    due: list[tuple[Who, str]] = []
    counted, held = Counter[Who](), Counter[Who]()
    for batch in _batches(_perhaps_over(area, nation)):
        on_hold = held_among([one.number for one in batch])
        for one, who in _who_each_is(area, batch):
            if not _is_over(one, who, nation):
                continue
            if one.number in on_hold:
                held[who] += 1
            else:
                counted[who] += 1
                due.append((who, one.ref))
    counts = tuple((who, counted[who], held[who]) for who in Who)
    return Over(nation, counts, tuple(ref for _, ref in due), _code(area, nation, due))


def held_among(mothers: Sequence[int]) -> frozenset[int]:
    """Which of these records are held back now."""
    rows = Hold.objects.filter(mother__in=list(mothers), lifted_at=None)
    return frozenset(rows.values_list("mother", flat=True))


def _perhaps_over(area: int, nation: Nation) -> list[Closed]:
    """Those closed for at least the shortest time: only their age bands are opened."""
    shortest = min(load_schedule().years_of_record(who, nation.value) for who in Who)
    closed = sleepers.closed(area)
    since = closed_since([one.number for one in closed])
    known = [one.since(since[one.number]) for one in closed if one.number in since]
    return [one for one in known if _ends(one, shortest, nation)]


def _is_over(one: Closed, who: Who, nation: Nation) -> bool:
    return _ends(one, load_schedule().years_of_record(who, nation.value), nation)


def _ends(one: Closed, years: int, nation: Nation) -> bool:
    return one.at is not None and after(one.at, Span(months=years * MONTHS_A_YEAR), nation) <= clock.now()


def _who_each_is(area: int, batch: Sequence[Closed]) -> Iterator[tuple[Closed, Who]]:
    numbers = [one.number for one in batch]
    with door.machine(by=machine_actor(area), permission=Permission.RECORD_DESTROY, mothers=numbers) as boxes:
        entries = boxes.entries(AgeBand)
        ages = {number: [entry.body.band.value for entry in found] for number, found in entries.items()}
    for one in batch:
        yield one, who_is(gave_her_name=one.gave_her_name, ages=ages.get(one.number, ()))


def _batches(records: Sequence[Closed]) -> Iterator[Sequence[Closed]]:
    for start in range(0, len(records), BATCH):
        yield records[start : start + BATCH]


def _code(area: int, nation: Nation, due: Sequence[tuple[Who, str]]) -> str:
    """The same only for the same records in the same classes under the same schedule; it says nothing of them."""
    told = [
        f"{area}|{nation.value}|{load_schedule().decided}",
        *sorted(f"{who.value}|{ref}" for who, ref in due),
    ]
    mark = hmac.new(keystore().derive("retention"), "\n".join(told).encode(), sha256).hexdigest()
    return f"{mark[:4]}-{mark[4:8]}-{mark[8:12]}"
