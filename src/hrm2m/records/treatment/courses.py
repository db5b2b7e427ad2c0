"""Courses of medicine put together from entries: what holds now, what changed, what was missed; no table is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hrm2m.records.asks.threads import Thread, threads
from hrm2m.records.treatment.entries import (
    Medication,
    MedicationChange,
    MedicationEnded,
    Medicine,
    MissedCollection,
    Prescribed,
)
from hrm2m.vault.entries import B, Body, Entry


COURSE_BODIES: tuple[type[Body], ...] = (Medication, MedicationChange, MedicationEnded, MissedCollection)
ONE_AT_A_TIME = (
    frozenset({Medicine.METHADONE, Medicine.BUPRENORPHINE}),
    frozenset({Medicine.METHADONE, Medicine.BUPRENORPHINE_DEPOT}),
)
"""Medicines nobody is prescribed together; tablets beside a depot are, while it is built up."""


@dataclass(frozen=True)
class Course:
    """One course of one medicine, with everything written about it, newest first."""

    medication: Thread[Medication]
    changes: tuple[Thread[MedicationChange], ...]
    ended: Thread[MedicationEnded] | None
    missed: tuple[Thread[MissedCollection], ...]
    mistaken: tuple[Thread[Any], ...] = ()
    """What was written about it by mistake and was not so: it counts for nothing, and can be read."""

    @property
    def ref(self) -> str:
        """The ref that everything about it names."""
        return self.medication.ref

    @property
    def started(self) -> date:
        """The day of the first dose."""
        return self.medication.body.started

    @property
    def last_dose(self) -> date | None:
        """The day of the last dose; None while it goes on."""
        return self.ended.body.last_dose if self.ended else None

    @property
    def prescribed(self) -> Prescribed:
        """The prescription as it stands after every change."""
        return self.changes[0].body.prescribed if self.changes else self.medication.body.prescribed

    @property
    def latest_day(self) -> date:
        """The last day something is known to have been so: it cannot have ended before."""
        return max([self.started, *(change.body.changed for change in self.changes)])

    @property
    def first_day_of_more(self) -> date | None:
        """The first day of which something more than its beginning is written; None where nothing is."""
        days = [change.body.changed for change in self.changes] + [one.body.day for one in self.missed]
        return min(days + ([self.last_dose] if self.last_dose else []), default=None)

    @property
    def never_was(self) -> bool:
        """Whether the whole course was written by mistake."""
        return self.medication.body.was_not_so


def courses_among(entries: Iterable[Entry[Body]]) -> tuple[Course, ...]:
    """Every course, those that go on first, then the one begun last first; none that was written by mistake."""
    return tuple(course for course in all_courses_among(entries) if not course.never_was)


def all_courses_among(entries: Iterable[Entry[Body]]) -> tuple[Course, ...]:
    """The same with those that were written by mistake: for reading what was written, and for putting it right."""
    entries = list(entries)
    changes = _by_about(threads(entries, MedicationChange))
    ends = _by_about(threads(entries, MedicationEnded))
    missed = _by_about(threads(entries, MissedCollection))
    found = [
        _course(begun, changes.get(begun.ref, ()), ends.get(begun.ref, ()), missed.get(begun.ref, ()))
        for begun in threads(entries, Medication)
    ]
    return tuple(sorted(found, key=lambda course: (course.ended is not None, -course.started.toordinal())))


def _course(
    begun: Thread[Medication],
    changes: Sequence[Thread[MedicationChange]],
    ends: Sequence[Thread[MedicationEnded]],
    missed: Sequence[Thread[MissedCollection]],
) -> Course:
    written: tuple[Thread[Any], ...] = (*changes, *ends, *missed)
    so = [change for change in changes if not change.body.was_not_so]
    return Course(
        medication=begun,
        changes=tuple(sorted(so, key=_by_change, reverse=True)),
        ended=next((end for end in ends if not end.body.was_not_so), None),
        missed=tuple(miss for miss in missed if not miss.body.was_not_so),
        mistaken=tuple(one for one in written if one.body.was_not_so),
    )


def in_the_way(new: Medication, last_dose: date | None, others: Sequence[Course]) -> Course | None:
    """The course that was taken in the days from the first dose of the new one to its last; None without one.

    The day of a last dose may be the day of a first one. Without a last dose the new one goes on.
    """
    for course in others:
        ends_before = last_dose is not None and last_dose <= course.started
        begins_after = course.last_dose is not None and course.last_dose <= new.started
        if not (ends_before or begins_after) and _cannot_stand_beside(new, course.medication.body):
            return course
    return None


def _cannot_stand_beside(one: Medication, other: Medication) -> bool:
    if one.medicine is other.medicine:
        is_same = _plain(one.other_name) == _plain(other.other_name)
        return one.medicine is not Medicine.OTHER or is_same
    return frozenset({one.medicine, other.medicine}) in ONE_AT_A_TIME


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _by_change(thread: Thread[MedicationChange]) -> tuple[date, datetime]:
    # By when it was first written: of two changes of one day the later stands, though the earlier is put right after.
    return thread.body.changed, thread.first_written_at


def _by_about(found: Iterable[Thread[B]]) -> dict[str, list[Thread[B]]]:
    by_about: dict[str, list[Thread[B]]] = {}
    for thread in found:
        by_about.setdefault(thread.newest.about, []).append(thread)
    return by_about
