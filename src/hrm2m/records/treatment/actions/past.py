"""A course that was over before anybody wrote it down here: its first and last dose in one act, with real days."""

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.records.asks.actions.checking import Known
from hrm2m.records.treatment.actions.checking import Told, must_have_come, must_say_told
from hrm2m.records.treatment.actions.prescribing import (
    must_be_a_medication,
    must_not_stand_beside,
    must_say_why_it_ended,
)
from hrm2m.records.treatment.actions.writing import SHE_SAID_SO, write
from hrm2m.records.treatment.courses import COURSE_BODIES, Course, courses_among, in_the_way
from hrm2m.records.treatment.entries import Medication, MedicationEnded
from hrm2m.records.treatment.proposing import beginning_of
from hrm2m.vault import door


def write_past_course(
    *,
    by: Actor,
    mother: str,
    medication: Medication,
    ended: MedicationEnded,
    told: Told,
    known: Known = SHE_SAID_SO,
) -> str:
    """Writes a medicine she took until a day, here or elsewhere; answers the ref that all about it names.

    Who asked for its end may be unknown: whoever was there may not be left to ask. A window is proposed only where
    one would be open today. Raises BadInput for days that overlap a course nobody is prescribed beside this one.
    """
    with door.acting(by=by, permission=Permission.MEDICATION_RECORD, mother=mother) as box:
        must_be_a_medication(box, medication)
        must_have_come(box, ended.last_dose, "last_dose")
        if ended.last_dose < medication.started:
            field, sentence = (
                "last_dose",
                "The last dose cannot have been before the first. Look at both days.",
            )
            raise BadInput(field, sentence)
        must_say_why_it_ended(ended, may_be_unknown=True)
        courses = courses_among(box.entries(*COURSE_BODIES, compartment=Compartment.TREATMENT))
        _must_have_been_over_by_then(in_the_way(medication, ended.last_dose, courses))
        must_say_told(box, told)
        ref = write(box, medication, beginning_of(medication.started), known=known, told=told)
        write(box, ended, beginning_of(ended.last_dose), known=known, told=told, about=ref)
        return ref


def _must_have_been_over_by_then(other: Course | None) -> None:
    """Refuses days in which she took what nobody is prescribed beside this one."""
    if other is not None and other.last_dose is None:
        sentence = (
            f"She takes another medicine since {other.started:%-d %B %Y} that is not prescribed beside this one. "
            "Look at the day of the last dose again: this one was over by then."
        )
        raise BadInput("last_dose", sentence)
    must_not_stand_beside(other, "started")
