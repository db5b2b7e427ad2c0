"""Her answer to an offer: yes, not now or no, each whole; what stood in the way only if she names it."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.ask.words import ANSWERS, BARRIERS
from hrm2m.pages.asking.fields import WhenForm, line, more_words
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.records.asks.entries import Answer, AnswerWord, Barrier


BARRIER = _("If she names something that stood in the way: what was it, in the offer?")
BARRIER_HINT = _("It is the offer’s, never hers. Nobody asks her for a reason.")
NAMED_NONE = ("", _("She named nothing"))
CHANGED, WRONG = "changed", "wrong"
WHY = {CHANGED: _("She says something else now"), WRONG: _("We wrote it wrongly")}


def barrier_field() -> forms.ChoiceField:
    """What stood in the way, if she named it."""
    return forms.ChoiceField(
        label=BARRIER, help_text=BARRIER_HINT, required=False, choices=[NAMED_NONE, *choices(BARRIERS)]
    )


def answer_from(typed: dict[str, Any]) -> Answer:
    """The answer as it was typed."""
    barrier = Barrier(typed["barrier"]) if typed["barrier"] else None
    return Answer(AnswerWord(typed["answer"]), typed["answer_words"], barrier, typed["barrier_words"])


class AnswerForm(WhenForm):
    """Her answer; where there is one already, whether she says something else now or we wrote it wrongly."""

    SHOWN_AT: ClassVar = {"at": "when_day", "words": "answer_words", "told_at": "answer"}

    why = forms.ChoiceField(
        label=_("There is an answer already. What is it now?"),
        choices=choices(WHY),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether she says something else now, or we wrote it wrongly.")},
    )
    answer = ChipsField(
        label=_("What does she say?"),
        choices=choices(ANSWERS),
        error_messages={"required": _("Choose her answer. A no is a whole answer.")},
    )
    answer_words = more_words(_("Her words"))
    barrier = barrier_field()
    barrier_words = line(_("In her words"))

    field_order = (
        "why",
        "answer",
        "answer_words",
        "barrier",
        "barrier_words",
        "when_day",
        "when_time",
    )

    def __init__(self, *args: Any, has_answered: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_answered:
            del self.fields["why"]

    @property
    def puts_right(self) -> bool:
        """Whether what we wrote before was wrong."""
        return bool(self.cleaned_data.get("why") == WRONG)
