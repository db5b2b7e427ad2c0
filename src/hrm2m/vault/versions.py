"""Versions of one entry: what she said beside an earlier version stands beside the one that corrects it too."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hrm2m.vault.entries import B, Entry, Reply


def with_earlier_replies(entries: Sequence[Entry[B]]) -> tuple[Entry[B], ...]:
    """The same entries in the same order, each with her replies to every version that it corrects, as written.

    Only versions that are among `entries` are followed.
    """
    by_ref = {entry.ref: entry for entry in entries}
    return tuple(
        replace(entry, replies=tuple(sorted(_replies(entry, by_ref), key=lambda reply: reply.written_at)))
        if entry.corrects in by_ref
        else entry
        for entry in entries
    )


def _replies(entry: Entry[B], by_ref: Mapping[str, Entry[B]]) -> Iterator[Entry[Reply]]:
    version: Entry[B] | None = entry
    while version is not None:
        yield from version.replies
        version = by_ref.get(version.corrects)
