"""Whether she knows her new worker now: the question after a first meeting of three, answered by herself."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import HttpResponseBase

from hrm2m.foundation import clock, ids
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.hers.plain import carried_out, draw, hers, to
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.pages.hers.words import day_of
from hrm2m.policy import Permission
from hrm2m.policy.handover_lifecycle import HandoverStatus
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.handovers.queries import handovers_of
from hrm2m.vault import door
from hrm2m.vault.box import Box


PAGE = "own"
WORDS = 2000
OPEN = frozenset({HandoverStatus.ALL_THERE, HandoverStatus.NOT_YET, HandoverStatus.CONFIRMED})
"""Where a handover stands while she is asked: after the three met, until she herself has said yes."""


@dataclass(frozen=True)
class Asked:
    """One new worker, by first name, and what was said so far; the form that answers has a command of its own."""

    ref: str
    who: str
    status: HandoverStatus
    day: str
    command: str = field(default_factory=ids.new_ref)

    @property
    def is_open(self) -> bool:
        """Whether she is asked; else she has said yes."""
        return self.status in OPEN


def asked_of_her(box: Box) -> Iterator[Asked]:
    """What she is asked, and what she said yes to, from her open general record; newest first."""
    cards = [
        card
        for card in handovers_of(box)
        if card.status is HandoverStatus.DONE or (card.status in OPEN and not card.is_over)
    ]
    named = workers_named(card.to_worker_id for card in cards)
    for card in cards:
        who = named[card.to_worker_id].first_name if card.to_worker_id in named else card.called
        yield Asked(card.ref, who, card.status, day_of(card.said_at) if card.said_at else "")


@hers(Permission.HANDOVER_CONFIRM)
def knowing(request: OwnRequest) -> HttpResponseBase:
    """The question, and what she said to it; it can be said otherwise at any time."""
    own = request.own
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=PAGE) as box:
        asked = list(asked_of_her(box))
    about = next((one for one in asked if one.ref == request.POST.get("about")), None)
    if request.method == "POST" and about is None:
        return to("own_knowing")
    mistake = carried_out(request, lambda: _answer(request)) if request.method == "POST" else None
    if request.method == "POST" and mistake is None:
        return to("own_knowing")
    return draw(
        "knowing", own, asked=asked, typed=request.POST.get("words", ""), about=about, mistake=mistake
    )


def _answer(request: OwnRequest) -> str:
    says, words = request.POST.get("answer", ""), request.POST.get("words", "").strip()
    if says not in {"yes", "not_yet"}:
        raise BadInput("answer", "Choose yes or not yet.")
    if len(words) > WORDS:
        raise BadInput("words", "Write less: 2000 letters at most.")
    return handovers.write_what_she_said(
        by=request.own.actor,
        handover=request.POST.get("about", ""),
        yes=says == "yes",
        at=clock.now(),
        words=words,
    )
