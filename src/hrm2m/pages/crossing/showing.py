"""Their answer in plain words, to look at together with her; and what she says to it."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.crossing.forms import SheSaysForm
from hrm2m.pages.crossing.lists import card_of, words_of
from hrm2m.pages.mother.opening import about_her
from hrm2m.pages.partner.asked import AUTHORITIES
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Permission
from hrm2m.policy.enquiry_lifecycle import EnquiryStatus as S
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.queries import EnquiryCard


YES_NOT_NOW_NO = (("yes", _("Yes")), ("not_now", _("Not now")), ("no", _("No")))
TOLD = (("told", _("She knows now")),)


@requires(Permission.ENQUIRY_TELL)
@about_her
def show(request: WorkerRequest, mother: str, enquiry: str) -> HttpResponseBase:
    """The page for two: what they say, that it is their word, and her answer."""
    card = card_of(request, mother, enquiry)
    form = SheSaysForm(request.POST or None, answers=_answers(card))
    drawn = carry_out(
        request,
        form,
        lambda: enquiries.tell_her(
            by=request.actor,
            enquiry=enquiry,
            she_says=form.cleaned_data["she_says"],
            her_words=form.cleaned_data["her_words"],
            seen=_seen(request),
            at=clock.now(),
        ),
        lambda _ref: reverse("enquiry", args=[mother, enquiry]),
    )
    return _drawn(request, card, form, drawn) if isinstance(drawn, Drawn) else drawn


def _drawn(request: WorkerRequest, card: EnquiryCard, form: SheSaysForm, drawn: Drawn) -> HttpResponse:
    reply = card.answered.reply
    said = {AUTHORITIES[who]: reply.tells.get(who.value, "") for who in AUTHORITIES} if reply else {}
    words: dict[str, Any] = {
        **words_of(card),
        "form": form,
        "tells": [(who, told) for who, told in said.items() if told],
        "not_said": [who for who, told in said.items() if not told],
        "said_on": day_in_words(card.line.answered_at) if card.line.answered_at else "",
        "seen": card.line.answered_at.isoformat() if card.line.answered_at else "",
        "status": card.line.status.value,
    }
    return render(request, "crossing/show.html", words, status=drawn)


def _answers(card: EnquiryCard) -> tuple[tuple[str, Any], ...]:
    can_say = card.line.status in {S.ANSWERED, S.YES, S.NOT_NOW, S.NO}
    return YES_NOT_NOW_NO if can_say else TOLD


def _seen(request: WorkerRequest) -> datetime | None:
    try:
        return parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None
