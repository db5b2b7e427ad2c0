"""One entry in words: what it says, who wrote it, how it is known, whether she was told, and her side beside it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from hrm2m.pages.today.sides import Names, Side, first_name, sides_of, writers_in
from hrm2m.pages.today.timing import dated, moment_in_words
from hrm2m.pages.treatment.words import KNOWN
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.asks.threads import Thread
from hrm2m.vault.entries import Entry


@dataclass(frozen=True)
class Written:
    """One entry in words: what it says, line by line, who wrote it, whether she was told, her side."""

    ref: str
    when: str
    title: str
    lines: tuple[str, ...]
    by: str
    told: str
    sides: tuple[Side, ...]
    hers: str = ""
    is_over: bool = False
    thread: str = ""
    """The ref of its first version, which an address that changes it names."""
    put_right: str = ""
    """When it was put right and by whom; empty for what stands as it was written."""
    earlier: "tuple[Written, ...]" = ()
    """What was written before, the newest first."""
    right_at: str = ""
    """The name of the address that puts it right; empty where that stands elsewhere."""


class Teller:
    """Puts entries into words with the names of who wrote them, read once for the page."""

    def __init__(self, entries: Iterable[Entry[Any]], now: datetime) -> None:
        self.names: Names = workers_named(writers_in(entries))
        self.now = now

    def written(
        self, entry: Entry[Any], title: str, *lines: str, ref: str = "", hers: str = "", day: str = ""
    ) -> Written:
        """One entry with its title and lines; empty lines are left out."""
        return Written(
            ref=ref or entry.ref,
            when=day or moment_in_words(entry.happened_at, self.now),
            title=title,
            lines=tuple(line for line in (*lines, _how_known(entry)) if line),
            by=first_name(self.names, entry.by_id),
            told=self._told(entry),
            sides=sides_of(entry.replies, self.names, self.now),
            hers=hers,
        )

    def with_versions(self, thread: Thread[Any], tell: Callable[[Entry[Any]], Written]) -> Written:
        """A thread as it stands, and beside it when and by whom it was put right and what was written before."""
        return replace(
            tell(thread.newest),
            thread=thread.ref,
            put_right=put_right_words(thread, self.names),
            earlier=tuple(replace(tell(entry), sides=()) for entry in thread.earlier),
        )

    def _told(self, entry: Entry[Any]) -> str:
        if entry.told_her_at is not None:
            when = moment_in_words(entry.told_her_at, self.now)
            how = f" ({entry.told_her_how})" if entry.told_her_how else ""
            return gettext("She was told %(when)s") % {"when": when} + how
        if entry.not_told_why:
            return gettext("Not told yet: %(why)s") % {"why": entry.not_told_why}
        return ""


def put_right_words(thread: Thread[Any], names: Names) -> str:
    """That we had written it wrongly, when it was put right, and by whom; empty for what nobody put right."""
    if not thread.earlier:
        return ""
    words = {"day": dated(thread.newest.written_at), "by": first_name(names, thread.newest.by_id)}
    if getattr(thread.body, "was_not_so", False):
        return gettext("We wrote this by mistake: it was not so. Put right on %(day)s by %(by)s.") % words
    return gettext("We had written this wrongly. Put right on %(day)s by %(by)s.") % words


def versions_of(threads: Iterable[Thread[Any]]) -> Iterator[Entry[Any]]:
    """Every version of each, for whoever looks up who wrote them."""
    for thread in threads:
        yield thread.newest
        yield from thread.earlier


def _how_known(entry: Entry[Any]) -> str:
    if entry.how_known == "her_words":
        return ""
    words = str(KNOWN.get(entry.how_known, entry.how_known))
    return f"{words}: {entry.from_whom}" if entry.from_whom else words
