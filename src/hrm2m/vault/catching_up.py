"""Gives a row of what waits to entries that have none, by the rule for new ones; nothing here shows or hides any.

Rows are kept since version 0005 of the tables (ADR 0036). What was written before and was not held has none: her page
leaves it out, and nobody is asked. So does a correction of such an entry, whenever it was written. What was written of
a child before version 0008 as her words, because nobody asked whose they are, has none either (ADR 0062).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from hrm2m.policy import Compartment
from hrm2m.policy.showing import is_hers, said_by_others
from hrm2m.vault import hers_to_read
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Body, Entry, Reply
from hrm2m.vault.models import Head, Line, ToShow


ROWS_SINCE = "0008_whose_words"


def mothers_from_before(area: int) -> list[int]:
    """The numbers of those whose record began before rows were kept, lowest first; after that nothing can be missing.

    A copy that was put back in a new place was begun before the tables of that place were made: all of hers count.
    """
    began = MigrationRecorder(connection).migration_qs.filter(app="vault", name=ROWS_SINCE)
    since = began.values_list("applied", flat=True).first()
    heads = Head.objects.filter(area=area, id__gt=HOUSE)
    if since is not None:
        heads = heads.filter(id__in=Line.objects.filter(seq=1, at__lt=since).values("chain"))
    return list(heads.order_by("id").values_list("id", flat=True))


def give_rows(
    area: int,
    compartment: Compartment,
    entries: Mapping[int, Sequence[Entry[Any]]],
    now: datetime,
) -> int:
    """Writes the missing rows of these drawers and answers how many; `entries` are all of each mother, by number.

    Inside a unit that holds their heads. Somebody is asked from now on, so the promise of a look begins now too.
    """
    rows = list(_missing(area, compartment, entries, now))
    ToShow.objects.bulk_create(rows)
    return len(rows)


def count_missing(
    area: int, compartment: Compartment, entries: Mapping[int, Sequence[Entry[Any]]], now: datetime
) -> int:
    """How many rows are missing in these drawers; changes nothing."""
    return sum(1 for _ in _missing(area, compartment, entries, now))


def _missing(
    area: int, compartment: Compartment, entries: Mapping[int, Sequence[Entry[Any]]], now: datetime
) -> Iterator[ToShow]:
    there = ToShow.objects.filter(mother__in=list(entries), compartment=compartment)
    refs = frozenset(there.values_list("entry", flat=True))
    for mother, of_hers in entries.items():
        for entry in _nobody_asked(of_hers, refs, now):
            yield _row(area, mother, entry, of_hers, now)


def _nobody_asked(entries: Sequence[Entry[Any]], refs: frozenset[str], now: datetime) -> Iterator[Entry[Any]]:
    """Those that stand, wait for a decision by the rule, and have no row."""
    corrected = {entry.corrects for entry in entries}
    she_reads = {entry.ref for entry in hers_to_read.for_her(entries, now)}
    known = {entry.ref for entry in entries}
    for entry in entries:
        if entry.ref in refs or entry.ref in corrected or entry.body.OURS or isinstance(entry.body, Reply):
            continue
        hidden = entry.corrects in known and entry.corrects not in she_reads
        if not is_hers(hers_to_read.facts_of(entry, corrects_hidden=hidden)):
            yield entry


def _row(area: int, mother: int, entry: Entry[Body], of_hers: Sequence[Entry[Any]], now: datetime) -> ToShow:
    return ToShow(
        area=area,
        mother=mother,
        compartment=entry.compartment,
        entry=entry.ref,
        kind=entry.kind,
        by_id=entry.by_id,
        at=now,
        by_others=any(said_by_others(hers_to_read.facts_of(each)) for each in _versions(entry, of_hers)),
        **_decided(entry),
    )


def _versions(entry: Entry[Any], of_hers: Sequence[Entry[Any]]) -> Iterator[Entry[Any]]:
    """The entry and whatever it puts right, newest first: what somebody else told does not end with a correction."""
    by_ref = {each.ref: each for each in of_hers}
    each: Entry[Any] | None = entry
    while each is not None:
        yield each
        each = by_ref.get(each.corrects)


def _decided(entry: Entry[Any]) -> dict[str, Any]:
    decision = entry.showing
    if decision is None:
        return {}
    said: dict[str, Any] = {
        "decision": decision.ref,
        "decided_by_id": decision.by_id,
        "decided_at": decision.written_at,
        "shown": decision.body.she_may_see,
        "until": decision.held_until,
    }
    return said
