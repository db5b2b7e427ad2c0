"""A copy of all her notes: she asks for it, reads it here page by page, or takes it as a paper or as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse, HttpResponseBase

from hrm2m.cadence import due_for_clock
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.hers.copy_paper import paper_of
from hrm2m.pages.hers.notes import PARTS, Part, part_of
from hrm2m.pages.hers.plain import bare, carried_out, draw, hers, to
from hrm2m.pages.hers.record_copy import RecordCopy, file_of, laid_out, pages_of
from hrm2m.pages.hers.visits import Own, OwnRequest
from hrm2m.pages.hers.words import day_of
from hrm2m.pages.paper import answering
from hrm2m.policy import Permission
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.danger.queries import ShownToHer, shown_to_her
from hrm2m.records.hers import actions
from hrm2m.records.hers.actions.replying import SEES
from hrm2m.records.hers.copies import CLOCK, CopyCard, PartOfCopy, copy_of, part_in
from hrm2m.records.hers.kinds import CopyWay
from hrm2m.vault import door


ALL = "a"
HERE, PAPER, FILE = "copy", "copy_paper", "copy_file"
"""What stands in her ledger: which form of a copy was made."""


@dataclass(frozen=True)
class Line:
    """One part as the first page of a copy lists it."""

    part: Part
    is_ready: bool


@hers(Permission.OWN_SAY)
def copy(request: OwnRequest) -> HttpResponseBase:
    """Asks for a copy; once asked for, where each part stands, and the ways to it."""
    mistake = carried_out(request, lambda: _posted(request)) if request.method == "POST" else None
    if request.method == "POST" and mistake is None:
        return to("own_copy")
    own = request.own
    card = _card(own)
    if card is None:
        return draw("copy_ask", own, mistake=mistake, way=request.POST.get("way", ""))
    lines = [Line(part, _read(own, card, part, HERE)[0].is_ready) for part in PARTS]
    whole = all(line.is_ready for line in lines)
    if whole and card.given_at is None and card.way is not CopyWay.PAPER:
        actions.she_has_copy(by=own.actor, mother=own.mother)
        card = _card(own) or card
    return draw(
        "copy",
        own,
        lines=lines,
        whole=whole,
        on_paper=card.way is CopyWay.PAPER and card.given_at is None,
        asked=day_of(card.asked_at),
        due="" if card.given_at else day_of(due_for_clock(CLOCK, card.asked_at, nation_of(own.actor.area))),
        until=day_of(card.until) if card.until else "",
        mistake=mistake,
    )


@hers(Permission.OWN_SEE)
def read(request: OwnRequest, part: str) -> HttpResponseBase:
    """One part, a page at a time, the oldest first."""
    found = part_of(part)
    if found is None:
        raise Http404
    record_copy = _record_copy(request.own, [found], HERE)
    if record_copy is None:
        return to("own_copy")
    pages = pages_of(record_copy.parts[0])
    number = min(_number(request.GET.get("p", "")), len(pages))
    return draw(
        "copy_part",
        request.own,
        part=found,
        pieces=pages[number - 1],
        number=number,
        of=len(pages),
        before=number - 1,
        after=number + 1 if number < len(pages) else 0,
        made=record_copy.made,
        left_out=record_copy.left_out,
    )


@hers(Permission.OWN_SEE)
def paper(request: OwnRequest, part: str) -> HttpResponseBase:
    """One part or all of them as a paper."""
    record_copy = _record_copy(request.own, _parts(part), PAPER)
    if record_copy is None:
        return to("own_copy")
    return bare(answering.answer(paper_of(record_copy), file_name="notes"))


@hers(Permission.OWN_SEE)
def file(request: OwnRequest, part: str) -> HttpResponseBase:
    """One part or all of them as a file for other programs."""
    record_copy = _record_copy(request.own, _parts(part), FILE)
    if record_copy is None:
        return to("own_copy")
    response = HttpResponse(file_of(record_copy), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="notes.json"'
    return bare(response)


def _posted(request: OwnRequest) -> str:
    own = request.own
    if request.POST.get("no"):
        actions.take_copy_back(by=own.actor, mother=own.mother)
        return "taken back"
    if request.POST.get("way") not in {way.value for way in CopyWay}:
        raise BadInput("way", "Choose how you want it.")
    way = CopyWay(request.POST["way"])
    return actions.ask_for_copy(by=own.actor, mother=own.mother, way=way, at=clock.now())


def _card(own: Own) -> CopyCard | None:
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=HERE) as box:
        return copy_of(box.mother_id, box.now)


def _read(own: Own, card: CopyCard, part: Part, form: str) -> tuple[PartOfCopy, datetime]:
    sees = SEES[part.compartment]
    with door.looking(by=own.actor, permission=sees, mother=own.mother, page=form) as box:
        return part_in(box, card, part.compartment), box.now


def _record_copy(own: Own, parts: Sequence[Part], form: str) -> RecordCopy | None:
    """The copy of these parts as it stands now; None while somebody still looks at one, or where none is open."""
    card = _card(own)
    if card is None:
        return None
    found = [(part, *_read(own, card, part, form)) for part in parts]
    if not all(of_copy.is_ready for _, of_copy, _ in found):
        return None
    danger = _danger(own, form) if PARTS[0] in parts else ()
    return laid_out(((part.title, of_copy.entries) for part, of_copy, _ in found), found[0][2], danger)


def _danger(own: Own, form: str) -> tuple[ShownToHer, ...]:
    """What was raised about her and decided to be hers to read: as her log shows it."""
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=form) as box:
        return shown_to_her(box)


def _parts(letter: str) -> Sequence[Part]:
    one = part_of(letter)
    if letter != ALL and one is None:
        raise Http404
    return PARTS if one is None else [one]


def _number(typed: str) -> int:
    return max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1
