"""The form of what somebody saw, heard or was told about a child: the words first, all else can be left empty."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.asking.fields import WhenForm, line
from hrm2m.pages.children.words import HOW, KINDS, SAID_BY, TOLD_HER
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.records.children.actions import Known
from hrm2m.records.children.entries import Observation, ObservationKind, Said
from hrm2m.records.children.holding import Telling


WORDS_LENGTH = 8000


def several_lines(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    """Words of several lines."""
    return forms.CharField(
        label=label, max_length=WORDS_LENGTH, widget=forms.Textarea({"rows": rows}), **more
    )


class SawForm(WhenForm):
    """What was seen, how it is known, whether she was told."""

    WHEN: ClassVar = _("When was it?")
    SHOWN_AT: ClassVar = {
        "at": "when_day",
        "how_known": "how",
        "told_her_how": "told_how",
        "told_her_at": "told",
    }

    words = several_lines(
        _("What did you see or hear?"),
        5,
        help_text=_("As it was: what, where, who was there. Not what you think it means."),
        error_messages={"required": _("Write what you saw or heard, as it was.")},
    )
    how = ChipsField(
        label=_("How do you know?"),
        choices=choices(HOW),
        error_messages={"required": _("Choose how you know it.")},
    )
    about_how_old = line(_("About how old is the child?"))
    kind = ChipsField(label=_("What is it?"), choices=choices(KINDS), initial=ObservationKind.SEEN_OR_HEARD)
    childs_own_words = several_lines(
        _("The child’s own words, if the child said something"),
        2,
        required=False,
        help_text=_("Word for word."),
    )
    by_whom_said = forms.ChoiceField(
        label=_("If somebody told you: who?"),
        required=False,
        choices=[("", _("Nobody told me")), *choices(SAID_BY)],
        help_text=_("What a child, a partner or another person said is not shown to her until it is safe."),
    )
    from_whom = line(_("Whose words or opinion, or which paper?"))
    told = ChipsField(
        label=_("Did you tell her that you write this?"), choices=choices(TOLD_HER), initial="not_yet"
    )
    told_how = line(_("If you told her: how?"))
    not_told_why = several_lines(_("If you did not tell her: why not?"), 2, required=False)
    mother_called = line(
        _("What do you call the mother?"),
        help_text=_("Her handle is enough: whoever reads this cannot open the rest of her record."),
    )
    comes_from = forms.CharField(required=False, max_length=26, widget=forms.HiddenInput)

    FIRST: ClassVar[tuple[str, ...]] = ("words", "how", "about_how_old", "told")

    def __init__(self, *args: Any, children: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if children:
            nobody = ("", _("A child who is not named here"))
            self.fields["child"] = forms.ChoiceField(
                label=_("Which child?"), required=False, choices=[nobody, *children]
            )

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What is asked first."""
        names = (*(("child",) if "child" in self.fields else ()), *self.FIRST)
        return [self[name] for name in names]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What can be left empty."""
        first = {field.name for field in self.first_fields}
        return [field for field in self.visible_fields() if field.name not in first]

    @property
    def more_is_open(self) -> bool:
        """Whether a mistake stands among what can be left empty."""
        return any(field.errors for field in self.more_fields)

    def seen(self) -> Observation:
        """The observation as it was typed."""
        typed = self.cleaned_data
        return Observation(
            words=typed["words"],
            child=typed.get("child", ""),
            about_how_old=typed["about_how_old"],
            kind=ObservationKind(typed["kind"]),
            childs_own_words=typed["childs_own_words"],
            by_whom_said=Said(typed["by_whom_said"]),
            comes_from=typed["comes_from"],
            mother_called=typed["mother_called"],
        )

    def known(self) -> Known:
        """Who says so and how they know."""
        return Known(self.cleaned_data["how"], self.cleaned_data["from_whom"])

    def telling(self, now: datetime) -> Telling:
        """Whether she was told."""
        typed = self.cleaned_data
        told = typed["told"]
        return Telling(
            told_at=now if told == "told" else None,
            told_how=typed["told_how"] if told == "told" else "",
            not_told_why=typed["not_told_why"] if told != "told" else "",
            adds_danger=told == "adds_danger",
        )
