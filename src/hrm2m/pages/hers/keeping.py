"""Emptying her page: forgetting herself while she is known by handle, said before; and undoing it in time."""

from django.http import HttpResponseBase

from hrm2m.foundation.errors import BadInput
from hrm2m.pages.hers.naming import typed_again
from hrm2m.pages.hers.plain import carried_out, draw, hers, to
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.pages.hers.words import day_and_time
from hrm2m.policy import Permission
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.whole import actions as whole
from hrm2m.vault import door
from hrm2m.vault.errors import Denied


CODE_AGAIN = "Type your words or number once more: nobody else should be able to do this."


@hers(Permission.RECORD_FORGET)
def empty(request: OwnRequest) -> HttpResponseBase:
    """Asks once more, with the code, and empties her page at once; for 72 hours it can be undone here."""
    mistake = _posted(request) if request.method == "POST" else None
    if request.method == "POST" and mistake is None:
        return to("own_empty")
    own = request.own
    try:
        with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page="own") as box:
            named = box.stage is Stage.NAMED
        return draw("empty", own, named=named, mistake=mistake)
    except Denied:
        with door.looking(
            by=own.actor, permission=Permission.RECORD_FORGET, mother=own.mother, page="own"
        ) as box:
            until = day_and_time(box.forget_at) if box.forget_at else ""
        return draw("emptied", own, until=until)


def _posted(request: OwnRequest) -> BadInput | None:
    if request.POST.get("undo"):
        return carried_out(request, lambda: _undo(request))
    if not typed_again(request):
        return BadInput("code", CODE_AGAIN)
    return carried_out(request, lambda: _forget(request))


def _forget(request: OwnRequest) -> str:
    whole.forget(by=request.own.actor, mother=request.own.mother)
    return "forgotten"


def _undo(request: OwnRequest) -> str:
    whole.undo_forgetting(by=request.own.actor, mother=request.own.mother)
    return "undone"
