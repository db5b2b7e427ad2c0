"""One part of a copy for whoever may read it: what is about somebody else, one by one; then the paper for her hand."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.pages.asked.copies import compartment_of, line_of
from hrm2m.pages.asked.words import kind_of, said_in, who_says
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.copy.forms import AllHandedForm, CheckForm, HandedForm
from hrm2m.pages.hers.copy_paper import paper_of
from hrm2m.pages.hers.record_copy import day_in, laid_out
from hrm2m.pages.hers.words import PARTS as IN_WORDS
from hrm2m.pages.paper.answering import answer
from hrm2m.pages.today.sides import first_name
from hrm2m.policy import Compartment, Permission
from hrm2m.records.agencies.queries import workers_named
from hrm2m.records.danger.queries import shown_in_paper
from hrm2m.records.hers import actions
from hrm2m.records.hers.copies import part_for
from hrm2m.vault.entries import Entry


METHODS = ["GET", "HEAD", "POST"]


@requires(Permission.ASKED_SEE)
@require_http_methods(METHODS)
def copy_part(request: WorkerRequest, copy: str, part: str) -> HttpResponseBase:
    """What waits in this part; once nothing does, the paper, and that it is in her hand."""
    where = _compartment(part)
    form = (AllHandedForm if where is Compartment.GENERAL else HandedForm)(request.POST or None)

    def write() -> str:
        is_all = bool(form.cleaned_data.get("is_all"))
        actions.hand_over_part(by=request.actor, copy=copy, compartment=where, is_all=is_all, at=clock.now())
        return copy

    drawn = carry_out(request, form, write, lambda _ref: reverse("asked_of_you"))
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("Written down: she has this part."))
        return drawn
    one = part_for(by=request.actor, copy=copy, compartment=where)
    names = workers_named(entry.by_id for entry in one.part.to_check)
    words = {
        "form": form,
        "line": line_of(one, request.actor, clock.now()),
        "to_check": [
            _told(entry, names) | {"to": reverse("copy_check", args=[copy, part, entry.ref])}
            for entry in one.part.to_check
        ],
        "paper": reverse("copy_paper", args=[copy, part]),
        "is_handed": one.is_handed,
        "is_empty": not one.part.entries,
    }
    return render(request, "copy/part.html", words, status=drawn)


@requires(Permission.ASKED_SEE)
@require_http_methods(METHODS)
def copy_check(request: WorkerRequest, copy: str, part: str, entry: str) -> HttpResponseBase:
    """Whether one entry about somebody else goes into the copy, and why."""
    where, form = _compartment(part), CheckForm(request.POST or None)
    back = reverse("copy_part", args=[copy, part])

    def write() -> str:
        return actions.check_for_copy(
            by=request.actor,
            copy=copy,
            compartment=where,
            entry=entry,
            gives=form.is_yes,
            why=form.cleaned_data["why"],
            at=clock.now(),
        )

    drawn = carry_out(request, form, write, lambda _ref: back)
    if not isinstance(drawn, Drawn):
        said = gettext("It goes into her copy.") if form.is_yes else gettext("Her copy is made without it.")
        messages.success(request, said)
        return drawn
    one = part_for(by=request.actor, copy=copy, compartment=where)
    found = next((each for each in one.part.to_check if each.ref == entry), None)
    if found is None:
        return redirect(back)
    words = _told(found, workers_named([found.by_id])) | {"form": form, "back_to": back}
    return render(request, "copy/check.html", words, status=drawn)


@requires(Permission.ASKED_SEE)
@require_http_methods(["GET", "HEAD"])
def copy_paper(request: WorkerRequest, copy: str, part: str) -> HttpResponseBase:
    """The paper of one part; back to what waits while something does."""
    one = part_for(by=request.actor, copy=copy, compartment=_compartment(part))
    if not one.part.is_ready:
        return redirect("copy_part", copy, part)
    title = IN_WORDS[one.compartment]
    danger = shown_in_paper(by=request.actor, mother=one.mother_ref)
    made = laid_out([(title, one.part.entries)], clock.now(), danger)
    return answer(paper_of(made), file_name="notes")


def _told(entry: Entry[Any], names: Mapping[int, Any]) -> dict[str, Any]:
    return {
        "kind": kind_of(entry),
        "lines": said_in(entry),
        "who_says": who_says(entry),
        "by": first_name(names, entry.by_id),
        "when": day_in(local_day(entry.happened_at)),
        "her_side": [reply.body.words for reply in entry.replies],
    }


def _compartment(part: str) -> Compartment:
    found = compartment_of(part)
    if found is None:
        raise Http404
    return found
