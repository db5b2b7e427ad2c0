"""The other forms of treatment: goals, what she uses, safe keeping, naloxone, conditions, windows, her side."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.ask.words import ENDED
from hrm2m.pages.asking.fields import LINE_LENGTH, WhenForm, her_words, line, more_words
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.pages.treatment.fields import TOLD_ORDER, KnownFields, ToldFields, yes_no
from hrm2m.pages.treatment.words import HOW_USED, SET_BY
from hrm2m.records.asks.entries import EndedHow
from hrm2m.records.treatment.conditions import Condition, ConditionEnded
from hrm2m.records.treatment.entries import (
    DrugUse,
    Goal,
    GoalEnded,
    HowUsed,
    Naloxone,
    SetBy,
    YesNo,
)
from hrm2m.vault.entries import Entry


class CalledForm(PageForm):
    """What she wants to be called here."""

    called = forms.CharField(
        label=_("What does she want to be called here?"),
        max_length=LINE_LENGTH,
        error_messages={"required": _("Write what she wants to be called here.")},
    )


class GoalForm(WhenForm):
    """What she wants, in her words."""

    words = her_words(_("What does she want?"), _("Write what she wants, in her words."))
    set_by = ChipsField(label=_("Whose goal is it?"), choices=choices(SET_BY))
    whose = line(_("If somebody else set it, who?"))
    is_abstinence = forms.BooleanField(
        label=_("It is about stopping altogether"),
        required=False,
        help_text=_("Only if she set it herself. What others ask of her is a condition, not a goal."),
    )
    field_order = ("words", "set_by", "whose", "is_abstinence", "when_day", "when_time")

    def goal(self) -> Goal:
        """The goal as it was typed."""
        typed = self.cleaned_data
        return Goal(typed["words"], SetBy(typed["set_by"]), typed["whose"], typed["is_abstinence"])


class GoalEndForm(WhenForm):
    """Her word that a goal is reached or no longer hers."""

    how = ChipsField(
        label=_("What does she say?"),
        choices=[("reached", _("It is reached")), ("no_longer", _("It is no longer mine"))],
        error_messages={"required": _("Choose what she says.")},
    )
    words = more_words(_("Her words about it"))
    field_order = ("how", "words", "when_day", "when_time")

    def ended(self) -> GoalEnded:
        """Her word as it was typed."""
        return GoalEnded(self.cleaned_data["how"] == "reached", self.cleaned_data["words"])


class UseForm(WhenForm, ToldFields):
    """What she uses, and how that is known."""

    WHEN: ClassVar = _("When was that said, or tested?")
    SHOWN_AT: ClassVar = {"at": "when_day", "told_at": "told_day"}

    what = forms.CharField(
        label=_("What?"), max_length=LINE_LENGTH, error_messages={"required": _("Write what it is.")}
    )
    how_often = line(_("How much and how often, as it was said?"))
    how = ChipsField(
        label=_("How is it known?"),
        choices=choices(HOW_USED),
        error_messages={"required": _("Choose how it is known.")},
    )
    told_by = line(_("If somebody else told us, who?"))
    result = line(_("If a test: what did it say?"))
    laboratory = line(_("Which laboratory or kit?"))
    cut_off = line(_("At which cut-off?"), help_text=_("Write “not stated” where it is not stated."))
    her_account = more_words(_("What does she say to it?"))
    field_order = (
        *("what", "how_often", "how", "told_by", "result", "laboratory", "cut_off", "her_account"),
        *("when_day", "when_time"),
        *TOLD_ORDER,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What she said herself needs no telling; for the rest the action asks.
        self.fields["was_told"].required = False
        self.fields["was_told"].label = _("If a test or somebody else said it: was she told?")

    def use(self) -> DrugUse:
        """The entry as it was typed."""
        typed = self.cleaned_data
        return DrugUse(
            typed["what"],
            HowUsed(typed["how"]),
            typed["how_often"],
            typed["result"],
            typed["cut_off"],
            typed["laboratory"],
            typed["her_account"],
        )


def use_as_typed(entry: Entry[DrugUse]) -> dict[str, Any]:
    """An entry as the fields have it."""
    body = entry.body
    return {
        "what": body.what,
        "how_often": body.how_often,
        "how": body.how.value,
        "told_by": entry.from_whom if body.how is HowUsed.TOLD_BY else "",
        "result": body.result,
        "laboratory": body.laboratory,
        "cut_off": body.cut_off,
        "her_account": body.her_account,
    }


class KeepingForm(PageForm):
    """Where medicine is kept."""

    locked_box = yes_no(_("Is it kept in a locked box?"))
    child_stays = yes_no(
        _("Does a child live or stay where it is kept?"),
        help_text=_(
            "A fact about medicine, not about mothering. It is written in child safety too: tell her so."
        ),
    )
    shown_how = yes_no(_("Was she shown how to keep it?"))


class NaloxoneForm(PageForm):
    """Naloxone."""

    has_it = yes_no(_("Does she have naloxone?"))
    shown_how = yes_no(_("Was she shown how to use it?"))
    expires = DayField(label=_("Until when does it keep?"), required=False)
    somebody_near = line(_("Who near her knows how, if she says so?"))

    def naloxone(self) -> Naloxone:
        """The entry as it was typed."""
        typed = self.cleaned_data
        return Naloxone(
            YesNo(typed["has_it"]), YesNo(typed["shown_how"]), typed["expires"], typed["somebody_near"]
        )


class ConditionForm(WhenForm, KnownFields):
    """A condition that somebody attached to her help."""

    WHEN: ClassVar = _("When was it put to her?")
    SHOWN_AT: ClassVar = {"at": "when_day", "how_known": "known"}

    agency = forms.CharField(
        label=_("Which agency?"),
        max_length=LINE_LENGTH,
        error_messages={"required": _("Write which agency attached it.")},
    )
    is_ours = forms.BooleanField(label=_("It is our own agency"), required=False)
    words = forms.CharField(
        label=_("How was it put to her?"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("“Must … or …”, as it was said."),
        error_messages={"required": _("Write it as it was put to her.")},
    )
    consequence = line(_("What do they say happens otherwise?"))
    field_order = (
        *("agency", "is_ours", "words", "consequence", "when_day", "when_time"),
        *("known", "from_whom"),
    )

    def condition(self) -> Condition:
        """The condition as it was typed."""
        typed = self.cleaned_data
        return Condition(typed["agency"], typed["words"], typed["consequence"], typed["is_ours"])


class ConditionEndForm(KnownFields, ToldFields):
    """How and since when a condition holds no longer, who ended it, how that is known, whether she was told."""

    SHOWN_AT: ClassVar = {"how_known": "known", "told_at": "told_day"}

    how = ChipsField(
        label=_("How did it end?"),
        choices=choices(ENDED),
        error_messages={"required": _("Choose how it ended.")},
    )
    ended = DayField(
        label=_("Since which day does it hold no longer?"),
        error_messages={"required": _("Choose the day since when it holds no longer.")},
    )
    by_whom = forms.CharField(
        label=_("Who ended it?"),
        max_length=LINE_LENGTH,
        help_text=_("A person, or an agency."),
        error_messages={"required": _("Write who ended it.")},
    )
    words = more_words(_("How was it put to her?"))
    field_order = ("how", "ended", "by_whom", "words", "known", "from_whom", *TOLD_ORDER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What she said herself needs no telling; for the rest the action asks.
        self.fields["was_told"].required = False
        self.fields["was_told"].label = _("If somebody else said it: was she told?")

    def end(self) -> ConditionEnded:
        """The end as it was typed."""
        typed = self.cleaned_data
        return ConditionEnded(EndedHow(typed["how"]), typed["ended"], typed["by_whom"], typed["words"])


class TellForm(PageForm):
    """Her yes or no to her bridge builder learning of a window."""

    answer = ChipsField(
        label=_("What does she say?"),
        choices=[("yes", _("Yes, tell her or him")), ("no", _("No"))],
        error_messages={"required": _("Ask her first. Nothing is told without her yes.")},
    )


class SideForm(PageForm):
    """Her side."""

    words = her_words(_("Her side, in her words"), _("Write her side, in her words."))
    not_right = forms.BooleanField(label=_("She says: that is not right"), required=False)
