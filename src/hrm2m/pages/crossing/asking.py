"""Asking an agency without her name: the form, what was found in its words, sending, asking again, taking back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.crossing.forms import QuestionForm, SendForm
from hrm2m.pages.crossing.lists import card_of, drawn_card
from hrm2m.pages.crossing.words import TRACES
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.policy import Permission
from hrm2m.records.agencies.directory.queries import localities_in
from hrm2m.records.agencies.doors.queries import doors_in
from hrm2m.records.bridges.bars import barred_from
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.actions.asking import TracesLeft
from hrm2m.records.enquiries.nameless.checking import Found
from hrm2m.records.people.queries import mother_in
from hrm2m.vault.box import Box


FOUND, WHY = "found", "found_why"


@dataclass(frozen=True)
class Trace:
    """Something found in the words: its key, what it is, how it stands there, and the reason typed so far."""

    key: str
    what: str
    text: str
    why: str


@requires(Permission.ENQUIRY_SEND)
@about_her
def ask(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """The question; saved as a draft, and shown as the agency will see it before anything is sent."""
    with opened(request, mother) as box:
        handle, doors = mother_in(box).handle, _doors(request, box)
    form = QuestionForm(request.POST or None, doors=doors, places=localities_in(request.actor.area))
    found: list[Found] = []

    def write() -> str:
        try:
            return enquiries.draft_enquiry(
                by=request.actor, mother=mother, asking=form.asking(_reasons(request)), at=clock.now()
            )
        except TracesLeft as left:
            found.extend(left.found)
            raise

    drawn = carry_out(request, form, write, lambda ref: reverse("enquiry", args=[mother, ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    words: dict[str, Any] = {
        "ref": mother,
        "handle": handle,
        "form": form,
        "doors": doors,
        "traces": _traces(found, _reasons(request)),
    }
    return render(request, "crossing/ask.html", words, status=drawn)


@requires(Permission.ENQUIRY_SEND)
@require_POST
@about_her
def send(request: WorkerRequest, mother: str, enquiry: str) -> HttpResponseBase:
    """Sends the draft as it was shown."""
    return _pressed(
        request,
        mother,
        enquiry,
        lambda: enquiries.send_enquiry(by=request.actor, enquiry=enquiry, at=clock.now()),
        gettext("It is sent. They have been told that there is a request, and nothing else."),
    )


@requires(Permission.ENQUIRY_SEND)
@require_POST
@about_her
def again(request: WorkerRequest, mother: str, enquiry: str) -> HttpResponseBase:
    """Sends the mail once more."""
    return _pressed(
        request,
        mother,
        enquiry,
        lambda: str(enquiries.chase(by=request.actor, enquiry=enquiry, at=clock.now())),
        gettext("They have been asked again. Ring them too: the number is with the door."),
    )


@requires(Permission.ENQUIRY_SEND)
@require_POST
@about_her
def back(request: WorkerRequest, mother: str, enquiry: str) -> HttpResponseBase:
    """Takes it back; its page at the agency is closed."""
    return _pressed(
        request,
        mother,
        enquiry,
        lambda: enquiries.take_back(by=request.actor, enquiry=enquiry, at=clock.now()),
        gettext("It is taken back. Its page at the agency is closed."),
    )


def _pressed(request: WorkerRequest, mother: str, enquiry: str, do: Any, said: str) -> HttpResponseBase:
    form = SendForm(request.POST)
    drawn = carry_out(request, form, do, lambda _ref: reverse("enquiry", args=[mother, enquiry]))
    if not isinstance(drawn, Drawn):
        messages.success(request, said)
        return drawn
    mistake = " ".join(str(error) for error in form.non_field_errors())
    return drawn_card(request, card_of(request, mother, enquiry), mistake=mistake, status=drawn)


def _doors(request: WorkerRequest, box: Box) -> list[tuple[str, str]]:
    """Every door of the area but those of agencies and people whom she barred."""
    barred = {each.ref for each in barred_from(box.mother_id, box.now)}
    names = {each.name for each in barred_from(box.mother_id, box.now) if each.is_agency}
    return [
        (card.ref, f"{card.agency_name}: {card.called}, {card.what_for}")
        for card in doors_in(request.actor.area)
        if card.agency_name not in names and card.ref not in barred
    ]


def _reasons(request: HttpRequest) -> dict[str, str]:
    return dict(zip(request.POST.getlist(FOUND), request.POST.getlist(WHY), strict=False))


def _traces(found: list[Found], reasons: dict[str, str]) -> list[Trace]:
    each = {one.key: one for one in found}
    return [Trace(key, str(TRACES[one.trace]), one.text, reasons.get(key, "")) for key, one in each.items()]
