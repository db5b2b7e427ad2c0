"""Which agency a worker acts for in this visit: the only one, or the one chosen."""

from django.http import HttpRequest

from hrm2m.pages.base.visit import AGENCY, AGENCY_NAME, visit_of
from hrm2m.policy import Actor
from hrm2m.records.agencies.queries import actor_for, places_of


def chosen_actor(request: HttpRequest) -> Actor | None:
    """The worker acting for the agency of this visit; None until one is chosen."""
    worker_id = visit_of(request).worker_id
    chosen = request.session.get(AGENCY)
    actor = actor_for(worker_id, chosen) if chosen else None
    return actor or _only_one(request, worker_id)


def any_actor(request: HttpRequest) -> Actor | None:
    """The worker acting for the agency chosen, or else for the first: a choice may not stand before danger."""
    worker_id = visit_of(request).worker_id
    held = places_of(worker_id)
    return chosen_actor(request) or (actor_for(worker_id, held[0].agency_ref) if held else None)


def holds_no_role(request: HttpRequest) -> bool:
    """The worker acts for no agency now: left, or not begun."""
    return not places_of(visit_of(request).worker_id)


def choose(request: HttpRequest, agency_ref: str) -> Actor | None:
    """Chooses the agency of this visit; None, and nothing changed, if the worker holds no role there."""
    worker_id = visit_of(request).worker_id
    place = next((held for held in places_of(worker_id) if held.agency_ref == agency_ref), None)
    if place is None:
        return None
    request.session[AGENCY], request.session[AGENCY_NAME] = agency_ref, place.agency_name
    return actor_for(worker_id, agency_ref)


def _only_one(request: HttpRequest, worker_id: int) -> Actor | None:
    held = places_of(worker_id)
    return choose(request, held[0].agency_ref) if len(held) == 1 else None
