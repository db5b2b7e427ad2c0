"""A baby's death: written by one person, so that every word about a baby stops; signed by a second; taken back."""

from datetime import datetime, time
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
from hrm2m.pages.mother.opening import about_her, opened
from hrm2m.pages.mother.sheet import Her, Sheet, draw
from hrm2m.pages.mother.times import at_time
from hrm2m.policy import Permission
from hrm2m.records.people.queries import mother_in
from hrm2m.records.whole import baby


WRITE = Sheet(
    _("A baby of hers died"),
    _("Stop every word about a baby now"),
    (
        _("Every window and every prompt about a baby ends in this minute. Nobody asks her anything for it."),
        _("You write it alone, whoever told you. A second person signs later, without asking her."),
        _("The twelve months after a birth stay open, for her own health."),
    ),
    grave=True,
)
SIGN = Sheet(
    _("A second signature"),
    _("Save"),
    (
        _("A worker wrote that a baby of hers died. Sign it if you know it too. She is not asked for this."),
        _("If it was written by mistake, say so instead."),
    ),
)


class DiedForm(PageForm):
    """When it was, if that is known."""

    SHOWN_AT: ClassVar = {"died": "day"}

    day = DayField(
        label=_("On which day?"), required=False, help_text=_("Leave it empty if you do not know.")
    )

    def died(self, now: datetime) -> datetime:
        """When; now where no day was typed."""
        day = self.cleaned_data["day"]
        return now if day is None or day == local_day(now) else at_time(day, time(12))


class SignForm(PageForm):
    """Signed, or a mistake."""

    SHOWN_AT: ClassVar = {"death": "what"}

    what = forms.ChoiceField(
        label=_("What is it?"),
        choices=[("sign", _("It is so: I sign")), ("mistake", _("It was a mistake: the baby lives"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, is_signed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_signed:
            # Two signatures do not make it true: that the baby lives can be said all the same.
            field = self.fields["what"]
            field.choices = field.choices[1:]  # type: ignore[attr-defined] # it is a ChoiceField


@requires(Permission.WINDOW_CLOSE)
@about_her
def baby_died(request: WorkerRequest, mother: str) -> HttpResponseBase:
    """One person writes it."""
    form, now = DiedForm(request.POST or None), clock.now()
    drawn = carry_out(
        request,
        form,
        lambda: baby.baby_died(by=request.actor, mother=mother, died=form.died(now), at=now),
        lambda _ref: reverse("mother", args=[mother]),
    )
    return _page(request, mother, WRITE, form, drawn)


@requires(Permission.WINDOW_CLOSE)
@about_her
def baby_sign(request: WorkerRequest, mother: str, death: str) -> HttpResponseBase:
    """A second person signs, or says that it was a mistake."""
    form = SignForm(request.POST or None, is_signed=baby.is_signed(death))

    def write() -> str:
        act = baby.sign_baby_death if form.cleaned_data["what"] == "sign" else baby.it_was_a_mistake
        act(by=request.actor, mother=mother, death=death, at=clock.now())
        return mother

    drawn = carry_out(request, form, write, lambda ref: reverse("mother", args=[ref]))
    return _page(request, mother, SIGN, form, drawn)


def _page(request: WorkerRequest, mother: str, sheet: Sheet, form: PageForm, drawn: Any) -> HttpResponseBase:
    if not isinstance(drawn, Drawn):
        answer: HttpResponseBase = drawn
        return answer
    with opened(request, mother) as box:
        who = mother_in(box)
    return draw(request, sheet, Her(mother, who.handle), form, drawn)
