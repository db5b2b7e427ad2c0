"""The one form of danger now beyond the press: who looked at it together, and what becomes of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import PageForm
from hrm2m.policy import Actor
from hrm2m.records.agencies.queries import colleagues_of
from hrm2m.records.danger.actions import Look
from hrm2m.records.danger.who import Becomes, Shown


WORDS_LENGTH = 4000


class TogetherForm(PageForm):
    """The second person who looked at it, what becomes of it, and whether she is shown it."""

    second = forms.ChoiceField(label=_("Who looked at it with you?"))
    becomes = forms.MultipleChoiceField(
        label=_("What becomes of it?"),
        choices=Becomes.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("More than one is possible. The links above fill the form for you."),
        error_messages={"required": _("Choose what becomes of it: more than one is possible.")},
    )
    words = forms.CharField(
        label=_("In your words: what was decided, who does what"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea({"rows": 3}),
    )
    shown = forms.ChoiceField(
        label=_("Is she shown it?"),
        choices=Shown.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "She is, unless that adds danger: to a child, to her or to whoever said it. "
            "Her own page has what was said when danger was raised, and nothing of what you write here."
        ),
        error_messages={"required": _("Choose whether she is shown it.")},
    )
    why = forms.CharField(
        label=_("If not: why not?"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, by: Actor, has_a_mother: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(worker.ref, f"{worker.first_name}, {worker.job_title}") for worker in colleagues_of(by)]
        self._choose_from("second", [("", _("Choose a colleague")), *choices])
        self._choose_from("shown", _shown_choices(has_a_mother))

    def look(self) -> Look:
        """What the two decided, as it was typed."""
        typed = self.cleaned_data
        return Look(tuple(typed["becomes"]), typed["shown"], typed["words"], typed["why"])

    def _choose_from(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def _shown_choices(has_a_mother: bool) -> list[tuple[str, Any]]:
    """Where a mother is linked it is decided; where none is, there is nobody to show it to."""
    fits = set(Shown) - {Shown.NOT_HERS} if has_a_mother else {Shown.NOT_HERS}
    return [(str(value), label) for value, label in Shown.choices if value in fits]
