"""The form of one contact: outcome, channel, next; everything else can wait or stay empty."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import Channel, Outcome
from hrm2m.cadence.local_time import local, local_day
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.pages.mother.choosing import ChipsField, TilesField, choices
from hrm2m.pages.mother.times import WhichTime, at_time, by_end_of, when_it_was
from hrm2m.pages.today.words import BECAUSE, CHANNELS, OUTCOMES, PLACES
from hrm2m.records.outreach.entries import Contact, KindOfPlace, NotReachedBecause


class Next(StrEnum):
    """When the next contact is, as agreed with her."""

    NONE = "none"
    TOMORROW = "1"
    TWO_DAYS = "2"
    A_WEEK = "7"
    ANOTHER_DAY = "day"


NEXTS = {
    Next.NONE: _("Nothing agreed"),
    Next.TOMORROW: _("Tomorrow"),
    Next.TWO_DAYS: _("In 2 days"),
    Next.A_WEEK: _("In a week"),
    Next.ANOTHER_DAY: _("Another day"),
}
YES_NO = [("", _("Not said")), ("yes", _("Yes")), ("no", _("No"))]
WORDS_LENGTH = 4000


class LogForm(PageForm):
    """One contact. Nothing is chosen before a person chooses it, save the way her card names."""

    SHOWN_AT: ClassVar = {"at": "when_day", "next_at": "next_day"}
    REST: ClassVar = (
        "when_day",
        "when_time",
        "because",
        "place",
        "with_whom",
        "what_we_saw",
        "card_followed",
    )

    outcome = TilesField(
        label=_("What happened?"),
        choices=choices(OUTCOMES),
        error_messages={"required": _("Choose what happened.")},
    )
    channel = forms.ChoiceField(
        label=_("How?"),
        choices=[("", _("Choose")), *choices(CHANNELS)],
        error_messages={"required": _("Choose how you tried or met.")},
    )
    next = ChipsField(
        label=_("Next time, as agreed with her"),
        choices=choices(NEXTS),
        required=False,
    )
    next_day = DayField(label=_("Another day"), required=False)
    next_time = WhichTime(label=_("Time, if agreed"), required=False)
    her_words = forms.CharField(
        label=_("Her words"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("As she said it. She can read this."),
    )
    when_day = DayField(
        label=_("When was it?"), required=False, help_text=_("Leave it empty if it was just now.")
    )
    when_time = WhichTime(label=_("At what time?"), required=False)
    because = forms.ChoiceField(
        label=_("If not reached: why, on our side"),
        choices=[("", _("Not said")), *choices(BECAUSE)],
        required=False,
    )
    place = forms.ChoiceField(label=_("Kind of place"), choices=choices(PLACES), required=False)
    with_whom = forms.CharField(label=_("Who else was there"), required=False, max_length=200)
    what_we_saw = forms.CharField(
        label=_("What you saw"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What you saw and heard, not what you think of it."),
    )
    card_followed = forms.ChoiceField(
        label=_("Was her safe-contact card followed?"), choices=YES_NO, required=False
    )

    @property
    def rest(self) -> list[forms.BoundField]:
        """The fields that can wait."""
        return [self[name] for name in self.REST]

    @property
    def opens_rest(self) -> bool:
        """Whether something in the rest is filled in or must be put right."""
        nothing = (None, "", KindOfPlace.NOT_SAID, ["", "", ""], [None, None, None])
        kept = [name for name in self.REST if self[name].value() not in nothing]
        return bool(kept) or any(name in self.errors for name in self.REST)

    def clean(self) -> dict[str, Any]:
        """One next time, not two; a time belongs to a day."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen, day = cleaned.get("next") or Next.NONE, cleaned.get("next_day")
        if day and chosen in {Next.TOMORROW, Next.TWO_DAYS, Next.A_WEEK}:
            self.add_error("next_day", _("You chose a day above as well. Keep one of the two."))
        if chosen == Next.ANOTHER_DAY and not day and "next_day" not in self.errors:
            self.add_error("next_day", _("Choose the day, or “Nothing agreed”."))
        if cleaned.get("next_time") and chosen == Next.NONE and not day:
            self.add_error("next_time", _("Choose the day that this time belongs to."))
        return cleaned

    def contact(self, now: datetime) -> Contact:
        """The contact as it was typed."""
        typed = self.cleaned_data
        return Contact(
            channel=Channel(typed["channel"]),
            outcome=Outcome(typed["outcome"]),
            because=NotReachedBecause(typed["because"]) if typed["because"] else None,
            place=KindOfPlace(typed["place"] or KindOfPlace.NOT_SAID),
            with_whom=typed["with_whom"],
            her_words=typed["her_words"],
            what_we_saw=typed["what_we_saw"],
            card_followed={"yes": True, "no": False}.get(typed["card_followed"]),
            next_at=self.next_at(now),
        )

    def at(self, now: datetime) -> datetime:
        """When it was."""
        return when_it_was(self.cleaned_data["when_day"], self.cleaned_data["when_time"], now)

    def next_at(self, now: datetime) -> datetime | None:
        """When she is to be contacted next, if that was agreed."""
        typed = self.cleaned_data
        chosen = typed["next"] or Next.NONE
        day = typed["next_day"]
        if day is None and chosen not in {Next.NONE, Next.ANOTHER_DAY}:
            day = local_day(now) + timedelta(days=int(chosen))
        if day is None:
            return None
        return at_time(day, typed["next_time"]) if typed["next_time"] else by_end_of(day)


def typed_before(contact: Contact, at: datetime, now: datetime) -> dict[str, Any]:
    """A contact as the form shows it, to be added to or put right."""
    ahead = contact.next_at if contact.next_at and contact.next_at > now else None
    followed = {True: "yes", False: "no"}.get(contact.card_followed, "")  # type: ignore[arg-type] # None is not said
    return {
        "outcome": contact.outcome,
        "channel": contact.channel,
        "next": Next.ANOTHER_DAY if ahead else Next.NONE,
        "next_day": local_day(ahead) if ahead else None,
        "next_time": _time_of(ahead),
        "her_words": contact.her_words,
        "when_day": local_day(at),
        "when_time": local(at).time().replace(second=0, microsecond=0),
        "because": contact.because or "",
        "place": contact.place,
        "with_whom": contact.with_whom,
        "what_we_saw": contact.what_we_saw,
        "card_followed": followed,
    }


def _time_of(at: datetime | None) -> Any:
    if at is None or at == by_end_of(local_day(at)):
        return None
    return local(at).time().replace(second=0, microsecond=0)
