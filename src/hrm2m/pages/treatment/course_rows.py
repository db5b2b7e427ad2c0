"""A course of medicine in words: what holds now, what changed and who asked, what was missed, what lies ahead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from hrm2m.cadence.local_time import local_day
from hrm2m.pages.today.timing import date_in_words, dated
from hrm2m.pages.treatment.words import KNOWN, TAKEN, WEEKDAYS, WHO_ASKED, WHY_MISSED, name_of
from hrm2m.pages.treatment.written import Teller, Written
from hrm2m.records.asks.threads import Thread
from hrm2m.records.treatment.courses import Course
from hrm2m.records.treatment.entries import (
    Medication,
    MedicationChange,
    MedicationEnded,
    MissedCollection,
    WhoAsked,
)
from hrm2m.records.treatment.prompts import Prompt
from hrm2m.records.treatment.queries import CourseCard
from hrm2m.vault.entries import Entry


RIGHT_AT: dict[type, str] = {
    MedicationChange: "medication_change_right",
    MedicationEnded: "medication_end_right",
    MissedCollection: "medication_missed_right",
}


WRITTEN_LATE_AFTER_DAYS = 7
"""More than so many days after it was so, an entry says when it was written down (`policy_choice`)."""


@dataclass(frozen=True)
class CourseRow:
    """A course as her page shows it."""

    ref: str
    name: str
    dose: str
    facts: tuple[tuple[str, str], ...]
    next_day: str
    next_is_closed: bool
    closed: tuple[str, ...]
    prompts: tuple[Prompt, ...]
    is_running: bool
    ended: Written | None
    begun: Written
    changes: tuple[Written, ...]
    missed: tuple[Written, ...]
    mistaken: tuple[Written, ...]
    """What was written of it by mistake and was not so."""


def course_row(teller: Teller, card: CourseCard) -> CourseRow:
    """A course in words."""
    course = card.course
    return CourseRow(
        ref=course.ref,
        name=name_of(course.medication.body),
        dose=course.prescribed.dose,
        facts=facts_of(course),
        next_day=date_in_words(card.collections.next_day) if card.collections.next_day else "",
        next_is_closed=card.collections.next_is_closed,
        closed=tuple(date_in_words(day) for day in card.collections.closed),
        prompts=card.prompts,
        is_running=course.ended is None,
        ended=_told(teller, course.ended) if course.ended else None,
        begun=_told(teller, course.medication),
        changes=tuple(_told(teller, thread) for thread in course.changes),
        missed=tuple(_told(teller, thread) for thread in course.missed),
        mistaken=tuple(_told(teller, thread) for thread in course.mistaken),
    )


def never_taken(teller: Teller, courses: Iterable[Course]) -> tuple[tuple[str, tuple[Written, ...]], ...]:
    """The refs of courses that were written by mistake, each with everything that was written about it."""
    return tuple(
        (
            course.ref,
            tuple(replace(_told(teller, thread), right_at="") for thread in threads_of(course)),
        )
        for course in courses
    )


def threads_of(course: Course) -> Iterator[Thread[Any]]:
    """Everything that was written about a course."""
    yield course.medication
    yield from course.changes
    yield from course.missed
    yield from course.mistaken
    if course.ended is not None:
        yield course.ended


def facts_of(course: Course) -> tuple[tuple[str, str], ...]:
    """The prescription as it stands, as pairs of what and how."""
    now = course.prescribed
    days = ", ".join(str(WEEKDAYS[day]) for day in now.collection_days)
    where = str(TAKEN[now.taken]) + (f": {now.why_so}" if now.why_so else "")
    return (
        (gettext("In which form"), now.form),
        (gettext("Where she takes it"), where),
        (gettext("Pharmacy"), now.pharmacy),
        (gettext("Collection days"), days),
        (gettext("Prescriber"), now.prescriber),
        (gettext("First dose"), dated(course.started)),
    )


def who_asked(who: WhoAsked, whose: str) -> str:
    """Who asked for a change, by name where another agency did."""
    if who is WhoAsked.ANOTHER_AGENCY:
        return gettext("Asked for by %(agency)s") % {"agency": whose}
    if who is WhoAsked.NOT_KNOWN:
        return gettext("Who asked for it is not known")
    if who is WhoAsked.PRESCRIBER:
        return gettext("Asked for by the prescriber")
    return str(WHO_ASKED[who])


def _told(teller: Teller, thread: Thread[Any]) -> Written:
    """What was written about a course as it stands, with what was written before beside it."""
    row = teller.with_versions(thread, lambda entry: _one(teller, entry))
    return replace(row, lines=(*row.lines, *_late(thread)), right_at=RIGHT_AT.get(type(thread.body), ""))


def _late(thread: Thread[Any]) -> Iterator[str]:
    """That it was written down long after it was so, and who says so."""
    written = local_day(thread.first_written_at)
    if (written - local_day(thread.newest.happened_at)).days <= WRITTEN_LATE_AFTER_DAYS:
        return
    yield gettext("Written down afterwards, on %(day)s") % {"day": dated(written)}
    if thread.newest.how_known == "her_words":
        yield str(KNOWN["her_words"])


def _one(teller: Teller, entry: Entry[Any]) -> Written:
    body = entry.body
    if isinstance(body, Medication):
        day = dated(body.started)
        about = gettext("About then, as somebody remembers it") if body.days_are_about else ""
        return teller.written(
            entry, gettext("First dose"), name_of(body), body.prescribed.dose, about, day=day
        )
    if isinstance(body, MedicationChange):
        return _change(teller, entry, body)
    return _ended(teller, entry, body) if isinstance(body, MedicationEnded) else _missed(teller, entry, body)


def _change(teller: Teller, entry: Entry[Any], body: MedicationChange) -> Written:
    dose = gettext("Since then: %(dose)s") % {"dose": body.prescribed.dose}
    why = gettext("Why: %(why)s") % {"why": body.why}
    asked = who_asked(body.who_asked, body.whose)
    return teller.written(entry, body.what, asked, why, dose, day=dated(body.changed))


def _ended(teller: Teller, entry: Entry[Any], body: MedicationEnded) -> Written:
    title = gettext("Interrupted") if body.is_interrupted else gettext("Ended")
    why = gettext("Why: %(why)s") % {"why": body.why}
    day = gettext("Last dose %(day)s") % {"day": dated(body.last_dose)}
    return teller.written(entry, title, who_asked(body.who_asked, body.whose), why, day=day)


def _missed(teller: Teller, entry: Entry[Any], body: MissedCollection) -> Written:
    row = gettext("%(number)d in a row by then") % {"number": body.in_a_row}
    done = gettext("What we did: %(done)s") % {"done": body.done} if body.done else ""
    title, why = gettext("A collection did not happen"), str(WHY_MISSED[body.why])
    return teller.written(entry, title, row, why, done, hers=body.words, day=dated(body.day))
