"""An entry of any kind as somebody reads it who decides whether she may: every word in it, and what it is."""

from collections.abc import Mapping
from typing import Any

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


def kind_of(entry: Entry[Any]) -> str:
    """What it is."""
    return str(KINDS.get(entry.kind, SOMETHING))


def said_in(entry: Entry[Any]) -> tuple[str, ...]:
    """Every part of it in its order, by its name, and what was chosen in words: nobody decides unseen."""
    return tuple(f"{part}: {text}" for part, text in read_by_worker(entry.body))


def who_says(entry: Entry[Any]) -> str:
    """Who says so, and how they know."""
    return known_in_words(f"{entry.how_known}: {entry.from_whom}" if entry.from_whom else entry.how_known)
