"""What was promised to her: what is still to come, what is late, and what was kept."""

from collections.abc import Sequence

from django.http import HttpResponseBase

from hrm2m.pages.hers.paging import page_at, weight_of
from hrm2m.pages.hers.plain import draw, hers
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.pages.hers.words import BY_THEM, OF_WHAT_IS_SENT, PROMISES, day_of
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.clocks.queries import ClockLine, KeptLine, clocks_of, kept_to
from hrm2m.records.handovers.queries import handovers_of
from hrm2m.records.referrals.queries import referrals_in, stops_in
from hrm2m.records.showing.answering import ANSWERED
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.entries import Reply


PAGE = "own"
ABOUT_WHAT_MAY_BE_HELD = OF_WHAT_IS_SENT | {ANSWERED}
KEPT_SHOWN = 20


@hers(Permission.OWN_SEE)
def promised(request: OwnRequest) -> HttpResponseBase:
    """Promises made to her, the late ones first; then those that were kept."""
    own = request.own
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=PAGE) as box:
        running, kept = clocks_of(box), kept_to(box, PROMISES)
        known = _what_she_knows_of(box) | _what_she_said([*running, *kept], box)
        running = tuple(line for line in running if _is_hers(line, known))
        kept = tuple(line for line in kept if _is_hers(line, known))[:KEPT_SHOWN]
        now = box.now
    lines: list[ClockLine | KeptLine] = [*running, *kept]
    page = page_at(request.GET.get("p", ""), lines, lambda line: weight_of([PROMISES[line.kind]]))
    running = tuple(line for line in page.pieces if isinstance(line, ClockLine))
    kept = tuple(line for line in page.pieces if isinstance(line, KeptLine))
    named = workers_named([line.owner_id for line in running] + [line.owner_id for line in kept])
    who = {number: card.first_name for number, card in named.items()}
    return draw(
        "promised",
        own,
        running=[
            (*_line(line, who), line.words(now), line.due_at < now, line.kind in BY_THEM) for line in running
        ],
        kept=[(*_line(line, who), day_of(line.met_at), line.met_at > line.due_at) for line in kept],
        number=page.number,
        further=page.further,
    )


def _what_she_knows_of(box: Box) -> frozenset[str]:
    """Refs of what was sent, stopped or handed over that her page may speak of."""
    sent, stopped, met = referrals_in(box), stops_in(box), handovers_of(box)
    return frozenset([*(one.ref for one in sent), *(one.ref for one in stopped), *(one.ref for one in met)])


def _what_she_said(lines: Sequence[ClockLine | KeptLine], box: Box) -> frozenset[str]:
    """Refs of her replies to what she may read: of a note held from her, its answer shows nothing either."""
    if all(line.kind != ANSWERED for line in lines):
        return frozenset()
    return frozenset(entry.ref for entry in box.entries(Reply))


def _is_hers(line: ClockLine | KeptLine, known: frozenset[str]) -> bool:
    return line.kind in PROMISES and (line.kind not in ABOUT_WHAT_MAY_BE_HELD or line.about in known)


def _line(line: ClockLine | KeptLine, who: dict[int, str]) -> tuple[object, str]:
    return PROMISES[line.kind], who.get(line.owner_id, "")
