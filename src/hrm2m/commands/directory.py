"""The `hrm2m directory` command: reads a feed, says what came of it, and hands the entries on to be kept."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from hrm2m.exchange.directory import hsds, moj_crs
from hrm2m.exchange.directory.entry import DirectoryEntry, Provenance, source_label
from hrm2m.exchange.directory.feed import Reading, gather, read_path
from hrm2m.exchange.directory.feed_api import feed_address, read_url
from hrm2m.exchange.directory.refusals import FeedUnreadable, Found, Refusal
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy.facts import machine_actor


if TYPE_CHECKING:
    from hrm2m.records.agencies.actions import ImportCounts

NOT_KEPT = (
    "The database could not be written ({error}). Bring it up to this version with “hrm2m migrate”, then import "
    "again: what is there already is not kept twice."
)
FORMATS = {"hsds": hsds, "moj-crs": moj_crs}
EPILOG = """\
example:
  hrm2m directory import https://directory.example.org/api --format hsds --licence "OGL v3.0" --dry-run

Exit codes: 0 all of it read, 1 nothing could be read or kept, 2 not understood, 3 read and some records refused, each
with its reason.
"""


SOME_REFUSED = 3
"""Nothing failed, and yet somebody should look: a feed that is read by a timer tells it by this."""


class NotKept(Exception):
    """The database did not take what was read; the message says what to do."""


def main(argv: Sequence[str]) -> int:
    """Runs `hrm2m directory import …` and answers its exit code."""
    asked = _parser().parse_args(argv)
    try:
        reading = read_feed(asked)
    except FeedUnreadable as unreadable:
        print(f"hrm2m directory: {unreadable}", file=sys.stderr)
        return 1
    try:
        stored = None if asked.dry_run else keep(reading.entries, area=asked.area, whole=asked.whole)
    except (BadInput, NotKept) as refusal:
        print(f"hrm2m directory: {refusal}", file=sys.stderr)
        return 1
    print(_as_json(reading, stored) if asked.json else _as_words(reading, stored))
    refused = len(_refusals(reading, stored))
    if not reading.entries or not refused:
        return 0 if reading.entries else 1
    count = (
        "1 record was refused. It stands" if refused == 1 else f"{refused} records were refused. Each stands"
    )
    print(f"hrm2m directory: {count} above with its reason.", file=sys.stderr)
    return SOME_REFUSED


def read_feed(asked: argparse.Namespace) -> Reading:
    """Reads the whole feed, with progress on stderr. Raises FeedUnreadable."""
    form = FORMATS[asked.format]
    provenance = _provenance(asked)
    met = read_url(asked.where) if _is_url(asked.where) else read_path(Path(asked.where))
    with _progress() as bar:
        return gather(_counted(met, bar), form.source_id, lambda found: form.read_records(found, provenance))


def keep(entries: Sequence[DirectoryEntry], *, area: int, whole: bool) -> "ImportCounts":
    """Hands the entries to the room that keeps the directory; answers what came of them.

    Raises BadInput and NotKept.
    """
    # a dry run needs no database: Django waits until something is kept
    from hrm2m.foundation.django_setup import set_up_django

    set_up_django()
    from django.db import DatabaseError

    from hrm2m.records.agencies.actions import import_directory_entries
    from hrm2m.records.agencies.directory.stated import StatedService

    services = map(StatedService.of, entries)
    try:
        with _waiting("Keeping services"):
            return import_directory_entries(
                by=machine_actor(area), entries=services, at=clock.now(), whole=whole
            )
    except DatabaseError as error:
        raise NotKept(NOT_KEPT.format(error=type(error).__name__)) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hrm2m directory",
        description="Read services from another system's directory.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    words = parser.add_subparsers(dest="word", required=True)
    importing = words.add_parser("import", help="read a feed and keep its services")
    importing.add_argument("where", metavar="PATH|URL", help="a file, a folder, or the address of a feed")
    importing.add_argument("--format", required=True, choices=sorted(FORMATS), help="how the feed is written")
    importing.add_argument("--licence", help="the licence the feed is given under, if it is not moj-crs")
    importing.add_argument("--source", help="a short name for the feed; the same name next time")
    importing.add_argument("--area", type=int, default=1, help="the number of the area (default: 1)")
    importing.add_argument(
        "--whole", action="store_true", help="this is all the feed has: withdraw what it no longer lists"
    )
    importing.add_argument("--dry-run", action="store_true", help="read and count, keep nothing")
    importing.add_argument("--json", action="store_true", help="print the counts as JSON")
    return parser


def _provenance(asked: argparse.Namespace) -> Provenance:
    ours = asked.format == "moj-crs"
    address = feed_address(asked.where) if _is_url(asked.where) else None
    given = address.host if address else Path(asked.where).resolve().stem
    return Provenance(
        source=source_label(asked.source or (moj_crs.SOURCE if ours else given)),
        # without its query: that may hold a key
        source_url=str(address.copy_with(query=None, fragment=None)) if address else None,
        licence=asked.licence or (moj_crs.LICENCE if ours else None),
        attribution=moj_crs.ATTRIBUTION if ours else None,
        read_at=clock.now(),
    )


def _is_url(where: str) -> bool:
    return "://" in where


def _progress() -> Progress:
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"))
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _waiting(words: str) -> AbstractContextManager[object]:
    console = Console(stderr=True)
    return console.status(words) if console.is_terminal else nullcontext()


def _counted(met: Iterable[Found | Refusal], bar: Progress) -> Iterator[Found | Refusal]:
    task = bar.add_task("Reading services", total=None)
    for one in met:
        bar.advance(task)
        yield one


def _counts(reading: Reading, stored: "ImportCounts | None") -> dict[str, int]:
    counts = {
        "read": reading.read,
        "ready": len(reading.entries),
        "refused": len(reading.refusals),
        "repeated": reading.repeated,
        "undisclosed": sum(entry.undisclosed for entry in reading.entries),
    }
    if stored is None:
        return counts
    # What is refused is refused by what reads it or by what keeps it.
    refused = counts["refused"] + len(stored.not_kept)
    return {**counts, "stored": stored.kept, **stored.numbers, "refused": refused}


def _refusals(reading: Reading, stored: "ImportCounts | None") -> list[Refusal]:
    """Every record that is not in the directory, with the reason."""
    not_kept = stored.not_kept if stored else ()
    return [*reading.refusals, *(Refusal(where=one.source_id, reason=one.reason) for one in not_kept)]


def _as_words(reading: Reading, stored: "ImportCounts | None") -> str:
    counts = " · ".join(f"{name} {count}" for name, count in _counts(reading, stored).items())
    kept = "Nothing was kept: this was a dry run." if stored is None else ""
    refusals = (f"refused {refusal}" for refusal in _refusals(reading, stored))
    return "\n".join(filter(None, [counts, *refusals, kept]))


def _as_json(reading: Reading, stored: "ImportCounts | None") -> str:
    categories = Counter(category.value for entry in reading.entries for category in entry.categories)
    told = {
        **_counts(reading, stored),
        "categories": dict(sorted(categories.items())),
        "refusals": msgspec.to_builtins(_refusals(reading, stored)),
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
