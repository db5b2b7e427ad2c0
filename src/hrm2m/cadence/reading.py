"""A history from JSON text, strictly: every refusal names the path of the value and what belongs there."""

import json
import re
from datetime import datetime
from typing import Any

import msgspec

from hrm2m.cadence.history import History, HistoryRefused
from hrm2m.cadence.vocabulary import Channel, Nation, Outcome, WindowKind


_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?", re.ASCII)
_TIME_KEYS = ("now", "asked_at", "at", "opened", "closed")
_A_TIME = "must be a time with its offset, such as 2026-03-10T09:30:00+00:00"
_A_COUNT = "must be a whole number, 1 or more"
_CONTACT = "an object {at, channel, outcome}"
_WINDOW = "an object {kind, opened, closed?}"
_BELONGS = {
    **dict.fromkeys(_TIME_KEYS, _A_TIME),
    "nation": f"must be one of {', '.join(Nation)}",
    "channel": f"must be one of {', '.join(Channel)}",
    "outcome": f"must be one of {', '.join(Outcome)}",
    "kind": f"must be one of {', '.join(WindowKind)}",
    "ended": "must be true or false",
    "leave_me_be": "must be true or false",
    "most_contacts_a_week": f"{_A_COUNT}; where she wants no contact at all, say leave_me_be",
    "worry_after_days": f"{_A_COUNT}, and at most 36500",
    "contacts": f"must be a list, each {_CONTACT}",
    "contacts[]": f"must be {_CONTACT}",
    "windows": f"must be a list, each {_WINDOW}",
    "windows[]": f"must be {_WINDOW}",
    "agreed": "must be an object {most_contacts_a_week?, leave_me_be?, worry_after_days?}",
    "input": "must be one object {now, nation, contacts, windows, asked_at?, ended?, agreed?}",
}
_FAULT = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<path>.*)`)?", re.DOTALL)
_KEY = re.compile(r"Object (?P<fault>contains unknown|missing required) field `(?P<key>.*)`", re.DOTALL)
_LONGEST_KEY_SHOWN = 40


class _Twice(dict[str, Any]):
    """An object of the input in which one key is given twice."""

    key = ""


def read_history(text: str | bytes) -> History:
    """The history in `text`; HistoryRefused for what is unknown, missing, of a wrong type or given twice."""
    try:
        return msgspec.convert(_with_times("", json.loads(text, object_pairs_hook=_one_of_each)), History)
    except msgspec.ValidationError as fault:
        raise _refusal(str(fault)) from fault
    except HistoryRefused:
        raise
    except RecursionError as fault:
        raise HistoryRefused("input", "it is nested too deeply for a history.") from fault
    except ValueError as fault:
        raise HistoryRefused("input", f"this is not JSON: {fault}.") from fault


def _one_of_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    given = dict(pairs)
    if len(given) == len(pairs):
        return given
    twice = _Twice(given)
    keys = [key for key, _ in pairs]
    twice.key = next(key for key in keys if keys.count(key) > 1)
    return twice


def _with_times(path: str, value: Any) -> Any:
    """The same value with its times read."""
    if isinstance(value, _Twice):
        raise HistoryRefused(_join(path, value.key), "this key is given twice; give it once.")
    if isinstance(value, list):
        return [_with_times(f"{path}[{i}]", each) for i, each in enumerate(value)]
    if isinstance(value, dict):
        return {key: _read(_join(path, key), key, each) for key, each in value.items()}
    return value


def _read(path: str, key: str, value: Any) -> Any:
    if key not in _TIME_KEYS or not isinstance(value, str):
        return _with_times(path, value)
    try:
        return datetime.fromisoformat(value) if _TIME.fullmatch(value) else _refuse(path, key)
    except ValueError:
        return _refuse(path, key)


def _refuse(path: str, key: str) -> None:
    raise HistoryRefused(path, f"{_BELONGS[key]}.")


def _refusal(fault: str) -> HistoryRefused:
    """The fault msgspec found, with the path of the value, and without the value: it may be about someone."""
    found = _FAULT.fullmatch(fault)
    path = (found and found["path"]) or ""
    keyed = _KEY.fullmatch(found["what"]) if found else None
    if keyed is None:
        return HistoryRefused(path or "input", f"{_belongs(path)}.")
    if keyed["fault"].startswith("missing"):
        return HistoryRefused(_join(path, keyed["key"]), f"it is missing; it {_belongs(keyed['key'])}.")
    return HistoryRefused(
        _join(path, keyed["key"]),
        f"this key is not known; take it out: {path or 'the input'} {_belongs(path)}.",
    )


def _belongs(path: str) -> str:
    """What belongs at `path`, by its last key; an element of a list is `key[]`."""
    return _BELONGS.get(re.sub(r"\[\d+\]$", "[]", path).rpartition(".")[2] or "input", "is not known here")


def _join(path: str, key: str) -> str:
    shown = key[:_LONGEST_KEY_SHOWN].encode("ascii", "backslashreplace").decode("ascii")
    return f"{path}.{shown}" if path else shown
