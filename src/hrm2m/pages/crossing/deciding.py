"""An agency fears for a child: a lead decides the same day, with the worker, whether she is named."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.ringing import lines_for
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.crossing.forms import DecideForm
from hrm2m.pages.crossing.lists import card_of, words_of
from hrm2m.pages.purpose.asking import purpose_for
from hrm2m.pages.today.timing import moment_in_words
from hrm2m.policy import Permission, Role
from hrm2m.records.danger.who import Who
from hrm2m.records.enquiries import actions as enquiries
from hrm2m.records.enquiries.queries import enquiries_to_decide


@requires(Permission.ENQUIRY_DECIDE)
@require_safe
def to_decide(request: WorkerRequest) -> HttpResponse:
    """What waits for a lead, oldest first."""
    now = clock.now()
    rows = [
        (
            reverse("enquiry_decide", args=[one.mother_ref, one.ref]),
            one.agency_name,
            moment_in_words(one.answered_at, now),
        )
        for one in enquiries_to_decide(request.actor)
    ]
    return render(request, "crossing/to_decide.html", {"rows": rows})


@requires(Permission.ENQUIRY_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: WorkerRequest, mother: str, enquiry: str) -> HttpResponseBase:
    """What was asked, what they fear, and the decision; after it the ways on, with nothing to type again.

    A safeguarding lead opens nothing of her general record here, so nobody asks why; a team lead is asked.
    """
    purpose = purpose_for(request, mother)
    if isinstance(purpose, HttpResponse) and Role.SAFEGUARDING_LEAD not in request.actor.roles:
        return purpose
    card = card_of(request, mother, enquiry)
    form = DecideForm(request.POST or None)
    drawn = carry_out(
        request,
        form,
        lambda: enquiries.decide_at_risk(
            by=request.actor, enquiry=enquiry, decided=form.decided(clock.now()), at=clock.now()
        ),
        lambda _ref: reverse("enquiry_decide", args=[mother, enquiry]),
    )
    if not isinstance(drawn, Drawn):
        return drawn
    reply = card.answered.reply
    words = {
        **words_of(card),
        "form": form,
        "fear": reply.why if reply else "",
        "who": reply.who if reply else "",
        "lines": lines_for(request.actor, Who.A_CHILD),
    }
    return render(request, "crossing/decide.html", words, status=drawn)
