"""A drug-use entry in words, for the second reader alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.today.sides import Names, Side, first_name, sides_of, writers_in
from hrm2m.pages.today.timing import moment_in_words
from hrm2m.records.agencies import queries as agencies
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.treatment.entries import DrugUse, HowUsed
from hrm2m.vault.entries import Entry


HOW_USED: Mapping[HowUsed, Promise] = {
    HowUsed.SELF_REPORTED: _("She said so"),
    HowUsed.TESTED: _("A test"),
    HowUsed.TOLD_BY: _("Somebody else said so"),
}


@dataclass(frozen=True)
class Original:
    """One version of the entry that is quoted."""

    what: str
    lines: tuple[tuple[Promise, str | Promise], ...]
    when: str
    by: str
    sides: tuple[Side, ...]


def originals(entries: Sequence[Entry[DrugUse]], names: Names, now: datetime) -> tuple[Original, ...]:
    """The entry, newest version first."""
    return tuple(_original(entry, names, now) for entry in entries)


def used_names(entries: Sequence[Entry[DrugUse]]) -> dict[int, WorkerCard]:
    """Who wrote it, and her side of it."""
    return agencies.workers_named(writers_in(entries))


def _original(entry: Entry[DrugUse], names: Names, now: datetime) -> Original:
    body = entry.body
    lines: tuple[tuple[Promise, str | Promise], ...] = (
        (_("How it is known"), HOW_USED[body.how]),
        (_("How often"), body.how_often),
        (_("What the test said"), body.result),
        (_("Cut-off"), body.cut_off),
        (_("Laboratory"), body.laboratory),
        (_("Told by"), entry.from_whom if body.how is HowUsed.TOLD_BY else ""),
        (_("What she says to it"), body.her_account),
    )
    return Original(
        body.what,
        tuple((label, words) for label, words in lines if words),
        moment_in_words(entry.happened_at, now),
        first_name(names, entry.by_id),
        sides_of(entry.replies, names, now),
    )
