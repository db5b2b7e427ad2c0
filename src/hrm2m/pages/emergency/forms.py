"""The forms of emergency looks: what is opened and why, and the second person's word."""

from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.emergency.words import VERDICTS
from hrm2m.pages.entry_words.emergencies import IN_DANGER, PARTS
from hrm2m.policy import Compartment, Role
from hrm2m.policy.predicates import reads_the_other_side
from hrm2m.records.emergencies.actions import Opening
from hrm2m.records.emergencies.entries import InDanger, Verdict
from hrm2m.records.people.actions import HANDLE_LENGTH


LONGEST = 2000
ONE_SIDE = _(
    "Only one opens. One is left out: nobody reads both what she takes and what is known of her children."
)
AT_ONCE, WAITS = "at_once", "waits"


class OpenForm(PageForm):
    """Which part of whose record, who is in danger and why; nothing in it says whether there is one."""

    handle = forms.CharField(
        label=_("By which handle is she known?"),
        max_length=HANDLE_LENGTH,
        error_messages={"required": _("Write the handle you were told.")},
    )
    in_danger = forms.ChoiceField(
        label=_("Who is in danger?"), choices=list(IN_DANGER.items()), widget=forms.RadioSelect
    )
    part = forms.ChoiceField(
        label=_("Which one part do you need?"),
        help_text=_("Only one opens. Choose the one that helps now."),
        choices=list(PARTS.items()),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What is happening, and what do you need to know?"),
        help_text=_("She can read this, and a second person will."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )
    telling = forms.ChoiceField(
        label=_("Can she read on her own page that you opened it?"),
        choices=[
            (AT_ONCE, _("Yes, at once")),
            (WAITS, _("Reading it now would add danger: somebody decides when")),
        ],
        initial=AT_ONCE,
        widget=forms.RadioSelect,
    )
    not_told_why = forms.CharField(
        label=_("If it would add danger: to whom, and how?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
    )

    def offer_only(self, roles: frozenset[Role]) -> "OpenForm":
        """Leaves out the part that no emergency opens to these roles: a choice that is refused is no choice."""
        parts = [(part, word) for part, word in PARTS.items() if not reads_the_other_side(roles, part)]
        field = cast("forms.ChoiceField", self.fields["part"])
        field.choices = parts
        if len(parts) < len(PARTS):
            field.help_text = ONE_SIDE
        return self

    def clean(self) -> dict[str, Any]:
        """A reason to wait with telling her, wherever it waits."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("telling") == WAITS and not cleaned.get("not_told_why", "").strip():
            self.add_error(
                "not_told_why", _("Write what danger it would add: without one she reads it at once.")
            )
        return cleaned

    def opening(self) -> Opening:
        """What was typed."""
        typed = self.cleaned_data
        return Opening(
            Compartment(typed["part"]),
            InDanger(typed["in_danger"]),
            typed["reason"],
            typed["not_told_why"] if typed["telling"] == WAITS else "",
        )


class LookForm(PageForm):
    """What the second person found."""

    SHOWN_AT: ClassVar = {"at": "words"}

    verdict = forms.ChoiceField(
        label=_("Was it right to open it?"), choices=list(VERDICTS.items()), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What did you look at, and what do you think?"),
        help_text=_("She can read this where she can read that it was opened."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )

    def chosen(self) -> Verdict:
        """What was chosen."""
        return Verdict(self.cleaned_data["verdict"])
