"""Courses of medicine put together from entries: what holds now, what changed, what was missed; no table is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

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


def courses_among(entries: Iterable[Entry[Body]]) -> tuple[Course, ...]:
    """Every course, those that go on first, then the one begun last first."""
    entries = list(entries)
    changes = _by_about(threads(entries, MedicationChange))
    ends = _by_about(threads(entries, MedicationEnded))
    missed = _by_about(threads(entries, MissedCollection))
    found = [
        Course(
            medication=begun,
            changes=tuple(sorted(changes.get(begun.ref, ()), key=_by_change, reverse=True)),
            ended=next(iter(ends.get(begun.ref, ())), None),
            missed=tuple(missed.get(begun.ref, ())),
        )
        for begun in threads(entries, Medication)
    ]
    return tuple(sorted(found, key=lambda course: (course.ended is not None, -course.started.toordinal())))


def overlapping(new: Medication, others: Sequence[Course]) -> Course | None:
    """The course that goes on past the day the new one begins and that it cannot stand beside; None without one."""
    for course in others:
        over = course.last_dose is not None and course.last_dose <= new.started
        before = course.started > new.started and course.last_dose is not None
        if not over and not before and _cannot_stand_beside(new, course.medication.body):
            return course
    return None


def _cannot_stand_beside(one: Medication, other: Medication) -> bool:
    if one.medicine is other.medicine:
        is_same = _plain(one.other_name) == _plain(other.other_name)
        return one.medicine is not Medicine.OTHER or is_same
    return frozenset({one.medicine, other.medicine}) in ONE_AT_A_TIME


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _by_change(thread: Thread[MedicationChange]) -> tuple[date, str]:
    return thread.body.changed, thread.newest.written_at.isoformat()


def _by_about(found: Iterable[Thread[B]]) -> dict[str, list[Thread[B]]]:
    by_about: dict[str, list[Thread[B]]] = {}
    for thread in found:
        by_about.setdefault(thread.newest.about, []).append(thread)
    return by_about
