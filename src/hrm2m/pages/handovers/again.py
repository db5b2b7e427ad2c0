"""Asking her again what a worker wrote as her yes: what waits for whoever may, in words, and the question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.handovers.forms import AgainForm, PutRightForm
from hrm2m.pages.handovers.words import IF_NOT, YESES
from hrm2m.pages.today.sides import Names, first_name
from hrm2m.pages.today.timing import clock_state, day_in_words
from hrm2m.policy import Actor, Permission
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.bridges.asked_again import ToAskAgain
from hrm2m.records.bridges.yeses import YesTo
from hrm2m.records.clocks.queries import in_words
from hrm2m.records.handovers import actions as handovers
from hrm2m.records.handovers.queries import the_yes_to_ask, to_ask_again


@dataclass(frozen=True)
class Row:
    """One yes that waits to be asked again, in words and without her."""

    ref: str
    mother_ref: str
    what: str
    if_not: str
    with_whom: str
    wrote: str
    when: str
    due: str
    state: str
    said_otherwise: bool
    is_shared: bool


@requires(Permission.HANDOVER_CHECK)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """She is asked, and what she says is written down."""
    asked = next((each for each in to_ask_again(request.actor) if each.ref == ref), None)
    kind = PutRightForm if asked and asked.said_otherwise else AgainForm
    form = kind(request.POST or None)
    drawn = carry_out(
        request,
        form,
        lambda: handovers.ask_again(
            by=request.actor,
            said=ref,
            the_same=form.cleaned_data["said"] == "the_same",
            words=form.cleaned_data["words"],
            at=clock.now(),
        ),
        lambda _entry: reverse("asked_of_you"),
    )
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("It is written down."))
        return drawn
    (row,) = _rows([the_yes_to_ask(request.actor, ref)])
    return render(request, "handovers/again.html", {"form": form, "row": row}, status=drawn)


def rows_to_ask_again(by: Actor) -> list[Row]:
    """What this worker may ask again, oldest first, in words; no handle stands on it."""
    return _rows(to_ask_again(by))


def _rows(found: Sequence[ToAskAgain]) -> list[Row]:
    now = clock.now()
    names = workers_named(number for each in found for number in (each.by_id, each.with_id))
    return [_row(each, names, now) for each in found]


def _row(each: ToAskAgain, names: Names, now: datetime) -> Row:
    return Row(
        each.ref,
        each.mother_ref,
        str(YESES[each.what]),
        str(IF_NOT[each.what]),
        # Whoever wrote it is named beside: here stands only somebody else whom it is about.
        first_name(names, each.with_id) if each.with_id != each.by_id else "",
        first_name(names, each.by_id),
        day_in_words(each.said_at),
        in_words(each.due_at, now) if each.due_at else "",
        clock_state(each.due_at, now) if each.due_at else "",
        each.said_otherwise,
        each.what is YesTo.CONSENT,
    )
