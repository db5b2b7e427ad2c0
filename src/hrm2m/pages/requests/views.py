"""Requests in: anybody writes one down; a lead answers, and writes in her record what was given."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.requests.forms import AnswerForm, GivenForm, RequestForm
from hrm2m.pages.requests.words import ABOUT, ASKERS, GAVE, TOLD
from hrm2m.pages.today.timing import clock_state, moment_in_words
from hrm2m.policy import Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.agencies.queries import WorkerCard, workers_named
from hrm2m.records.clocks.queries import in_words
from hrm2m.records.requests import actions as requests
from hrm2m.records.requests.queries import RequestLine, request_page, requests_of


METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Row:
    """One request on the list, in words."""

    ref: str
    what: str
    taken: str
    by: str
    due: str
    state: str
    child_at_risk: bool
    is_answered: bool
    is_written: bool


@requires(Permission.REQUEST_IN_RECORD)
@require_http_methods(METHODS)
def request_new(request: WorkerRequest, mother: str = "") -> HttpResponseBase:
    """Somebody asks: it is written down. The page is the same for every ref, and confirms nobody."""
    form = RequestForm(request.POST or None)
    drawn = carry_out(
        request,
        form,
        lambda: requests.record_request(
            by=request.actor, came_in=form.came_in(), mother_ref=mother, at=clock.now()
        ),
        lambda _ref: reverse("home"),
    )
    if not isinstance(drawn, Drawn):
        messages.success(
            request, gettext("It is written down, and the leads have it. You owe whoever asks no answer now.")
        )
        return drawn
    return render(request, "requests/new.html", {"form": form}, status=drawn)


@requires(Permission.REQUEST_IN_ANSWER)
@require_safe
def list_of_requests(request: WorkerRequest) -> HttpResponse:
    """What waits, due first first, and what was answered."""
    lines, now = requests_of(request.actor), clock.now()
    names = workers_named(line.taken_by_id for line in lines)
    rows = [_row(line, names, now) for line in lines]
    words = {
        "waiting": [row for row in rows if not row.is_answered],
        "answered": [row for row in rows if row.is_answered],
        "may_hold": Permission.RECORD_HOLD in permissions_of(request.actor.roles),
    }
    return render(request, "requests/list.html", words)


@requires(Permission.REQUEST_IN_ANSWER)
@require_http_methods(METHODS)
def answer(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """One request: what is asked, and the answer."""
    form = AnswerForm(request.POST or None)
    drawn = carry_out(
        request,
        form,
        lambda: requests.answer_request(
            by=request.actor, request=ref, answered=form.answered(), at=clock.now()
        ),
        lambda answered: reverse("request", args=[answered]),
    )
    if not isinstance(drawn, Drawn):
        return drawn
    page, now = request_page(by=request.actor, request=ref), clock.now()
    names = workers_named(number for number in (page.line.taken_by_id, page.answered_by_id) if number)
    words = {
        "form": form,
        "page": page,
        "row": _row(page.line, names, now),
        "gave": str(GAVE[page.gave]) if page.gave else "",
        "told": str(TOLD[page.told]) if page.told else "",
        "answered_by": names[page.answered_by_id].first_name if page.answered_by_id in names else "",
        "is_stale": drawn is Drawn.STALE,
        "may_hold": Permission.RECORD_HOLD in permissions_of(request.actor.roles),
    }
    return render(request, "requests/request.html", words, status=drawn)


@requires(Permission.REQUEST_IN_GIVE)
@require_http_methods(METHODS)
def given(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """What was given is written in her record: the lead says which request was about her."""
    now = clock.now()
    lines = [line for line in requests_of(request.actor) if line.answered_at and not line.is_written]
    names = workers_named(line.taken_by_id for line in lines)
    rows = [_row(line, names, now) for line in lines]
    form = GivenForm(request.POST or None, answered=[(row.ref, f"{row.what}, {row.taken}") for row in rows])
    drawn = carry_out(
        request,
        form,
        lambda: requests.write_in_her_record(
            by=request.actor, request=form.cleaned_data["which"], mother=mother, at=clock.now()
        ),
        lambda _ref: reverse("requests"),
    )
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("It is in her record."))
        return drawn
    return render(request, "requests/given.html", {"form": form, "rows": rows}, status=drawn)


def _row(line: RequestLine, names: dict[int, WorkerCard], now: datetime) -> Row:
    what = gettext("%(who)s, about %(whom)s") % {
        "who": ASKERS[line.asker],
        "whom": str(ABOUT[line.about]).lower(),
    }
    return Row(
        line.ref,
        what,
        moment_in_words(line.taken_at, now),
        names[line.taken_by_id].first_name if line.taken_by_id in names else gettext("Somebody who has left"),
        in_words(line.due_at, now),
        clock_state(line.due_at, now),
        line.child_at_risk,
        line.answered_at is not None,
        line.is_written,
    )
