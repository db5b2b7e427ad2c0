"""The forms of requests in."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import instant
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.requests.words import ABOUT, ASKERS, GAVE, TOLD
from hrm2m.records.requests.actions import Answered, CameIn
from hrm2m.records.requests.entries import About, Answer, Asker, Asking, Gave, ToldHer


LONGEST = 4000


def _words(label: Any, *, required: bool = False, rows: int = 3, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea({"rows": rows})
    return forms.CharField(
        label=label, required=required, max_length=LONGEST, widget=area, help_text=help_text
    )


class RequestForm(PageForm):
    """What somebody asks, written down while they ask it."""

    asker = forms.ChoiceField(label=_("Who asks?"), choices=list(ASKERS.items()), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Their name"), required=False, max_length=200)
    agency = forms.CharField(label=_("For whom they work"), required=False, max_length=200)
    reached_by = forms.CharField(
        label=_("How to reach them back"),
        required=False,
        max_length=200,
        help_text=_("The answer goes to a number or address you found yourself, not to this one."),
    )
    about = forms.ChoiceField(label=_("About whom?"), choices=list(ABOUT.items()), widget=forms.RadioSelect)
    what_exactly = _words(
        _("What exactly do they ask for?"),
        required=True,
        help_text=_("In their words. Write no more of her than they said."),
    )
    legal_basis = _words(_("On what legal basis, in their words?"), rows=2)
    by_when = DayField(label=_("By when, if they said"), required=False)
    child_at_risk = forms.BooleanField(
        label=_("They say that a child is at risk now: it is answered today"), required=False
    )
    how_checked = _words(_("How did you check who they are? (it can be done after)"), rows=2)

    def came_in(self) -> CameIn:
        """What was typed."""
        cleaned = self.cleaned_data
        day = cleaned["by_when"]
        return CameIn(
            Asker(cleaned["asker"]),
            About(cleaned["about"]),
            Asking(
                **{
                    name: cleaned[name].strip()
                    for name in ("name", "agency", "reached_by", "how_checked", "legal_basis", "what_exactly")
                }
            ),
            cleaned["child_at_risk"],
            instant(datetime.combine(day, time(17, 0))) if day else None,
        )


class AnswerForm(PageForm):
    """What is given or refused, and why."""

    how_checked = _words(
        _("How did you check who asks?"),
        rows=2,
        help_text=_("Ring back on a number you found yourself, or look at a written order."),
    )
    gave = forms.ChoiceField(
        label=_("What do you give?"), choices=list(GAVE.items()), widget=forms.RadioSelect
    )
    what = _words(_("What exactly is given, and what refused?"))
    why = _words(_("Why?"))
    told = forms.ChoiceField(label=_("Was she told?"), choices=list(TOLD.items()), widget=forms.RadioSelect)
    told_why_not = _words(_("If not yet: why, and when will she be told?"), rows=2)

    def answered(self) -> Answered:
        """What was typed."""
        cleaned = self.cleaned_data
        return Answered(
            Gave(cleaned["gave"]),
            ToldHer(cleaned["told"]),
            Answer(*(cleaned[name].strip() for name in ("how_checked", "what", "why", "told_why_not"))),
        )


class GivenForm(PageForm):
    """Which of the answered requests was about her."""

    SHOWN_AT: ClassVar = {"request": "which"}

    which = forms.ChoiceField(label=_("Which request was about her?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, answered: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["which"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(answered)
