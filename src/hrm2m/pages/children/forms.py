"""The forms of a child's record: the child, the name, other adults, a join, her side."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.pages.asking.fields import line
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.children.said_fields import SaidFields
from hrm2m.pages.children.saw_form import several_lines
from hrm2m.pages.children.words import ADULTS, LIVES
from hrm2m.pages.mother.choosing import choices
from hrm2m.records.children.entries import Child, ChildAdult, ChildName, Lives, WhatToChild
from hrm2m.vault.entries import Entry


class ChildForm(SaidFields):
    """A child, or a baby expected."""

    # The boxes of a day are called born_year and so on, so the year alone has a name of its own.
    SHOWN_AT: ClassVar = {**SaidFields.SHOWN_AT, "born_year": "year_of_birth"}

    label = line(_("What does the family call the child?"), help_text=_("Or “baby expected”."))
    is_expected = forms.BooleanField(label=_("A baby is expected"), required=False)
    due_date = DayField(label=_("When is the baby due?"), required=False)
    how_many = forms.IntegerField(label=_("How many babies?"), initial=1, min_value=1, required=False)
    born = DayField(label=_("Born on"), required=False)
    year_of_birth = forms.IntegerField(label=_("Or the year of birth alone"), required=False)
    what_she_is = forms.ChoiceField(
        label=_("What is she to the child?"), choices=choices(ADULTS), initial=WhatToChild.MOTHER
    )
    lives = forms.ChoiceField(
        label=_("Where does the child live?"), choices=choices(LIVES), initial=Lives.NOT_KNOWN
    )
    field_order = (
        *("label", "is_expected", "due_date", "how_many"),
        *("born", "year_of_birth", "what_she_is", "lives"),
    )

    def child(self) -> Child:
        """The child as it was typed."""
        typed = self.cleaned_data
        is_expected = typed["is_expected"]
        lives = Lives(typed["lives"])
        return Child(
            label=typed["label"],
            is_expected=is_expected,
            due_date=typed["due_date"],
            how_many=typed["how_many"] or 1,
            born=typed["born"],
            born_year=typed["year_of_birth"],
            what_she_is=WhatToChild(typed["what_she_is"]),
            lives=Lives.NOT_BORN if is_expected and lives is Lives.NOT_KNOWN else lives,
        )


def as_typed(child: Child) -> dict[str, Any]:
    """A child as the form shows it."""
    said = {name: getattr(child, name) for name in ChildForm.base_fields if hasattr(child, name)}
    return said | {"year_of_birth": child.born_year}


class NameForm(SaidFields):
    """The child's name as it stands on papers."""

    name = line(_("The child’s name, as it stands on papers"))
    born = DayField(label=_("Date of birth"), required=False)
    field_order = ("name", "born")

    def child_name(self) -> ChildName:
        """The name as it was typed."""
        return ChildName(self.cleaned_data["name"], self.cleaned_data["born"])


class AdultForm(SaidFields):
    """Somebody else who is there for the child."""

    what_to_child = forms.ChoiceField(
        label=_("What is he or she to the child?"), choices=[("", _("Choose")), *choices(ADULTS)]
    )
    called = line(_("What does the family call him or her?"))
    what_he_or_she_does = several_lines(
        _("What does he or she do for the child?"), 3, required=False, help_text=_("Everyday things count.")
    )
    harms = several_lines(
        _("If he or she did harm: what was done?"),
        3,
        required=False,
        help_text=_("What was done, to whom and when. Never a label."),
    )
    field_order = ("what_to_child", "called", "what_he_or_she_does", "harms")

    def adult(self) -> ChildAdult:
        """The adult as typed."""
        typed = self.cleaned_data
        return ChildAdult(
            WhatToChild(typed["what_to_child"]), typed["called"], typed["what_he_or_she_does"], typed["harms"]
        )


def adult_as_typed(entry: Entry[ChildAdult]) -> dict[str, Any]:
    """An adult as the form shows it, with how that is known."""
    body = entry.body
    return {
        "what_to_child": body.what_to_child.value,
        "called": body.called,
        "what_he_or_she_does": body.what_he_or_she_does,
        "harms": body.harms,
        "how": entry.how_known,
        "from_whom": entry.from_whom,
    }


class JoinForm(PageForm):
    """Another record of the same child."""

    other_child = forms.ChoiceField(
        label=_("Which record is of the same child?"),
        error_messages={"required": _("Choose the other record.")},
    )
    why = several_lines(_("How do you know that both are one child?"), 3)

    def __init__(self, *args: Any, others: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other_child"].choices = [("", _("Choose")), *others]  # type: ignore[attr-defined] # it is a ChoiceField


class WhyForm(PageForm):
    """Why."""

    why = several_lines(_("Why?"), 3)


class SideForm(PageForm):
    """Her side."""

    words = several_lines(
        _("Her side, in her words"), 4, error_messages={"required": _("Write her side, in her words.")}
    )
    not_right = forms.BooleanField(label=_("She says: that is not right"), required=False)
    her_word = forms.BooleanField(
        label=_("She said so herself"),
        error_messages={"required": _("Only her own word does this. Ask her first.")},
    )
