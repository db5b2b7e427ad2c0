"""The forms of doors and declared terms; they check shape only."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import instant, local_day
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.doors.words import ANSWERS, ASK, REACHED, SAID_HOW
from hrm2m.pages.mother.choosing import choices
from hrm2m.records.agencies.actions.doors import (
    LONGEST_CALLED,
    LONGEST_DOES,
    LONGEST_NAME,
    LONGEST_SHORT,
    LONGEST_TELLS,
    LONGEST_WHAT_FOR,
)
from hrm2m.records.agencies.doors.looking import AtAgency
from hrm2m.records.agencies.doors.queries import DoorCard, TermsCard
from hrm2m.records.agencies.doors.values import Authority, Declared, DoorWords, Reached, SaidHow


class DoorForm(PageForm):
    """How a door is called and reached, what for, and how soon it answers."""

    called = forms.CharField(
        label=_("Who answers?"),
        max_length=LONGEST_CALLED,
        help_text=_("A first name, or the name of a desk such as “Duty midwife”."),
    )
    what_for = forms.CharField(label=_("What does one ask them for?"), max_length=LONGEST_WHAT_FOR)
    reached_by = forms.ChoiceField(
        label=_("How do they want to be asked?"), choices=choices(REACHED), widget=forms.RadioSelect
    )
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    answers_within = forms.ChoiceField(
        label=_("How soon have they agreed to answer?"),
        choices=choices(ANSWERS),
        widget=forms.RadioSelect,
        help_text=_("Agree it with them. It is counted from now on, and they see how often it was kept."),
    )
    is_shared = forms.BooleanField(
        label=_("Several people read this address"),
        required=False,
        help_text=_("A shared inbox: an answer counts only with the name of whoever gives it."),
    )

    def words(self) -> DoorWords:
        """What is said of the door."""
        typed = self.cleaned_data
        return DoorWords(
            called=typed["called"],
            what_for=typed["what_for"],
            reached_by=Reached(typed["reached_by"]),
            answers_within=typed["answers_within"],
            phone=typed["phone"],
        )


class NewDoorForm(DoorForm):
    """The same with the agency and the address, which make the door."""

    agency = forms.ChoiceField(label=_("Which agency?"))
    email = forms.EmailField(
        label=_("Work e-mail"),
        help_text=_(
            "A link and a code go to this address, and whoever reads it can answer. Never a private address."
        ),
    )
    field_order = (
        "agency", "called", "what_for", "email", "is_shared", "reached_by", "phone", "answers_within"
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: Sequence[AtAgency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(card.ref, _named(card)) for card in agencies]
        self.fields["agency"].choices = [("", _("Choose")), *named]  # type: ignore[attr-defined] # it is a ChoiceField


def _named(card: AtAgency) -> str:
    return card.name if card.is_ours else gettext("%(agency)s (from the directory)") % {"agency": card.name}


class TermsForm(PageForm):
    """What they say, in the order in which one asks it on the telephone."""

    by_name = forms.CharField(
        label=_("Who are you speaking to?"),
        max_length=LONGEST_NAME,
        help_text=_("The name, and what they do there: whoever speaks for a shared desk too."),
    )
    said_how = forms.ChoiceField(
        label=_("How do they say it?"), choices=choices(SAID_HOW), widget=forms.RadioSelect
    )
    said_on = DayField(label=_("On which day?"))
    does = forms.CharField(
        label=_("What will you do for her?"),
        max_length=LONGEST_DOES,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Their words, as they say them. Read them back before you save."),
    )
    from_when = forms.CharField(label=_("From when?"), max_length=LONGEST_SHORT, required=False)
    for_whom = forms.CharField(
        label=_("For whom, and for whom not?"), max_length=LONGEST_SHORT, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for whom, question in ASK.items():
            self.fields[f"tells_{whom}"] = forms.CharField(
                label=str(question),
                max_length=LONGEST_TELLS,
                required=False,
                widget=forms.Textarea({"rows": 3}),
            )
        self.fields[f"tells_{Authority.CHILDRENS_SERVICES}"].help_text = _(
            "Their words. “Nothing” is an answer: write it. Empty means that they did not say."
        )

    def declared(self, now: datetime) -> Declared:
        """What they say; said today it is said now, said on another day at noon."""
        typed = self.cleaned_data
        return Declared(
            does=typed["does"],
            by_name=typed["by_name"],
            said_how=SaidHow(typed["said_how"]),
            at=_moment(typed["said_on"], now),
            from_when=typed["from_when"],
            for_whom=typed["for_whom"],
            tells={whom: typed[f"tells_{whom}"] for whom in Authority},
        )


def as_typed(card: DoorCard) -> dict[str, object]:
    """A door as its form shows it."""
    return {
        "called": card.called,
        "what_for": card.what_for,
        "reached_by": card.reached_by.value,
        "phone": card.phone,
        "answers_within": card.answers_within,
        "is_shared": card.is_shared,
    }


def as_said(terms: TermsCard | None) -> dict[str, object]:
    """What they said last, to be read back to them and changed; never who said it."""
    if terms is None:
        return {}
    told = {f"tells_{whom}": words for whom, words in terms.tells.items()}
    return {"does": terms.does, "from_when": terms.from_when, "for_whom": terms.for_whom, **told}


def _moment(day: date, now: datetime) -> datetime:
    return now if day == local_day(now) else instant(datetime.combine(day, time(12)))
