"""The second look at a referral that was sent and at what is held back; its papers; the lead's own sending."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.ringing import lines_for
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.today.timing import moment_in_words
from hrm2m.pages.worries.connecting import connections_to_send
from hrm2m.pages.worries.desk import name_of
from hrm2m.pages.worries.forms import AskToLookForm, LookForm, ReferForm, SignForm
from hrm2m.pages.worries.found import observation_choices
from hrm2m.pages.worries.printed import printed
from hrm2m.pages.worries.raising import command_that_never_conflicts, paper_answer, words_of_sent
from hrm2m.pages.worries.taking import Taken
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.danger.who import Who
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.entries import DecisionAsked
from hrm2m.records.worries.queries import (
    WorryPage,
    may_look_at,
    may_sign,
    referral_page,
    worry_page,
)
from hrm2m.records.worries.their_time import edition_words
from hrm2m.vault.commands import once


METHODS = ["GET", "HEAD", "POST"]


@requires(Permission.CHILD_REFER_WITH_RECORD)
@require_http_methods(METHODS)
def refer(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """The lead tells them with what the record holds; whatever is empty is marked as missing, and it goes."""
    page = worry_page(by=request.actor, worry=ref)
    chosen = observation_choices(page.observations)
    connections = connections_to_send(request.actor, page.mother_ref)
    if request.method == "POST":
        sending = ReferForm(request.POST, observations=chosen, connections=connections).sending()
        command, now = command_that_never_conflicts(request), clock.now()
        sent = once(
            by=request.actor,
            command_id=command.id,
            words=command.words,
            do=lambda: worries.refer_with_record(
                by=request.actor, mother=page.mother_ref, sending=sending, worry=ref, at=now
            ),
        )
        kept = referral_page(by=request.actor, referral=sent)
        taken = Taken(sent, kept.entry.body.paper)
        words = words_of_sent(request, page.mother_ref, sent, taken, before=_said_before(page))
        return render(request, "worries/sent.html", words | {"worry": ref})
    words = {
        "form": ReferForm(observations=chosen, connections=connections, initial=_said_before(page)),
        "lines": lines_for(request.actor, Who.A_CHILD),
        "edition": edition_words(request.actor.area),
        "worry": ref,
    }
    return render(request, "worries/refer.html", words)


@requires(Permission.WORRIES_SEE)
@require_safe
def paper(request: WorkerRequest, ref: str, form: str) -> HttpResponse:
    """The paper of a referral as it was sent: as PDF, or as JSON for another system."""
    page = referral_page(by=request.actor, referral=ref)
    return paper_answer(Taken(ref, page.entry.body.paper), form)


@requires(Permission.WORRY_ANSWER)
@require_http_methods(METHODS)
def ask(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """Asks another lead of the agency to look: he or she reads this and nothing else of hers."""
    return _asked(
        request,
        lambda worker: worries.ask_to_look(by=request.actor, about=ref, worker=worker, at=clock.now()),
    )


@requires(Permission.WORRY_ANSWER)
@require_http_methods(METHODS)
def ask_to_sign(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """Asks another lead of the agency to sign what is withheld from her."""
    return _asked(
        request,
        lambda worker: worries.ask_to_sign(by=request.actor, entry=ref, worker=worker, at=clock.now()),
    )


@requires(Permission.SECOND_LOOK)
@require_http_methods(METHODS)
def look(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """A second person reads what was sent, and writes what he or she thinks. It changes nothing of what was sent."""
    form = LookForm(request.POST or None)
    drawn = carry_out(
        request,
        form,
        lambda: worries.look_at_referral(by=request.actor, referral=ref, look=form.look(), at=clock.now()),
        lambda _ref: reverse("home"),
    )
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("Thank you: it is written beside what was sent."))
        return drawn
    page = may_look_at(by=request.actor, referral=ref)
    names = workers_named([page.sent_by_id])
    words = {
        "form": form,
        "ref": ref,
        "printed": printed(page.entry.body.paper),
        "by": name_of(names, page.sent_by_id),
        "when": moment_in_words(page.sent_at, clock.now()),
        "is_looked_at": page.looked_at is not None,
    }
    return render(request, "worries/look.html", words, status=drawn)


@requires(Permission.SECOND_LOOK)
@require_http_methods(METHODS)
def sign(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """A second person says yes or no to what is held back from her."""
    form = SignForm(request.POST or None)
    drawn = carry_out(
        request,
        form,
        lambda: worries.sign_withholding(by=request.actor, entry=ref, look=form.look(), at=clock.now()),
        lambda _ref: reverse("asked_of_you"),
    )
    if not isinstance(drawn, Drawn):
        return drawn
    held = may_sign(by=request.actor, entry=ref)
    names = workers_named([held.by_id])
    words = {"form": form, "ref": ref, "held": held, "by": name_of(names, held.by_id)}
    return render(request, "worries/sign.html", words, status=drawn)


def _asked(request: WorkerRequest, ask_them: Callable[[str], str]) -> HttpResponseBase:
    form = AskToLookForm(request.POST or None, by=request.actor)
    drawn = carry_out(
        request, form, lambda: ask_them(form.cleaned_data["worker"]), lambda _ref: reverse("worries")
    )
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("Asked. It waits there under “Asked of you”."))
        return drawn
    return render(request, "worries/ask_second.html", {"form": form}, status=drawn)


def _called(page: WorryPage) -> str:
    """What whoever noticed something called the mother last: the lead reads her handle nowhere else."""
    said = (each.newest.body.mother_called for each in page.observations)
    return next((words for words in said if words), "")


def _said_before(page: WorryPage) -> dict[str, Any]:
    """What was written of this worry already, the newest decision asked first, so that nobody types it twice."""
    asked = next((step.body.grounds for step in page.steps if isinstance(step.body, DecisionAsked)), None)
    grounds = asked or page.entry.body.grounds
    questions = grounds.questions
    return {
        "words": grounds.words or page.entry.body.grounds.words,
        "child": page.entry.body.about_how_old,
        "mother": _called(page),
        "asks": grounds.asks.value,
        "look_at": grounds.look_at,
        "fact": grounds.fact,
        "opinion": grounds.opinion,
        "whose_opinion": grounds.whose_opinion,
        "conditional": grounds.conditional.value,
        "conditional_on": grounds.conditional_on,
        "misunderstood": questions.misunderstood,
        "misrepresented": questions.misrepresented,
        "misused": questions.misused,
        "observations": [
            each.newest.ref for each in page.observations if each.is_known_by(grounds.observations)
        ],
    }
