"""Reading for a copy of her record: whether she asked for one, what goes into each part, what somebody checks first.

A copy is made when it is opened, from what she may read then: nothing of what it says is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hrm2m.cadence import due_for_clock
from hrm2m.policy import Actor, Compartment, Permission
from hrm2m.policy.giving import is_checked_first
from hrm2m.policy.roles import permissions_of
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.hers.kinds import CopyWay
from hrm2m.records.hers.models import STAYS_OPEN, Copy, CopyCheck, CopyHanded, open_copies
from hrm2m.records.showing.queries import CALLED, DECIDES, STANDS_ON
from hrm2m.records.showing.whom import somebody_may_read
from hrm2m.vault import door, standing
from hrm2m.vault.box import Box
from hrm2m.vault.boxes import Boxes
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.entries import Body, Entry, Reply, every_kind
from hrm2m.vault.errors import NotYours
from hrm2m.vault.hers_to_read import facts_of, for_her
from hrm2m.vault.versions import with_earlier_replies


CLOCK, CHECKED = "copy_given", "copy_checked"
"""The whole in her hands within the month; and each part that waits for a person, checked before (`about`: which)."""
PAGE = PURPOSE = "copy"


@dataclass(frozen=True)
class CopyCard:
    """A copy she asked for: how she wants it, since when, and whether she has had it."""

    ref: str
    way: CopyWay
    asked_at: datetime
    asked_by_id: int
    given_at: datetime | None

    @property
    def until(self) -> datetime | None:
        """When it is closed; None while she has not had it."""
        return self.given_at + STAYS_OPEN if self.given_at else None


@dataclass(frozen=True)
class PartOfCopy:
    """One compartment of a copy: what goes into it, the newest first, and what somebody has to check before."""

    entries: tuple[Entry[Any], ...]
    to_check: tuple[Entry[Any], ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing waits for a person."""
        return not self.to_check


@dataclass(frozen=True)
class Asked:
    """One part of a copy that asks somebody for something: a check, or to put it into her hand."""

    copy: CopyCard
    mother_ref: str
    compartment: Compartment
    part: PartOfCopy
    is_handed: bool
    called: str = ""

    @property
    def is_to_hand(self) -> bool:
        """Whether it is ready and waits for a worker to give it to her on paper."""
        on_paper = self.copy.way is CopyWay.PAPER and not self.copy.given_at
        return on_paper and self.part.is_ready and bool(self.part.entries) and not self.is_handed


def copy_of(mother_id: int, now: datetime) -> CopyCard | None:
    """The copy that is open now, if she asked for one; inside the door."""
    door.must_be_inside()
    row = open_copies(now).filter(mother=mother_id).order_by("-asked_at", "-id").first()
    return card_of(row) if row else None


def handed_parts(copy: CopyCard) -> Mapping[Compartment, datetime]:
    """Which parts were put into her hand on paper, and when."""
    rows = CopyHanded.objects.filter(copy__ref=copy.ref).values_list("compartment", "at")
    return {Compartment(compartment): at for compartment, at in rows}


def part_in(box: Box, copy: CopyCard, compartment: Compartment) -> PartOfCopy:
    """One part of the copy, by whoever has that compartment open: she herself, or a worker for her."""
    found = box.entries(*readable_kinds(), compartment=compartment)
    hers = found if box.shown_to_her else for_her(found, box.now)
    part = part_among(hers, compartment, checks_of([copy.ref]).get(copy.ref, {}))
    return (
        PartOfCopy(part.entries, ()) if part.to_check and _waits_for_nobody(box, copy, compartment) else part
    )


def _waits_for_nobody(box: Box, copy: CopyCard, compartment: Compartment) -> bool:
    """The month is over and nobody may read this part any more: it is made without what nobody could look at."""
    over = due_for_clock(CLOCK, copy.asked_at, nation_of(box.area)) < box.now
    return over and not somebody_may_read(box, compartment)


def part_for(*, by: Actor, copy: str, compartment: Compartment) -> Asked:
    """One part of a copy for the worker who checks it or hands it over.

    Raises NotYours for a copy that is unknown, over or out of reach, and for a compartment that is not the worker's.
    """
    with door.unit(by=by) as unit:
        number, card = reached(by, copy, compartment, unit.now)
        mother = unit.lock([number])[number].ref
        with door.looking(
            by=by, permission=DECIDES[compartment], mother=mother, page=PAGE, purpose=PURPOSE, about=copy
        ) as box:
            handed = compartment in handed_parts(card)
            return Asked(card, mother, compartment, part_in(box, card, compartment), handed)


def asked_of(by: Actor) -> tuple[Asked, ...]:
    """What copies ask of this worker, part by part, the oldest first; only in compartments that he or she may read."""
    may = permissions_of(by.roles)
    found = [one for c, permission in DECIDES.items() if permission in may for one in _asked_in(by, c)]
    return tuple(sorted(found, key=lambda one: (one.copy.asked_at, one.copy.ref)))


def part_among(
    hers: Sequence[Entry[Any]], compartment: Compartment, checks: Mapping[str, bool]
) -> PartOfCopy:
    """Sorts what she may read in one compartment by what a person said of it; `checks` by the refs of entries.

    What was corrected is told by what corrects it, with what she said to either.
    """
    corrected = {entry.corrects for entry in hers}
    stands = [entry for entry in with_earlier_replies(hers) if entry.ref not in corrected]
    checked = {entry.ref for entry in stands if is_checked_first(compartment, facts_of(entry))}
    return PartOfCopy(
        tuple(entry for entry in stands if entry.ref not in checked or checks.get(entry.ref)),
        tuple(entry for entry in stands if entry.ref in checked and entry.ref not in checks),
    )


def readable_kinds() -> tuple[type[Body], ...]:
    """Every kind of entry that may be hers to read: no mark of our own, and no reply, which comes with its entry."""
    return tuple(body for body in every_kind() if body is not Reply and not body.OURS)


def reached(by: Actor, copy: str, compartment: Compartment, now: datetime) -> tuple[int, CopyCard]:
    """The open copy with this ref and whose it is, where the worker stands near her in that compartment; in a unit.

    Raises NotYours for one that is unknown and for one out of reach alike, after the same statement.
    """
    if compartment not in DECIDES or DECIDES[compartment] not in permissions_of(by.roles):
        raise NotYours(Permission.ASKED_SEE, HOUSE)
    near = standing.mothers_within_reach(by, STANDS_ON[compartment], compartment, now)
    row = open_copies(now).filter(ref=copy, area=by.area, mother__in=near).first()
    if row is None:
        raise NotYours(Permission.ASKED_SEE, HOUSE)
    return row.mother, card_of(row)


def card_of(row: Copy) -> CopyCard:
    """The row as a frozen value."""
    return CopyCard(row.ref, CopyWay(row.way), row.asked_at, row.asked_by_id, row.given_at)


def _asked_in(by: Actor, compartment: Compartment) -> list[Asked]:
    asked: list[Asked] = []
    with door.unit(by=by) as unit:
        near = standing.mothers_within_reach(by, STANDS_ON[compartment], compartment, unit.now)
        rows = {row.mother: row for row in open_copies(unit.now).filter(area=by.area, mother__in=near)}
        permission = DECIDES[compartment]
        with door.looking_at_many(by=by, permission=permission, mothers=sorted(rows), page=PAGE) as boxes:
            found = boxes.entries(*readable_kinds(), compartment=compartment)
            cards = {mother: card_of(rows[mother]) for mother in found}
            checks = checks_of([card.ref for card in cards.values()])
            called = _called(boxes, compartment)
            rows_of_part = CopyHanded.objects.filter(copy__in=rows.values(), compartment=compartment)
            handed = set(rows_of_part.values_list("copy__ref", flat=True))
            for mother, entries in found.items():
                hers, card = for_her(entries, boxes.now), cards[mother]
                part = part_among(hers, compartment, checks.get(card.ref, {}))
                name = called.get(mother, "")
                one = Asked(card, boxes.refs[mother], compartment, part, card.ref in handed, name)
                if part.to_check or one.is_to_hand:
                    asked.append(one)
            return asked


def checks_of(copies: Sequence[str]) -> dict[str, dict[str, bool]]:
    """What was said of each entry that was checked, by the ref of the copy."""
    found: dict[str, dict[str, bool]] = {}
    rows = CopyCheck.objects.filter(copy__ref__in=copies)
    for copy, entry, gives in rows.values_list("copy__ref", "entry", "gives"):
        found.setdefault(copy, {})[entry] = gives
    return found


def _called(boxes: Boxes, compartment: Compartment) -> dict[int, str]:
    kinds = [kind for kind in every_kind() if CALLED.get(compartment) == kind.KIND]
    found = boxes.entries(*kinds, compartment=compartment, newest=1) if kinds else {}
    return {
        mother: str(getattr(read[0].body, read[0].body.__struct_fields__[0]))
        for mother, read in found.items()
        if read
    }
