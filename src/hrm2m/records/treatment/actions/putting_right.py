"""Putting right what we wrote wrongly of a medicine: a new entry that names the one it corrects; both can be read."""

from datetime import date
from typing import Any

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.records.asks.actions.checking import Known
from hrm2m.records.asks.threads import Thread
from hrm2m.records.treatment.actions.checking import Told, must_have_come, must_say_told
from hrm2m.records.treatment.actions.prescribing import (
    HAS_ENDED,
    must_be_a_change,
    must_be_a_medication,
    must_be_an_end,
    must_be_missed,
    must_not_stand_beside,
    the_course,
)
from hrm2m.records.treatment.actions.writing import write
from hrm2m.records.treatment.courses import COURSE_BODIES, Course, all_courses_among, in_the_way
from hrm2m.records.treatment.entries import Medication, MedicationChange, MedicationEnded, MissedCollection
from hrm2m.records.treatment.proposing import beginning_of
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import B


NOT_HERE = "This is not in her treatment record. Open her page again and choose it there."


def put_medication_right(
    *,
    by: Actor,
    mother: str,
    course: str,
    seen_ref: str,
    medication: Medication,
    told: Told,
    known: Known | None = None,
) -> str:
    """Corrects how a course began, or says that it never was; a change by the prescriber is a change."""
    with door.acting(by=by, permission=Permission.MEDICATION_RECORD, mother=mother) as box:
        here, others = _opened(box, course)
        box.expect(here.medication.newest, seen_ref)
        must_say_told(box, told)
        if not medication.was_not_so:
            must_be_a_medication(box, medication)
            first = here.first_day_of_more
            if first is not None and medication.started > first:
                sentence = (
                    f"Something about it is written for {first:%-d %B %Y}. It cannot have begun after that."
                )
                raise BadInput("started", sentence)
            must_not_stand_beside(in_the_way(medication, here.last_dose, others), "started")
        return _written(box, here.medication, medication, medication.started, told, known)


def put_change_right(
    *, by: Actor, mother: str, course: str, entry: str, seen_ref: str, change: MedicationChange, told: Told
) -> str:
    """Corrects a change that we wrote wrongly, or says that it never was; answers the ref of the correction."""
    with door.acting(by=by, permission=Permission.MEDICATION_RECORD, mother=mother) as box:
        here, _others = _opened(box, course)
        wrong = _among((*here.changes, *here.mistaken), entry, MedicationChange)
        box.expect(wrong.newest, seen_ref)
        must_say_told(box, told)
        if not change.was_not_so:
            must_be_a_change(box, here, change)
            if here.last_dose is not None and change.changed > here.last_dose:
                sentence = f"Her last dose was on {here.last_dose:%-d %B %Y}. It cannot have changed after."
                raise BadInput("changed", sentence)
        return _written(box, wrong, change, change.changed, told)


def put_end_right(
    *, by: Actor, mother: str, course: str, entry: str, seen_ref: str, ended: MedicationEnded, told: Told
) -> str:
    """Corrects a last dose that we wrote wrongly, or says that she goes on; answers the ref of the correction."""
    with door.acting(by=by, permission=Permission.MEDICATION_RECORD, mother=mother) as box:
        here, others = _opened(box, course)
        ends = (here.ended, *here.mistaken) if here.ended else here.mistaken
        wrong = _among(ends, entry, MedicationEnded)
        box.expect(wrong.newest, seen_ref)
        must_say_told(box, told)
        if not ended.was_not_so:
            if here.ended is not None and here.ended is not wrong:
                field = "last_dose"
                raise BadInput(field, HAS_ENDED)
            must_be_an_end(box, here, ended)
        if not here.never_was and (here.ended is None or here.ended is wrong):
            until = None if ended.was_not_so else ended.last_dose
            must_not_stand_beside(in_the_way(here.medication.body, until, others), "last_dose")
        return _written(box, wrong, ended, ended.last_dose, told)


def put_missed_right(
    *,
    by: Actor,
    mother: str,
    course: str,
    entry: str,
    seen_ref: str,
    missed: MissedCollection,
    told: Told,
    known: Known | None = None,
) -> str:
    """Corrects a collection that we wrote down wrongly as missed, or says that it was collected."""
    with door.acting(by=by, permission=Permission.MEDICATION_RECORD, mother=mother) as box:
        here, _others = _opened(box, course)
        wrong = _among((*here.missed, *here.mistaken), entry, MissedCollection)
        box.expect(wrong.newest, seen_ref)
        must_say_told(box, told)
        if not missed.was_not_so:
            must_be_missed(box, here, missed, but=wrong.ref)
        return _written(box, wrong, missed, missed.day, told, known)


def _opened(box: Box, course: str) -> tuple[Course, list[Course]]:
    """The course with everything that was ever written about it, and the others that were taken."""
    found = all_courses_among(box.entries(*COURSE_BODIES, compartment=Compartment.TREATMENT))
    here = the_course(found, course)
    return here, [other for other in found if other is not here and not other.never_was]


def _among(found: tuple[Thread[Any], ...], entry: str, body: type[B]) -> Thread[B]:
    for thread in found:
        if thread.ref == entry and isinstance(thread.body, body):
            return thread
    field = "course"
    raise BadInput(field, NOT_HERE)


def _written(box: Box, wrong: Thread[B], right: B, day: date, told: Told, known: Known | None = None) -> str:
    """The correction: how it is known is as it was, unless somebody says otherwise."""
    before = wrong.newest
    must_have_come(box, day, "day")
    return write(
        box,
        right,
        beginning_of(day),
        known=known or Known(before.how_known, before.from_whom),
        told=told,
        about=before.about,
        corrects=before.ref,
    )
