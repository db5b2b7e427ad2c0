"""The sheet that goes on with her: read once, for a purpose, and written in the ledger; nothing is sent from here."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from hrm2m.foundation import ids
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.records.asks.actions.checking import LINE_LENGTH, must_be_one_of, must_have_words
from hrm2m.records.treatment.actions.checking import day_of
from hrm2m.records.treatment.queries import Treatment, treatment_in
from hrm2m.vault import door


LONGEST_DAYS = 31
"""How long a sheet may say that it can be relied on (policy_choice): medicine changes, and paper does not."""


class GoesTo(StrEnum):
    """Where she goes, or who asks with her yes."""

    HOSPITAL = "hospital"
    PRISON = "prison"
    ANOTHER_AREA = "another_area"
    SHE_CARRIES_IT = "she_carries_it"


@dataclass(frozen=True)
class SheetFor:
    """For whom a sheet is made, where that is, and until which day it may be relied on."""

    goes_to: GoesTo
    recipient: str
    until: date


@dataclass(frozen=True)
class Printed:
    """What a sheet holds: her treatment as it stood, when it was made, and the number its ledger line has."""

    treatment: Treatment
    sheet: SheetFor
    made_at: datetime
    number: str


def print_continuity(*, by: Actor, mother: str, sheet: SheetFor) -> Printed:
    """Reads what a sheet needs; the line in her ledger says who made it, where it goes and its number.

    Who it is for stands sealed with the purpose: it goes when her keys go. Raises BadInput.
    """
    must_be_one_of(sheet.goes_to, GoesTo, "goes_to")
    must_have_words(sheet.recipient, "recipient", "Write who gets this sheet: it stands on it.", LINE_LENGTH)
    said = ActFacts(purpose=f"Continuity sheet for {sheet.recipient.strip()}")
    with door.acting(by=by, permission=Permission.CONTINUITY_PRINT, mother=mother, act=said) as box:
        today = day_of(box)
        if not today <= sheet.until <= today + timedelta(days=LONGEST_DAYS):
            field = "until"
            sentence = f"Choose a day from today on, at most {LONGEST_DAYS} days ahead: medicine changes."
            raise BadInput(field, sentence)
        number = ids.new_ref()
        box.note(sheet=number, goes_to=sheet.goes_to.value, until=sheet.until.isoformat())
        return Printed(treatment_in(box), sheet, box.now, number)
