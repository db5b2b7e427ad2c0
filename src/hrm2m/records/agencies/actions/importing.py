"""Keeping what a feed states, batch by batch: each service whole or not at all, twice the same as once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import DataError, IntegrityError, transaction

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.records.agencies.directory import feed_agencies, rows
from hrm2m.records.agencies.directory.stated import OF_NO_FEED, StatedService
from hrm2m.records.agencies.models import Service
from hrm2m.vault import door
from hrm2m.vault.box import Box


BATCH = 250
REFUSED = (DataError, IntegrityError, rows.Leaks)
"""A number too large, a place that says too much: this one is not kept, the others are."""
SAYS_TOO_MUCH = "it says more than the district of a place that must not be found"
CANNOT_BE_HELD = "the database cannot hold what it says"
LATER = "This is dated later than now. Give the time at which the feed was read."
NO_SOURCE = "This feed has no name of its own. Give it a short one, and the same one next time."

Pair = tuple[Service, StatedService]


@dataclass(frozen=True)
class NotKept:
    """One service that was not kept: its identifier in the feed, and why."""

    source_id: str
    reason: str


@dataclass(frozen=True)
class ImportCounts:
    """What came of the services of an import."""

    new: int = 0
    changed: int = 0
    same: int = 0
    withdrawn: int = 0
    not_kept: tuple[NotKept, ...] = ()

    @property
    def kept(self) -> int:
        """How many the directory holds of those that came."""
        return self.new + self.changed + self.same

    @property
    def numbers(self) -> dict[str, int]:
        """Each count by its name."""
        return {
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "withdrawn": self.withdrawn,
            "refused": len(self.not_kept),
        }

    def __add__(self, other: "ImportCounts") -> "ImportCounts":
        return ImportCounts(
            self.new + other.new,
            self.changed + other.changed,
            self.same + other.same,
            self.withdrawn + other.withdrawn,
            self.not_kept + other.not_kept,
        )


def import_directory_entries(
    *, by: Actor, entries: Iterable[StatedService], at: datetime, whole: bool = False
) -> ImportCounts:
    """Keeps these services in the area of the actor. `at` is when the feed was read.

    `whole`: they are all their sources have, so what a source no longer lists is withdrawn. Each batch is one
    transaction with one line in the house chain: after a break, the same import goes on where it broke.
    """
    services = _one_each(entries)
    counts = ImportCounts() if services else _keep_batch(by, "", (), {}, at)
    for source, of_source in groupby(services, key=_source):
        told = list(of_source)
        names = feed_agencies.names_in(told)
        for start in range(0, len(told), BATCH):
            counts += _keep_batch(by, source, told[start : start + BATCH], names, at)
        if whole:
            counts += _withdraw_others(by, source, told, at)
    return counts


def _one_each(entries: Iterable[StatedService]) -> list[StatedService]:
    """One entry for each service, by source and key, so that the order they came in decides nothing.

    Of several the one read last counts, and of those read together one that hides its place.
    """
    newest: dict[tuple[str, str], StatedService] = {}
    for entry in entries:
        name = (_source(entry), entry.key)
        newest[name] = max(newest.get(name, entry), entry, key=_weight)
    return [newest[name] for name in sorted(newest)]


def _weight(entry: StatedService) -> tuple[datetime, bool, str]:
    return entry.provenance.read_at, entry.hides_a_place, entry.content_hash


def _source(entry: StatedService) -> str:
    return entry.provenance.source


def _keep_batch(
    by: Actor, source: str, batch: Sequence[StatedService], names: feed_agencies.Names, at: datetime
) -> ImportCounts:
    with door.acting(by=by, permission=Permission.DIRECTORY_IMPORT) as house:
        if at > house.now:
            raise BadInput("at", LATER)
        if batch and source in {"", OF_NO_FEED}:
            raise BadInput("source", NO_SOURCE)
        known = _known(by.area, source, batch)
        hashes = {key: row.content_hash for key, row in known.items()}
        same = [one for one in batch if hashes.get(one.key) == one.content_hash]
        other = [one for one in batch if hashes.get(one.key) != one.content_hash]
        rows.read_again([(known[one.key], one) for one in same])
        agencies = feed_agencies.agency_ids(by.area, source, map(feed_agencies.key_of, other), names)
        new: list[Pair] = []
        counts = ImportCounts(same=len(same))
        for one in other:
            row = known.get(one.key) or Service(area=by.area, source=source, source_key=one.key)
            row.agency_id = agencies.get(feed_agencies.key_of(one))
            if one.key in known:
                counts += _keep_changed(row, one, at)
            else:
                new.append((row, one))
        counts += _keep_new(new, at)
        _note(house, source, counts)
        return counts


def _known(area: int, source: str, batch: Sequence[StatedService]) -> dict[str, Service]:
    keys = [one.key for one in batch]
    found = Service.objects.filter(area=area, source=source, source_key__in=keys)
    return {row.source_key: row for row in found}


def _keep_new(pairs: Sequence[Pair], at: datetime) -> ImportCounts:
    """All in one step, which is twice as fast; where one of them is refused, each in its own."""
    try:
        with transaction.atomic():
            rows.write_new(pairs, at=at)
    except REFUSED as error:
        if len(pairs) == 1:
            return _not_kept(pairs[0][1], error)
        return sum((_keep_new([pair], at) for pair in pairs), ImportCounts())
    return ImportCounts(new=len(pairs))


def _keep_changed(row: Service, service: StatedService, at: datetime) -> ImportCounts:
    """What was kept before stays where this is refused, unless its place must be hidden from now on."""
    try:
        with transaction.atomic():
            rows.write_again(row, service, at=at)
    except REFUSED as error:
        if service.hides_a_place:
            rows.withdraw([row.id], at=at)
        return _not_kept(service, error)
    return ImportCounts(changed=1)


def _not_kept(service: StatedService, error: Exception) -> ImportCounts:
    reason = SAYS_TOO_MUCH if isinstance(error, rows.Leaks) else CANNOT_BE_HELD
    return ImportCounts(not_kept=(NotKept(service.source_id, reason),))


def _withdraw_others(by: Actor, source: str, told: Sequence[StatedService], at: datetime) -> ImportCounts:
    """Withdraws what this source no longer lists: it leaves the search, and where it is and its words are taken out."""
    with door.acting(by=by, permission=Permission.DIRECTORY_IMPORT) as house:
        earliest = min(one.provenance.read_at for one in told)
        others = Service.objects.filter(area=by.area, source=source, withdrawn_at=None, read_at__lt=earliest)
        numbers = list(others.values_list("id", flat=True))
        for start in range(0, len(numbers), BATCH):
            rows.withdraw(numbers[start : start + BATCH], at=at)
        counts = ImportCounts(withdrawn=len(numbers))
        _note(house, source, counts)
        return counts


def _note(house: Box, source: str, counts: ImportCounts) -> None:
    house.note(source=source, **counts.numbers)
