"""Ending a record: she asks, or she moved and was accepted; and undoing a mistake within 14 days."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.today.timing import day_in_words
from hrm2m.pages.today.words import STAGES
from hrm2m.policy import Permission
from hrm2m.policy.predicates import MISTAKE_DAYS, ended_within_mistake_days
from hrm2m.records.hers.copies import copy_of
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole.death import death_to_sign
from hrm2m.vault import door
from hrm2m.vault.errors import Denied, NotYours


ASKED = Sheet(
    _("She asks us to end"),
    _("End it because she asks"),
    (
        _("Her word is enough, and she need not say why."),
        _("If she only wants quiet, “Leave me be” keeps her place. Ask her which of the two she wants."),
    ),
    grave=True,
    template="mother/end_asked.html",
)
MOVED = Sheet(
    _("She moved, and the other side has accepted her"),
    _("End it here"),
    (_("Until somebody there has said yes, the bridge holds. Write who said it."),),
    grave=True,
)
REOPEN = Sheet(
    _("Open her record again"), _("It was a mistake: open it again"), template="mother/reopen.html"
)


class HerWordForm(PageForm):
    """That she said so."""

    her_word = forms.BooleanField(
        label=_("She said so herself"),
        error_messages={"required": _("Help ends because she asks, and for no silence of hers.")},
    )


class MovedForm(PageForm):
    """Who accepted her."""

    accepted_by = forms.CharField(
        label=_("Who there has accepted her?"),
        max_length=200,
        help_text=_("A name, the agency, and the day they said so."),
        error_messages={"required": _("Write who on the other side has accepted her.")},
    )


@requires(Permission.RECORD_END)
@about_her
def end(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """The three ways a record ends, and that silence is none of them."""
    with opened(request, mother) as box:
        who = mother_in(box)
    return render(request, "mother/end.html", {"ref": mother, "handle": who.handle, "stage": who.stage})


@requires(Permission.RECORD_END)
@about_her
def she_asked(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Ends it because she asked."""
    form = HerWordForm(request.POST or None)

    def act() -> None:
        whole.she_asks_to_end(by=request.actor, mother=mother, at=clock.now())

    return ended(request, mother, ASKED, form, act)


@requires(Permission.RECORD_END)
@about_her
def she_moved(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Ends it because she moved and was accepted."""
    form = MovedForm(request.POST or None)

    def act() -> None:
        accepted_by = form.cleaned_data["accepted_by"]
        whole.she_moved_on(by=request.actor, mother=mother, accepted_by=accepted_by, at=clock.now())

    return ended(request, mother, MOVED, form, act)


@requires(Permission.RECORD_REOPEN)
@about_her
def reopen(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Undoes an ending within 14 days; after that only her own word opens it again."""
    form = PageForm(request.POST or None)
    she_says = request.POST.get("she_says") == "yes"

    def write() -> str:
        whole.reopen(by=request.actor, mother=mother, her_word=she_says)
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    more = {"death": death_to_sign(by=request.actor, mother=mother), **_what_ended(request, mother)}
    return draw(request, REOPEN, Her(mother, ""), form, drawn, **more)


def _what_ended(request: WorkerRequest, mother: str) -> dict[str, Any]:
    """How and when it ended; after 14 days nothing more than that only she can open it."""
    try:
        with door.looking(
            by=request.actor, permission=Permission.RECORD_REOPEN, mother=mother, page="reopen"
        ) as box:
            when = box.ended_at
            words = {"handle": mother_in(box).handle, "stage": STAGES[box.stage], "in_time": True}
        return words | {"ended": day_in_words(when) if when else "", "days": MISTAKE_DAYS}
    except NotYours:
        raise
    except Denied as refusal:
        if refusal.reasons != (ended_within_mistake_days.unmet,):
            raise
        return {"in_time": False, "reasons": refusal.reasons}


def ended(
    request: WorkerRequest, mother: str, sheet: Sheet, form: PageForm, act: Callable[[], None]
) -> HttpResponseBase:
    """Carries out one way of ending, or draws its sheet."""

    def write() -> str:
        act()
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("reopen", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who, copy = mother_in(box), copy_of(box.mother_id, box.now)
    waits = copy is not None and copy.given_at is None
    return draw(request, sheet, Her(mother, who.handle), form, drawn, copy_waits=waits)
