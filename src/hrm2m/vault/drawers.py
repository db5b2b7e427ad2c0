"""Writes and reads the drawers: one gate, one statement at a time; only the vault comes here."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import msgspec

from hrm2m.foundation import ids
from hrm2m.policy import Category, Compartment
from hrm2m.vault import gate, ledger, sealing
from hrm2m.vault.drawer_rows import SealedRow, sealed_rows
from hrm2m.vault.entries import (
    B,
    Body,
    Draft,
    Entry,
    Envelope,
    HeldBackBefore,
    Reply,
    Showing,
    Subject,
    Written,
    every_kind,
    how_it_is_known,
    without_words,
)
from hrm2m.vault.errors import Forgotten, StaleVersion, VaultError
from hrm2m.vault.models import DRAWERS, Drawer


_DECISIONS = frozenset({Showing.KIND, HeldBackBefore.KIND})


def write(subject: Subject, draft: Draft[B], key: bytes, by_id: int, at: datetime) -> Written:
    """Seals and inserts one entry; the gate is open for this statement only."""
    drawer = DRAWERS[draft.compartment]
    row = drawer(
        ref=ids.new_ref(),
        area=subject.area,
        mother=subject.id,
        kind=draft.body.KIND,
        category=draft.category,
        basis=draft.basis,
        happened_at=draft.happened_at,
        written_at=at,
        by_id=by_id,
        about=draft.about,
        corrects=draft.corrects,
        held_until=draft.held_until,
    )
    row.sealed = sealing.seal(key, _envelope(draft), place_of(subject.ref, draft.compartment, row))
    with gate.opened(draft.compartment, [subject.id]):
        row.save(force_insert=True)
    return Written(row.ref, draft.compartment, sha256(row.sealed).hexdigest())


def read(
    subjects: Sequence[Subject],
    compartment: Compartment,
    bodies: Sequence[type[Body]],
    keys: Mapping[str, bytes],
    newest: int | None = None,
    refs: Sequence[str] | None = None,
) -> dict[int, tuple[Entry[Body], ...]]:
    """Entries of these kinds with their replies and what was decided about showing them to her, newest first.

    By mother number; one statement for all mothers.

    `keys` holds the data key of each subject's ref; raises Forgotten where one is missing. `newest` bounds the
    entries of each mother, to the newest of those that nothing corrects.
    """
    if not subjects:
        return {}
    by_kind = {body.KIND: body for body in bodies}
    rows = sealed_rows([subject.id for subject in subjects], compartment, list(by_kind), newest, refs)
    # What stands beside an entry that was asked for by its ref comes with it, and not as another entry.
    wanted = [row for row in rows if row.kind in by_kind and (refs is None or row.ref in refs)]
    people = {subject.id: subject for subject in subjects}
    refs_read = {row.ref for row in wanted}
    replies = _replies_to(refs_read, rows, people, compartment, keys)
    decisions = _decisions_on(refs_read, rows, people, compartment, keys)
    found: dict[int, list[Entry[Body]]] = {subject.id: [] for subject in subjects}
    for row in wanted:
        beside = (tuple(replies.get(row.ref, ())), decisions.get(row.ref))
        entry = _opened(row, people[row.mother], compartment, keys, by_kind[row.kind], *beside)
        found[row.mother].append(entry)
    return {mother: tuple(entries) for mother, entries in found.items()}


def read_any(
    subject: Subject, compartment: Compartment, keys: Mapping[str, bytes]
) -> tuple[Entry[Body], ...]:
    """Every entry of one drawer with what was decided about showing it; what it says stays unread."""
    rows = sealed_rows([subject.id], compartment, None)
    decisions = _decisions_on({row.ref for row in rows}, rows, {subject.id: subject}, compartment, keys)
    kinds = {body.KIND: body for body in every_kind()}
    found = []
    for row in rows:
        if row.kind not in _DECISIONS:
            unread = without_words(kinds.get(row.kind, Body))
            found.append(_opened(row, subject, compartment, keys, unread, showing=decisions.get(row.ref)))
    return tuple(found)


def exists(subject: Subject, compartment: Compartment, ref: str) -> bool:
    """Whether an entry with this ref lies in this mother's drawer."""
    found = DRAWERS[compartment].objects.filter(mother=subject.id, ref=ref)
    with gate.opened(compartment, [subject.id]):
        return bool(found.exists())


def correction_of(subject: Subject, compartment: Compartment, ref: str) -> str:
    """The ref of the entry that corrects this one, or nothing."""
    found = DRAWERS[compartment].objects.filter(mother=subject.id, corrects=ref)
    with gate.opened(compartment, [subject.id]):
        return found.values_list("ref", flat=True).first() or ""


def must_point_right(subject: Subject, draft: Draft[B]) -> None:
    """Raises StaleVersion if it corrects what was corrected before; VaultError if what it points at is not here."""
    if draft.corrects:
        later = correction_of(subject, draft.compartment, draft.corrects)
        if later:
            raise StaleVersion(later)
    stands_beside = draft.about if isinstance(draft.body, Reply | Showing) else ""
    for ref in filter(None, (draft.corrects, stands_beside)):
        if not exists(subject, draft.compartment, ref):
            msg = "The entry this points at is not in this drawer. Open the page again."
            raise VaultError(msg)


def _envelope(draft: Draft[B]) -> bytes:
    return msgspec.json.encode(
        Envelope(
            body=msgspec.Raw(msgspec.json.encode(draft.body)),
            how_known=draft.how_known,
            from_whom=draft.from_whom,
            told_her_at=draft.told_her_at,
            told_her_how=draft.told_her_how,
            not_told_why=draft.not_told_why,
        )
    )


def place_of(subject_ref: str, compartment: Compartment, row: Drawer | SealedRow) -> bytes:
    """Binds the ciphertext to its place, and to what stands readable beside it: who, when, of what kind, about what."""
    times = (row.happened_at, row.written_at, row.held_until)
    return sealing.place(
        f"cmp_{compartment.value}_entry",
        "sealed",
        row.ref,
        subject_ref,
        compartment.value,
        *(row.kind, row.category, row.basis, row.about, row.corrects, str(row.by_id)),
        *(ledger.stamp(time) if time else "" for time in times),
    )


def _replies_to(
    refs: Container[str],
    rows: Iterable[SealedRow],
    people: Mapping[int, Subject],
    compartment: Compartment,
    keys: Mapping[str, bytes],
) -> dict[str, list[Entry[Reply]]]:
    """The replies among these rows by the ref of what they stand beside, as they were written."""
    found: dict[str, list[Entry[Reply]]] = {}
    of_these = (row for row in rows if row.kind == Reply.KIND and row.about in refs)
    for row in sorted(of_these, key=lambda row: (row.written_at, row.id)):
        found.setdefault(row.about, []).append(_opened(row, people[row.mother], compartment, keys, Reply))
    return found


def _decisions_on(
    refs: Container[str],
    rows: Iterable[SealedRow],
    people: Mapping[int, Subject],
    compartment: Compartment,
    keys: Mapping[str, bytes],
) -> dict[str, Entry[Showing]]:
    """The newest decision on each of these, by the ref of what it is about; the others are not opened."""
    newest: dict[str, SealedRow] = {}
    for row in rows:
        if row.kind in _DECISIONS and row.about in refs:
            before = newest.get(row.about)
            if before is None or (before.written_at, before.id) < (row.written_at, row.id):
                newest[row.about] = row
    return {about: _decision(row, people[row.mother], compartment, keys) for about, row in newest.items()}


def _decision(
    row: SealedRow, subject: Subject, compartment: Compartment, keys: Mapping[str, bytes]
) -> Entry[Showing]:
    if row.kind == Showing.KIND:
        return _opened(row, subject, compartment, keys, Showing)
    before = _opened(row, subject, compartment, keys, HeldBackBefore)
    return replace(before, body=before.body.as_showing(), held_until=before.body.until)  # type: ignore[return-value,arg-type] # the body is replaced with its type


def _opened(
    row: SealedRow,
    subject: Subject,
    compartment: Compartment,
    keys: Mapping[str, bytes],
    body: type[B],
    replies: tuple[Entry[Reply], ...] = (),
    showing: Entry[Showing] | None = None,
) -> Entry[B]:
    key = keys.get(subject.ref)
    if key is None:
        msg = "This was forgotten: its key was destroyed."
        raise Forgotten(msg)
    plain = sealing.unseal(key, bytes(row.sealed), place_of(subject.ref, compartment, row))
    envelope = msgspec.json.decode(plain, type=Envelope)
    return Entry(
        ref=row.ref,
        mother_ref=subject.ref,
        compartment=compartment,
        category=Category(row.category),
        kind=row.kind,
        basis=row.basis,
        # What has no kind says nothing: whoever asks for it looks at who says so alone.
        body=body() if not body.KIND else msgspec.json.decode(envelope.body, type=body),
        how_known=how_it_is_known(envelope, body),
        from_whom=envelope.from_whom,
        happened_at=row.happened_at,
        written_at=row.written_at,
        by_id=row.by_id,
        about=row.about,
        corrects=row.corrects,
        held_until=row.held_until,
        told_her_at=envelope.told_her_at,
        told_her_how=envelope.told_her_how,
        not_told_why=envelope.not_told_why,
        replies=replies,
        showing=showing,
    )
