"""She says to a worker that she wants a copy of her record, or no longer does; where the worker's own part of it is."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from hrm2m.cadence import due_for_clock
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.pages.asked.words import WHERE
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.copy.forms import AskCopyForm, NoCopyForm
from hrm2m.pages.hers.notes import PARTS
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.today.timing import clock_state, date_in_words
from hrm2m.policy import Permission
from hrm2m.policy.roles import permissions_of
from hrm2m.records.clocks.queries import in_words, nation_of
from hrm2m.records.hers import actions
from hrm2m.records.hers.copies import CLOCK, CopyCard, copy_of
from hrm2m.records.hers.kinds import CopyWay
from hrm2m.records.people.queries import mother_in
from hrm2m.records.showing.queries import DECIDES


METHODS = ["GET", "HEAD", "POST"]


@requires(Permission.ASK_RECORD)
@require_http_methods(METHODS)
@about_her
def copy(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Whether she asked for a copy, since when and how she wants it; she can ask here at her word."""
    form = AskCopyForm(request.POST or None)

    def write() -> str:
        way = CopyWay(form.cleaned_data["way"])
        return actions.ask_for_copy(by=request.actor, mother=mother, way=way, at=clock.now())

    said = gettext("Written down. A month runs from the day she first asked.")
    return _answered(request, mother, form, write, said)


@requires(Permission.ASK_RECORD)
@require_http_methods(METHODS)
@about_her
def no_copy(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """She no longer wants it."""
    form = NoCopyForm(request.POST or None)

    def write() -> str:
        actions.take_copy_back(by=request.actor, mother=mother)
        return mother

    said = gettext("Written down. She can ask again at any time.")
    return _answered(request, mother, form, write, said, gone=True)


@requires(Permission.ASKED_SEE)
@require_http_methods(METHODS)
def said(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """She says it to who treats her, or keeps her children safe: written down; whether a copy is open is not shown."""
    form = AskCopyForm(request.POST or None)

    def write() -> str:
        way = CopyWay(form.cleaned_data["way"])
        return actions.ask_for_copy(by=request.actor, mother=mother, way=way, at=clock.now())

    drawn = carry_out(request, form, write, lambda _ref: reverse("asked_of_you"))
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("Written down. A month runs from the day she first asked."))
        return drawn
    return render(request, "copy/said.html", {"form": form}, status=drawn)


def _answered(
    request: WorkerRequest,
    mother: str,
    form: PageForm,
    write: Callable[[], str],
    said: str,
    *,
    gone: bool = False,
) -> HttpResponseBase:
    drawn = carry_out(request, form, write, lambda _ref: reverse("copy", args=[mother]))
    if not isinstance(drawn, Drawn):
        messages.success(request, said)
        return drawn
    with opened(request, mother) as box:
        handle, card, now = mother_in(box).handle, copy_of(box.mother_id, box.now), box.now
    words = {"ref": mother, "handle": handle, "form": form, "card": card, "gone": gone}
    if card:
        words |= _told(request, card)
        due = due_for_clock(CLOCK, card.asked_at, nation_of(request.actor.area))
        words |= {"clock": in_words(due, now), "state": clock_state(due, now)}
    return render(request, "copy/copy.html", words, status=drawn)


def _told(request: WorkerRequest, card: CopyCard) -> dict[str, object]:
    may = permissions_of(request.actor.roles)
    return {
        "asked": date_in_words(local_day(card.asked_at)),
        "by_herself": card.asked_by_id <= 0,
        "given": date_in_words(local_day(card.given_at)) if card.given_at else "",
        "way": dict(AskCopyForm.base_fields["way"].choices)[card.way.value],  # type: ignore[attr-defined] # a choice field
        "parts": [
            (reverse("copy_part", args=[card.ref, part.letter]), WHERE[part.compartment])
            for part in PARTS
            if DECIDES[part.compartment] in may
        ],
    }
