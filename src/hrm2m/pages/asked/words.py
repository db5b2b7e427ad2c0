"""An entry of any kind as somebody reads it who decides whether she may: every word in it, and what it is."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.entry_words.fields import read_by_worker
from hrm2m.pages.today.kinds import KINDS
from hrm2m.pages.worries.words import known_in_words
from hrm2m.policy import Compartment
from hrm2m.vault.entries import Entry


WHERE: Mapping[Compartment, Promise] = {
    Compartment.GENERAL: _("Her general record"),
    Compartment.HER_SAFETY: _("Her safety"),
    Compartment.TREATMENT: _("Treatment"),
    Compartment.CHILD_SAFETY: _("Children"),
}
SOMETHING = _("Something that was written")
A_REF = 26


def kind_of(entry: Entry[Any]) -> str:
    """What it is."""
    return str(KINDS.get(entry.kind, SOMETHING))


def said_in(entry: Entry[Any]) -> tuple[str, ...]:
    """Every text in it, in its order; of an entry without any, what was chosen: nobody decides unseen."""
    texts = tuple(_texts(entry.body))
    return texts or tuple(f"{part}: {text}" for part, text in read_by_worker(entry.body))


def who_says(entry: Entry[Any]) -> str:
    """Who says so, and how they know."""
    return known_in_words(f"{entry.how_known}: {entry.from_whom}" if entry.from_whom else entry.how_known)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        if value.strip() and not _is_a_ref(value):
            yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _texts(one)


def _is_a_ref(text: str) -> bool:
    return len(text) == A_REF and text.isalnum() and text.islower()
