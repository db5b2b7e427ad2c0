"""A course of medicine in words: what holds now, what changed and who asked, what was missed, what lies ahead."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from hrm2m.pages.today.timing import date_in_words
from hrm2m.pages.treatment.words import TAKEN, WEEKDAYS, WHO_ASKED, WHY_MISSED, name_of
from hrm2m.pages.treatment.written import Teller, Written
from hrm2m.records.treatment.courses import Course
from hrm2m.records.treatment.entries import WhoAsked
from hrm2m.records.treatment.prompts import Prompt
from hrm2m.records.treatment.queries import CourseCard


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


def course_row(teller: Teller, card: CourseCard) -> CourseRow:
    """A course in words."""
    course = card.course
    begun = teller.written(
        course.medication.newest,
        gettext("First dose"),
        course.medication.body.prescribed.dose,
        day=date_in_words(course.started),
    )
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
        ended=_ended(teller, course),
        begun=begun,
        changes=tuple(_change(teller, course)),
        missed=tuple(_missed(teller, course)),
    )


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
        (gettext("First dose"), date_in_words(course.started)),
    )


def who_asked(who: WhoAsked, whose: str) -> str:
    """Who asked for a change, by name where another agency did."""
    if who is WhoAsked.ANOTHER_AGENCY:
        return gettext("Asked for by %(agency)s") % {"agency": whose}
    if who is WhoAsked.PRESCRIBER:
        return gettext("Asked for by the prescriber")
    return str(WHO_ASKED[who])


def _change(teller: Teller, course: Course) -> Iterator[Written]:
    for thread in course.changes:
        body = thread.body
        dose = gettext("Since then: %(dose)s") % {"dose": body.prescribed.dose}
        why = gettext("Why: %(why)s") % {"why": body.why}
        yield teller.written(
            thread.newest,
            body.what,
            who_asked(body.who_asked, body.whose),
            why,
            dose,
            day=date_in_words(body.changed),
        )


def _ended(teller: Teller, course: Course) -> Written | None:
    if course.ended is None:
        return None
    body = course.ended.body
    title = gettext("Interrupted") if body.is_interrupted else gettext("Ended")
    return teller.written(
        course.ended.newest,
        title,
        who_asked(body.who_asked, body.whose),
        gettext("Why: %(why)s") % {"why": body.why},
        day=gettext("Last dose %(day)s") % {"day": date_in_words(body.last_dose)},
    )


def _missed(teller: Teller, course: Course) -> Iterator[Written]:
    for thread in course.missed:
        body = thread.body
        row = gettext("%(number)d in a row by then") % {"number": body.in_a_row}
        done = gettext("What we did: %(done)s") % {"done": body.done} if body.done else ""
        why = str(WHY_MISSED[body.why])
        title = gettext("A collection did not happen")
        day = date_in_words(body.day)
        yield teller.written(thread.newest, title, row, why, done, hers=body.words, day=day)
