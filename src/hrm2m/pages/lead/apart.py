"""Keeping two apart who are a couple or live together: a lead writes it, and sees where somebody works with both."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.by_handle import carry_out_by_handle
from hrm2m.pages.today.timing import day_in_words
from hrm2m.policy import Permission
from hrm2m.records.people.actions import HANDLE_LENGTH
from hrm2m.records.whole import asking_apart, keeping_apart


NOT_YET = _("Write the handle of each of the two.")


class ApartForm(PageForm):
    """The two, and why."""

    handle = forms.CharField(
        label=_("Which handle has the one who asks for it?"),
        max_length=HANDLE_LENGTH,
        error_messages={"required": NOT_YET},
    )
    second = forms.CharField(
        label=_("Which handle has the other?"), max_length=HANDLE_LENGTH, error_messages={"required": NOT_YET}
    )
    why = forms.CharField(
        label=_("Who said so, and why?"),
        max_length=keeping_apart.LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Sealed. Only a lead of both can read it, and each look is written down."),
        error_messages={"required": _("Write who said so and why, in a sentence.")},
    )


class SureForm(PageForm):
    """A step with nothing to choose but that it is so."""

    pair = forms.BooleanField(
        label=_("It is so"), error_messages={"required": _("Say so first: nothing was changed.")}
    )


@requires(Permission.KEEP_APART)
@require_GET
def pairs(request: WorkerRequest) -> HttpResponse:
    """Those who are kept apart: where somebody works with both, and nothing about who they are."""
    found = keeping_apart.pairs_kept_apart(request.actor)
    asked = asking_apart.asked_of_leads(request.actor)
    words = {
        "pairs": [(pair, day_in_words(pair.since)) for pair in found],
        "asked": [(one, day_in_words(one.since)) for one in asked],
    }
    return render(request, "lead/apart.html", words)


@requires(Permission.KEEP_APART)
def asked(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """What a worker asks for, and that it is seen to."""
    form = SureForm(request.POST or None)

    def write() -> str:
        asking_apart.write_seen_to(by=request.actor, asked=ref)
        return ref

    drawn = carry_out(request, form, write, lambda _ref: reverse("apart"))
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("It is written down."))
        return drawn
    one, said = asking_apart.what_was_asked(by=request.actor, asked=ref)
    form.fields["pair"].label = gettext("I have spoken with %(by)s, and seen to it") % {"by": one.by}
    words = {"form": form, "step": "asked", "why": said, "by": one.by}
    return render(request, "lead/apart_step.html", words, status=drawn)


@requires(Permission.KEEP_APART)
def keep(request: WorkerRequest) -> HttpResponseBase:
    """Two handles and a reason."""
    form = ApartForm(request.POST or None)

    def write() -> str:
        typed = form.cleaned_data
        return keeping_apart.keep_apart(
            by=request.actor, first=typed["handle"], second=typed["second"], why=typed["why"]
        )

    drawn = carry_out_by_handle(request, form, write, lambda _ref: reverse("apart"))
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("They are kept apart from this moment on."))
        return drawn
    return render(request, "lead/apart_new.html", {"form": form}, status=drawn)


@requires(Permission.KEEP_APART)
def placed(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """One of the two has somebody else now."""
    return _step(request, ref, "placed", lambda: keeping_apart.write_placed(by=request.actor, pair=ref))


@requires(Permission.KEEP_APART)
def end(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """They need not be kept apart any more."""
    return _step(request, ref, "end", lambda: keeping_apart.end_apart(by=request.actor, pair=ref))


def _step(request: WorkerRequest, ref: str, step: str, do: Callable[[], object]) -> HttpResponseBase:
    form = SureForm(request.POST or None)

    def write() -> str:
        do()
        return ref

    drawn = carry_out(request, form, write, lambda _ref: reverse("apart"))
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("It is written down."))
        return drawn
    why = keeping_apart.why_apart(by=request.actor, pair=ref)
    return render(request, "lead/apart_step.html", {"form": form, "step": step, "why": why}, status=drawn)
