"""What she uses: self-reported, tested with cut-off, laboratory and her account, or told by somebody who is named."""

from datetime import datetime

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.records.asks.actions.checking import (
    LINE_LENGTH,
    Known,
    may_have_words,
    must_be_one_of,
    must_have_words,
    must_not_be_later_than_now,
)
from hrm2m.records.treatment.actions.checking import Told, must_say_told
from hrm2m.records.treatment.actions.writing import NOBODY_NEEDS_TO_TELL, write
from hrm2m.records.treatment.entries import DrugUse, HowUsed
from hrm2m.vault import door
from hrm2m.vault.box import Box


NOT_HERE = "This is not in her treatment record. Open her page again and choose it there."


def write_drug_use(
    *,
    by: Actor,
    mother: str,
    use: DrugUse,
    at: datetime,
    told_by: str = "",
    told: Told = NOBODY_NEEDS_TO_TELL,
    corrects: str = "",
) -> str:
    """Writes what she uses and how that is known; answers its ref. `told_by` names whoever told us.

    A test says which laboratory and which cut-off, and has a place for what she says to it. `corrects` is the ref of
    the version that this one puts right. Raises BadInput, and StaleVersion where somebody put it right meanwhile.
    """
    with door.acting(by=by, permission=Permission.DRUG_USE_RECORD, mother=mother) as box:
        must_not_be_later_than_now(box, at, "at")
        must_have_words(use.what, "what", "Write what it is, in plain words.", LINE_LENGTH)
        must_be_one_of(use.how, HowUsed, "how")
        may_have_words(use.how_often, "how_often", LINE_LENGTH)
        may_have_words(use.her_account, "her_account")
        known = _known(box, use, told_by, told)
        if corrects and not box.entries(DrugUse, compartment=Compartment.TREATMENT, refs=[corrects]):
            raise BadInput("what", NOT_HERE)
        return write(box, use, at, known=known, told=told, corrects=corrects)


def _known(box: Box, use: DrugUse, told_by: str, told: Told) -> Known:
    if use.how is HowUsed.SELF_REPORTED:
        if use.result or use.laboratory or use.cut_off:
            field, sentence = (
                "how",
                "Only a test has a result. Choose “tested”, or leave the fields of the test empty.",
            )
            raise BadInput(field, sentence)
        return Known()
    must_say_told(box, told)
    if use.how is HowUsed.TOLD_BY:
        must_have_words(
            told_by, "told_by", "Write who told us. Hearsay without a name is not kept.", LINE_LENGTH
        )
        return Known("told_by", told_by)
    must_have_words(use.result, "result", "Write what the test said.", LINE_LENGTH)
    must_have_words(
        use.laboratory, "laboratory", "Write which laboratory, or which kit was used.", LINE_LENGTH
    )
    sentence = "Write the cut-off, or “not stated”: without it nobody can weigh the result."
    must_have_words(use.cut_off, "cut_off", sentence, LINE_LENGTH)
    return Known("read_in", use.laboratory)
