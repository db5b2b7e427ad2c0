"""Beginning a bridge, and waking a record that sleeps because she came back."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.begin.forms import ONLY_A_COPY, BackForm, BeginForm
from hrm2m.pages.mother.by_handle import carry_out_by_handle
from hrm2m.pages.mother.colleagues import who_may_cover
from hrm2m.pages.mother.known import say_that_the_lead_is_told
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import area_of
from hrm2m.records.bridges.queries import builders_to_choose_from
from hrm2m.records.hers.kinds import CopyWay
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.actions import CARD_DAYS
from hrm2m.records.people.entries import HONEST_SENTENCE, UNDER_18
from hrm2m.records.people.queries import somebody_is_met_by
from hrm2m.records.whole import actions as whole


@requires(Permission.BRIDGE_BEGIN)
def begin(request: WorkerRequest) -> HttpResponseBase:
    """The honest sentence, then the handle, then whom she chooses."""
    now = clock.now()
    sure_days = area_of(request.actor.area).choices.get("safe_contact_days", CARD_DAYS)
    builders = builders_to_choose_from(request.actor)
    form = BeginForm(
        request.POST or None,
        by_ref=request.actor.worker_ref,
        builders=builders,
        covers=who_may_cover(request.actor),
        initial={"valid_until": local_day(now + timedelta(days=sure_days))},
    )

    def write() -> str:
        _ask_about_coming_back(request, form)
        chosen = {name: form.cleaned_data[name] for name in ("builder", "cover")}
        mother = outreach.begin(by=request.actor, words=form.words(), at=now, **chosen)
        card = form.card()
        if card is not None:
            outreach.set_safe_contact(by=request.actor, mother=mother, card=card, seen="", at=now)
        return mother

    drawn = carry_out(request, form, write, lambda ref: _after(request, form, ref))
    if not isinstance(drawn, Drawn):
        return drawn
    words = {"form": form, "sentence": _(HONEST_SENTENCE)}
    return render(request, "begin/begin.html", words, status=drawn)


@requires(Permission.RECORD_WAKE)
def back(request: WorkerRequest) -> HttpResponseBase:
    """She came back and says her handle: her record wakes, with a bridge builder of her choice."""
    now = clock.now()
    builders = builders_to_choose_from(request.actor)
    form = BackForm(request.POST or None, builders=builders, covers=who_may_cover(request.actor))

    def write() -> str:
        typed = dict(form.cleaned_data)
        copy = CopyWay.PAPER if typed.pop("wants") == ONLY_A_COPY else None
        return whole.wake(by=request.actor, at=now, copy=copy, **typed)

    drawn = carry_out_by_handle(request, form, write, lambda ref: _after(request, form, ref))
    if not isinstance(drawn, Drawn):
        return drawn
    return render(request, "begin/back.html", {"form": form}, status=drawn)


def _ask_about_coming_back(request: WorkerRequest, form: BeginForm) -> None:
    """Another worker has met someone by this handle: she is asked, before a second record is begun.

    Asked while the form is carried out: sent twice, it is not taken for somebody else of the same handle.
    """
    typed = form.cleaned_data
    if not typed["met_before"] and somebody_is_met_by(request.actor.area, typed["handle"]):
        field, sentence = "met_before", "Another worker has met someone by this handle: ask her."
        raise BadInput(field, sentence)


def _after(request: WorkerRequest, form: BeginForm | BackForm, mother: str) -> str:
    """Her page for whoever stands near her now; Today for a worker who began it for others."""
    chosen = {form.cleaned_data["builder"], form.cleaned_data["cover"]}
    if form.cleaned_data.get("age") in UNDER_18:
        say_that_the_lead_is_told(request)
    if request.actor.worker_ref in chosen:
        return reverse("mother", args=[mother])
    is_back = isinstance(form, BackForm)
    opened = _("Her record is open again.") if is_back else _("The bridge is begun.")
    if form.cleaned_data.get("wants") == ONLY_A_COPY:
        opened = _("Her record is open for her copy alone, and nobody contacts her.")
    messages.success(request, f"{opened} {_('Tell her bridge builder and cover today.')}")
    return reverse("today")
