"""The two lists of hers: what she longs for and asks with every offer, and what is demanded of her with clashes."""

from django.http import HttpResponseBase
from django.shortcuts import render

from hrm2m.pages.ask.summary import demands_told, everything_in
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.policy import Permission
from hrm2m.policy.lifecycles import Stage
from hrm2m.policy.roles import permissions_of
from hrm2m.records.bridges.queries import near
from hrm2m.records.people.queries import mother_in


@requires(Permission.MOTHER_SEE)
@about_her
def asks(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """What she longs for first, then every ask with its offers."""
    with opened(request, mother) as box:
        who, found = mother_in(box), everything_in(box)
        acts = near(box.mother_id, request.actor)
    may_cross = acts and Permission.STAGE_MOVE in permissions_of(request.actor.roles)
    words = {
        "ref": mother,
        "handle": who.handle,
        "found": found,
        "acts": acts,
        "may_cross": may_cross and who.stage is Stage.BY_HANDLE,
    }
    return render(request, "asking/asks.html", words)


@requires(Permission.MOTHER_SEE)
@about_her
def demands(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Every demand on her, ours included, with clashes marked."""
    with opened(request, mother) as box:
        who, found = mother_in(box), demands_told(box)
        acts = near(box.mother_id, request.actor)
    standing = [demand for demand in found if not demand.ended]
    words = {
        "ref": mother,
        "handle": who.handle,
        "standing": standing,
        "ended": [demand for demand in found if demand.ended],
        "clashing": any(demand.clashes for demand in standing),
        "acts": acts,
    }
    return render(request, "asking/demands.html", words)
