"""Somebody who was told to stop has not confirmed it: asked again with a new link, or heard by telephone."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.crossing.lists import purpose_said
from hrm2m.pages.mother.opening import about_her
from hrm2m.pages.partner.forms import THEIR_NAME, WHO_SPOKE
from hrm2m.pages.partner.referral_forms import StopForm
from hrm2m.pages.referrals.forms import PressForm
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Permission
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals.entries import Held
from hrm2m.records.referrals.queries import stops_of


class StopByTelephoneForm(StopForm):
    """What they say is left, and who said it: asked of a worker, so it speaks of them."""

    held = forms.ChoiceField(
        label=_("What is left of it with them?"),
        choices=[
            (Held.DESTROYED, _("Destroyed: nothing is left with them")),
            (Held.KEPT, _("Something is kept")),
        ],
        widget=forms.RadioSelect,
    )
    said_by = forms.CharField(label=THEIR_NAME, max_length=80, error_messages={"required": WHO_SPOKE})


@requires(Permission.REFERRAL_CHASE)
@about_her
def one(request: WorkerRequest, mother: str, notice: str) -> HttpResponseBase:
    """What they said by telephone; or a press that sends the link again."""
    again = request.POST.get("do") == "again"
    form = PressForm(request.POST) if again else StopByTelephoneForm(request.POST or None)

    def write() -> str:
        if isinstance(form, StopByTelephoneForm):
            held, because, said_by = form.answer()
            referrals.take_down_stop(
                by=request.actor,
                mother=mother,
                notice=notice,
                held=held,
                because=because,
                said_by=said_by,
                at=clock.now(),
            )
        else:
            referrals.chase_stop(by=request.actor, mother=mother, notice=notice)
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("sharing", args=[ref]))
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("A new link is on its way.") if again else gettext("Written down."))
        return drawn
    lines = stops_of(by=request.actor, mother=mother, purpose=purpose_said(request, mother))
    line = next((each for each in lines if each.ref == notice), None)
    if line is None:
        raise Http404
    words = {
        "ref": mother,
        "line": line,
        "told": day_in_words(line.told_at),
        "form": form,
        "said": form if isinstance(form, StopByTelephoneForm) else StopByTelephoneForm(),
    }
    return render(request, "sharing/told_to_stop.html", words, status=drawn)
