"""Staying safe: what these pages hide and what they cannot, numbers that dial, and closing the page from inside."""

from django.http import HttpResponseBase

from hrm2m.pages.base.ringing import lines_for
from hrm2m.pages.hers import visits
from hrm2m.pages.hers.plain import carried_out, draw, hers, to
from hrm2m.pages.hers.visits import OwnRequest
from hrm2m.pages.hers.words import FOR_HER
from hrm2m.policy import Permission
from hrm2m.records.hers import actions


@hers(Permission.OWN_ACCESS_END)
def safety(request: OwnRequest) -> HttpResponseBase:
    """What helps; and *close my page*, which ends every way in at once."""
    if request.method != "POST":
        return draw("safety", request.own, lines=_lines(request))
    carried_out(request, lambda: _close(request))
    response = to("own_away")
    visits.end(request, response)
    return response


def _lines(request: OwnRequest) -> list[tuple[str, str, str]]:
    """Number to read and to dial, and what it is for: those of the area that are for her."""
    known = {line.key: line.number for line in lines_for(request.own.actor) if not line.is_missing}
    return [(known[key], known[key].replace(" ", ""), str(FOR_HER[key])) for key in FOR_HER if key in known]


def _close(request: OwnRequest) -> str:
    actions.close_own(by=request.own.actor, mother=request.own.mother)
    return "closed"
