"""The forms of her safety; they check shape only, and each asks when she was told, or why not."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.mother.times import when_it_was
from hrm2m.pages.safety.words import HARMS, HOW_KNOWN, NOW, SAYS, WAYS
from hrm2m.records.agencies.queries import WorkerCard
from hrm2m.records.people.actions import HANDLE_LENGTH
from hrm2m.records.safety.actions import Telling
from hrm2m.records.safety.entries import Harm, HerSafety, HerSay, Now, WayOn, WayTo


WORDS, LINE = 4000, 300


class ToldHerForm(PageForm):
    """When she was told of it, or why not yet: it stands on every form about her safety."""

    told_day = DayField(label=_("Told her on"), required=False)
    told_how = forms.CharField(label=_("How was she told?"), required=False, max_length=LINE)
    not_told_why = forms.CharField(label=_("If not, why not yet?"), required=False, max_length=LINE)

    def told_at(self, now: datetime) -> datetime | None:
        """When she was told, or None."""
        day = self.cleaned_data["told_day"]
        return when_it_was(day, None, now) if day else None


class NoteForm(ToldHerForm):
    """What was said, seen or heard; who harms her, by what that person did."""

    harm = forms.ChoiceField(
        label=_("What is it about?"), choices=list(HARMS.items()), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What she said, in her words; or what you saw or heard"),
        max_length=WORDS,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write what she said, or what you saw or heard.")},
    )
    who_harms = forms.CharField(
        label=_("Who does it, as she calls him or her"), required=False, max_length=LINE
    )
    what_was_done = forms.CharField(
        label=_("What did this person do?"),
        help_text=_("What was done, not what she did or did not do about it."),
        required=False,
        max_length=WORDS,
        widget=forms.Textarea({"rows": 3}),
    )
    now = forms.ChoiceField(
        label=_("Does it go on?"), choices=list(NOW.items()), widget=forms.RadioSelect, initial=Now.NOT_KNOWN
    )
    how_known = forms.ChoiceField(
        label=_("How do you know?"),
        choices=list(HOW_KNOWN.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you know it.")},
    )
    from_whom = forms.CharField(
        label=_("Who told it, where was it read, or whose opinion is it?"), required=False, max_length=LINE
    )
    happened = DayField(label=_("When was it said, seen or heard? (empty: now)"), required=False)

    field_order = ("harm", "words", "who_harms", "what_was_done", "now", "how_known", "from_whom", "happened")

    def safety(self) -> HerSafety:
        """What is to be written."""
        typed = self.cleaned_data
        return HerSafety(
            Harm(typed["harm"]), typed["words"], typed["who_harms"], typed["what_was_done"], Now(typed["now"])
        )

    def telling(self, now: datetime) -> Telling:
        """Who says so, and whether she was told."""
        typed = self.cleaned_data
        return Telling(
            typed["how_known"],
            typed["from_whom"],
            self.told_at(now),
            typed["told_how"],
            typed["not_told_why"],
        )

    def at(self, now: datetime) -> datetime:
        """When it was said, seen or heard."""
        return when_it_was(self.cleaned_data["happened"], None, now)


class WayForm(ToldHerForm):
    """A way on: her say first."""

    way = forms.ChoiceField(label=_("Which way on?"), choices=list(WAYS.items()), widget=forms.RadioSelect)
    her_say = forms.ChoiceField(
        label=_("What does she say to it?"), choices=list(SAYS.items()), widget=forms.RadioSelect
    )
    her_words = forms.CharField(
        label=_("In her words"), required=False, max_length=WORDS, widget=forms.Textarea({"rows": 3})
    )
    taken = forms.BooleanField(label=_("It was taken: they know now"), required=False)
    whom = forms.CharField(label=_("Whom did you reach there?"), required=False, max_length=LINE)
    serious_harm = forms.CharField(
        label=_("Without her yes: which serious harm does it prevent, and why can it not wait?"),
        required=False,
        max_length=WORDS,
        widget=forms.Textarea({"rows": 3}),
    )

    field_order = ("way", "her_say", "her_words", "taken", "whom", "serious_harm")

    def way_on(self) -> WayOn:
        """What is to be written."""
        typed = self.cleaned_data
        return WayOn(
            WayTo(typed["way"]),
            HerSay(typed["her_say"]),
            typed["taken"],
            typed["whom"],
            typed["her_words"],
            typed["serious_harm"],
        )

    def telling(self, now: datetime) -> Telling:
        """Whether she was told."""
        typed = self.cleaned_data
        return Telling(
            told_at=self.told_at(now), told_how=typed["told_how"], not_told_why=typed["not_told_why"]
        )


class ReaderForm(PageForm):
    """One worker, what she is called there, and her yes."""

    worker = forms.ChoiceField(label=_("Who?"), error_messages={"required": _("Choose a worker.")})
    called = forms.CharField(label=_("What does she want to be called there?"), max_length=HANDLE_LENGTH)
    her_yes = forms.BooleanField(
        label=_("She was alone, knows who it is, and says yes"),
        error_messages={"required": _("Nobody reads it without her yes. Ask her first, when she is alone.")},
    )

    def __init__(self, *args: Any, workers: Iterable[WorkerCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(card.ref, f"{card.first_name}: {card.job_title}") for card in workers]
        self.fields["worker"].choices = [("", _("Choose")), *named]  # type: ignore[attr-defined] # a ChoiceField


class HerWordForm(PageForm):
    """Her word."""

    her_word = forms.BooleanField(
        label=_("She says so herself"), error_messages={"required": _("Only her own word ends it here.")}
    )
