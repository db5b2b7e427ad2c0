"""The `hrm2m directory` command: reads a feed, says what came of it, and hands the entries on to be kept."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from hrm2m.exchange.directory import hsds, moj_crs
from hrm2m.exchange.directory.entry import DirectoryEntry, Provenance, source_label
from hrm2m.exchange.directory.feed import Reading, gather, read_path
from hrm2m.exchange.directory.feed_api import feed_address, read_url
from hrm2m.exchange.directory.refusals import FeedUnreadable, Found, Refusal
from hrm2m.foundation import clock


FORMATS = {"hsds": hsds, "moj-crs": moj_crs}
EPILOG = """\
example:
  hrm2m directory import https://directory.example.org/api --format hsds --licence "OGL v3.0" --dry-run

Exit codes: 0 read, 1 nothing could be read or kept, 2 not understood.
"""


def main(argv: Sequence[str]) -> int:
    """Runs `hrm2m directory import …` and answers its exit code."""
    asked = _parser().parse_args(argv)
    try:
        reading = read_feed(asked)
    except FeedUnreadable as unreadable:
        print(f"hrm2m directory: {unreadable}", file=sys.stderr)
        return 1
    stored = None if asked.dry_run else keep(reading.entries)
    print(_as_json(reading, stored) if asked.json else _as_words(reading, stored))
    return 0 if reading.entries else 1


def read_feed(asked: argparse.Namespace) -> Reading:
    """Reads the whole feed, with progress on stderr. Raises FeedUnreadable."""
    form = FORMATS[asked.format]
    provenance = _provenance(asked)
    met = read_url(asked.where) if _is_url(asked.where) else read_path(Path(asked.where))
    with _progress() as bar:
        return gather(_counted(met, bar), form.source_id, lambda found: form.read_records(found, provenance))


def keep(entries: Sequence[DirectoryEntry]) -> int:
    """Hands the entries to the room that keeps the directory; answers how many it holds now."""
    # a dry run needs no database: Django waits until something is kept
    from hrm2m.foundation.django_setup import set_up_django

    set_up_django()
    stored: int = import_module("hrm2m.records.agencies.actions").import_directory_entries(entries=entries)
    return stored


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


def _counted(met: Iterable[Found | Refusal], bar: Progress) -> Iterator[Found | Refusal]:
    task = bar.add_task("Reading services", total=None)
    for one in met:
        bar.advance(task)
        yield one


def _counts(reading: Reading, stored: int | None) -> dict[str, int]:
    counts = {
        "read": reading.read,
        "ready": len(reading.entries),
        "refused": len(reading.refusals),
        "repeated": reading.repeated,
        "undisclosed": sum(entry.undisclosed for entry in reading.entries),
    }
    return counts if stored is None else {**counts, "stored": stored}


def _as_words(reading: Reading, stored: int | None) -> str:
    counts = " · ".join(f"{name} {count}" for name, count in _counts(reading, stored).items())
    kept = "Nothing was kept: this was a dry run." if stored is None else ""
    return "\n".join(filter(None, [counts, *(f"refused {refusal}" for refusal in reading.refusals), kept]))


def _as_json(reading: Reading, stored: int | None) -> str:
    categories = Counter(category.value for entry in reading.entries for category in entry.categories)
    told = {
        **_counts(reading, stored),
        "categories": dict(sorted(categories.items())),
        "refusals": msgspec.to_builtins(reading.refusals),
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
