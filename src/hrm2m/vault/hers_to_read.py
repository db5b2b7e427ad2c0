"""What of a drawer she may read on a page of her own: the rule is the policy's; here entries become its facts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hrm2m.policy import Compartment
from hrm2m.policy.showing import Decided, EntryFacts, she_may_read
from hrm2m.vault import drawers
from hrm2m.vault.entries import B, Body, Draft, Entry, Reply, Subject, how_it_is_known


def read(
    subject: Subject,
    compartment: Compartment,
    bodies: Sequence[type[Body]],
    keys: Mapping[str, bytes],
    now: datetime,
) -> tuple[Entry[Body], ...]:
    """Entries of these kinds that she may read, newest first; her replies to the others are not among them."""
    found = for_her(drawers.read([subject], compartment, bodies, keys)[subject.id], now)
    if Reply not in bodies:
        return found
    hers = refs_she_reads(subject, compartment, keys, now)
    return tuple(entry for entry in found if not isinstance(entry.body, Reply) or entry.about in hers)


def refs_she_reads(
    subject: Subject, compartment: Compartment, keys: Mapping[str, bytes], now: datetime
) -> frozenset[str]:
    """The refs of everything in one drawer that she may read; what it says stays unread."""
    found = for_her(drawers.read_any(subject, compartment, keys), now)
    refs = {entry.ref for entry in found}
    # Her reply to what she may not read goes with it: her log would count an act that wrote nothing she can see.
    return frozenset(entry.ref for entry in found if entry.kind != Reply.KIND or entry.about in refs)


def for_her(entries: Sequence[Entry[B]], now: datetime) -> tuple[Entry[B], ...]:
    """Those of these entries that she may read at `now`, in the same order.

    Her replies to the others go with them, and so do their corrections, unless somebody decided to show one. Give it
    every version of what it is to judge: a correction tells what it corrects.
    """
    by_ref = {entry.ref: entry for entry in entries}
    known: dict[str, bool] = {}
    return tuple(entry for entry in entries if _may_read(entry, by_ref, known, now))


def bounded(
    entries: Sequence[Entry[B]], newest: int | None, refs: Sequence[str] | None
) -> tuple[Entry[B], ...]:
    """What is left of these when only some refs are asked for, or the newest of those that nothing corrects."""
    if refs is not None:
        return tuple(entry for entry in entries if entry.ref in refs)
    if newest is None:
        return tuple(entries)
    corrected = {entry.corrects for entry in entries}
    return tuple(entry for entry in entries if entry.ref not in corrected)[:newest]


def facts_of(entry: Entry[Any], *, corrects_hidden: bool = False) -> EntryFacts:
    """What the rule looks at of an entry that was read."""
    decision = entry.showing
    return EntryFacts(
        how_known=entry.how_known,
        is_held=entry.held_until is not None,
        is_ours=entry.body.OURS,
        is_for_her=entry.body.FOR_HER,
        corrects_hidden=corrects_hidden,
        decided=Decided(decision.body.she_may_see, decision.held_until) if decision else None,
    )


def facts_of_draft(draft: Draft[Any], *, corrects_hidden: bool) -> EntryFacts:
    """The same of an entry that is written in this moment."""
    return EntryFacts(
        how_it_is_known(draft, type(draft.body)),
        is_held=draft.held_until is not None,
        is_ours=draft.body.OURS,
        is_for_her=draft.body.FOR_HER,
        corrects_hidden=corrects_hidden,
    )


def _may_read(entry: Entry[B], by_ref: Mapping[str, Entry[B]], known: dict[str, bool], now: datetime) -> bool:
    if entry.ref not in known:
        before = by_ref.get(entry.corrects)
        hidden = before is not None and not _may_read(before, by_ref, known, now)
        known[entry.ref] = she_may_read(facts_of(entry, corrects_hidden=hidden), now)
    return known[entry.ref]
