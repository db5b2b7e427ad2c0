"""What she is prescribed: a course begun, changed and ended; a missed collection. A dose is text, always."""

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.records.asks.actions.checking import (
    Known,
    may_have_words,
    must_be_one_of,
    must_have_words,
)
from hrm2m.records.treatment.actions.checking import (
    LONGEST_RUN_DAYS,
    Told,
    must_be_prescribed,
    must_have_come,
    must_name_the_medicine,
    must_say_told,
    must_say_who_asked,
)
from hrm2m.records.treatment.actions.writing import NOBODY_NEEDS_TO_TELL, SHE_SAID_SO, write
from hrm2m.records.treatment.courses import COURSE_BODIES, Course, courses_among, in_the_way
from hrm2m.records.treatment.entries import (
    Medication,
    MedicationChange,
    MedicationEnded,
    Medicine,
    MissedCollection,
    WhoAsked,
    WhyMissed,
)
from hrm2m.records.treatment.proposing import beginning_of
from hrm2m.vault import door
from hrm2m.vault.box import Box


NOT_HERE = "This medicine is not in her record. Open her page again and choose it there."
HAS_ENDED = "This course has ended. If she takes it again, write it as a new one."


def begin_medication(
    *, by: Actor, mother: str, medication: Medication, told: Told, known: Known = SHE_SAID_SO
) -> str:
    """Writes that she takes a medicine since a day, and whether she was told; answers the ref that all about it names.

    Raises BadInput for a day ahead, and while another course goes on that nobody is prescribed beside this one.
    """
    with door.acting(by=by, permission=Permission.MEDICATION_RECORD, mother=mother) as box:
        must_be_a_medication(box, medication)
        must_not_stand_beside(in_the_way(medication, None, _courses(box)), "started")
        must_say_told(box, told)
        return write(box, medication, beginning_of(medication.started), known=known, told=told)


def change_medication(
    *,
    by: Actor,
    mother: str,
    course: str,
    change: MedicationChange,
    told: Told,
    known: Known = SHE_SAID_SO,
) -> str:
    """Writes what changed, who asked for it, why, and when she was told; answers its ref."""
    with door.acting(by=by, permission=Permission.MEDICATION_RECORD, mother=mother) as box:
        here = _going_on(the_course(_courses(box), course))
        must_be_a_change(box, here, change)
        must_say_told(box, told)
        return write(box, change, beginning_of(change.changed), known=known, told=told, about=here.ref)


def end_medication(
    *, by: Actor, mother: str, course: str, ended: MedicationEnded, told: Told, known: Known = SHE_SAID_SO
) -> str:
    """Writes the last dose of a course, planned or interrupted; answers its ref."""
    with door.acting(by=by, permission=Permission.MEDICATION_RECORD, mother=mother) as box:
        here = _going_on(the_course(_courses(box), course))
        must_be_an_end(box, here, ended)
        must_say_told(box, told)
        return write(box, ended, beginning_of(ended.last_dose), known=known, told=told, about=here.ref)


def write_missed_collection(
    *,
    by: Actor,
    mother: str,
    course: str,
    missed: MissedCollection,
    told: Told = NOBODY_NEEDS_TO_TELL,
    known: Known = SHE_SAID_SO,
) -> str:
    """Writes that a collection did not happen, and what we did; answers its ref. Nothing is stopped by it.

    What she did not say herself says whether she was told of it.
    """
    with door.acting(by=by, permission=Permission.MEDICATION_RECORD, mother=mother) as box:
        here = the_course(_courses(box), course)
        must_be_missed(box, here, missed)
        if known.how != SHE_SAID_SO.how:
            must_say_told(box, told)
        return write(box, missed, beginning_of(missed.day), known=known, told=told, about=here.ref)


def the_course(courses: tuple[Course, ...], ref: str) -> Course:
    """The course with this ref; refuses one that is not hers."""
    for course in courses:
        if course.ref == ref:
            return course
    field = "course"
    raise BadInput(field, NOT_HERE)


def must_be_a_medication(box: Box, medication: Medication) -> None:
    """Refuses a beginning that cannot be so."""
    must_be_one_of(medication.medicine, Medicine, "medicine")
    must_name_the_medicine(medication.medicine, medication.other_name)
    must_be_prescribed(medication.prescribed)
    must_have_come(box, medication.started, "started")


def must_not_stand_beside(other: Course | None, field: str) -> None:
    """Refuses what would have her take two medicines that nobody is prescribed together."""
    if other is not None:
        sentence = (
            f"She takes another medicine since {other.started:%-d %B %Y} that is not prescribed beside this one. "
            "Write the last dose of that first, or write this as a change to it."
        )
        if other.last_dose is not None:
            sentence = (
                f"From {other.started:%-d %B %Y} to {other.last_dose:%-d %B %Y} she took another medicine that is not "
                "prescribed beside this one. Look at the days of both, and put right what is wrong first."
            )
        raise BadInput(field, sentence)


def must_be_a_change(box: Box, here: Course, change: MedicationChange) -> None:
    """Refuses a change that cannot be so, or leaves out who asked for it and why."""
    must_have_come(box, change.changed, "changed")
    if change.changed < here.started:
        sentence = f"She began it on {here.started:%-d %B %Y}. A change cannot have come before that."
        raise BadInput("changed", sentence)
    must_have_words(change.what, "what", "Write what changed, as it was put to her.")
    must_have_words(change.why, "why", "Write why, as whoever asked for it put it.")
    must_say_who_asked(change.who_asked, change.whose)
    must_be_prescribed(change.prescribed)


def must_be_an_end(box: Box, here: Course, ended: MedicationEnded) -> None:
    """Refuses a last dose that cannot be so, or leaves out who asked for it and why."""
    must_have_come(box, ended.last_dose, "last_dose")
    if ended.last_dose < here.latest_day:
        sentence = (
            f"Something about it is written for {here.latest_day:%-d %B %Y}. "
            "The last dose cannot have been before that."
        )
        raise BadInput("last_dose", sentence)
    # Nobody who was there may be left to ask of a course that was over before it was written here.
    was_unknown = here.ended is not None and here.ended.body.who_asked is WhoAsked.NOT_KNOWN
    must_say_why_it_ended(ended, may_be_unknown=was_unknown)


def must_say_why_it_ended(ended: MedicationEnded, *, may_be_unknown: bool = False) -> None:
    """Refuses a last dose that leaves out why it was the last, or who asked for it."""
    must_have_words(ended.why, "why", "Write why it ended, as it was put to her.")
    must_say_who_asked(ended.who_asked, ended.whose, may_be_unknown=may_be_unknown)


def must_be_missed(box: Box, here: Course, missed: MissedCollection, *, but: str = "") -> None:
    """Refuses a missed collection that cannot be so, or that stands there already, save the one with the ref `but`."""
    must_have_come(box, missed.day, "day")
    if missed.day < here.started or (here.last_dose is not None and missed.day > here.last_dose):
        field, sentence = "day", "She did not take this medicine on that day. Look at the day again."
        raise BadInput(field, sentence)
    if any(thread.body.day == missed.day for thread in here.missed if thread.ref != but):
        raise BadInput("day", "This day is written down already.")
    most = min(LONGEST_RUN_DAYS, (missed.day - here.started).days + 1)
    if not 1 <= missed.in_a_row <= most:
        sentence = f"Write how many days in a row were missed by then: from 1 to {most}."
        raise BadInput("in_a_row", sentence)
    must_be_one_of(missed.why, WhyMissed, "why")
    may_have_words(missed.words, "words")
    may_have_words(missed.done, "done")


def _courses(box: Box) -> tuple[Course, ...]:
    return courses_among(box.entries(*COURSE_BODIES, compartment=Compartment.TREATMENT))


def _going_on(course: Course) -> Course:
    if course.ended is not None:
        field = "course"
        raise BadInput(field, HAS_ENDED)
    return course
