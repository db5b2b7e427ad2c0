"""The forms of the settings: shape, and what is plainly wrong is said at once; the action decides what may hold."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence.rules import Choice
from hrm2m.pages.area.words import DAYS, NATIONS, time_in_words
from hrm2m.pages.base.forms import DayField, PageForm
from hrm2m.records.agencies.area import telephone
from hrm2m.records.agencies.area.values import LONGEST_HOURS, OpenFrom, SaidHours


LONGEST_WHY = 200
NOT_A_TIME = _("Write a time of day, such as 9:00.")
NOT_HOURS = _("Write from when to when, such as 9:00 to 17:00, or leave it empty for closed.")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


def time_from(typed: str) -> time:
    """A time of day as people write it; raises ValidationError."""
    found = _TIME.fullmatch(typed.strip())
    try:
        if found:
            return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass
    raise ValidationError(NOT_A_TIME)


class WhyForm(PageForm):
    """What every change ends with: why, for whoever asks later."""

    why = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST_WHY,
        help_text=_(
            "A few words for whoever asks later. Every worker can be shown this: nothing about a mother."
        ),
        error_messages={"required": _("Write why, in a few words.")},
    )
    field_order: Sequence[str] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "why"])


class NationForm(WhyForm):
    """Whose holidays and retention schedule count."""

    nation = forms.ChoiceField(
        label=_("Which nation is the area in?"),
        widget=forms.RadioSelect,
        choices=[(nation.value, words) for nation, words in NATIONS.items()],
        error_messages={"required": _("Choose a nation.")},
    )


class HoursForm(WhyForm):
    """Seven days, each as it would be written on the door."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, day in enumerate(DAYS):
            self.fields[f"day_{number}"] = forms.CharField(label=str(day), required=False, max_length=40)
        self.fields["day_0"].help_text = _("Such as 9:00 to 17:00. Leave a day empty if it is closed.")
        self.order_fields([name for name in self.fields if name != "why"])

    def clean(self) -> dict[str, Any]:
        """The seven days as hours."""
        found: dict[str, Any] = super().clean() or {}
        for number in range(len(DAYS)):
            name = f"day_{number}"
            try:
                found[name] = _hours_from(found.get(name, ""))
            except ValidationError as mistake:
                self.add_error(name, mistake)
        return found

    def hours(self) -> SaidHours:
        """The hours as they were typed."""
        return SaidHours(tuple(self.cleaned_data[f"day_{number}"] for number in range(len(DAYS))))


class LineForm(WhyForm):
    """One line to ring."""

    number = forms.CharField(
        label=_("Telephone number"),
        required=False,
        max_length=30,
        widget=forms.TextInput({"inputmode": "tel"}),
        help_text=_("Ring it before you save it."),
    )
    hours = forms.CharField(
        label=_("When does somebody answer?"),
        required=False,
        max_length=LONGEST_HOURS,
        help_text=_("Such as: Monday to Friday, 9 to 5. It is shown beside the number."),
    )
    checked_on = DayField(
        label=_("When did somebody ring it and check?"),
        help_text=_("A year later you are asked to ring it again."),
        error_messages={"required": _("Write the day on which somebody rang it.")},
    )

    def clean_number(self) -> str:
        """Refuses what cannot be dialled; whether it may be empty is the action's to say."""
        typed = telephone.as_written(self.cleaned_data["number"])
        fault = telephone.fault_of(typed) if typed else ""
        if fault:
            raise ValidationError(_(fault))
        return typed


class NamedForm(WhyForm):
    """Who is told where nobody is on the rota, and who stands behind."""

    on_call = forms.ChoiceField(label=_("Who is told of danger when nobody is on the rota?"))
    lead = forms.ChoiceField(
        label=_("Who stands behind?"),
        help_text=_("Told too when nobody has answered after an hour, or when nobody else can be told."),
    )
    changes_at = forms.CharField(label=_("At what time does one turn change to the next?"), max_length=5)

    def __init__(self, *args: Any, workers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("on_call", "lead"):
            self.fields[name].choices = [("", _("Choose a person")), *workers]  # type: ignore[attr-defined] # a ChoiceField

    def clean_changes_at(self) -> time:
        """The time of day."""
        return time_from(self.cleaned_data["changes_at"])


class NumberForm(WhyForm):
    """A number that the area agrees on, within the bounds of the rules."""

    number = forms.IntegerField(label=_("Which number?"), widget=forms.NumberInput({"inputmode": "numeric"}))

    def __init__(self, *args: Any, rule: Choice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {"least": rule.least, "most": rule.most, "standard": rule.standard}
        self.fields["number"].help_text = (
            _("From %(least)d to %(most)d. The standard is %(standard)d.") % said
        )


class TurnForm(WhyForm):
    """A turn on the rota: whose, from when, how long."""

    A_WEEK, A_DAY, UNTIL = "week", "day", "until"
    NOBODY = "nobody"

    worker = forms.ChoiceField(label=_("Who is on call?"), error_messages={"required": _("Choose a person.")})
    first_day = DayField(label=_("From which day?"))
    how_long = forms.ChoiceField(
        label=_("How long?"),
        widget=forms.RadioSelect,
        choices=[
            (A_WEEK, _("A week: seven days")),
            (A_DAY, _("One day, as a swap")),
            (UNTIL, _("Until a day I write")),
        ],
        initial=A_WEEK,
        error_messages={"required": _("Choose how long.")},
    )
    last_day = DayField(label=_("Last day, if you chose to write it"), required=False)

    def __init__(self, *args: Any, workers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose, nobody = ("", _("Choose a person")), (self.NOBODY, _("Nobody: free these days again"))
        self.fields["worker"].choices = [choose, *workers, nobody]  # type: ignore[attr-defined] # it is a ChoiceField

    def clean(self) -> dict[str, Any]:
        """The last day follows from how long."""
        found: dict[str, Any] = super().clean() or {}
        found["worker"] = "" if found.get("worker") == self.NOBODY else found.get("worker", "")
        first, how_long = found.get("first_day"), found.get("how_long")
        if not isinstance(first, date):
            return found
        if how_long == self.UNTIL and not found.get("last_day"):
            self.add_error("last_day", _("Write the last day, or choose a week or one day."))
        elif how_long != self.UNTIL:
            found["last_day"] = first + timedelta(days=6 if how_long == self.A_WEEK else 0)
        return found


def as_typed(hours: SaidHours | None) -> dict[str, str]:
    """Hours that hold, as they would be typed."""
    if hours is None:
        return {}
    return {
        f"day_{number}": f"{time_in_words(day.opens)} to {time_in_words(day.closes)}"
        for number, day in enumerate(hours.days)
        if day is not None
    }


def _hours_from(typed: object) -> OpenFrom | None:
    parts = [part for part in re.split(r"\s*(?:to|until|-|–)\s*", str(typed).strip()) if part]
    if not parts:
        return None
    if len(parts) != 2:
        raise ValidationError(NOT_HOURS)
    try:
        opens, closes = (time_from(part) for part in parts)
    except ValidationError:
        raise ValidationError(NOT_HOURS) from None
    if opens >= closes:
        raise ValidationError(_("It closes before it opens. Write the earlier time first."))
    return OpenFrom(opens, closes)
