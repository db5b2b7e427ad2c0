"""The forms of what she may read: one decision with its reason, a second signature, and several at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.asking.fields import line
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.worries.fields import end_of, text


class DecideForm(PageForm):
    """Whether she may read one entry, why, and until when it is withheld."""

    may = forms.ChoiceField(
        label=_("May she read it on her own page?"),
        choices=[("yes", _("Yes: showing it is safe")), ("no", _("Not now: withhold it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether she may read it.")},
    )
    why = text(
        _("Why? Danger to a child, to her or to whoever said it counts. Embarrassment does not."), rows=3
    )
    told_her_how = line(_("If she was told already: how?"))
    until = DayField(
        label=_("If it is withheld: until when? 14 days at most, then it is looked at again."), required=False
    )

    @property
    def she_may(self) -> bool:
        """What was chosen."""
        return bool(self.cleaned_data["may"] == "yes")

    def end(self, now: datetime) -> datetime:
        """The end of the day that was typed; none typed is no day ahead, which is refused with a sentence."""
        return end_of(self.cleaned_data["until"]) or now


class AnswerForm(PageForm):
    """The answer to her *that is not right*."""

    is_corrected = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[
            ("yes", _("It was put right: a correction stands beside the entry")),
            ("no", _("It stays as it is")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of it.")},
    )
    why = text(_("What did you look at, and why is it so?"), rows=4)
    told_her_how = line(_("How was she told, and by whom?"))

    @property
    def is_yes(self) -> bool:
        """What was chosen."""
        return bool(self.cleaned_data["is_corrected"] == "yes")


class SignForm(PageForm):
    """A second person's word to what is withheld."""

    agrees = forms.ChoiceField(
        label=_("Is it right to withhold this from her?"),
        choices=[("yes", _("Yes, until that day")), ("no", _("No: she may read it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    words = text(_("Why?"), rows=3)

    @property
    def is_yes(self) -> bool:
        """What was chosen."""
        return bool(self.cleaned_data["agrees"] == "yes")


class TheseForm(PageForm):
    """Which of the ordinary entries she may read."""

    entries = forms.MultipleChoiceField(
        label=_("Which of these may she read?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick those that you have looked at.")},
    )

    def __init__(self, *args: Any, waiting: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["entries"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(ref, ref) for ref in waiting]
