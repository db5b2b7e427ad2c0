"""The steps of a handover as forms: each is posted once, and says what is wrong without losing what was typed."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.handovers.forms import MeetingForm, ProposeForm, SaidForm, WordsForm
from hrm2m.pages.handovers.views import surroundings
from hrm2m.pages.mother.keeping_clear import say_if_another_is_better
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.policy import Permission
from hrm2m.records.agencies.doors.queries import door, doors_in
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.handovers.actions.meeting import ToWhom
from hrm2m.records.handovers.queries import handover_page
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole.keeping_clear import Expected


METHODS = ["GET", "HEAD", "POST"]


@requires(Permission.HANDOVER_SET)
@require_http_methods(METHODS)
@about_her
def propose(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Whom she is to meet with her bridge builder."""
    doors = [(card.ref, f"{card.called}, {card.agency_name}") for card in doors_in(request.actor.area)]
    form = ProposeForm(
        request.POST or None, doors=doors, initial={"referral": request.GET.get("referral", "")}
    )
    drawn = carry_out(
        request,
        form,
        lambda: handovers.propose(
            by=request.actor,
            mother=mother,
            to=_to(request, form.cleaned_data["door"]),
            referral=form.cleaned_data["referral"],
            words=form.cleaned_data["words"],
            at=clock.now(),
        ),
        lambda ref: reverse("handover", args=[ref]),
    )
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    return render(
        request, "handovers/new.html", {"form": form, "mother": who, "has_doors": bool(doors)}, status=drawn
    )


@requires(Permission.HANDOVER_SET)
@require_http_methods(METHODS)
def meeting(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """When and where the three meet."""
    form = MeetingForm(request.POST or None)

    def do() -> str:
        return handovers.set_meeting(by=request.actor, handover=ref, meeting=form.meeting(), at=clock.now())

    drawn = _drawn(request, ref, form, do, "meeting")
    if drawn.status_code == HTTPStatus.FOUND and form.is_valid():
        page, said = handover_page(by=request.actor, handover=ref), form.meeting()
        say_if_another_is_better(request, page.mother.ref, Expected(said.where, said.meets_at))
    return drawn


@requires(Permission.HANDOVER_SET)
@require_http_methods(METHODS)
def there(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """All three were there."""
    form = WordsForm(request.POST or None)

    def do() -> str:
        words = form.cleaned_data["words"]
        return handovers.write_all_there(by=request.actor, handover=ref, words=words, at=clock.now())

    return _drawn(request, ref, form, do, "there")


@requires(Permission.HANDOVER_SET)
@require_http_methods(METHODS)
def by_text(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """She was asked by text: written down, and nothing is confirmed by it."""
    form = PageForm(request.POST or None)

    def do() -> str:
        return handovers.ask_by_text(by=request.actor, handover=ref, at=clock.now())

    return _drawn(request, ref, form, do, "text")


@requires(Permission.HANDOVER_CONFIRM)
@require_http_methods(METHODS)
def said(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """What she says, face to face, to somebody who gains nothing by it."""
    form = SaidForm(request.POST or None)

    def do() -> str:
        typed = form.cleaned_data
        return handovers.write_what_she_said(
            by=request.actor,
            handover=ref,
            yes=typed["said"] == "yes",
            words=typed["words"],
            at=clock.now(),
        )

    return _drawn(request, ref, form, do, "said")


@requires(Permission.HANDOVER_SET)
@require_http_methods(METHODS)
def none(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """She wants no such meeting."""
    form = WordsForm(request.POST or None)

    def do() -> str:
        words = form.cleaned_data["words"]
        return handovers.she_wants_none(by=request.actor, handover=ref, words=words, at=clock.now())

    return _drawn(request, ref, form, do, "none")


def _drawn(
    request: WorkerRequest, ref: str, form: PageForm, do: Callable[[], str], step: str
) -> HttpResponseBase:
    drawn = carry_out(request, form, do, lambda _entry: reverse("handover", args=[ref]))
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("It is written down."))
        return drawn
    words: dict[str, Any] = surroundings(request, ref) | {"form": form, "step": step}
    return render(request, "handovers/step.html", words, status=drawn)


def _to(request: WorkerRequest, ref: str) -> ToWhom:
    card = door(request.actor.area, ref)
    return ToWhom(card.worker_id, card.agency_id, card.called, card.agency_name)
