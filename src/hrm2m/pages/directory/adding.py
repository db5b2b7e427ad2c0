"""Adding what a service does not state, and a service that no feed has; both with who said so and when."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from hrm2m.cadence.local_time import local_day
from hrm2m.exchange.directory.refusals import RecordRefused
from hrm2m.exchange.directory.written_here import Written, could_show_a_hidden_place, entry_written
from hrm2m.foundation import clock, ids
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.directory.adding_forms import FactForm, ServiceForm
from hrm2m.pages.directory.trail import trail_of
from hrm2m.pages.directory.views import card_or_404
from hrm2m.pages.directory.words import FIELDS
from hrm2m.policy import Permission
from hrm2m.records.agencies import actions
from hrm2m.records.agencies.directory.stated import OF_NO_FEED, StatedService
from hrm2m.records.agencies.directory.vocabulary import Field


@requires(Permission.DIRECTORY_ADD)
def add_fact(request: WorkerRequest, ref: str, field: str) -> HttpResponseBase:
    """One thing that a worker was told about a service."""
    card, about = card_or_404(request, ref), _field_or_404(field)
    form = FactForm(request.POST or None, field=about, initial={"stated_on": local_day(clock.now())})
    trail = trail_of(request)

    def write() -> str:
        return actions.add_service_fact(
            by=request.actor,
            service=ref,
            field=about,
            value=form.value(),
            told=form.told(),
            could_show_where=could_show_a_hidden_place,
            at=clock.now(),
        )

    drawn = carry_out(request, form, write, lambda _fact: reverse("service", args=[ref]) + trail.query)
    if not isinstance(drawn, Drawn):
        return drawn
    words = {"form": form, "line": card.line, "about": FIELDS[about], "trail": trail}
    return render(request, "directory/add_fact.html", words, status=drawn)


@requires(Permission.DIRECTORY_ADD)
def add_service(request: WorkerRequest) -> HttpResponseBase:
    """A service that no feed has."""
    form = ServiceForm(request.POST or None, initial={"stated_on": local_day(clock.now())})
    trail = trail_of(request)

    def write() -> str:
        service = _stated(form.written())
        return actions.add_service(by=request.actor, service=service, told=form.told(), at=clock.now())

    drawn = carry_out(request, form, write, lambda ref: reverse("service", args=[ref]) + trail.query)
    if not isinstance(drawn, Drawn):
        return drawn
    return render(request, "directory/add_service.html", {"form": form, "trail": trail}, status=drawn)


def _field_or_404(field: str) -> Field:
    try:
        return Field(field)
    except ValueError:
        raise Http404 from None


def _stated(written: Written) -> StatedService:
    """What may be kept of it, through the choke point of every feed."""
    try:
        entry = entry_written(written, source=OF_NO_FEED, source_id=ids.new_ref(), now=clock.now())
    except RecordRefused:
        raise BadInput("name", "Its name could show where it is. Write a name that does not.") from None
    if entry.undisclosed and written.district and not any(place.district for place in entry.places):
        sentence = "Its place must not be found: write the name of a council area, such as Great Yarmouth."
        raise BadInput("district", sentence)
    return StatedService.of(entry)
