"""Deciding on one entry that waits to be shown to her, the second person's word, and the answer to what she says."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.pages.asked.forms import AnswerForm, DecideForm, SignForm
from hrm2m.pages.asked.words import WHERE, kind_of, said_in, who_says
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.today.sides import first_name
from hrm2m.pages.today.timing import clock_state, date_in_words, moment_in_words
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.clocks.queries import in_words
from hrm2m.records.showing import actions
from hrm2m.records.showing.queries import NotRight, Waiting, one, one_to_answer


METHODS = ["GET", "HEAD", "POST"]


@requires(Permission.ASKED_SEE)
@require_http_methods(METHODS)
def decide(request: WorkerRequest, entry: str) -> HttpResponseBase:
    """Whether she may read one entry; withheld, it waits for a second person."""
    form, now = DecideForm(request.POST or None), clock.now()
    typed = form.cleaned_data if form.is_bound and form.is_valid() else {}

    def write() -> str:
        if form.she_may:
            return actions.let_her_read(
                by=request.actor, entry=entry, why=typed["why"], told_her_how=typed["told_her_how"], at=now
            )
        return actions.withhold(by=request.actor, entry=entry, why=typed["why"], until=form.end(now), at=now)

    drawn = carry_out(request, form, write, lambda _ref: reverse("asked_of_you"))
    if not isinstance(drawn, Drawn):
        said = gettext("She may read it.") if form.she_may else gettext("Withheld; a second person signs.")
        messages.success(request, said)
        return drawn
    words = _told(one(by=request.actor, entry=entry)) | {"form": form}
    return render(request, "asked/decide.html", words, status=drawn)


@requires(Permission.ASKED_SEE)
@require_http_methods(METHODS)
def sign(request: WorkerRequest, entry: str) -> HttpResponseBase:
    """A second person says yes or no to what is withheld from her."""
    form = SignForm(request.POST or None)
    drawn = carry_out(
        request,
        form,
        lambda: actions.sign(
            by=request.actor,
            entry=entry,
            words=form.cleaned_data["words"],
            agrees=form.is_yes,
            at=clock.now(),
        ),
        lambda _ref: reverse("asked_of_you"),
    )
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("Thank you: it is written beside the decision."))
        return drawn
    words = _told(one(by=request.actor, entry=entry)) | {"form": form, "signs": True}
    return render(request, "asked/decide.html", words, status=drawn)


@requires(Permission.ASKED_SEE)
@require_http_methods(METHODS)
def answer(request: WorkerRequest, reply: str) -> HttpResponseBase:
    """Answers her *that is not right*: put right or not, why, and how she was told."""
    form = AnswerForm(request.POST or None)
    drawn = carry_out(
        request,
        form,
        lambda: actions.answer_her_reply(
            by=request.actor,
            reply=reply,
            is_corrected=form.is_yes,
            why=form.cleaned_data["why"],
            told_her_how=form.cleaned_data["told_her_how"],
            at=clock.now(),
        ),
        lambda _ref: reverse("asked_of_you"),
    )
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("Answered: it stands beside what she said, and she can read it."))
        return drawn
    words = not_right_told(one_to_answer(by=request.actor, reply=reply), clock.now()) | {"form": form}
    return render(request, "asked/answer.html", words, status=drawn)


def not_right_told(said: NotRight, now: datetime) -> dict[str, object]:
    """What she says is not right, with the entry it is about."""
    return {
        "ref": said.reply.ref,
        "where": str(WHERE[said.compartment]),
        "her_words": said.reply.body.words,
        "kind": kind_of(said.entry) if said.entry else "",
        "lines": said_in(said.entry) if said.entry else (),
        "when": moment_in_words(said.reply.happened_at, now),
        "clock": in_words(said.due_at, now),
        "state": clock_state(said.due_at, now),
    }


def _told(waiting: Waiting) -> dict[str, object]:
    entry, row = waiting.entry, waiting.row
    names = workers_named({row.by_id, row.decided_by_id or row.by_id})
    decision = entry.showing
    return {
        "where": str(WHERE[row.compartment]),
        "kind": kind_of(entry),
        "lines": said_in(entry),
        "who_says": who_says(entry),
        "by": first_name(names, row.by_id),
        "when": moment_in_words(entry.happened_at, clock.now()),
        "by_others": row.by_others,
        "withheld": decision is not None and row.shown is False,
        "decided_by": first_name(names, row.decided_by_id or row.by_id),
        "why": decision.body.why if decision else "",
        "until": date_in_words(local_day(row.until)) if row.until else "",
    }
