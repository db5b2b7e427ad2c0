"""She no longer shares something: whoever had it is told, and confirms what is left of it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from hrm2m.pages.base.ringing import lines_for
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.partner.kinds import Stands
from hrm2m.pages.partner.referral_forms import StopForm
from hrm2m.pages.partner.shared import PURPOSES
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Actor
from hrm2m.records.referrals import actions as referrals
from hrm2m.records.referrals import sent as at_the_door


def stands(worker_id: int, ref: str) -> Stands | None:
    """Whether this notice is this worker's, and not confirmed yet."""
    actor = at_the_door.notice_for(worker_id, ref)
    return Stands(actor) if actor else None


def show(request: WorkerRequest, actor: Actor, ref: str) -> HttpResponseBase:
    """What is over, and the form to confirm it."""
    return _drawn(request, actor, ref, StopForm(), Drawn.FRESH)


def answer(request: WorkerRequest, actor: Actor, ref: str) -> HttpResponseBase:
    """Confirms it; after that there is no such page."""
    form = StopForm(request.POST)

    def write() -> str:
        held, because, said_by = form.answer()
        referrals.confirm_stop(by=actor, notice=ref, held=held, because=because, said_by=said_by)
        return ref

    drawn = carry_out(request, form, write, lambda _ref: "/for-you/")
    if isinstance(drawn, Drawn):
        return _drawn(request, actor, ref, form, drawn)
    messages.success(request, gettext("Thank you. She sees what you confirmed."))
    return drawn


def _drawn(request: WorkerRequest, actor: Actor, ref: str, form: StopForm, status: Drawn) -> HttpResponse:
    notice = at_the_door.notice(actor, ref)
    words = {
        "form": form,
        "purpose": PURPOSES[notice.purpose],
        "sent_on": day_in_words(notice.sent_at),
        "told_on": day_in_words(notice.told_at),
        "lines": lines_for(request.actor),
    }
    return render(request, "partner/stop.html", words, status=status)
