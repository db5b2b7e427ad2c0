"""*Leave me be*, said by herself, and *you may reach me again*: contact stops or begins, and nothing else changes."""

from datetime import datetime

from django.http import HttpResponseBase

from hrm2m.foundation import clock
from hrm2m.pages.hers.plain import carried_out, draw, hers, to
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.pages.hers.words import day_of
from hrm2m.policy import Permission
from hrm2m.records.hers import actions as hers_actions
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import LeaveMeBe
from hrm2m.vault import door
from hrm2m.vault.box import Box


PAGE = "own"


def left_be_since(box: Box) -> datetime | None:
    """Since when she is left be, from her open general record; None while we may reach her."""
    newest = next(iter(box.entries(LeaveMeBe, newest=1)), None)
    return newest.happened_at if newest and newest.body.on else None


@hers(Permission.QUIET_SET)
def leave_me_be(request: OwnRequest) -> HttpResponseBase:
    """How it stands, and one button that turns it."""
    own = request.own
    if request.method == "POST":
        carried_out(request, lambda: _turned(request))
        return to("own_left_be")
    with door.looking(by=own.actor, permission=Permission.OWN_SEE, mother=own.mother, page=PAGE) as box:
        since = left_be_since(box)
    return draw("left_be", own, since=day_of(since) if since else "")


def _turned(request: OwnRequest) -> str:
    own = request.own
    if request.POST.get("be") == "left":
        outreach.leave_her_be(by=own.actor, mother=own.mother, at=clock.now())
    else:
        hers_actions.may_be_reached_again(by=own.actor, mother=own.mother, at=clock.now())
    return request.POST.get("be", "")
