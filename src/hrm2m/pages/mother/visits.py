"""*I'm in*: where, with whom, back by when, and who is rung if not; and care at a place."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.base.saving import Drawn, carry_out
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.pages.mother.colleagues import as_choices, colleagues_of
from hrm2m.pages.mother.keeping_clear import say_if_another_is_better
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.mother.times import WhichTime, at_time
from hrm2m.pages.today.timing import date_in_words
from hrm2m.pages.today.words import CARE
from hrm2m.policy import Permission
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import CareAtAPlace, PlaceCare, VisitPlan
from hrm2m.records.outreach.queries import being_in
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole.keeping_clear import Expected


IN = Sheet(
    _("I’m in"),
    _("I’m in"),
    (_("If you have not pressed “I’m out” 15 minutes after the time you say, your colleague is told."),),
)
CARE_SHEET = Sheet(
    _("Care at this place"),
    _("Save it"),
    (_("For the worker’s safety. The reason is about the place or about us, never a blame on her."),),
)
MINUTES = {"30": _("In half an hour"), "60": _("In 1 hour"), "120": _("In 2 hours"), "at": _("Another time")}


class InForm(PageForm):
    """A visit that begins now."""

    SHOWN_AT: ClassVar = {"back_by": "back_at"}

    where = forms.CharField(
        label=_("Where are you?"),
        max_length=200,
        error_messages={"required": _("Write where you are, so that somebody can come.")},
    )
    who_with = forms.CharField(label=_("Who is with you?"), required=False, max_length=200)
    back = ChipsField(
        label=_("When will you be out?"),
        choices=choices(MINUTES),
        error_messages={"required": _("Say when you will be out.")},
    )
    back_at = WhichTime(label=_("At what time, if none of these?"), required=False)
    named = forms.ChoiceField(
        label=_("Who is told if you are not?"),
        error_messages={"required": _("Choose a colleague who is told if you are not back.")},
    )

    def __init__(self, *args: Any, workers: Sequence[WorkerCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].choices = as_choices(workers)  # type: ignore[attr-defined] # it is a ChoiceField

    def clean(self) -> dict[str, Any]:
        """A time of one's own needs the time."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("back") == "at" and cleaned.get("back_at") is None and "back_at" not in self.errors:
            self.add_error("back_at", _("Write the time you will be out."))
        return cleaned

    def back_by(self, now: datetime) -> datetime:
        """When the worker will be out; a time that is over today means tomorrow."""
        typed = self.cleaned_data
        if typed["back"] != "at":
            return now + timedelta(minutes=int(typed["back"]))
        back = at_time(local_day(now), typed["back_at"])
        return back if back > now else at_time(local_day(now) + timedelta(days=1), typed["back_at"])


class CareForm(PageForm):
    """Care at a place, with an end."""

    care = forms.ChoiceField(
        label=_("What should we do there?"), choices=choices(CARE), widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Why?"), max_length=300, widget=forms.Textarea({"rows": 2}))
    until = DayField(label=_("Until when?"), error_messages={"required": _("Say until when this holds.")})

    def place_care(self) -> PlaceCare:
        """The care as it was typed."""
        typed = self.cleaned_data
        return PlaceCare(CareAtAPlace(typed["care"]), typed["reason"], typed["until"])


@requires(Permission.VISIT_CHECK)
@about_her
def im_in(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Begins a visit."""
    now = clock.now()
    form = InForm(request.POST or None, workers=colleagues_of(request.actor))

    def write() -> str:
        typed = form.cleaned_data
        return outreach.check_in(
            by=request.actor,
            mother=mother,
            plan=VisitPlan(typed["where"], typed["who_with"]),
            back_by=form.back_by(now),
            named=typed["named"],
            at=now,
        )

    drawn = carry_out(request, form, write, lambda _ref: reverse("today"))
    if not isinstance(drawn, Drawn):
        here = Expected(form.cleaned_data["where"], now, form.back_by(now))
        say_if_another_is_better(request, mother, here)
        return drawn
    with opened(request, mother) as box:
        who, being = mother_in(box), being_in(box)
    care = [(CARE[e.body.care], e.body.reason, date_in_words(e.body.until)) for e in being.place_care]
    return draw(request, IN, Her(mother, who.handle), form, drawn, care=care)


@requires(Permission.VISIT_CHECK)
@about_her
def place_care(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """Writes care at a place."""
    form = CareForm(request.POST or None)

    def write() -> str:
        outreach.care_at_her_place(by=request.actor, mother=mother, care=form.place_care(), at=clock.now())
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    if not isinstance(drawn, Drawn):
        return drawn
    with opened(request, mother) as box:
        who = mother_in(box)
    return draw(request, CARE_SHEET, Her(mother, who.handle), form, drawn)
