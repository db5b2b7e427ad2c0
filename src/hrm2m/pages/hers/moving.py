"""Her move, on her own page: who is to be there for her, her word that it is so or not yet, or that she stays."""

from django.http import HttpResponseBase

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.hers.plain import carried_out, draw, hers, to
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.policy import Permission
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.whole import moving
from hrm2m.records.whole.moves import move_in
from hrm2m.vault import door


PAGE = "own"
ANSWERS = ("yes", "not_yet")
STAYS = "stay"


@hers(Permission.HANDOVER_CONFIRM)
def move(request: OwnRequest) -> HttpResponseBase:
    """What was agreed, and her answer where it is hers to give now; that she stays she can say at any time."""
    stays = request.POST.get("answer", "") == STAYS
    mistake = carried_out(request, lambda: _say(request)) if request.method == "POST" else None
    if request.method == "POST" and mistake is None:
        return to("own_move" if stays else "own_home")
    own = request.own
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=PAGE) as box:
        card, bridge = move_in(box), bridge_of(box.mother_id)
    here = (bridge.cover_name if bridge.status == "held_by_cover" else bridge.builder_name) if bridge else ""
    shown = card if card and not card.is_over else None
    stayed = card is not None and card.she_stays
    return draw(
        "move",
        own,
        card=shown,
        here=here,
        stayed=stayed,
        mistake=mistake,
        typed=request.POST.get("words", ""),
    )


def _say(request: OwnRequest) -> str:
    answer = request.POST.get("answer", "")
    own = request.own
    words = request.POST.get("words", "")[: moving.LONGEST]
    if answer == STAYS:
        return moving.she_wants_it_otherwise(by=own.actor, mother=own.mother, words=words, at=clock.now())
    if answer not in ANSWERS:
        raise BadInput("answer", "Choose one of the two.")
    return moving.write_what_she_said(
        by=own.actor, mother=own.mother, yes=answer == "yes", words=words, at=clock.now()
    )
