"""The forms in which a worker adds to the directory; they check shape only."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.exchange.directory.address_signs import POSTCODE
from hrm2m.exchange.directory.entry import Category, Sex
from hrm2m.exchange.directory.ways_to_reach import phone
from hrm2m.exchange.directory.written_here import Written
from hrm2m.pages.base.forms import CHOOSE, FILL_IN, NOT_ON_THE_LIST, DayField, PageForm
from hrm2m.pages.directory.words import CATEGORIES, CHILDCARE_CODES, TAKES
from hrm2m.pages.mother.choosing import choices
from hrm2m.records.agencies.actions import Told
from hrm2m.records.agencies.actions.writing import LONGEST_SOURCE, LONGEST_VALUE
from hrm2m.records.agencies.directory.vocabulary import Field


NOT_KNOWN = ("", _("Not known"))
LABELS = {
    Field.TAKES: _("Whom does it take?"),
    Field.CHILDCARE: _("Is there childcare?"),
    Field.AVAILABLE_FROM: _("From which day can she have it?"),
    Field.WAITING: _("How long is the wait?"),
    Field.CONDITIONS: _("What does it ask of her?"),
    Field.COST: _("What does it cost?"),
    Field.OPENING_HOURS: _("When is it open?"),
    Field.TRAVEL: _("How does she get there?"),
    Field.HOW_TO_ASK: _("How does one ask for it?"),
    Field.PHONE: _("On which number does somebody answer, and when?"),
    Field.EMAIL: _("Which e-mail address does somebody read?"),
    Field.WEBSITE: _("Where is it on the web?"),
    Field.LANGUAGES: _("Which languages are spoken there, or is there an interpreter?"),
}


class ToldForm(PageForm):
    """What was told, with who said so and when."""

    source_words = forms.CharField(
        label=_("Who says so?"),
        max_length=LONGEST_SOURCE,
        help_text=_("Such as: the front desk, by telephone. Everyone who uses the directory reads this."),
    )
    stated_on = DayField(label=_("On which day?"))

    def told(self) -> Told:
        """Who said so and when."""
        return Told(self.cleaned_data["source_words"], self.cleaned_data["stated_on"])


class FactForm(ToldForm):
    """One thing about a service."""

    field_order = ("value", "source_words", "stated_on")

    def __init__(self, *args: Any, field: Field, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _value_field(field)
        self.order_fields(self.field_order)

    def value(self) -> str:
        """What was told, as it is kept: a code, a day, or words."""
        said = self.cleaned_data["value"]
        return said.isoformat() if isinstance(said, date) else str(said)


class ServiceForm(ToldForm):
    """A service that no feed has; all but the name may stay empty."""

    SHOWN_AT: ClassVar = {"source": "name"}

    name = forms.CharField(label=_("What is it called?"), max_length=300)
    agency_name = forms.CharField(label=_("Which agency runs it?"), max_length=300, required=False)
    categories = forms.MultipleChoiceField(
        label=_("What does it help with?"), choices=choices(CATEGORIES), widget=forms.CheckboxSelectMultiple
    )
    summary = forms.CharField(
        label=_("What does it do?"),
        max_length=LONGEST_VALUE,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    sex = forms.ChoiceField(
        label=_("Whom does it take?"),
        required=False,
        choices=[NOT_KNOWN, *choices(TAKES)],
        widget=forms.RadioSelect,
    )
    childcare = forms.ChoiceField(
        label=_("Is there childcare?"),
        required=False,
        choices=[NOT_KNOWN, *choices(CHILDCARE_CODES)],
        widget=forms.RadioSelect,
    )
    available_from = DayField(label=_("From which day can she have it?"), required=False)
    conditions = forms.CharField(
        label=_("What does it ask of her?"),
        max_length=LONGEST_VALUE,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    how_to_ask = forms.CharField(
        label=_("How does one ask for it?"), max_length=LONGEST_VALUE, required=False
    )
    cost = forms.CharField(label=_("What does it cost?"), max_length=LONGEST_VALUE, required=False)
    opening_hours = forms.CharField(label=_("When is it open?"), max_length=LONGEST_VALUE, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    secret = forms.BooleanField(
        label=_("Its place must not be found"),
        required=False,
        help_text=_(
            "A refuge, or any place where someone could be looked for. Then only the district is kept."
        ),
    )
    district = forms.CharField(label=_("Town or district"), max_length=100, required=False)
    address = forms.CharField(
        label=_("Address"),
        max_length=300,
        required=False,
        help_text=_("Leave it empty where the place must not be found."),
    )
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    field_order = (
        "name", "agency_name", "categories", "summary", "secret", "district", "address", "postcode", "phone",
        "how_to_ask", "sex", "childcare", "available_from", "conditions", "cost", "opening_hours",
        "source_words", "stated_on",
    )  # fmt: skip

    def clean_phone(self) -> str:
        """The number, in its own spacing."""
        said: str = self.cleaned_data["phone"]
        if said and phone(said) is None:
            raise forms.ValidationError(_("Write a telephone number, such as 01632 960 123."))
        return said

    def clean_postcode(self) -> str:
        """The postcode in its usual spelling."""
        said: str = self.cleaned_data["postcode"].strip()
        found = POSTCODE.fullmatch(said)
        if said and found is None:
            raise forms.ValidationError(_("Write a whole postcode, such as NR1 4AB, or leave it empty."))
        return f"{found[1]} {found[2]}".upper() if found else ""

    def written(self) -> Written:
        """The service as it was typed; whoever keeps it decides what may stay of the place."""
        typed = self.cleaned_data
        texts = (
            "agency_name",
            "summary",
            "conditions",
            "how_to_ask",
            "cost",
            "opening_hours",
            "district",
            "address",
            "postcode",
        )
        return Written(
            name=typed["name"],
            categories=frozenset(Category(code) for code in typed["categories"]),
            secret=typed["secret"],
            sex=Sex(typed["sex"]) if typed["sex"] else None,
            childcare={"there": True, "none": False}.get(typed["childcare"]),
            available_from=typed["available_from"],
            phones=(typed["phone"],) if typed["phone"] else (),
            **{name: typed[name] or None for name in texts},
        )


def _value_field(field: Field) -> forms.Field:
    label = LABELS[field]
    empty = {"required": FILL_IN}
    if field is Field.AVAILABLE_FROM:
        return DayField(label=label, error_messages=empty)
    codes = {Field.TAKES: choices(TAKES), Field.CHILDCARE: choices(CHILDCARE_CODES)}.get(field)
    if codes:
        return forms.ChoiceField(
            label=label,
            choices=codes,
            widget=forms.RadioSelect,
            error_messages={"required": CHOOSE, "invalid_choice": NOT_ON_THE_LIST},
        )
    box = forms.Textarea({"rows": 3})
    return forms.CharField(label=label, max_length=LONGEST_VALUE, widget=box, error_messages=empty)
