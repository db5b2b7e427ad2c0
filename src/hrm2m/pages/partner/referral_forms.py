"""The forms of a referral at the door: the answer with its ways, a colleague, and what is left after a stop."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import instant
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.mother.times import WhichTime
from hrm2m.pages.partner.forms import THEIR_NAME, WHO_SPOKE, YOUR_NAME
from hrm2m.pages.partner.shared import CAME, DECLINED, EVENTS, HELD
from hrm2m.policy.referral_lifecycle import REFERRAL, ReferralEvent, ReferralStatus
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.referrals.actions import Said
from hrm2m.records.referrals.entries import Came, Declined, Held


LONGEST = 2000
E = ReferralEvent
BY_TELEPHONE = {
    "step": _("What do they answer?"),
    "words": _("In their words"),
    "came": _("If they say what came of it: which is nearest?"),
    "said_by": THEIR_NAME,
}
THEIR_STEPS = (E.IT_CAME, E.THEY_SAY_YES, E.THEY_SAY_NO, E.A_MEETING_IS_SET, E.AN_OUTCOME)

ONLY_FOR = {
    E.THEY_SAY_NO: ("declined",),
    E.A_MEETING_IS_SET: ("meeting_day", "meeting_time"),
    E.AN_OUTCOME: ("came",),
}
"""What is asked for one answer alone, and not where that answer cannot come."""


class ReferralAnswerForm(PageForm):
    """The answer: what can be said now, in the agency's own words, by name."""

    step = forms.ChoiceField(label=_("What do you answer?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("Her bridge builder reads this, and she can."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )
    declined = forms.ChoiceField(
        label=_("If no: why not?"), required=False, choices=[("", _("Choose")), *DECLINED.items()]
    )
    meeting_day = DayField(label=_("If a meeting is set: which day?"), required=False)
    meeting_time = WhichTime(label=_("And at what time?"), required=False)
    came = forms.ChoiceField(
        label=_("If you write what came of it: which is nearest?"),
        required=False,
        choices=[("", _("Choose")), *CAME.items()],
    )
    said_by = forms.CharField(
        label=YOUR_NAME,
        max_length=80,
        error_messages={"required": _("Write your own name: a team or an inbox does not count.")},
    )

    SHOWN_AT = {"meeting_at": "meeting_day"}  # noqa: RUF012 - as in the other forms

    def __init__(self, *args: Any, status: ReferralStatus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [step for step in THEIR_STEPS if step in REFERRAL[status]]
        field = self.fields["step"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(step.value, EVENTS[step]) for step in steps]
        for step, names in ONLY_FOR.items():
            for name in names if step not in steps else ():
                del self.fields[name]

    def said(self) -> Said:
        """What was typed."""
        typed = self.cleaned_data
        step = ReferralEvent(typed["step"])
        return Said(
            step,
            typed["said_by"],
            typed["words"],
            Declined(typed["declined"]) if step is E.THEY_SAY_NO and typed["declined"] else None,
            Came(typed["came"]) if step is E.AN_OUTCOME and typed["came"] else None,
            self._meeting() if step is E.A_MEETING_IS_SET else None,
        )

    def _meeting(self) -> datetime | None:
        day, at = self.cleaned_data["meeting_day"], self.cleaned_data["meeting_time"]
        return instant(datetime.combine(day, at)) if day and at else None


class ByTelephoneForm(ReferralAnswerForm):
    """The same answer, written down by the bridge builder who heard it by telephone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in BY_TELEPHONE.items():
            if name in self.fields:
                self.fields[name].label = label
        self.fields["words"].help_text = _("She can read this.")
        self.fields["said_by"].error_messages["required"] = WHO_SPOKE


class ColleagueForm(PageForm):
    """A colleague who reads it in one's place."""

    colleague = forms.ChoiceField(label=_("Who answers this better?"), widget=forms.RadioSelect)
    takes = forms.CharField(
        label=_("Who takes it there? Their own name (a team or an inbox does not count)"),
        max_length=80,
        error_messages={
            "required": _("Write the name of whoever takes it: a team or an inbox does not count.")
        },
    )
    said_by = forms.CharField(
        label=YOUR_NAME,
        max_length=80,
        error_messages={"required": _("Write your own name: a team or an inbox does not count.")},
    )

    def __init__(self, *args: Any, colleagues: Iterable[WorkerCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["colleague"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(card.ref, _called(card)) for card in colleagues]

    def names(self) -> tuple[str, str]:
        """Who takes it, and who passes it on."""
        return self.cleaned_data["takes"], self.cleaned_data["said_by"]


def _called(card: WorkerCard) -> str:
    # Who came by a door has no job title here.
    return f"{card.first_name}: {card.job_title}" if card.job_title else card.first_name


class StopForm(PageForm):
    """What is left of it."""

    held = forms.ChoiceField(
        label=_("What is left of it with you?"), choices=list(HELD.items()), widget=forms.RadioSelect
    )
    because = forms.CharField(
        label=_("If something is kept: what, and why?"),
        help_text=_("She reads this."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )

    said_by = forms.CharField(
        label=YOUR_NAME,
        max_length=80,
        error_messages={"required": _("Write your own name: a team or an inbox does not count.")},
    )

    def answer(self) -> tuple[Held, str, str]:
        """What was typed: what is held, why, and who says so."""
        typed = self.cleaned_data
        return Held(typed["held"]), typed["because"], typed["said_by"]
