"""Refusals of what was typed about treatment: a field and a sentence each; nothing is written here."""

from dataclasses import dataclass
from datetime import date, datetime

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation.errors import BadInput
from hrm2m.records.asks.actions.checking import LINE_LENGTH, may_have_words, must_be_one_of, must_have_words
from hrm2m.records.treatment.entries import Medicine, Prescribed, WhoAsked
from hrm2m.vault.box import Box


NOT_YET = "That day has not come yet. Write it once it was so."
LONGEST_RUN_DAYS = 366


@dataclass(frozen=True)
class Told:
    """When and how she was told of something written about her, or why not yet."""

    her_at: datetime | None = None
    how: str = ""
    not_why: str = ""


def day_of(box: Box) -> date:
    """Today, in the UK."""
    return local_day(box.now)


def must_have_come(box: Box, day: date, field: str) -> None:
    """Refuses a day that lies ahead."""
    if day > day_of(box):
        raise BadInput(field, NOT_YET)


def must_say_told(box: Box, told: Told) -> None:
    """Refuses what neither says when she was told nor why not."""
    if told.her_at is None and not told.not_why.strip():
        field = "not_told_why"
        sentence = "Write when she was told, or why she was not told yet. She can ask to see this."
        raise BadInput(field, sentence)
    if told.her_at is not None and told.her_at > box.now:
        field, sentence = "told_at", "That time has not come yet. Write when she was told."
        raise BadInput(field, sentence)
    may_have_words(told.how, "told_how", LINE_LENGTH)
    may_have_words(told.not_why, "not_told_why", LINE_LENGTH)


def must_be_prescribed(now: Prescribed) -> None:
    """Refuses a prescription without a dose in words."""
    sentence = "Write the dose exactly as it is prescribed, as text. Nothing here counts with it."
    must_have_words(now.dose, "dose", sentence, LINE_LENGTH)
    for field, text in (
        ("form", now.form),
        ("why_so", now.why_so),
        ("pharmacy", now.pharmacy),
        ("prescriber", now.prescriber),
    ):
        may_have_words(text, field, LINE_LENGTH)


def must_name_the_medicine(medicine: Medicine, other_name: str) -> None:
    """Refuses another medicine without its name."""
    may_have_words(other_name, "other_name", LINE_LENGTH)
    if medicine is Medicine.OTHER and not other_name.strip():
        field, sentence = "other_name", "Write the name of the medicine."
        raise BadInput(field, sentence)


def must_say_who_asked(who: WhoAsked, whose: str, *, may_be_unknown: bool = False) -> None:
    """Refuses another agency without its name, and that nobody knows where somebody can be asked."""
    must_be_one_of(who, WhoAsked, "who_asked")
    if who is WhoAsked.NOT_KNOWN and not may_be_unknown:
        field, sentence = "who_asked", "Say who asked for it: she, the prescriber, or another agency."
        raise BadInput(field, sentence)
    may_have_words(whose, "whose", LINE_LENGTH)
    if who is WhoAsked.ANOTHER_AGENCY and not whose.strip():
        field, sentence = "whose", "Write which agency asked for it. She has a right to know."
        raise BadInput(field, sentence)
