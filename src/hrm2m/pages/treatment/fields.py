"""Fields that several forms of treatment share: how something is known, and whether she was told of it."""

from datetime import datetime, time
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import local_day
from hrm2m.pages.asking.fields import line
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.pages.mother.times import at_time
from hrm2m.pages.treatment.words import KNOWN, YES_NO
from hrm2m.records.treatment.actions import Known, Told
from hrm2m.records.treatment.entries import YesNo


WAS_TOLD_OF_IT = _("Was she told?")
WAS_TOLD = {"yes": _("She was told"), "not_yet": _("Not yet")}


class KnownFields(PageForm):
    """Who says so."""

    SHOWN_AT: ClassVar = {"how_known": "known"}

    # None is chosen beforehand: it decides whose words the entry is, and she reads at once what is hers.
    known = ChipsField(
        label=_("How is it known?"),
        choices=choices(KNOWN),
        error_messages={"required": _("Choose how it is known.")},
    )
    from_whom = line(_("By whom, or in which paper?"), help_text=_("Not needed where she told us."))

    def how_known(self) -> Known:
        """How it is known, as an entry has it."""
        return Known(self.cleaned_data["known"], self.cleaned_data["from_whom"])


class ToldFields(PageForm):
    """Whether she was told, when and how, or why not."""

    SHOWN_AT: ClassVar = {"told_at": "told_day"}

    was_told = ChipsField(
        label=WAS_TOLD_OF_IT,
        choices=choices(WAS_TOLD),
        error_messages={"required": _("Say whether she was told. She can ask to see this.")},
    )
    told_day = DayField(label=_("On which day?"), required=False, help_text=_("Leave it empty for today."))
    told_how = line(_("How?"), help_text=_("In the room, by telephone, in a letter."))
    not_told_why = line(_("If not yet, why not?"))

    def told(self, now: datetime) -> Told:
        """When and how she was told, or why not."""
        typed = self.cleaned_data
        if typed["was_told"] != "yes":
            return Told(not_why=typed["not_told_why"])
        day = typed["told_day"]
        at = now if day is None or day == local_day(now) else at_time(day, time(12))
        return Told(her_at=at, how=typed["told_how"])


class RightFields(PageForm):
    """Whether what is put right was never so at all."""

    was_not_so = forms.BooleanField(
        label=_("We wrote it by mistake: nothing of it was so"),
        required=False,
        help_text=_(
            "If it was written by mistake, it stays readable and counts for nothing. Leave the rest as it stands."
        ),
    )


TOLD_ORDER = ("was_told", "told_day", "told_how", "not_told_why")


def yes_no(label: Any, **more: Any) -> forms.ChoiceField:
    """Yes, no, or that nobody asked; the last stands chosen, so that nothing is claimed by hurrying."""
    return ChipsField(label=label, choices=choices(YES_NO), initial=YesNo.NOT_ASKED.value, **more)
