"""Reading a feed from files: a file, a folder, a list, a page, lines; it knows no format of a service."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from hrm2m.exchange.directory.entry import DirectoryEntry
from hrm2m.exchange.directory.refusals import FeedUnreadable, Found, Refusal
from hrm2m.exchange.directory.repeats import told_apart


MOST_BYTES = 50_000_000
MOST_RECORDS = 50_000
PAGE_KEYS = (
    "contents",
    "content",
    "services",
)  # HSDS 3.0, Open Referral UK 1.0, and what people write by hand
NOT_AN_OBJECT = "it is not a JSON object"
LINES = frozenset({".ndjson", ".jsonl"})


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a feed: `read` records met, entries to be kept, refusals, repeats passed over."""

    read: int
    entries: tuple[DirectoryEntry, ...]
    refusals: tuple[Refusal, ...]
    repeated: int


def read_path(path: Path) -> Iterator[Found | Refusal]:
    """Every record in a file, or in the files of a folder in the order of their names.

    Raises FeedUnreadable when there is nothing there to read.
    """
    if path.is_file():
        yield from read_bytes(path.name, _bytes_of(path))
        return
    if not path.is_dir():
        raise FeedUnreadable("There is no such file or folder: check the path.")
    files = sorted(file for file in path.iterdir() if file.suffix in LINES | {".json"} and file.is_file())
    if not files:
        raise FeedUnreadable("The folder holds no .json, .ndjson or .jsonl file: give the folder that does.")
    for file in files:
        try:
            yield from read_bytes(file.name, _bytes_of(file))
        except FeedUnreadable as unreadable:
            yield Refusal(where=file.name, reason=str(unreadable))


def read_bytes(name: str, content: bytes) -> Iterator[Found | Refusal]:
    """Every record in one file's content. Raises FeedUnreadable when it is not JSON text."""
    said = decoded(content)
    if Path(name).suffix in LINES:
        for number, written in enumerate(said.splitlines(), start=1):
            if written.strip():
                yield _line(f"line {number} of {name}", written)
        return
    yield from records_in(name, parsed(said))


def records_in(name: str, value: object) -> Iterator[Found | Refusal]:
    """Every record in a parsed file: one service, a list of them, or a page with a list inside."""
    listed = value if isinstance(value, list) else page_of(value)
    for number, item in enumerate([value] if listed is None else listed, start=1):
        where = f"service {number} in {name}"
        if isinstance(item, dict):
            yield Found(where=where, record=item)
        else:
            yield Refusal(where=where, reason=NOT_AN_OBJECT)


def page_of(value: object) -> list[object] | None:
    """The list inside a page object, or None when `value` is no page."""
    if isinstance(value, dict):
        for key in PAGE_KEYS:
            listed = value.get(key)
            if isinstance(listed, list) and "name" not in value:
                return listed
    return None


def decoded(content: bytes) -> str:
    """`content` as text. Raises FeedUnreadable for another encoding than JSON allows."""
    try:
        return content.decode(json.detect_encoding(content)).removeprefix("\ufeff")
    except UnicodeDecodeError as wrong:
        raise FeedUnreadable("It is not UTF-8 text: save it as UTF-8 and try again.") from wrong


def parsed(said: str) -> object:
    """The JSON value written in `said`. Raises FeedUnreadable with the line where it goes wrong."""
    try:
        return json.loads(said, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except json.JSONDecodeError as wrong:
        sentence = f"It is not JSON: {wrong.msg} on line {wrong.lineno}, column {wrong.colno}."
        raise FeedUnreadable(sentence) from wrong
    except RecursionError as wrong:
        raise FeedUnreadable("It is nested too deeply to be a list of services.") from wrong
    except ValueError as wrong:
        raise FeedUnreadable(f"It is not JSON a feed may hold: {wrong}.") from wrong


def gather(
    met: Iterable[Found | Refusal],
    source_id: Callable[[dict[str, object]], str],
    read_records: Callable[[Sequence[Found]], Iterable[DirectoryEntry | Refusal]],
) -> Reading:
    """Everything a feed holds, read: no service twice, and each record either an entry or a refusal.

    Raises FeedUnreadable when there are more records than any directory has.
    """
    all_met = list(islice(met, MOST_RECORDS + 1))
    if len(all_met) > MOST_RECORDS:
        raise FeedUnreadable(f"It holds more than {MOST_RECORDS} records: split it into several feeds.")
    alone, twice, repeated = told_apart([one for one in all_met if isinstance(one, Found)], source_id)
    read = list(read_records(alone))
    unread = [one for one in all_met if isinstance(one, Refusal)]
    return Reading(
        read=len(all_met),
        entries=tuple(one for one in read if isinstance(one, DirectoryEntry)),
        refusals=(*unread, *twice, *(one for one in read if isinstance(one, Refusal))),
        repeated=repeated,
    )


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys are all different: of two answers to one question neither can be trusted."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("one object has the same key twice")
    return made


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number")


def _line(where: str, written: str) -> Found | Refusal:
    try:
        value = parsed(written)
    except FeedUnreadable as unreadable:
        return Refusal(where=where, reason=str(unreadable))
    return (
        Found(where=where, record=value)
        if isinstance(value, dict)
        else Refusal(where=where, reason=NOT_AN_OBJECT)
    )


def _bytes_of(file: Path) -> bytes:
    if file.stat().st_size > MOST_BYTES:
        raise FeedUnreadable(f"It is larger than {MOST_BYTES // 1_000_000} MB: split it into several files.")
    return file.read_bytes()
