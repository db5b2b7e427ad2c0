"""Fields that several forms of asks share: when it was, how she said it, in which category of hers it belongs."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.ask.words import CATEGORIES, SAID
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.pages.mother.times import WhichTime, when_it_was
from hrm2m.records.asks.entries import SaidHow


WORDS_LENGTH = 4000
LINE_LENGTH = 300
JUST_NOW = _("Leave it empty if it was just now.")
STAYS = _("Leave it empty if it stays as it is.")


class WhenForm(PageForm):
    """A form about something that happened: now, unless a day or a time is typed."""

    SHOWN_AT: ClassVar = {"at": "when_day"}
    WHEN: ClassVar = _("When did she say it?")

    when_day = DayField(required=False, help_text=JUST_NOW)
    when_time = WhichTime(label=_("At what time?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["when_day"].label = self.WHEN

    def at(self, otherwise: datetime) -> datetime:
        """When it happened; `otherwise` where nothing was typed."""
        return when_it_was(self.cleaned_data["when_day"], self.cleaned_data["when_time"], otherwise)

    def keeps_its_time(self) -> None:
        """Says that an empty day leaves the time as it was written before."""
        self.fields["when_day"].help_text = STAYS


def said_how(**more: Any) -> forms.ChoiceField:
    """How her word reached us."""
    return ChipsField(
        label=_("How did she say it?"),
        choices=choices(SAID),
        error_messages={"required": _("Choose how she said it.")},
        **more,
    )


def said_herself() -> forms.ChoiceField:
    """How her own word reached us, where nobody else can say it for her."""
    own = {code: words for code, words in SAID.items() if code is not SaidHow.THROUGH_TRUSTED}
    return ChipsField(
        label=_("How did she say it?"),
        choices=choices(own),
        error_messages={"required": _("Only her own word can do this. Choose how she said it.")},
    )


def category() -> forms.ChoiceField:
    """What she would share it as; a consent of hers names these."""
    return forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("Choose")), *choices(CATEGORIES)],
        help_text=_("Ask her which fits. When she lets an agency see something, she chooses by these words."),
        error_messages={"required": _("Choose what it is about, in her eyes.")},
    )


def her_words(label: Any, when_empty: Any, rows: int = 4) -> forms.CharField:
    """Her words, which must be there."""
    return forms.CharField(
        label=label,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea({"rows": rows}),
        help_text=_("As she said it. She can read this."),
        error_messages={"required": when_empty},
    )


def line(label: Any, **more: Any) -> forms.CharField:
    """One short line that may stay empty."""
    return forms.CharField(label=label, required=False, max_length=LINE_LENGTH, **more)


def more_words(label: Any, rows: int = 3) -> forms.CharField:
    """Words that may stay empty."""
    return forms.CharField(
        label=label, required=False, max_length=WORDS_LENGTH, widget=forms.Textarea({"rows": rows})
    )
