"""Records that are held back for a court, an inquiry or a complaint: found by a handle, listed without one, let go."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.lead.held_again import ToldForm
from hrm2m.pages.mother.by_handle import carry_out_by_handle
from hrm2m.pages.today.sides import first_name
from hrm2m.pages.today.timing import clock_state, day_in_words
from hrm2m.policy import Compartment, Permission
from hrm2m.policy.retention import HoldFor
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.clocks.queries import in_words
from hrm2m.records.people.actions import HANDLE_LENGTH
from hrm2m.records.whole import holding
from hrm2m.records.whole.holds import HoldCard


WHY = {
    HoldFor.COURT: _("A court ordered it, or is about to"),
    HoldFor.INQUIRY: _("An inquiry, an inquest or a review asked for it"),
    HoldFor.COMPLAINT: _("A complaint is open"),
}
PARTS = {
    Compartment.GENERAL: _("Her main record"),
    Compartment.HER_SAFETY: _("Her own safety"),
    Compartment.TREATMENT: _("Treatment"),
}


class HeldForm(ToldForm):
    """By which handle, for whom, what they asked for, and whether she is told."""

    handle = forms.CharField(
        label=_("Which handle does she go by?"),
        max_length=HANDLE_LENGTH,
        error_messages={"required": _("Write the handle she goes by, or went by.")},
    )
    why = forms.ChoiceField(
        label=_("For whom?"),
        choices=[(why.value, words) for why, words in WHY.items()],
        widget=forms.RadioSelect,
    )
    parts = forms.MultipleChoiceField(
        label=_("What did they ask for?"),
        choices=[(part.value, words) for part, words in PARTS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the order or letter names. What nobody asked for is not kept from her."),
        error_messages={"required": _("Tick what they asked for.")},
    )

    field_order = ("handle", "why", "parts", "told", "not_told_why", "not_told_until")


class LiftForm(PageForm):
    """That it is over."""

    over = forms.BooleanField(
        label=_("It is over: nobody needs it kept any more"),
        error_messages={"required": _("Tick it once you know that it is over.")},
    )


@requires(Permission.RECORD_HOLD)
@require_GET
def held(request: WorkerRequest) -> HttpResponse:
    """What is held, since when and for whom; no handle."""
    found, now = holding.holds_standing(request.actor), clock.now()
    names = workers_named(one.by_id for one in found)
    rows = [
        (
            one,
            WHY[one.why],
            ", ".join(str(PARTS[part]) for part in one.parts),
            day_in_words(one.at),
            first_name(names, one.by_id),
            *_looks(one, request.actor.worker_id, now),
        )
        for one in found
    ]
    return render(request, "lead/held.html", {"rows": rows})


def _looks(one: HoldCard, me: int, now: datetime) -> tuple[str, str, str, bool]:
    """When it is looked at again, how near that is, until when she is not told, and whether this worker can sign."""
    kept = one.not_told_until if one.not_told_until and one.not_told_until > now else None
    signs = kept is not None and not one.is_signed and one.not_told_by_id != me
    return (
        in_words(one.look_at, now),
        clock_state(one.look_at, now),
        day_in_words(kept) if kept else "",
        signs,
    )


@requires(Permission.RECORD_HOLD)
def hold(request: WorkerRequest) -> HttpResponseBase:
    """Holds one record back."""
    form = HeldForm(request.POST or None)

    def write() -> str:
        typed = form.cleaned_data
        parts = [Compartment(name) for name in typed["parts"]]
        why = HoldFor(typed["why"])
        return holding.hold_by_handle(
            by=request.actor, handle=typed["handle"], why=why, parts=parts, not_told=form.not_told()
        )

    drawn = carry_out_by_handle(request, form, write, lambda _ref: reverse("held"))
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("It is held from now on."))
        return drawn
    return render(request, "lead/held_new.html", {"form": form}, status=drawn)


@requires(Permission.RECORD_HOLD)
def lift(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """Lets go of one hold."""
    form = LiftForm(request.POST or None)

    def write() -> str:
        holding.lift(by=request.actor, hold=ref)
        return ref

    drawn = carry_out(request, form, write, lambda _ref: reverse("held"))
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("It is held no longer."))
        return drawn
    return render(request, "lead/held_lift.html", {"form": form}, status=drawn)
