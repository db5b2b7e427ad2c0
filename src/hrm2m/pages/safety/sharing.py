"""Whom she lets read about her safety: written and ended by her bridge builder at her word."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import opened as general_opened
from hrm2m.pages.mother.sheet import Sheet
from hrm2m.pages.safety.forms import HerWordForm, ReaderForm
from hrm2m.pages.safety.opening import form_page, opened
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Permission
from hrm2m.records.people.queries import mother_in
from hrm2m.records.safety import actions
from hrm2m.records.safety.queries import AgreedCard, agreed_with, lets_see, who_could_read


ADD = Sheet(
    _("She lets somebody read it"),
    _("Write it down"),
    (
        _("From then on this worker opens what she said about her own safety, and nothing else of hers."),
        _("She can end it at any time, without a reason."),
    ),
)
END = Sheet(
    _("She no longer wants this worker to read it"),
    _("End it now"),
    (_("The worker stops seeing it in this moment."),),
)


@requires(Permission.HER_SAFETY_SEE)
def let_see_me(request: WorkerRequest) -> HttpResponse:
    """The mothers who let this worker read about their safety."""
    rows = [(one, day_in_words(one.since)) for one in lets_see(request.actor)]
    return render(request, "safety/let_see.html", {"rows": rows})


@requires(Permission.HER_SAFETY_SHARE)
def readers(request: WorkerRequest, mother: str) -> HttpResponse:
    """Whom she lets read it, for her bridge builder."""
    rows = [(one, day_in_words(one.since)) for one in _readers(request, mother)]
    return render(request, "safety/readers.html", {"ref": mother, "rows": rows})


@requires(Permission.HER_SAFETY_SHARE)
def add(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """She said yes to somebody."""
    there = {one.worker_ref for one in _readers(request, mother)}
    with general_opened(request, mother) as box:
        handle = mother_in(box).handle
    workers = [card for card in who_could_read(request.actor) if card.ref not in there]
    form = ReaderForm(request.POST or None, workers=workers, initial={"called": handle})

    def write() -> str:
        typed = form.cleaned_data
        return actions.let_see(
            by=request.actor, mother=mother, worker=typed["worker"], called=typed["called"], at=clock.now()
        )

    return form_page(request, mother, ADD, form, write, where=reverse("her_safety_readers", args=[mother]))


@requires(Permission.HER_SAFETY_SHARE)
def end(request: WorkerRequest, mother: str, agreed: str) -> HttpResponseBase:
    """She wants somebody no longer to read it."""
    found = next((one for one in _readers(request, mother) if one.ref == agreed), None)
    if found is None and request.method != "POST":
        raise Http404
    form = HerWordForm(request.POST or None)

    def write() -> str:
        actions.stop_letting_see(by=request.actor, mother=mother, agreed=agreed)
        return mother

    about = f"{found.first_name}, {found.agency}" if found else ""
    where = reverse("her_safety_readers", args=[mother])
    return form_page(request, mother, END, form, write, where=where, about=about)


def _readers(request: WorkerRequest, mother: str) -> tuple[AgreedCard, ...]:
    """Only who reads it may know who else does."""
    with opened(request, mother) as box:
        return agreed_with(box.mother_id)
