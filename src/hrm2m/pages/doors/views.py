"""Who answers at the agencies of the area, and one door with what was declared through it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.doors.lines import agencies_of, shown
from hrm2m.pages.doors.sheet import paper_of, sheet_of
from hrm2m.pages.doors.words import ANSWERS, REACHED, kept_in_words, kinds_in_words
from hrm2m.pages.paper.answering import answer
from hrm2m.pages.today.timing import dated
from hrm2m.policy import Actor, Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.agencies.doors.looking import all_doors, one_door
from hrm2m.records.clocks.kept import kept_by_agency


@requires(Permission.DOOR_SEE)
@require_GET
def doors(request: WorkerRequest) -> HttpResponse:
    """The agencies one can ask, who answers there and how soon, and how often it was so."""
    lines = agencies_of(request.actor, all_doors(request.actor), clock.now())
    return render(
        request, "doors/doors.html", {"agencies": lines, "may_set": _may(request.actor, Permission.DOOR_SET)}
    )


@requires(Permission.DOOR_SEE)
@require_GET
def door(request: WorkerRequest, ref: str) -> HttpResponse:
    """One door."""
    page, now = one_door(request.actor, ref), clock.now()
    kept = kept_by_agency(request.actor.area, page.card.agency_id, now)
    own = page.card.agency_id == request.actor.agency_id
    sets = _may(request.actor, Permission.DOOR_SET)
    words = {
        "card": page.card,
        "service_name": page.service_name,
        "answers": ANSWERS[page.card.answers_within],
        "reached": REACHED[page.card.reached_by],
        "since": dated(page.card.since),
        "ended": dated(page.card.ended_at) if page.card.ended_at else "",
        "terms": [shown(terms, now) for terms in page.terms],
        "kept": kept_in_words(kept.kept),
        "kinds": kinds_in_words(kept),
        "may_set": sets,
        "may_declare": _may(request.actor, Permission.TERMS_DECLARE) and (sets or own),
    }
    return render(request, "doors/door.html", words)


@requires(Permission.DOOR_SEE)
@require_GET
def sheet(request: WorkerRequest, ref: str) -> HttpResponse:
    """What they said, to be read out with her."""
    page, now = one_door(request.actor, ref), clock.now()
    return render(request, "doors/sheet.html", {"card": page.card, "sheet": sheet_of(page, now)})


@requires(Permission.DOOR_SEE)
@require_GET
def printed(request: WorkerRequest, ref: str) -> HttpResponse:
    """The same on paper, to be given to her."""
    page, now = one_door(request.actor, ref), clock.now()
    return answer(paper_of(page, now), file_name="sheet")


def _may(by: Actor, permission: Permission) -> bool:
    return permission in permissions_of(by.roles)
