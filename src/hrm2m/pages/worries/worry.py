"""One worry and the lead's steps on it; two people at once are both kept, and the second is told."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out, version_to_send
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.worries.forms import (
    AskForm,
    DecisionForm,
    HoldForm,
    OutcomeForm,
    ReadForm,
    TellForm,
    ViewForm,
)
from hrm2m.pages.worries.found import observation_choices, said_of, told
from hrm2m.policy import Permission
from hrm2m.policy.worry_lifecycle import WORRY
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.queries import WorryPage, worry_page
from hrm2m.records.worries.their_time import edition_words


METHODS = ["GET", "HEAD", "POST"]


@requires(Permission.WORRIES_SEE)
@require_safe
def worry(request: WorkerRequest, ref: str) -> HttpResponse:
    """One worry: what was said, each step with who took it, what can come next."""
    page = worry_page(by=request.actor, worry=ref)
    about = told(page, clock.now()) | {
        "ref": ref,
        "next": {event.value for event in WORRY[page.status]},
        "edition": edition_words(request.actor.area),
        "may": request.actor.roles,
    }
    return render(request, "worries/worry.html", about)


@requires(Permission.WORRY_ANSWER)
@require_http_methods(METHODS)
def read(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """The lead has read it."""
    form = ReadForm(request.POST or None)
    return _stepped(
        request,
        ref,
        form,
        _("I have read it"),
        _("I have read it"),
        lambda seen: worries.read_worry(
            by=request.actor, worry=ref, seen=seen, at=clock.now(), words=form.cleaned_data["words"]
        ),
    )


@requires(Permission.WORRY_ANSWER)
@require_http_methods(METHODS)
def ask(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """What is asked of whom."""
    page = worry_page(by=request.actor, worry=ref)
    before = page.entry.body.grounds
    form = AskForm(
        request.POST or None,
        observations=observation_choices(page.observations),
        initial={
            "words": before.words,
            "asks": before.asks.value,
            "look_at": before.look_at,
            "fact": before.fact,
            "opinion": before.opinion,
            "whose_opinion": before.whose_opinion,
        },
    )
    return _stepped(
        request,
        ref,
        form,
        _("What do we ask?"),
        _("Ask for it"),
        lambda seen: worries.ask_decision(
            by=request.actor, worry=ref, grounds=form.grounds(), seen=seen, at=clock.now()
        ),
    )


@requires(Permission.WORRY_ANSWER)
@require_http_methods(METHODS)
def decision(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """What they decided."""
    form = DecisionForm(request.POST or None)
    return _stepped(
        request,
        ref,
        form,
        _("What they said"),
        _("Write it down"),
        lambda seen: worries.write_their_decision(
            by=request.actor, worry=ref, decision=form.decision(), seen=seen, at=clock.now()
        ),
    )


@requires(Permission.WORRY_ANSWER)
@require_http_methods(METHODS)
def view(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """Whether we agree."""
    form = ViewForm(request.POST or None)
    return _stepped(
        request,
        ref,
        form,
        _("Do we agree?"),
        _("Write it down"),
        lambda seen: worries.say_our_view(
            by=request.actor, worry=ref, view=form.view(), seen=seen, at=clock.now()
        ),
    )


@requires(Permission.WORRY_ANSWER)
@require_http_methods(METHODS)
def outcome(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """What came of it for the child."""
    form = OutcomeForm(request.POST or None)
    return _stepped(
        request,
        ref,
        form,
        _("What came of it"),
        _("Write it down"),
        lambda seen: worries.write_outcome(
            by=request.actor, worry=ref, words=form.cleaned_data["words"], seen=seen, at=clock.now()
        ),
    )


@requires(Permission.WORRY_ANSWER)
@require_http_methods(METHODS)
def tell(request: WorkerRequest, ref: str, about: str) -> HttpResponseBase:
    """She was told of it."""
    form = TellForm(request.POST or None)
    return _stepped(
        request,
        ref,
        form,
        _("She was told"),
        _("Write it down"),
        lambda _seen: worries.tell_her(
            by=request.actor, worry=ref, about=about, at=clock.now(), **form.cleaned_data
        ),
    )


@requires(Permission.WORRY_ANSWER)
@require_http_methods(METHODS)
def hold(request: WorkerRequest, ref: str, about: str) -> HttpResponseBase:
    """It is held back from her, with a reason and until a day; a second person signs."""
    form = HoldForm(request.POST or None)
    return _stepped(
        request,
        ref,
        form,
        _("Hold it back from her"),
        _("Hold it back; a second person signs"),
        lambda _seen: worries.hold_back_from_her(
            by=request.actor,
            worry=ref,
            about=about,
            why=form.cleaned_data["why"],
            until=form.end(),
            at=clock.now(),
        ),
    )


def _stepped(
    request: WorkerRequest,
    ref: str,
    form: PageForm,
    title: str,
    button: str,
    write: Callable[[str], str],
) -> HttpResponseBase:
    """One step as a form of its own: carried out, or drawn with what was typed and with what is there now."""
    drawn = carry_out(
        request, form, lambda: write(request.POST.get("seen", "")), lambda _ref: reverse("worry", args=[ref])
    )
    if not isinstance(drawn, Drawn):
        return drawn
    page = worry_page(by=request.actor, worry=ref)
    about: dict[str, Any] = {
        "form": form,
        "ref": ref,
        "title": title,
        "button": button,
        "words": page.entry.body.grounds.words,
        "seen": version_to_send(request, drawn, page.seen),
        "now_there": _newest(page) if drawn is Drawn.STALE else (),
    }
    return render(request, "worries/step.html", about, status=drawn)


def _newest(page: WorryPage) -> list[tuple[str, str]]:
    if not page.steps:
        return []
    title, lines = said_of(page.steps[0].body)
    return [(title, " / ".join(lines))]
