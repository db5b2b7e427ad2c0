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
from hrm2m.pages.hers.words import HOW_KNOWN, TITLES, WHOM_THEY_TELL, Words, day_and_time, day_of
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.enquiries.entries import EnquiryShown, EnquiryTakenDown
from hrm2m.vault.entries import Body, Entry, Reply, every_kind


# That there is a way in that shows less is not said where somebody may read over her shoulder.
NOT_FOR_READING = ("_ref", "_id", "version", "said_before", "by_quiet_way")
THEIR_WORD = frozenset({EnquiryShown.KIND, EnquiryTakenDown.KIND})
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


def kinds() -> tuple[type[Body], ...]:
    """Every kind of entry that may be hers to read: no mark of our own, and no reply, which comes with its entry."""
    return tuple(body for body in every_kind() if body is not Reply and not body.OURS)


def told(entries: Iterable[Entry[Any]]) -> list[Told]:
    """These entries in words, as they stand: what was corrected is told by what corrects it."""
    listed = list(entries)
    corrected = {entry.corrects for entry in listed}
    standing = [entry for entry in listed if entry.ref not in corrected]
    named = workers_named(entry.by_id for entry in standing if entry.by_id > 0)
    return [_told(entry, named[entry.by_id].first_name if entry.by_id in named else "") for entry in standing]


def _told(entry: Entry[Any], by: str) -> Told:
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
    )


def _said(body: Body) -> Iterator[tuple[Words, str]]:
    for name, text in values_in(body, _in_her_words):
        yield LABELS.get(f"{body.KIND}.{name}", LABELS.get(name, _("It says"))), text


def _in_her_words(code: Enum) -> Words:
    return VALUES.get(str(code.value), as_it_stands(code))


def as_it_stands(code: Enum) -> str:
    """A code that nobody has put into words, read as plainly as it can be."""
    return str(code.value).replace("_", " ")


def values_in(body: Body, in_words: InWords) -> Iterator[tuple[str, str]]:
    """What an entry says, in its order: the name of each field and a value; `in_words` says what a code means."""
    for field in msgspec.structs.fields(type(body)):
        if not field.name.endswith(NOT_FOR_READING):
            yield from ((field.name, text) for text in _texts(getattr(body, field.name), in_words))


def _texts(value: Any, in_words: InWords) -> Iterator[str]:
    """The value in words; nothing for what is empty, for a number and for a ref, which leads to nothing here."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            # Whom they would tell is half of what they said.
            whom = WHOM_THEY_TELL.get(key)
            yield from (f"{whom}: {text}" if whom else text for text in _texts(one, in_words))
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for one in value:
            yield from _texts(one, in_words)
    elif isinstance(value, msgspec.Struct):
        yield from _texts(
            [getattr(value, field.name) for field in msgspec.structs.fields(type(value))], in_words
        )
    elif words := _one_text(value, in_words):
        yield words


def _one_text(value: Any, in_words: InWords) -> str:
    if isinstance(value, Enum):
        return str(in_words(value))
    if isinstance(value, bool):
        return str(_("Yes")) if value else ""
    if isinstance(value, str):
        return "" if _is_ref(value) else value.strip()
    if isinstance(value, datetime):
        return day_and_time(value)
    return date_format(value, "l j F") if isinstance(value, date) else ""


def _is_ref(text: str) -> bool:
    return len(text) == ids.REF_LENGTH and text.isalnum() and text == text.lower()
