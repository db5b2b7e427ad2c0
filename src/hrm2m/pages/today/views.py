"""Today, the list of mothers, and *I'm out*."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hrm2m.cadence.local_time import local
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.commands import command_of
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.today.cards import TodayCard, card_of
from hrm2m.pages.today.saved import saved_words
from hrm2m.policy import Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.clocks.queries import in_words
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach import queries
from hrm2m.vault.commands import once


MOTHERS_ON_A_PAGE = 40


@dataclass(frozen=True)
class Out:
    """A visit that is not over."""

    ref: str
    time: str
    words: str
    is_late: bool
    named: str


@requires(Permission.TODAY_SEE)
@require_GET
def today(request: WorkerRequest) -> HttpResponse:
    """Whom to reach, most urgent first."""
    now = clock.now()
    saved = request.GET.get("saved", "")
    found = queries.today(request.actor, after=request.GET.get("after", ""))
    cards = [card_of(line, now) for line in found.items]
    words = {
        "now": local(now),
        "saved": saved_words(request.actor, saved, now) if saved else (),
        "saved_of": saved,
        "written": request.GET.get("words", ""),
        "out": [_out(line, now) for line in queries.visits_out(request.actor)],
        "groups": _groups(cards),
        "next": found.next,
        "further": bool(request.GET.get("after")),
        "may_begin": Permission.BRIDGE_BEGIN in permissions_of(request.actor.roles),
    }
    return render(request, "today/today.html", words)


@requires(Permission.TODAY_SEE)
@require_GET
def mothers(request: WorkerRequest) -> HttpResponse:
    """Every mother this worker is there for, in the order of Today, one line each."""
    now = clock.now()
    after = request.GET.get("after", "")
    found = queries.today(request.actor, after=after, size=MOTHERS_ON_A_PAGE, page="mothers")
    words = {
        "cards": [card_of(line, now) for line in found.items],
        "next": found.next,
        "further": bool(after),
        "may_begin": Permission.BRIDGE_BEGIN in permissions_of(request.actor.roles),
    }
    return render(request, "today/mothers.html", words)


@requires(Permission.VISIT_END)
@require_POST
def out(request: WorkerRequest, visit: str) -> HttpResponseBase:
    """*I'm out* of a visit of one's own; twice is the same as once."""
    command = command_of(request)

    def check_out() -> str:
        outreach.check_out(by=request.actor, visit=visit, at=clock.now())
        return ""

    once(by=request.actor, command_id=command.id, words=command.words, do=check_out)
    return redirect("today")


def _out(line: queries.VisitLine, now: datetime) -> Out:
    time = f"{local(line.back_by):%H:%M}"
    return Out(line.ref, time, in_words(line.back_by, now), line.back_by < now, line.named_first_name)


def _groups(cards: list[TodayCard]) -> list[tuple[str, str, list[TodayCard]]]:
    """Code, heading and cards of each part of the page that has any; the order within is that of the list."""
    return [
        (code, heading, group)
        for code, heading, group in (
            ("due", _("To reach now"), [c for c in cards if c.is_due and not c.left_be]),
            ("later", _("Coming up"), [c for c in cards if not c.is_due and not c.left_be]),
            ("left_be", _("Left be, because they asked"), [c for c in cards if c.left_be]),
        )
        if group
    ]
