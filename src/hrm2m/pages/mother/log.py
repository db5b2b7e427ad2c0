"""Logging a contact in under twenty seconds, adding the rest later, and *someone is listening*."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from hrm2m.cadence import Channel, Outcome
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.found import contact_among
from hrm2m.pages.mother.log_form import LogForm, typed_before
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.today.cards import card_of
from hrm2m.pages.today.timing import moment_in_words
from hrm2m.policy import Permission
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.outreach.queries import being_in, reaching
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole import stop_sharing


@requires(Permission.CONTACT_LOG)
@about_her
def log(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """One contact: outcome, channel, next; then back to Today, which says what changes."""
    now = clock.now()
    form = LogForm(request.POST or None)

    def write() -> str:
        return stop_sharing.log_contact(
            by=request.actor, mother=mother, contact=form.contact(now), at=form.at(now)
        )

    drawn = carry_out(request, form, write, lambda ref: _today_after(mother, _asked_about(form, ref)))
    if not isinstance(drawn, Drawn):
        return drawn
    words = _surroundings(request, mother, now)
    form.fields["channel"].initial = words["channel"]
    return render(request, "mother/log.html", words | {"form": form, "ref": mother}, status=drawn)


@requires(Permission.CONTACT_LOG)
@about_her
def contact(request: WorkerRequest, mother: str, entry: str) -> HttpResponseBase:
    """Adds the rest to a contact or puts it right: a new entry that points at the old one."""
    now = clock.now()
    with opened(request, mother) as box:
        who, before = mother_in(box), contact_among(box, entry)
    form = LogForm(request.POST or None)

    def write() -> str:
        return stop_sharing.log_contact(
            by=request.actor, mother=mother, contact=form.contact(now), at=form.at(now), corrects=entry
        )

    drawn = carry_out(request, form, write, lambda _ref: reverse("mother", args=[mother]))
    if not isinstance(drawn, Drawn):
        return drawn
    form.initial = typed_before(before.body, before.happened_at, now)
    words = {
        "form": form,
        "ref": mother,
        "handle": who.handle,
        "when": moment_in_words(before.happened_at, now),
        "stale": drawn is Drawn.STALE,
        "own_words": entry
        if before.by_id == request.actor.worker_id and before.body.what_we_saw.strip()
        else "",
    }
    return render(request, "mother/contact.html", words, status=drawn)


@requires(Permission.CONTACT_LOG)
@about_her
def listening(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """*Someone is listening*: her cover words, how to end kindly, and one press that writes it down."""
    now = clock.now()
    stopped = Contact(channel=Channel.CALL, outcome=Outcome.STOPPED_NOT_SAFE)
    drawn = carry_out(
        request,
        PageForm(request.POST),
        lambda: stop_sharing.log_contact(by=request.actor, mother=mother, contact=stopped, at=now),
        lambda _ref: _today_after(mother),
    )
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, being = mother_in(box), being_in(box)
    words = {"ref": mother, "handle": who.handle, "card": being.card.body if being.card else None}
    return render(request, "mother/listening.html", words)


def _today_after(mother: str, written: str = "") -> str:
    return f"{reverse('today')}?{urlencode({'saved': mother} | ({'words': written} if written else {}))}"


def _asked_about(form: LogForm, ref: str) -> str:
    """The contact whose words are looked at next: one in which the worker wrote what was seen."""
    return ref if form.cleaned_data["what_we_saw"].strip() else ""


def _surroundings(request: WorkerRequest, mother: str, now: datetime) -> dict[str, Any]:
    """What stands around the form: who she is, how safely, and what she agreed to."""
    with opened(request, mother) as box:
        line, being = reaching(request.actor, box), being_in(box)
        handle = mother_in(box).handle
    card = card_of(line, now) if line else None
    channel = being.card.body.channel if being.card and not being.card.is_old else ""
    return {"handle": handle, "card": card, "channel": channel}
