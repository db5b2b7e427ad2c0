"""Which window a start or an interruption of medicine proposes; a proposal reaches nobody before her recorded yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from hrm2m.cadence import Nation, WindowKind
from hrm2m.cadence.local_time import instant
from hrm2m.cadence.windows import closes_at
from hrm2m.records.treatment.courses import Course
from hrm2m.records.treatment.entries import WindowAnswer
from hrm2m.vault.entries import Entry


@dataclass(frozen=True)
class Proposal:
    """A window to ask her about: `about` is the course it comes from."""

    about: str
    kind: WindowKind
    opened: date
    closes_at: datetime | None


def beginning_of(day: date) -> datetime:
    """The first instant of this day in the UK."""
    return instant(datetime.combine(day, time()))


def proposals_among(
    courses: Sequence[Course], answers: Sequence[Entry[WindowAnswer]], *, nation: Nation, now: datetime
) -> tuple[Proposal, ...]:
    """Windows that would still be open and that she has not been asked about, the one opened last first."""
    answered = {(entry.about, entry.body.kind, entry.body.opened) for entry in answers}
    found = [
        Proposal(course.ref, kind, day, closes)
        for course in courses
        for kind, day in days_of(course)
        if (course.ref, kind, day) not in answered
        and ((closes := closes_at(kind, beginning_of(day), nation)) is None or now < closes)
    ]
    return tuple(sorted(found, key=lambda proposal: proposal.opened, reverse=True))


def days_of(course: Course) -> list[tuple[WindowKind, date]]:
    """The days of a course from which a window opens, each with its kind."""
    days = [(WindowKind.MEDICATION_STARTED, course.started)]
    if course.last_dose is not None:
        days.append((WindowKind.MEDICATION_STOPPED, course.last_dose))
    return days
