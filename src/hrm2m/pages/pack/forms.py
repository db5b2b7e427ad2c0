"""The form of a pack: who sits at the table, what for, what she lets be read, and until when to rely on it."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.mother.choosing import choices
from hrm2m.records.consent.entries import Purpose
from hrm2m.records.handovers.packing import PackFor


WORDS = 2000
PURPOSES: Mapping[Purpose, Promise] = {
    Purpose.BABY_AND_BIRTH: _("A baby and the birth"),
    Purpose.HEALTH: _("Her health"),
    Purpose.TREATMENT: _("Her treatment"),
    Purpose.HOME: _("A home"),
    Purpose.MONEY: _("Money"),
    Purpose.PAPERS: _("Papers and status"),
    Purpose.HER_SAFETY: _("Her safety"),
    Purpose.CHILDREN: _("Her children"),
    Purpose.SOMEONE_BESIDE_HER: _("Someone beside her"),
}
Choice = Iterable[tuple[str, str]]


class PackForm(PageForm):
    """Everything that decides what is in the pack."""

    workers = forms.MultipleChoiceField(
        label=_("Who of those who may open her record?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    doors = forms.MultipleChoiceField(
        label=_("Who of an agency?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With one of these at the table the pack has only what she said yes to for that agency."),
    )
    purpose = forms.ChoiceField(
        label=_("What is the meeting for?"), choices=choices(PURPOSES), widget=forms.RadioSelect
    )
    longings = forms.MultipleChoiceField(
        label=_("What she longs for: which of these does she let be read there?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wants_said = forms.CharField(
        label=_("What she wants said, in her words"),
        required=False,
        max_length=WORDS,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("It stands on the first page and nowhere else: it is not kept."),
    )
    until = DayField(
        label=_("Until which day may it be relied on?"),
        error_messages={"required": _("Choose the last day.")},
    )
    she_knows = forms.BooleanField(
        label=_("She knows who sits there and what stands on it"),
        error_messages={"required": _("It goes nowhere without her. Read it with her first.")},
    )

    KNOWN: ClassVar = ("workers", "doors", "longings")

    def __init__(self, *args: Any, known: Mapping[str, Choice] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.KNOWN:
            field = self.fields[name]
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = list((known or {}).get(name, ()))
                if not field.choices:
                    del self.fields[name]

    def pack_for(self) -> PackFor:
        """What was chosen."""
        typed = self.cleaned_data
        return PackFor(
            workers=tuple(typed.get("workers", ())),
            doors=tuple(typed.get("doors", ())),
            purpose=Purpose(typed["purpose"]),
            until=typed["until"],
            longings=tuple(typed.get("longings", ())),
            wants_said=typed["wants_said"],
        )
