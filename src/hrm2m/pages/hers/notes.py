"""Her notes, one part a page, newest first: what is written of her, who wrote it, and her side beside each."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponseBase

from hrm2m.pages.hers.long_notes import pieces_of, weigh
from hrm2m.pages.hers.paging import page_at
from hrm2m.pages.hers.plain import draw, hers
from hrm2m.pages.hers.told import Told, kinds, told
from hrm2m.pages.hers.visits import Own, OwnRequest
from hrm2m.pages.hers.words import PARTS as IN_WORDS
from hrm2m.pages.hers.words import Words, day_of
from hrm2m.policy import Compartment, Permission
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.clocks.queries import clocks_within
from hrm2m.records.people.queries import name_in
from hrm2m.records.showing.answering import ANSWERED
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Body, Entry
from hrm2m.vault.versions import with_earlier_replies


PAGE = "own"


@dataclass(frozen=True)
class Part:
    """One compartment as a page of hers: its letter in addresses, and its page."""

    letter: str
    compartment: Compartment
    address: str

    @property
    def title(self) -> Words:
        """What it is called."""
        return IN_WORDS[self.compartment]


PARTS = (
    Part("0", Compartment.GENERAL, "own_notes"),
    Part("1", Compartment.HER_SAFETY, "own_notes_safety"),
    Part("2", Compartment.TREATMENT, "own_notes_treatment"),
    Part("3", Compartment.CHILD_SAFETY, "own_notes_children"),
)


@hers(Permission.OWN_SEE)
def general(request: OwnRequest) -> HttpResponseBase:
    """Most of her notes, and the ways to the other parts."""
    return _page(request, PARTS[0], Permission.OWN_SEE)


@hers(Permission.OWN_SAFETY_SEE)
def safety(request: OwnRequest) -> HttpResponseBase:
    """What is written of her own safety."""
    return _page(request, PARTS[1], Permission.OWN_SAFETY_SEE)


@hers(Permission.OWN_TREATMENT_SEE)
def treatment(request: OwnRequest) -> HttpResponseBase:
    """What is written of her health and what she takes."""
    return _page(request, PARTS[2], Permission.OWN_TREATMENT_SEE)


@hers(Permission.OWN_CHILDREN_SEE)
def children(request: OwnRequest) -> HttpResponseBase:
    """What is written of her children."""
    return _page(request, PARTS[3], Permission.OWN_CHILDREN_SEE)


@hers(Permission.OWN_SEE)
def name(request: OwnRequest) -> HttpResponseBase:
    """The name she gave, if she gave one."""
    own = request.own
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=PAGE) as box:
        gave = box.stage is Stage.NAMED
    if not gave:
        return draw("name", own, name=None)
    with door.looking(by=own.actor, permission=Permission.OWN_NAME_SEE, mother=own.mother, page=PAGE) as box:
        return draw("name", own, name=name_in(box))


def part_of(letter: str) -> Part | None:
    """The part with this letter."""
    return next((part for part in PARTS if part.letter == letter), None)


def read_part(own: Own, part: Part, permission: Permission) -> tuple[list[Told], dict[str, datetime]]:
    """What she may read of one part, and until when an answer to each of her “not right” is due."""
    with door.looking(by=own.actor, permission=permission, mother=own.mother, page=PAGE) as box:
        found = entries_in(box, part)
        return told(found), _answers_due(box, part, found)


def entries_in(box: Box, part: Part) -> tuple[Entry[Body], ...]:
    """Every entry of the part that she may read, each with what she said to any version of it."""
    found: tuple[Entry[Body], ...] = box.entries(*kinds(), compartment=part.compartment)
    return with_earlier_replies(found)


def _answers_due(box: Box, part: Part, hers: tuple[Entry[Body], ...]) -> dict[str, datetime]:
    # Of a note held from her nothing shows, and so neither does the answer to what she said of it.
    said = {side.ref for entry in hers for side in entry.replies}
    lines = clocks_within(box, part.compartment)
    return {line.about: line.due_at for line in lines if line.kind == ANSWERED and line.about in said}


def _page(request: OwnRequest, part: Part, permission: Permission) -> HttpResponseBase:
    lines, due = read_part(request.own, part, permission)
    pieces = [piece for line in lines for piece in pieces_of(line)]
    shown = page_at(request.GET.get("p", ""), pieces, weigh)
    return draw(
        "notes",
        request.own,
        part=part,
        parts=[one for one in PARTS if one is not part],
        lines=shown.pieces,
        answer_by=day_of(max(due.values())) if due else "",
        further=shown.further,
    )
