"""Fields that every form of a child's record shares: how it is known, and whether she was told that it is written."""

from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from hrm2m.pages.asking.fields import line
from hrm2m.pages.base.forms import PageForm
from hrm2m.pages.children.saw_form import several_lines
from hrm2m.pages.children.words import HOW, TOLD_HER
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.records.children.actions import Known
from hrm2m.records.children.holding import Telling


class SaidFields(PageForm):
    """Who says so, and whether she knows that it is written."""

    SHOWN_AT: ClassVar = {"how_known": "how", "told_her_how": "told_how", "told_her_at": "told"}

    how = ChipsField(
        label=_("How do you know?"),
        choices=choices(HOW),
        error_messages={"required": _("Choose how you know it.")},
        help_text=_("What somebody else told us is not shown to her until it is safe."),
    )
    from_whom = line(_("Whose words or opinion, or which paper?"))
    told = ChipsField(
        label=_("Did you tell her that you write this?"),
        choices=choices(TOLD_HER),
        error_messages={"required": _("Say whether you told her. She can ask to see this.")},
    )
    told_how = line(_("If you told her: how?"))
    not_told_why = several_lines(_("If you did not tell her: why not?"), 2, required=False)

    def said(self, now: datetime) -> dict[str, Any]:
        """How it is known and whether she was told, as an action takes them."""
        typed = self.cleaned_data
        was_told = typed["told"] == "told"
        return {
            "known": Known(typed["how"], typed["from_whom"]),
            "telling": Telling(
                told_at=now if was_told else None,
                told_how=typed["told_how"] if was_told else "",
                not_told_why="" if was_told else typed["not_told_why"],
                adds_danger=typed["told"] == "adds_danger",
            ),
        }
