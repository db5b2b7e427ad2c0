"""One entry in words for her: what it is, what it says, who wrote it and how they know; whatever room wrote it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

import msgspec
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import ids
from hrm2m.pages.hers.labels import LABELS
from hrm2m.pages.hers.values import VALUES
from hrm2m.pages.hers.words import HOW_KNOWN, TITLES, Words, day_and_time, day_of
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.enquiries.entries import EnquiryShown, EnquiryTakenDown
from hrm2m.vault.entries import Body, Entry, Reply, every_kind


# That there is a way in that shows less is not said where somebody may read over her shoulder.
NOT_FOR_READING = ("_ref", "_id", "version", "said_before", "by_quiet_way", "quotes")
THEIR_WORD = frozenset({EnquiryShown.KIND, EnquiryTakenDown.KIND})
# What she said, kept as the code that it was chosen by.
CODES_AS_TEXT = frozenset({"she_says"})
InWords = Callable[[Enum], Words]


@dataclass(frozen=True)
class Side:
    """What she said to an entry."""

    words: str
    day: str
    not_right: bool


@dataclass(frozen=True)
class Told:
    """One entry as her page shows it."""

    ref: str
    title: Words
    day: str
    at: datetime
    by: str
    how: Words
    said: tuple[tuple[Words, str], ...]
    sides: tuple[Side, ...]
    is_their_word: bool
    """What an agency said it would do and tell: its word, and no promise of ours."""
    changed: str
    """On which day it was changed or put right; empty for what stands as it was written."""


def kinds() -> tuple[type[Body], ...]:
    """Every kind of entry that may be hers to read: no mark of our own, and no reply, which comes with its entry."""
    return tuple(body for body in every_kind() if body is not Reply and not body.OURS)


def told(entries: Iterable[Entry[Any]]) -> list[Told]:
    """These entries in words, as they stand: what was corrected is told by what corrects it."""
    listed = list(entries)
    corrected = {entry.corrects for entry in listed}
    standing = [entry for entry in listed if entry.ref not in corrected]
    named = workers_named(entry.by_id for entry in standing if entry.by_id > 0)
    # That there was an earlier one is told only of one that she may read.
    before = {entry.ref for entry in listed}
    return [
        _told(
            entry,
            named[entry.by_id].first_name if entry.by_id in named else "",
            day_of(entry.written_at) if entry.corrects in before else "",
        )
        for entry in standing
    ]


def _told(entry: Entry[Any], by: str, changed: str) -> Told:
    return Told(
        ref=entry.ref,
        title=TITLES.get(entry.kind, _("A note")),
        day=day_of(entry.happened_at),
        at=entry.happened_at,
        by=by,
        how=HOW_KNOWN.get(entry.how_known, ""),
        said=tuple(_said(entry.body)),
        sides=tuple(
            Side(reply.body.words, day_of(reply.written_at), reply.body.that_is_not_right)
            for reply in entry.replies
        ),
        is_their_word=entry.kind in THEIR_WORD,
        changed=changed,
    )


def _said(body: Body) -> Iterator[tuple[Words, str]]:
    for path, text in values_in(body, _in_her_words):
        yield called_in(LABELS, body, path) or _("It says"), text


def _in_her_words(code: Enum) -> Words:
    value = str(code.value)
    return VALUES.get(f"{type(code).__name__}.{value}", VALUES.get(value, as_it_stands(code)))


def as_it_stands(code: Enum) -> str:
    """A code that nobody has put into words, read as plainly as it can be."""
    return str(code.value).replace("_", " ")


def called_in(names: Mapping[str, Words], body: Body, path: str) -> Words:
    """What a part is called: by its kind first; a part of a part, such as `reply.does`, else as what it is part of."""
    if words := names.get(f"{body.KIND}.{path}"):
        return words
    while path not in names and "." in path:
        path = path.rpartition(".")[0]
    return names.get(path, "")


def values_in(body: Body, in_words: InWords) -> Iterator[tuple[str, str]]:
    """What an entry says, in its order: the path of each part and a value; `in_words` says what a code means."""
    for name, value in _said_of(body):
        if not name.endswith(NOT_FOR_READING):
            yield from _texts(name, value, in_words)


def _said_of(part: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    """What somebody said: a no that was asked for is an answer; a no or a number that is there by default is none."""
    for field in msgspec.structs.fields(type(part)):
        value = getattr(part, field.name)
        can_be_unsaid = value is False or type(value) is int
        if not (can_be_unsaid and value == field.default):
            yield field.name, value


def _texts(path: str, value: Any, in_words: InWords) -> Iterator[tuple[str, str]]:
    """The value in words; nothing for what is empty and for a ref, which leads to nothing here."""
    if isinstance(value, msgspec.Struct):
        yield from _texts(path, dict(_said_of(value)), in_words)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _texts(f"{path}.{name}", one, in_words)
    elif isinstance(value, tuple) and any(isinstance(one, int) for one in value):
        # Numbers that belong together, such as the days of four weeks: a dash where she gave none.
        yield path, ", ".join("–" if one is None else str(one) for one in value)
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for one in value:
            yield from _texts(path, one, in_words)
    elif words := _one_text(value, in_words):
        yield path, words.replace("_", " ") if path in CODES_AS_TEXT else words


def _one_text(value: Any, in_words: InWords) -> str:
    if isinstance(value, Enum):
        return str(in_words(value))
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return "" if _is_ref(value) else value.strip()
    if isinstance(value, datetime):
        return day_and_time(value)
    # With its year: a copy of hers is read years later.
    return date_format(value, "j F Y") if isinstance(value, date) else ""


def _is_ref(text: str) -> bool:
    return len(text) == ids.REF_LENGTH and text.isalnum() and text == text.lower()
