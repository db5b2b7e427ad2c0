"""The form of a search; every field may be left empty."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.directory.words import CATEGORIES, CHILDCARE_SOUGHT, FOR_WHOM
from hrm2m.pages.mother.choosing import choices
from hrm2m.records.agencies.directory.sought import Sought
from hrm2m.records.agencies.directory.vocabulary import ChildcareSought, ForWhom


OLDEST = 120
AS_IT_BEGINS = {"who": ForWhom.WOMAN}
"""What the form sends of itself, so that it opens nothing."""
MORE = ("who", "age", "childcare", "by", "closed")


class SearchForm(PageForm):
    """What is looked for. The services of a woman are shown unless others are sought."""

    q = forms.CharField(
        label=_("Words"), required=False, max_length=100, help_text=_("Such as naloxone, or debt.")
    )
    category = forms.ChoiceField(
        label=_("What for"), required=False, choices=[("", _("Anything")), *choices(CATEGORIES)]
    )
    place = forms.CharField(
        label=_("Town, county or region"),
        required=False,
        max_length=60,
        help_text=_("Such as Norwich, or Norfolk."),
    )
    who = forms.ChoiceField(label=_("Who is it for?"), required=False, choices=choices(FOR_WHOM))
    age = forms.IntegerField(
        label=_("Age in years"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    childcare = forms.ChoiceField(label=_("Childcare"), required=False, choices=choices(CHILDCARE_SOUGHT))
    by = DayField(label=_("Needed by"), required=False)
    closed = forms.BooleanField(label=_("Also services that take nobody now"), required=False)

    @property
    def first(self) -> list[Any]:
        """The fields that are always in sight."""
        return [field for field in self if field.name not in MORE]

    @property
    def more(self) -> list[Any]:
        """The fields that open when they are wanted."""
        return [field for field in self if field.name in MORE]

    @property
    def opens_more(self) -> bool:
        """Whether one of them is used, or has a mistake."""
        values = self.cleaned_data if self.is_valid() else {}
        return bool(set(self.errors) & set(MORE)) or any(
            values.get(name) not in (None, "", False, AS_IT_BEGINS.get(name)) for name in MORE
        )

    def sought(self) -> Sought:
        """The search of a form without mistakes."""
        typed = self.cleaned_data
        return Sought(
            words=typed["q"],
            category=typed["category"],
            place=typed["place"],
            for_whom=ForWhom(typed["who"] or ForWhom.WOMAN),
            age=typed["age"],
            childcare=ChildcareSought(typed["childcare"]) if typed["childcare"] else None,
            by_day=typed["by"],
            closed_too=typed["closed"],
        )
