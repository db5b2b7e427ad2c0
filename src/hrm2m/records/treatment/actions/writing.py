"""Putting one entry into her treatment drawer; every action of this room writes through here."""

from datetime import datetime

from hrm2m.policy import Category, Compartment
from hrm2m.policy.showing import UNTIL_DECIDED
from hrm2m.records.asks.actions.checking import Known, must_say_how_known
from hrm2m.records.treatment.actions.checking import Told
from hrm2m.vault.box import Box
from hrm2m.vault.entries import B, Draft


SHE_SAID_SO = Known()
NOBODY_NEEDS_TO_TELL = Told()
TOLD_BY_ANOTHER = frozenset({"told_by", "opinion_of"})


def write(
    box: Box,
    body: B,
    happened_at: datetime,
    *,
    known: Known = SHE_SAID_SO,
    told: Told = NOBODY_NEEDS_TO_TELL,
    about: str = "",
    corrects: str = "",
) -> str:
    """Writes one entry and answers its ref; what another person told us is held from her page for now."""
    must_say_how_known(known)
    return box.write(
        Draft(
            body,
            Category.DRUGS_AND_TREATMENT,
            happened_at,
            compartment=Compartment.TREATMENT,
            how_known=known.how,
            from_whom=known.from_whom,
            about=about,
            corrects=corrects,
            held_until=UNTIL_DECIDED if known.how in TOLD_BY_ANOTHER else None,
            told_her_at=told.her_at,
            told_her_how=told.how,
            not_told_why=told.not_why,
        )
    )
