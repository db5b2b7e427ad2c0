"""The forms of a move to another area: who there may know, what was heard from there, and what she says."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import PageForm
from hrm2m.records.bridges.elsewhere import CanBeThere
from hrm2m.records.whole.entries import Takes
from hrm2m.records.whole.moving import ToWhom


WORDS, LINE = 2000, 200
TAKES = {
    Takes.TREATMENT_SHEET: _("The sheet about her medicine, on paper"),
    Takes.HER_WORDS: _("What she wants said, in her words, on paper"),
    Takes.WHAT_WAS_PROMISED: _("What was promised to her and is still open, on paper"),
}


def _words(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=WORDS, widget=forms.Textarea({"rows": 3}))


def _said(one: CanBeThere) -> str:
    """Somebody she can choose there: name, agency, area, and what he or she says for her to choose by."""
    said = f"{one.first_name}, {one.agency_name}, {one.area_name}"
    return f"{said}: {one.words}" if one.words else said


class PlanForm(PageForm):
    """What she wants known where she goes, and her word for it."""

    told = forms.ChoiceField(
        label=_("May anybody there know that she comes?"),
        choices=[
            ("yes", _("Yes: the person named here")),
            ("no", _("No: nobody elsewhere is told, and she keeps her place here")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Ask her: nobody is told without her word.")},
    )
    worker = forms.ChoiceField(
        label=_("Does she choose somebody who works with this system there?"),
        required=False,
        help_text=_("From that moment both of you are there for her, until she says that the new one is."),
    )
    called = forms.CharField(
        label=_("If not: who is to be there for her?"),
        required=False,
        max_length=LINE,
        help_text=_("A person, by name. Leave it empty if nobody is to be told."),
    )
    service = forms.CharField(label=_("Of which service?"), required=False, max_length=LINE)
    phone = forms.CharField(label=_("How is that person rung?"), required=False, max_length=LINE)
    takes = forms.MultipleChoiceField(
        label=_("What does she want to go along?"),
        required=False,
        choices=[(one.value, words) for one, words in TAKES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing goes unless she says yes to it. She can carry it herself."),
    )
    words = _words(_("Her words"))
    was_told = forms.BooleanField(
        label=_("She was told, in the words above, who will see what"),
        error_messages={"required": _("Read her the words above first, or say them in hers.")},
    )
    her_word = forms.BooleanField(
        label=_("She said so herself"),
        error_messages={"required": _("Nothing moves without her word. Ask her first.")},
    )

    def __init__(self, *args: Any, elsewhere: Sequence[CanBeThere], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worker = self.fields["worker"]
        if not elsewhere:
            del self.fields["worker"]
            self.fields["called"].label = _("Who is to be there for her?")
        elif isinstance(worker, forms.ChoiceField):
            worker.choices = [
                ("", _("Nobody of these")),
                *((one.worker_ref, _said(one)) for one in elsewhere),
            ]

    @property
    def is_told(self) -> bool:
        """Whether somebody elsewhere may know."""
        return bool(self.cleaned_data["told"] == "yes")

    def to(self) -> ToWhom:
        """Who is there, as typed."""
        typed = self.cleaned_data
        return ToWhom(
            typed["called"],
            typed["service"],
            typed["phone"],
            [Takes(one) for one in typed["takes"]],
            typed.get("worker", ""),
        )


class HeardForm(PageForm):
    """Whether the new one was reached."""

    SHOWN_AT: ClassVar = {"move": "are_there"}

    are_there = forms.ChoiceField(
        label=_("Did you speak with them?"),
        choices=[
            ("yes", _("Yes: they will be there for her")),
            ("no", _("Not yet, or they are not sure")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    words = _words(_("What was agreed"))


class SaidForm(PageForm):
    """What she says, face to face."""

    SHOWN_AT: ClassVar = {"move": "said"}

    said = forms.ChoiceField(
        label=_("You are with her. What does she say?"),
        choices=[
            ("yes", _("Yes: the new one is there for me")),
            ("not_yet", _("Not yet, or no")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Ask her, and choose what she says.")},
    )
    words = _words(_("Her words"))


class OtherwiseForm(PageForm):
    """She stays, or wants it done in another way."""

    SHOWN_AT: ClassVar = {"move": "words"}

    words = _words(_("Her words, if she wants them kept"))
