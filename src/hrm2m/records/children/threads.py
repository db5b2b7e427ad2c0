"""Versions of one entry put together: the newest of each, and by which ref it is known; no table is read."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic

from hrm2m.vault.entries import B, Entry
from hrm2m.vault.versions import with_earlier_replies


@dataclass(frozen=True)
class Thread(Generic[B]):
    """One thing as it stands: the ref of its first entry, its newest version, and the versions before, newest first."""

    ref: str
    newest: Entry[B]
    before: tuple[Entry[B], ...]

    @property
    def versions(self) -> tuple[Entry[B], ...]:
        """Every version, newest first."""
        return (self.newest, *self.before)

    def is_known_by(self, refs: Collection[str]) -> bool:
        """Whether one of these refs is that of any version: a page may have been opened before a correction."""
        return any(version.ref in refs for version in self.versions)


def threads(entries: Iterable[Entry[B]]) -> tuple[Thread[B], ...]:
    """The threads among entries of one kind, in the order in which their newest versions come."""
    found = with_earlier_replies(list(entries))
    by_ref = {entry.ref: entry for entry in found}
    corrected = {entry.corrects for entry in found}
    return tuple(_thread(entry, by_ref) for entry in found if entry.ref not in corrected)


def newest_of(entries: Sequence[Entry[B]], ref: str) -> Entry[B] | None:
    """The newest version of what is known by this ref."""
    return next((thread.newest for thread in threads(entries) if thread.ref == ref), None)


def _thread(newest: Entry[B], by_ref: dict[str, Entry[B]]) -> Thread[B]:
    before: list[Entry[B]] = []
    version = by_ref.get(newest.corrects)
    while version is not None:
        before.append(version)
        version = by_ref.get(version.corrects)
    return Thread(before[-1].ref if before else newest.ref, newest, tuple(before))
