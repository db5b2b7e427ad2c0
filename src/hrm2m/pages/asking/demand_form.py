"""The form of one demand: who puts it on her, in which words, when and where, and what they say follows."""

from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.local_time import local, local_day
from hrm2m.pages.ask.words import DEMANDS
from hrm2m.pages.asking.fields import LINE_LENGTH, WORDS_LENGTH, WhenForm, category, line
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.mother.choosing import ChipsField, choices
from hrm2m.pages.mother.times import WhichTime, at_time
from hrm2m.policy import Category
from hrm2m.records.asks.actions import Known
from hrm2m.records.asks.clashes import load_clash_rules
from hrm2m.records.asks.entries import Demand, DemandKind
from hrm2m.records.asks.queries import Said


KNOWN = {
    "her_words": _("She told us"),
    "told_by": _("Told by someone"),
    "read_in": _("Read in a letter or paper"),
    "seen": _("We put it on her ourselves"),
}
CONDITIONS = {
    "stay_on_medication": _("Stay on her medication"),
    "come_off_medication": _("Come off her medication"),
    "live_in_this_home": _("Live in the home"),
    "leave_this_home": _("Leave the home"),
    "no_contact_with_him": _("Have no contact with the other parent or partner"),
    "come_with_him": _("Come together with the other parent or partner"),
    "be_at_home_for_visits": _("Be at home whenever somebody comes unannounced"),
    "attend_every_day": _("Come every day"),
}


class TimeFields(PageForm):
    """When and where; a day alone where no time was said."""

    SHOWN_AT: ClassVar = {"at": "when_day", "starts_at": "starts", "ends_at": "ends"}

    day = DayField(label=_("On which day?"), required=False, help_text=_("Leave empty what is not known."))
    starts = WhichTime(label=_("From what time?"), required=False)
    ends = WhichTime(label=_("Until what time?"), required=False)
    where = line(_("Where?"))

    def clean(self) -> dict[str, Any]:
        """A time belongs to a day, and an end to a beginning."""
        cleaned: dict[str, Any] = super().clean() or {}
        begins, ends = cleaned.get("starts"), cleaned.get("ends")
        if (begins or ends) and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Choose the day that this time belongs to."))
        if ends and not begins and "starts" not in self.errors:
            self.add_error("starts", _("Write when it begins, or leave the end empty."))
        return cleaned

    def when(self) -> dict[str, Any]:
        """The time or the day, as a demand has them."""
        typed = self.cleaned_data
        if not typed["starts"]:
            return {"starts_at": None, "ends_at": None, "day": typed["day"]}
        ends = at_time(typed["day"], typed["ends"]) if typed["ends"] else None
        return {"starts_at": at_time(typed["day"], typed["starts"]), "ends_at": ends, "day": None}


class DemandForm(TimeFields, WhenForm):
    """What is demanded of her, by whom and how it was put."""

    WHEN: ClassVar = _("When was it put to her?")

    agency = forms.CharField(
        label=_("Which agency?"),
        max_length=LINE_LENGTH,
        error_messages={"required": _("Write which agency demands it.")},
    )
    is_ours = forms.BooleanField(label=_("It is our own agency"), required=False)
    said_by = line(_("Who there says so?"))
    what = ChipsField(label=_("What is it?"), choices=choices(DEMANDS))
    words = forms.CharField(
        label=_("How was it put to her?"),
        max_length=WORDS_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("In their words: “must … or …”."),
        error_messages={"required": _("Write the demand as it was put to her.")},
    )
    consequence = line(_("What do they say follows if not?"))
    condition = forms.ChoiceField(
        label=_("Is it one of these conditions?"), required=False, help_text=_("Two of them may clash.")
    )
    category = category()
    known = forms.ChoiceField(
        label=_("How do we know?"),
        choices=choices(KNOWN),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how we know of it.")},
    )
    from_whom = line(_("Told by whom, or read where?"))

    field_order = (
        "agency",
        "is_ours",
        "said_by",
        "what",
        "words",
        "day",
        "starts",
        "ends",
        "where",
        "consequence",
        "condition",
        "category",
        "known",
        "from_whom",
        "when_day",
        "when_time",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = load_clash_rules().conditions
        listed = [(code, CONDITIONS.get(code, words)) for code, words in rules.items()]
        self.fields["condition"].choices = [("", _("None of these")), *listed]  # type: ignore[attr-defined] # it is a ChoiceField

    def typed(self) -> dict[str, Any]:
        """The demand as it was typed, as the actions take it."""
        typed = self.cleaned_data
        demand = Demand(
            agency=typed["agency"],
            what=DemandKind(typed["what"]),
            words=typed["words"],
            is_ours=typed["is_ours"],
            said_by=typed["said_by"] or None,
            **self.when(),
            where=typed["where"] or None,
            consequence=typed["consequence"] or None,
            condition=typed["condition"],
        )
        needs_source = typed["known"] in {"told_by", "read_in"}
        known = Known(typed["known"], typed["from_whom"] if needs_source else "")
        return {"demand": demand, "category": Category(typed["category"]), "known": known}


def as_typed(said: Said[Demand]) -> dict[str, Any]:
    """What a demand says, as the form would have it typed."""
    body = said.body
    same = ("agency", "is_ours", "said_by", "what", "words", "where", "consequence", "condition")
    return {name: getattr(body, name) for name in same} | {
        "day": _day_of(body.starts_at, body.day),
        "starts": _time_of(body.starts_at),
        "ends": _time_of(body.ends_at),
        "category": said.category,
        "known": said.how_known,
        "from_whom": said.from_whom,
    }


def _day_of(starts_at: datetime | None, day: date | None) -> date | None:
    return local_day(starts_at) if starts_at else day


def _time_of(at: datetime | None) -> object:
    return local(at).time().replace(second=0, microsecond=0) if at else None
