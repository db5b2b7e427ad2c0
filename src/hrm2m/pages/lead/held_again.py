"""A hold that stands: looked at again, told to her or not yet, and the second person who signs that."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.worries.fields import end_of
from hrm2m.policy import Permission
from hrm2m.records.whole import holds_looked_at
from hrm2m.records.whole.holds import NotTold


TOLD, NOT_YET = "told", "not_yet"


class ToldForm(PageForm):
    """Whether she is told that her record is held, and why not yet."""

    told = forms.ChoiceField(
        label=_("Is she told of it?"),
        choices=[
            (TOLD, _("Yes: her page says so")),
            (NOT_YET, _("Not yet: the order or a law forbids it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether she is told.")},
    )
    not_told_why = forms.CharField(
        label=_("If not yet: which order or law forbids it, and of which date?"),
        required=False,
        max_length=holds_looked_at.LONGEST,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Sealed. Only leads can read it, and each look is written down."),
    )
    not_told_until = DayField(
        label=_("If not yet: until when?"),
        required=False,
        help_text=_("14 days at most. A second person signs within three days; without it she is told then."),
    )

    def not_told(self) -> NotTold | None:
        """What was typed, where she is not told yet; without a day it is none ahead, which is refused in words."""
        typed = self.cleaned_data
        if typed["told"] != NOT_YET:
            return None
        return NotTold(typed["not_told_why"], end_of(typed["not_told_until"]) or clock.now())


class LookForm(ToldForm):
    """Until when it is needed, and whether she is told."""

    look_at = DayField(
        label=_("It is still needed. When do you look again?"),
        help_text=_("Within six months. Ask whoever wanted it kept."),
        error_messages={"required": _("Write the day on which somebody looks again.")},
    )

    field_order = ("look_at", "told", "not_told_why", "not_told_until")


class SignForm(PageForm):
    """The second person's word."""

    agrees = forms.BooleanField(
        label=_("I read the reason, and she must not be told yet"),
        error_messages={"required": _("Tick it if you agree. If you do not, she is told on the third day.")},
    )


@requires(Permission.RECORD_HOLD)
def look(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """It is still needed, until another day."""
    form = LookForm(request.POST or None)

    def write() -> str:
        again = end_of(form.cleaned_data["look_at"]) or clock.now()
        holds_looked_at.look_again(by=request.actor, hold=ref, look_at=again, not_told=form.not_told())
        return ref

    return _done(request, form, "lead/held_look.html", ref, carry_out(request, form, write, _to_list))


@requires(Permission.RECORD_HOLD)
def sign(request: WorkerRequest, ref: str) -> HttpResponseBase:
    """Why she is not told, for the second person, and the signature."""
    form = SignForm(request.POST or None)

    def write() -> str:
        holds_looked_at.sign_not_told(by=request.actor, hold=ref)
        return ref

    return _done(request, form, "lead/held_sign.html", ref, carry_out(request, form, write, _to_list))


def _to_list(_ref: str) -> str:
    return reverse("held")


def _done(
    request: WorkerRequest, form: PageForm, template: str, ref: str, drawn: Drawn | HttpResponse
) -> HttpResponseBase:
    if not isinstance(drawn, Drawn):
        messages.success(request, gettext("It is written down."))
        return drawn
    why = holds_looked_at.why_not_told(by=request.actor, hold=ref)
    return render(request, template, {"form": form, "why": why, "ref": ref}, status=drawn)
