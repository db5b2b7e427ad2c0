"""*I want this to end*, said by herself, and taken back: contact stops at once; nothing ends before she was asked."""

from django.http import HttpResponseBase

from hrm2m.foundation import clock
from hrm2m.pages.hers.plain import carried_out, draw, hers, to
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.pages.hers.words import day_of
from hrm2m.policy import Permission
from hrm2m.records.hers import actions
from hrm2m.records.hers.copies import copy_of
from hrm2m.records.hers.wishes import wish_in
from hrm2m.vault import door


PAGE = "own"


@hers(Permission.OWN_SAY)
def end(request: OwnRequest) -> HttpResponseBase:
    """What comes of it, said before; one button, and one that takes it back."""
    mistake = carried_out(request, lambda: _say(request)) if request.method == "POST" else None
    if request.method == "POST" and mistake is None:
        return to("own_end")
    own = request.own
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=PAGE) as box:
        wish, copy = wish_in(box), copy_of(box.mother_id, box.now)
    waits = copy is not None and copy.given_at is None
    return draw(
        "end", own, wish=wish, since=day_of(wish.since) if wish else "", copy_waits=waits, mistake=mistake
    )


def _say(request: OwnRequest) -> str:
    own = request.own
    turn = actions.take_wish_back if request.POST.get("end") == "no" else actions.wish_to_end
    turn(by=own.actor, mother=own.mother, at=clock.now())
    return request.POST.get("end", "")
