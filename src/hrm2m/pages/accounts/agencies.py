"""Agencies that workers act for: add, rename, end."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from hrm2m.pages.accounts.forms import AgencyForm
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Permission
from hrm2m.records.accounts import actions
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import AgencyCard, agencies_of_area


@requires(Permission.ACCOUNT_INVITE)
def agencies_here(request: WorkerRequest) -> HttpResponseBase:
    """The agencies of the area, and one more."""
    form = AgencyForm(request.POST or None)

    def write() -> str:
        return agencies.add_agency(by=request.actor, name=form.cleaned_data["name"], kind="")

    drawn = carry_out(request, form, write, lambda _ref: reverse("agencies_here"))
    if not isinstance(drawn, Drawn):
        return drawn
    words = {"form": form, "agencies": agencies_of_area(request.actor.area)}
    return render(request, "accounts/agencies.html", words, status=drawn)


@requires(Permission.ACCOUNT_INVITE)
def rename(request: WorkerRequest, agency: str) -> HttpResponseBase:
    """Another name."""
    card = _card(request, agency)
    form = AgencyForm(request.POST or None, initial={"name": card.name})

    def write() -> str:
        agencies.rename_agency(by=request.actor, agency=agency, name=form.cleaned_data["name"])
        return agency

    drawn = carry_out(request, form, write, lambda _ref: reverse("agencies_here"))
    if not isinstance(drawn, Drawn):
        return drawn
    return render(request, "accounts/agency.html", {"form": form, "card": card}, status=drawn)


@requires(Permission.ACCOUNT_END)
def end(request: WorkerRequest, agency: str) -> HttpResponseBase:
    """Ends an agency nobody acts for and that keeps no bridge."""
    card = _card(request, agency)
    form = PageForm(request.POST or None)

    def write() -> str:
        actions.end_agency(by=request.actor, agency=agency)
        return agency

    drawn = carry_out(request, form, write, lambda _ref: reverse("agencies_here"))
    if not isinstance(drawn, Drawn):
        return drawn
    return render(request, "accounts/end_agency.html", {"form": form, "card": card}, status=drawn)


def _card(request: WorkerRequest, agency: str) -> AgencyCard:
    found = next((card for card in agencies_of_area(request.actor.area) if card.ref == agency), None)
    if found is None:
        raise Http404
    return found
