"""What was promised to her: what is still to come, what is late, and what was kept."""

from django.http import HttpResponseBase

from hrm2m.pages.hers.plain import draw, hers
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.pages.hers.words import PROMISES, day_of
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.clocks.queries import ClockLine, KeptLine, clocks_of, kept_to
from hrm2m.vault import door


PAGE = "own"


@hers(Permission.OWN_SEE)
def promised(request: OwnRequest) -> HttpResponseBase:
    """Promises made to her, the late ones first; then those that were kept."""
    own = request.own
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=PAGE) as box:
        running = [line for line in clocks_of(box) if line.kind in PROMISES]
        kept = [line for line in kept_to(box) if line.kind in PROMISES]
        now = box.now
    named = workers_named([line.owner_id for line in running] + [line.owner_id for line in kept])
    who = {number: card.first_name for number, card in named.items()}
    return draw(
        "promised",
        own,
        running=[(*_line(line, who), line.words(now), line.due_at < now) for line in running],
        kept=[(*_line(line, who), day_of(line.met_at), line.met_at > line.due_at) for line in kept],
    )


def _line(line: ClockLine | KeptLine, who: dict[int, str]) -> tuple[object, str]:
    return PROMISES[line.kind], who.get(line.owner_id, "")
