"""A referral at the door: what she lets them know, and nothing else of hers; the answer, and a colleague."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.ringing import lines_for
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.partner.kept import own_promises
from hrm2m.pages.partner.kinds import Event, Stands
from hrm2m.pages.partner.referral_forms import ColleagueForm, ReferralAnswerForm
from hrm2m.pages.partner.shared import BASES, CATEGORIES, PURPOSES, STATUSES
from hrm2m.pages.today.timing import date_in_words, day_in_words, moment_in_words
from hrm2m.policy import Actor
from hrm2m.records.danger.who import Who
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals import sent as at_the_door
from hrm2m.records.referrals.sent import Sent, who_may_read


A_MEETING = timedelta(hours=1)


def stands(worker_id: int, ref: str) -> Stands | None:
    """Whether this referral is open to this worker now."""
    actor = at_the_door.stands(worker_id, ref)
    return Stands(actor) if actor else None


def show(request: WorkerRequest, actor: Actor, ref: str) -> HttpResponseBase:
    """What was sent, and the forms to answer it."""
    return _drawn(request, at_the_door.sent_to(actor, ref), Drawn.FRESH)


def answer(request: WorkerRequest, actor: Actor, ref: str) -> HttpResponseBase:
    """One of two forms: the answer, a colleague."""
    sent = at_the_door.sent_to(actor, ref)
    if request.POST.get("do") == "pass":
        return _pass_on(request, actor, sent)
    form = ReferralAnswerForm(request.POST, status=sent.status)

    def write() -> str:
        referrals.answer(by=actor, referral=ref, said=form.said())
        return ref

    drawn = carry_out(request, form, write, lambda _ref: "/for-you/")
    if isinstance(drawn, Drawn):
        return _drawn(request, sent, drawn, answer=form)
    messages.success(request, gettext("Thank you. Your answer is with the person who asked you."))
    return drawn


def event(actor: Actor, ref: str) -> Event | None:
    """The meeting, as a date without a name."""
    meeting = at_the_door.sent_to(actor, ref).meeting_at
    return Event(meeting, meeting + A_MEETING, gettext("A meeting")) if meeting else None


def _pass_on(request: WorkerRequest, actor: Actor, sent: Sent) -> HttpResponseBase:
    form = ColleagueForm(request.POST, colleagues=who_may_read(actor), auto_id="pass_%s")

    def give() -> str:
        takes, said_by = form.names()
        colleague = form.cleaned_data["colleague"]
        referrals.pass_on(by=actor, referral=sent.ref, colleague=colleague, takes=takes, said_by=said_by)
        return sent.ref

    drawn = carry_out(request, form, give, lambda _ref: "/for-you/")
    return _drawn(request, sent, drawn, give=form) if isinstance(drawn, Drawn) else drawn


def _drawn(request: WorkerRequest, sent: Sent, status: Drawn, **typed: PageForm) -> HttpResponse:
    colleagues = who_may_read(request.actor)
    give = ColleagueForm(colleagues=colleagues, auto_id="pass_%s") if colleagues else None
    words: dict[str, Any] = {
        "sent": sent,
        "purpose": PURPOSES[sent.purpose],
        "basis": BASES[sent.basis],
        "status": STATUSES[sent.status],
        "parts": [(CATEGORIES[c], entry) for c, entry in sent.parts.items()],
        "sent_on": day_in_words(sent.sent_at),
        "until": date_in_words(local_day(sent.until)),
        "meeting": moment_in_words(sent.meeting_at, clock.now()) if sent.meeting_at else "",
        "answer": typed.get("answer") or ReferralAnswerForm(status=sent.status),
        "give": typed.get("give") or give,
        "form": next(iter(typed.values()), None),
        "own": own_promises(request.actor),
        "lines": lines_for(request.actor, Who.A_CHILD),
    }
    return render(request, "partner/referral.html", words, status=status)
