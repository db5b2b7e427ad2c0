"""Where medicine is kept, and naloxone. The first is a fact held in two records, written in both by this one act."""

from datetime import datetime

from hrm2m.policy import Actor, Category, Compartment, Permission
from hrm2m.records.asks.actions.checking import (
    LINE_LENGTH,
    may_have_words,
    must_be_one_of,
    must_not_be_later_than_now,
)
from hrm2m.records.treatment.actions.checking import must_have_come
from hrm2m.records.treatment.actions.writing import write
from hrm2m.records.treatment.entries import Naloxone, SafeKeeping, YesNo
from hrm2m.vault import door
from hrm2m.vault.entries import Draft


def write_safe_keeping(*, by: Actor, mother: str, keeping: SafeKeeping, at: datetime) -> str:
    """Writes how her medicine is kept and whether a child lives or stays there; answers the ref in treatment.

    The same fact is written in child safety as whatever else this worker sees: nothing is read there for it.
    """
    with door.unit(by=by):
        with door.acting(by=by, permission=Permission.MEDICATION_RECORD, mother=mother) as box:
            must_not_be_later_than_now(box, at, "at")
            must_have_come(box, keeping.asked_at, "asked_at")
            for field in ("locked_box", "child_stays", "shown_how"):
                must_be_one_of(getattr(keeping, field), YesNo, field)
            ref = write(box, keeping, at)
        with door.acting(by=by, permission=Permission.CHILD_NOTE, mother=mother) as box:
            box.write(Draft(keeping, Category.CHILDREN, at, compartment=Compartment.CHILD_SAFETY))
    return ref


def write_naloxone(*, by: Actor, mother: str, naloxone: Naloxone, at: datetime) -> str:
    """Writes whether she has naloxone, was shown how, and until when it keeps; answers the ref."""
    with door.acting(by=by, permission=Permission.MEDICATION_RECORD, mother=mother) as box:
        must_not_be_later_than_now(box, at, "at")
        for field in ("has_it", "shown_how"):
            must_be_one_of(getattr(naloxone, field), YesNo, field)
        may_have_words(naloxone.somebody_near, "somebody_near", LINE_LENGTH)
        return write(box, naloxone, at)
