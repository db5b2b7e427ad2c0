"""The forms that put right what we wrote wrongly of a medicine: as they were filled in, or that nothing was so."""

from typing import Any

import msgspec
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.mother.choosing import choices
from hrm2m.pages.treatment.fields import WAS_TOLD_OF_IT, RightFields
from hrm2m.pages.treatment.medicine_forms import (
    ChangeForm,
    EndForm,
    MedicationForm,
    MissForm,
    as_typed,
)
from hrm2m.pages.treatment.words import WHO_ASKED_IF_KNOWN
from hrm2m.records.treatment.entries import (
    Medication,
    MedicationChange,
    MedicationEnded,
    MissedCollection,
    WhoAsked,
)
from hrm2m.vault.entries import Entry


class BegunRightForm(RightFields, MedicationForm):
    """How a course began, put right."""

    field_order = ("was_not_so", *MedicationForm.field_order)  # type: ignore[assignment] # one field more

    def medication(self) -> Medication:
        """The course as it was typed, or that it never was."""
        right = super().medication()
        return msgspec.structs.replace(right, was_not_so=self.cleaned_data["was_not_so"])


class ChangeRightForm(RightFields, ChangeForm):
    """A change, put right."""

    field_order = ("was_not_so", *ChangeForm.field_order)  # type: ignore[assignment] # one field more

    def change(self) -> MedicationChange:
        """The change as it was typed, or that it never was."""
        return msgspec.structs.replace(super().change(), was_not_so=self.cleaned_data["was_not_so"])


class EndRightForm(RightFields, EndForm):
    """The last dose, put right."""

    field_order = ("was_not_so", *EndForm.field_order)  # type: ignore[assignment] # one field more

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["was_not_so"].label = _("We wrote it by mistake: she goes on taking it")
        if self.initial.get("who_asked") == WhoAsked.NOT_KNOWN.value:
            self.fields["who_asked"].choices = choices(WHO_ASKED_IF_KNOWN)  # type: ignore[attr-defined] # a choice

    def ended(self) -> MedicationEnded:
        """The end as it was typed, or that it never was."""
        return msgspec.structs.replace(super().ended(), was_not_so=self.cleaned_data["was_not_so"])


class MissRightForm(RightFields, MissForm):
    """A missed collection, put right."""

    field_order = ("was_not_so", *MissForm.field_order)  # type: ignore[assignment] # one field more

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["was_not_so"].label = _("We wrote it by mistake: it was collected")
        self.fields["was_told"].required = True
        self.fields["was_told"].label = WAS_TOLD_OF_IT

    def missed(self) -> MissedCollection:
        """The missed collection as it was typed, or that it was collected."""
        return msgspec.structs.replace(super().missed(), was_not_so=self.cleaned_data["was_not_so"])


def change_as_typed(entry: Entry[MedicationChange]) -> dict[str, Any]:
    """A change as the fields have it."""
    body = entry.body
    return {
        "what": body.what,
        "changed": body.changed,
        "who_asked": body.who_asked.value,
        "whose": body.whose,
        "why": body.why,
        "was_not_so": body.was_not_so,
        **as_typed(body.prescribed),
    }


def end_as_typed(entry: Entry[MedicationEnded]) -> dict[str, Any]:
    """A last dose as the fields have it."""
    body = entry.body
    return {
        "last_dose": body.last_dose,
        "is_interrupted": body.is_interrupted,
        "who_asked": body.who_asked.value,
        "whose": body.whose,
        "why": body.why,
        "was_not_so": body.was_not_so,
    }


def missed_as_typed(entry: Entry[MissedCollection]) -> dict[str, Any]:
    """A missed collection as the fields have it."""
    body = entry.body
    return {
        "day": body.day,
        "in_a_row": body.in_a_row,
        "why": body.why.value,
        "words": body.words,
        "done": body.done,
        "known": entry.how_known,
        "from_whom": entry.from_whom,
        "was_not_so": body.was_not_so,
    }
