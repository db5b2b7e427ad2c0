"""Looking services up, and one service with everything that is stated."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.directory.results import groups_of
from hrm2m.pages.directory.search_form import SearchForm
from hrm2m.pages.directory.sheet import district_sentence, in_two, rows_of
from hrm2m.pages.directory.trail import Trail, trail_for, trail_of, words_in
from hrm2m.pages.directory.words import CATEGORIES, STATES
from hrm2m.pages.doors.lines import line_of
from hrm2m.policy import Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.agencies.directory.cards import ServiceCard
from hrm2m.records.agencies.directory.queries import Page, search, service_of
from hrm2m.records.agencies.directory.vocabulary import State
from hrm2m.records.agencies.doors.looking import doors_of_service


MISTAKES = 422


@requires(Permission.DIRECTORY_SEE)
@require_http_methods(["GET", "POST"])
def directory(request: WorkerRequest) -> HttpResponse:
    """The search and what it finds; without one, every service that takes a woman.

    Within an ask of hers the search is sent as a form, and what was looked for goes on sealed.
    """
    trail = trail_of(request)
    form = SearchForm(request.POST if request.method == "POST" else trail.words)
    is_right = form.is_valid()
    if request.method == "POST" and is_right:
        return redirect(f"{reverse('directory')}{_searched(request, trail).query}#found")
    after = request.GET.get("after", "")
    found = search(request.actor, form.sought(), after=after) if is_right else Page((), "")
    words = {
        "form": form,
        "groups": groups_of(
            found.items, may_add=Permission.DIRECTORY_ADD in permissions_of(request.actor.roles)
        ),
        "next": found.next,
        "further": bool(after),
        "is_right": is_right,
        "trail": trail,
        "may_add": _may_add(request),
    }
    return render(request, "directory/directory.html", words, status=200 if is_right else MISTAKES)


@requires(Permission.DIRECTORY_SEE)
@require_GET
def service(request: WorkerRequest, ref: str) -> HttpResponse:
    """One service."""
    card = card_or_404(request, ref)
    trail = trail_of(request)
    words = {
        "card": card,
        "summary": in_two(card.shown.summary or ""),
        "line": card.line,
        "rows": rows_of(card),
        "district_sentence": district_sentence(card),
        "takes_nobody": "" if card.line.state is State.ACTIVE else STATES[card.line.state],
        "categories": [CATEGORIES.get(code, code) for code in card.categories],
        "trail": trail,
        "offer": trail.offer_of(ref),
        "may_add": _may_add(request),
        "doors": [line_of(each, clock.now()) for each in doors_of_service(request.actor, ref)],
        "may_set": Permission.DOOR_SET in permissions_of(request.actor.roles),
    }
    return render(request, "directory/service.html", words)


def card_or_404(request: WorkerRequest, ref: str) -> ServiceCard:
    """The service with this ref; malformed, unknown and of another area are one answer."""
    card = service_of(request.actor, ref)
    if card is None:
        raise Http404
    return card


def _searched(request: WorkerRequest, trail: Trail) -> Trail:
    words = words_in(request.POST)
    if not trail.ask:
        return Trail(words)
    return trail_for(request.actor, mother=trail.mother, ask=trail.ask, words=words)


def _may_add(request: WorkerRequest) -> bool:
    return Permission.DIRECTORY_ADD in permissions_of(request.actor.roles)
