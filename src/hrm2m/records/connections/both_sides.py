"""Both sides of one connection, for its second reader: what it names, and nothing else of either record."""

from dataclasses import dataclass

from hrm2m.policy import Compartment
from hrm2m.records.children.entries import Child, Observation
from hrm2m.records.connections.entries import Connection, SafetyAnswered
from hrm2m.records.connections.queries import ConnectionCard, connection_card
from hrm2m.records.treatment.entries import DrugUse
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Entry


@dataclass(frozen=True)
class ChildSide:
    """What was seen, heard or told of this child, as the connection names it; what the child is called."""

    observations: tuple[Entry[Observation], ...]
    child: str


@dataclass(frozen=True)
class BothSides:
    """One connection between its two sides: the original entry of treatment, with corrections, and the child's side."""

    card: ConnectionCard
    child_side: ChildSide
    original: tuple[Entry[DrugUse], ...]
    """The entry that is quoted, newest version first; empty where none is."""


def both_sides(box: Box, ref: str) -> BothSides | None:
    """Both sides of the connection with this ref; None if it is not in her record. Needs both sides open."""
    card = connection_card(box, ref)
    if card is None:
        return None
    return BothSides(card, child_side(box, card.entry), _original(box, card.entry))


def child_side(box: Box, entry: Entry[Connection]) -> ChildSide:
    """What the connection names of this child. Needs child safety open, and nothing more."""
    drawer = Compartment.CHILD_SAFETY
    named = set(entry.body.observations)
    found: list[Entry[Observation]] = []
    # Oldest first, so that a correction of a correction is found too.
    for observation in reversed(box.entries(Observation, compartment=drawer)):
        if observation.ref in named or observation.corrects in named:
            named.add(observation.ref)
            found.append(observation)
    label = children_named(box).get(entry.body.child, "") if entry.body.child else ""
    return ChildSide(tuple(reversed(found)), label)


def quote_of(box: Box, entry: Entry[Connection]) -> Entry[SafetyAnswered] | None:
    """The newest answer of treatment that this connection quotes; None where there is none. Needs treatment open."""
    if not entry.body.question:
        return None
    answers = box.entries(SafetyAnswered, compartment=Compartment.TREATMENT)
    to_this = [answer for answer in answers if answer.about == entry.body.question]
    return max(to_this, key=lambda answer: answer.written_at, default=None)


def _original(box: Box, entry: Entry[Connection]) -> tuple[Entry[DrugUse], ...]:
    quote = quote_of(box, entry)
    if quote is None or not quote.body.drug_use:
        return ()
    named = {quote.body.drug_use}
    found: list[Entry[DrugUse]] = []
    for use in sorted(
        box.entries(DrugUse, compartment=Compartment.TREATMENT), key=lambda use: use.written_at
    ):
        if use.ref in named or use.corrects in named:
            named.add(use.ref)
            found.append(use)
    return tuple(reversed(found))


def children_named(box: Box) -> dict[str, str]:
    """What the family calls each child of her record, by ref. Needs child safety open."""
    found = box.entries(Child, compartment=Compartment.CHILD_SAFETY)
    first_of: dict[str, str] = {}
    labels: dict[str, str] = {}
    # Oldest first: a correction gives the child's own ref the later label.
    for entry in sorted(found, key=lambda entry: entry.written_at):
        first_of[entry.ref] = first_of.get(entry.corrects, entry.ref)
        labels[first_of[entry.ref]] = entry.body.label
    return labels


def observations_in(box: Box) -> tuple[Entry[Observation], ...]:
    """What was seen, heard or told of her children, newest first, as it stands. Needs child safety open."""
    found = box.entries(Observation, compartment=Compartment.CHILD_SAFETY)
    corrected = {entry.corrects for entry in found}
    return tuple(entry for entry in found if entry.ref not in corrected)


def drug_use_in(box: Box) -> tuple[Entry[DrugUse], ...]:
    """What is written of drug use, newest first, without what was corrected. Needs treatment open."""
    found = box.entries(DrugUse, compartment=Compartment.TREATMENT)
    corrected = {entry.corrects for entry in found}
    return tuple(entry for entry in found if entry.ref not in corrected)
