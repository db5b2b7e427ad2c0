"""The page of one request, for whoever typed the code; for everybody else it is closed, and looks the same closed."""

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from hrm2m.pages.base.access import open_to_all
from hrm2m.pages.partner import visit
from hrm2m.pages.partner.calendar import calendar_of
from hrm2m.pages.partner.danger_lines import lines_at_a_door
from hrm2m.vault.errors import Denied


if TYPE_CHECKING:
    from hrm2m.pages.base.visit import WorkerRequest


FOUND = 302


@open_to_all("opens one request, to a browser in which the code of its link was typed")
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponseBase:
    """The request, or its answer."""
    opened = visit.opened_in(request)
    if opened is None:
        return closed()
    asked = cast("WorkerRequest", request)
    asked.actor = opened.actor
    do = opened.kind.answer if request.method == "POST" else opened.kind.show
    try:
        answer = do(asked, opened.actor, opened.ref)
        return (
            _thanked(request) if answer.status_code == FOUND and visit.opened_in(request) is None else answer
        )
    except Denied:
        # Over since a moment ago: the ledger has it, and whoever asks learns what a stranger learns.
        return closed()


@open_to_all("it says thank you, to everybody alike, and shows nothing")
@require_http_methods(["GET", "HEAD"])
def thank_you(_request: HttpRequest) -> HttpResponse:
    """Where an answer leads after which nothing is open: drawn without the request, so the same for everybody."""
    return HttpResponse(render_to_string("partner/thank_you.html", {"lines": lines_at_a_door()}))


def _thanked(request: HttpRequest) -> HttpResponseBase:
    # What was to be said on the page of the request must not come up on another one later.
    list(messages.get_messages(request))
    return redirect("partner_thank_you")


@open_to_all("a date without a name, to a browser in which the code was typed")
@require_http_methods(["GET", "HEAD"])
def calendar(request: HttpRequest) -> HttpResponseBase:
    """A calendar file with the date that was promised, and no name."""
    opened = visit.opened_in(request)
    try:
        event = opened.kind.event(opened.actor, opened.ref) if opened else None
    except Denied:
        event = None
    if event is None:
        return closed()
    answer = HttpResponse(calendar_of(event), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="date.ics"'
    return answer


def closed() -> HttpResponse:
    """404: nothing is open here. Drawn without the request, so that it is the same for everybody."""
    words = {"lines": lines_at_a_door()}
    return HttpResponse(render_to_string("partner/closed.html", words), status=404)
