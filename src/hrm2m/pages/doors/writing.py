"""Writing doors and declared terms: usable with the telephone in the other hand."""

from collections.abc import Callable

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import local_day
from hrm2m.exchange.directory.written_here import could_show_a_hidden_place
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.doors.forms import DoorForm, NewDoorForm, TermsForm, as_said, as_typed
from hrm2m.policy import Permission
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.agencies import actions
from hrm2m.records.agencies.doors.looking import DoorPage, agencies_to_choose, one_door
from hrm2m.records.agencies.doors.values import SaidHow
from hrm2m.records.agencies.queries import agencies_named


@requires(Permission.DOOR_SET)
def new_door(request: WorkerRequest) -> HttpResponseBase:
    """Somebody who answers for an agency; `service` in the address makes it the door of one service."""
    service = request.GET.get("service", "")
    form = NewDoorForm(
        request.POST or None,
        agencies=agencies_to_choose(request.actor),
        initial={"agency": request.GET.get("agency", "")},
    )

    def write() -> str:
        typed = form.cleaned_data
        return actions.set_door(
            by=request.actor,
            agency=typed["agency"],
            service=service,
            email=typed["email"],
            is_shared=typed["is_shared"],
            words=form.words(),
            could_show_where=could_show_a_hidden_place,
            at=clock.now(),
        )

    lead = (
        _("A door is a person, or a desk, at an agency: who answers you, how, and how soon they agreed to."),
        _("They need no account. When you ask them something, a link goes to this address."),
    )
    return _carried(request, form, write, _("Write down who answers"), lead, None)


@requires(Permission.DOOR_SET)
def change_door(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """What holds of a door from now on; what held before is kept."""
    page = one_door(request.actor, ref)
    if page.card.ended_at:
        raise Http404
    form = DoorForm(request.POST or None, initial=as_typed(page.card))

    def write() -> str:
        agency = agencies_named([page.card.agency_id])[page.card.agency_id]
        return actions.set_door(
            by=request.actor,
            agency=agency.ref,
            service=page.card.service_ref,
            email=page.card.email,
            is_shared=form.cleaned_data["is_shared"],
            words=form.words(),
            could_show_where=could_show_a_hidden_place,
            at=clock.now(),
        )

    lead = (_("To change the address, end this door and write a new one."),)
    return _carried(request, form, write, _("Change how they are reached"), lead, page)


@requires(Permission.DOOR_SET)
def end_door(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """Nobody is asked through this door any more."""
    page = one_door(request.actor, ref)
    form = PageForm(request.POST or None)

    def write() -> str:
        accounts.end_door(by=request.actor, door=ref)
        return ref

    lead = (
        _(
            "They can no longer open anything that was sent to them. What waits goes to another door of this agency; "
            "where there is none, it comes back to whoever holds her bridge."
        ),
        _("What they said stays on this page, with its day."),
    )
    return _carried(request, form, write, _("They no longer answer"), lead, page, grave=True)


@requires(Permission.TERMS_DECLARE)
def declare(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """What they say they do, and what would make them tell anybody."""
    page, now = one_door(request.actor, ref), clock.now()
    before = next(iter(page.terms), None) if request.GET.get("same") else None
    first = {"said_on": local_day(now), "said_how": SaidHow.TELEPHONE.value}
    form = TermsForm(request.POST or None, initial={**first, **as_said(before)})

    def write() -> str:
        return actions.declare_terms(
            by=request.actor,
            door=ref,
            declared=form.declared(now),
            could_show_where=could_show_a_hidden_place,
            at=now,
        )

    lead = (
        _(
            "Tell them: a mother may be shown these words, with your agency and the day, before you know who she is."
        ),
        _("Never a word about her: no name, no place, nothing that she told you."),
    )
    return _carried(request, form, write, _("Write down what they say"), lead, page)


def _carried(
    request: WorkerRequest,
    form: PageForm,
    write: Callable[[], str],
    title: Promise,
    lead: tuple[Promise, ...],
    page: DoorPage | None,
    *,
    grave: bool = False,
) -> HttpResponseBase:
    drawn = carry_out(
        request, form, write, lambda ref: reverse("door", args=[page.card.ref if page else ref])
    )
    if not isinstance(drawn, Drawn):
        return drawn
    words = {"form": form, "title": title, "lead": lead, "card": page.card if page else None, "grave": grave}
    return render(request, "doors/form.html", words, status=drawn)
