"""Reading values of unknown shape safely: what is not of the shape asked for is as if it were not there."""

import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from hrm2m.exchange.directory.plain_text import READ_AT_MOST
from hrm2m.exchange.directory.refusals import RecordRefused


DEEPEST = 30
MOST_VALUES = 20_000
LONGEST_STRING = READ_AT_MOST
OLDEST_AGE = 120
YEARS = range(1900, 2200)  # beyond these a change of zone could leave the calendar


def branch(record: Mapping[str, object], *keys: str) -> dict[str, object]:
    """The object under the first of `keys` that holds one, or an empty one."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, dict):
            return value
    return {}


def branches(record: Mapping[str, object], *keys: str) -> list[dict[str, object]]:
    """All objects in the lists under `keys`; an object that stands alone counts as a list of one."""
    found: list[dict[str, object]] = []
    for key in keys:
        value = record.get(key)
        for item in value if isinstance(value, list) else [value]:
            found += [item] if isinstance(item, dict) else []
    return found


def walk(record: object) -> Iterator[tuple[str, object, dict[str, object]]]:
    """Every (key, value, object that holds it) in `record` at any depth; an item of a list has its key.

    Raises RecordRefused for a record nested or filled beyond any real service.
    """
    waiting: list[tuple[object, str, int, dict[str, object]]] = [(record, "", 0, {})]
    met = 0
    while waiting:
        value, key, depth, holder = waiting.pop()
        met += 1
        if depth > DEEPEST:
            raise RecordRefused(f"it is nested more than {DEEPEST} deep")
        if met > MOST_VALUES:
            raise RecordRefused(f"it holds more than {MOST_VALUES} values")
        if isinstance(value, str) and len(value) > LONGEST_STRING:
            raise RecordRefused(f"it holds a text of more than {LONGEST_STRING} characters")
        if key:
            yield key, value, holder
        if isinstance(value, dict):
            waiting.extend((below, name, depth + 1, value) for name, below in value.items())
        elif isinstance(value, list):
            waiting.extend((item, key, depth + 1, holder) for item in value)


def number(value: object) -> float | None:
    """`value` as a finite number, also when it was written as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str) or len(str(value)) > 40:
        return None
    try:
        read = float(value)
    except (ValueError, OverflowError):
        return None
    return read if math.isfinite(read) else None


def age(value: object) -> int | None:
    """`value` as an age in whole years from 0 to 120, or None."""
    read = number(value)
    return int(read) if read is not None and 0 <= read <= OLDEST_AGE and read == int(read) else None


def moment(value: object) -> datetime | None:
    """`value` as an instant with its offset; a time that names no zone cannot be placed and is None."""
    try:
        read = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return read if read is not None and read.tzinfo is not None and read.year in YEARS else None


def day(value: object) -> date | None:
    """`value` as a day, also when a time follows it, or None."""
    try:
        read = date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
    return read if read is not None and read.year in YEARS else None
