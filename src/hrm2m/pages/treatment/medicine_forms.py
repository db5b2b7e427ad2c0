"""The forms of what she is prescribed: a beginning, a change, a last dose, a missed collection."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.asking.fields import LINE_LENGTH, line, more_words
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.pages.treatment.fields import TOLD_ORDER, KnownFields, ToldFields
from hrm2m.pages.treatment.words import (
    MEDICINES,
    TAKEN,
    WEEKDAYS,
    WHO_ASKED,
    WHO_ASKED_IF_KNOWN,
    WHY_MISSED,
)
from hrm2m.records.treatment.courses import Course
from hrm2m.records.treatment.entries import (
    Medication,
    MedicationChange,
    MedicationEnded,
    Medicine,
    MissedCollection,
    Prescribed,
    Taken,
    Weekday,
    WhoAsked,
    WhyMissed,
)


class PrescribedFields(PageForm):
    """One prescription: all text, as it is prescribed."""

    dose = forms.CharField(
        label=_("The dose, exactly as it is prescribed"),
        max_length=LINE_LENGTH,
        help_text=_("Letter by letter, as on the script. Nothing here counts with it."),
        error_messages={"required": _("Write the dose as it is prescribed.")},
    )
    shape = line(_("In which form?"), help_text=_("Liquid, tablets, under the tongue, injection."))
    taken = ChipsField(
        label=_("Where does she take it?"), choices=choices(TAKEN), initial=Taken.NOT_KNOWN.value
    )
    why_so = line(_("Why so?"), help_text=_("Why it is supervised or take-home, as it was explained to her."))
    pharmacy = line(_("Which pharmacy?"))
    collection_days = forms.MultipleChoiceField(
        label=_("On which days does she collect it?"),
        choices=choices(WEEKDAYS),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    prescriber = line(_("Who prescribes it?"))

    def prescribed(self) -> Prescribed:
        """The prescription as it was typed."""
        typed = self.cleaned_data
        return Prescribed(
            dose=typed["dose"],
            form=typed["shape"],
            taken=Taken(typed["taken"]),
            why_so=typed["why_so"],
            pharmacy=typed["pharmacy"],
            collection_days=tuple(day for day in Weekday if day.value in typed.get("collection_days", ())),
            prescriber=typed["prescriber"],
        )


PRESCRIBED_ORDER = ("dose", "shape", "taken", "why_so", "pharmacy", "collection_days", "prescriber")


def as_typed(now: Prescribed) -> dict[str, Any]:
    """A prescription as the fields have it."""
    return {
        "dose": now.dose,
        "shape": now.form,
        "taken": now.taken.value,
        "why_so": now.why_so,
        "pharmacy": now.pharmacy,
        "collection_days": [day.value for day in now.collection_days],
        "prescriber": now.prescriber,
    }


class MedicationForm(PrescribedFields, KnownFields, ToldFields):
    """What she takes since when."""

    SHOWN_AT: ClassVar = {"form": "shape", "how_known": "known", "told_at": "told_day"}

    medicine = ChipsField(
        label=_("What is it?"),
        choices=choices(MEDICINES),
        error_messages={"required": _("Choose the medicine.")},
    )
    other_name = line(_("If another medicine, which?"))
    started = DayField(
        label=_("On which day did she have the first dose?"),
        error_messages={"required": _("Choose the day of the first dose.")},
    )
    days_are_about = forms.BooleanField(
        label=_("That is about right, as somebody remembers it"), required=False
    )
    field_order = (
        *("medicine", "other_name", "started", "days_are_about"),
        *(*PRESCRIBED_ORDER, "known", "from_whom", *TOLD_ORDER),
    )

    def medication(self) -> Medication:
        """The course as it was typed."""
        typed = self.cleaned_data
        return Medication(
            Medicine(typed["medicine"]),
            typed["started"],
            self.prescribed(),
            typed["other_name"],
            typed["days_are_about"],
        )


def begun_as_typed(course: Course) -> dict[str, Any]:
    """How a course began, as the fields have it."""
    body, entry = course.medication.body, course.medication.newest
    return {
        "medicine": body.medicine.value,
        "other_name": body.other_name,
        "started": body.started,
        "days_are_about": body.days_are_about,
        "known": entry.how_known,
        "from_whom": entry.from_whom,
        "was_not_so": body.was_not_so,
        **as_typed(body.prescribed),
    }


class WhoAskedFields(PageForm):
    """Who asked for it, and why."""

    who_asked = ChipsField(
        label=_("Who asked for it?"),
        choices=choices(WHO_ASKED),
        error_messages={"required": _("Say who asked for it.")},
    )
    whose = line(_("If another agency, which?"))
    why = forms.CharField(
        label=_("Why?"),
        max_length=4000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("As whoever asked for it put it."),
        error_messages={"required": _("Write why.")},
    )


class ChangeForm(PrescribedFields, WhoAskedFields, ToldFields):
    """What changed, and the whole prescription as it is now."""

    SHOWN_AT: ClassVar = {"form": "shape", "told_at": "told_day"}

    what = forms.CharField(
        label=_("What changed?"),
        max_length=4000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Write what changed.")},
    )
    changed = DayField(
        label=_("Since which day?"), error_messages={"required": _("Choose the day since when it holds.")}
    )
    field_order = ("what", "changed", "who_asked", "whose", "why", *PRESCRIBED_ORDER, *TOLD_ORDER)

    def change(self) -> MedicationChange:
        """The change as it was typed."""
        typed = self.cleaned_data
        return MedicationChange(
            typed["changed"],
            typed["what"],
            WhoAsked(typed["who_asked"]),
            typed["why"],
            self.prescribed(),
            typed["whose"],
        )


class EndForm(WhoAskedFields, ToldFields):
    """The last dose."""

    last_dose = DayField(
        label=_("On which day was the last dose?"),
        error_messages={"required": _("Choose the day of the last dose.")},
    )
    is_interrupted = forms.BooleanField(label=_("It was not planned: it was interrupted"), required=False)
    field_order = ("last_dose", "is_interrupted", "who_asked", "whose", "why", *TOLD_ORDER)

    def ended(self) -> MedicationEnded:
        """The end as it was typed."""
        typed = self.cleaned_data
        return MedicationEnded(
            typed["last_dose"],
            typed["is_interrupted"],
            WhoAsked(typed["who_asked"]),
            typed["why"],
            typed["whose"],
        )


class PastForm(MedicationForm, EndForm):
    """A course that was over before it was written here: its first and last dose, as far as anybody knows."""

    field_order = (  # type: ignore[assignment] # fields of two forms in one order
        *("medicine", "other_name", "started", "last_dose", "days_are_about", "is_interrupted"),
        *("who_asked", "whose", "why", *PRESCRIBED_ORDER, "known", "from_whom", *TOLD_ORDER),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who_asked"].choices = choices(WHO_ASKED_IF_KNOWN)  # type: ignore[attr-defined] # a choice
        self.fields["who_asked"].label = _("Who asked that it ended?")
        del self.fields["collection_days"]
        self.fields["taken"].label = _("Where did she take it?")
        self.fields["prescriber"].label = _("Who prescribed it?")
        self.fields["why"].label = _("Why did it end?")
        self.fields["why"].help_text = _("As far as anybody knows. Write “not known” where nobody does.")
        self.fields["dose"].label = _("The dose she had last, exactly as it was prescribed")
        self.fields["dose"].help_text = _("Letter by letter, or “not known”. Nothing here counts with it.")
        self.fields["days_are_about"].label = _("These days are about right, as somebody remembers them")


class MissForm(KnownFields, ToldFields):
    """A collection that did not happen, and what we did."""

    SHOWN_AT: ClassVar = {"how_known": "known", "told_at": "told_day"}

    day = DayField(label=_("Which day?"), error_messages={"required": _("Choose the day.")})
    in_a_row = forms.IntegerField(
        label=_("How many in a row by then?"),
        initial=1,
        error_messages={"required": _("Write how many in a row."), "invalid": _("Write a whole number.")},
    )
    why = ChipsField(
        label=_("What stood in the way?"), choices=choices(WHY_MISSED), initial=WhyMissed.NOT_KNOWN.value
    )
    words = more_words(_("Her words about it"))
    done = more_words(_("What did we do?"))
    field_order = ("day", "in_a_row", "why", "words", "done", "known", "from_whom", *TOLD_ORDER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What she said herself needs no telling; for the rest the action asks.
        self.fields["was_told"].required = False
        self.fields["was_told"].label = _("If somebody else said it: was she told?")

    def missed(self) -> MissedCollection:
        """The missed collection as it was typed."""
        typed = self.cleaned_data
        return MissedCollection(
            typed["day"], typed["in_a_row"], WhyMissed(typed["why"]), typed["words"], typed["done"]
        )
