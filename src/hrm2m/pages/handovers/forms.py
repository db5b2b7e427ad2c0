"""The forms of handovers: whom she is to meet, when and where, and what she says."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.mother.times import WhichTime, at_time
from hrm2m.records.handovers.entries import MeetingOfThree


WORDS = 2000
REF = 26


def _words(label: Any, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea({"rows": 3})
    return forms.CharField(label=label, required=False, max_length=WORDS, widget=area, help_text=help_text)


class ProposeForm(PageForm):
    """Whom of which agency she is to meet."""

    SHOWN_AT: ClassVar = {"to": "door"}

    door = forms.ChoiceField(
        label=_("Whom is she to meet?"),
        widget=forms.RadioSelect,
        help_text=_("Only somebody who answers for an agency, and whose terms she knows."),
    )
    words = _words(_("What is it for, in her words?"))
    referral = forms.CharField(required=False, max_length=REF, widget=forms.HiddenInput)

    def __init__(self, *args: Any, doors: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["door"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(doors)


class MeetingForm(PageForm):
    """When and where the three meet."""

    SHOWN_AT: ClassVar = {"meets_at": "day"}

    day = DayField(label=_("On which day?"))
    time = WhichTime(label=_("At what time?"))
    where = forms.CharField(
        label=_("Where?"), max_length=300, help_text=_("Somewhere that is safe for her and that she chose.")
    )
    words = _words(_("What she wants of it"), _("As she says it: who comes along, what is not spoken of."))

    def meeting(self) -> MeetingOfThree:
        """What was typed."""
        typed = self.cleaned_data
        return MeetingOfThree(self.meets_at(), typed["where"].strip(), typed["words"].strip())

    def meets_at(self) -> datetime:
        """When, as an instant."""
        return at_time(self.cleaned_data["day"], self.cleaned_data["time"])


class WordsForm(PageForm):
    """A step with nothing to choose."""

    words = _words(_("Her words, if she wants them kept"))


class SaidForm(PageForm):
    """What she says, face to face."""

    said = forms.ChoiceField(
        label=_("You are with her. What does she say?"),
        choices=[
            ("yes", _("Yes, this is right for me")),
            ("not_yet", _("Not yet, or no")),
        ],
        widget=forms.RadioSelect,
    )
    words = _words(_("Her words"))


class AgainForm(PageForm):
    """What she says when somebody else asks her again."""

    said = forms.ChoiceField(
        label=_("What does she say?"),
        choices=[("the_same", _("The same: it was so")), ("otherwise", _("Otherwise: it was not so"))],
        widget=forms.RadioSelect,
    )
    words = _words(_("Her words"))


class PutRightForm(AgainForm):
    """The same once she said otherwise: whether it is put right with her now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["said"]
        if isinstance(field, forms.ChoiceField):
            field.label = _("She said otherwise. You have talked it through with her: is it put right?")
            field.choices = [
                ("the_same", _("Yes: it is right now as it stands")),
                ("otherwise", _("Not yet: it stays on the list")),
            ]
