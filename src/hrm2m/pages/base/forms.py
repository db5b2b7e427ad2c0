"""The shape of forms: one renderer with plain, accessible fields, and the few kinds of field of our own."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


CHOOSE = _("Choose one of these.")
FILL_IN = _("Please fill this in.")
OF_DJANGO = frozenset(
    kind.default_error_messages["invalid_choice"] for kind in (forms.ChoiceField, forms.MultipleChoiceField)
)
NOT_ON_THE_LIST = _("This is not on the list any more. Choose one of these.")


class PageRenderer(TemplatesSetting):
    """Draws every form and field with the templates of this room."""

    form_template_name = "base/fields/form.html"
    field_template_name = "base/fields/field.html"


class PageForm(forms.Form):
    """A form that checks shape only; whether something may be done is asked of the action.

    `SHOWN_AT` says at which field a refusal of an action's own field is shown.
    """

    SHOWN_AT: ClassVar[Mapping[str, str]] = {}

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                is_choice = isinstance(field, forms.ChoiceField)
                field.error_messages["required"] = CHOOSE if is_choice else FILL_IN
            if field.error_messages.get("invalid_choice") in OF_DJANGO:
                # Django's own sentence repeats what was sent, which may be a ref.
                field.error_messages["invalid_choice"] = NOT_ON_THE_LIST


WHOLE_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<day>[0-9]{1,2})[./](?P<month>[0-9]{1,2})[./](?P<year>[0-9]{4})"),
)
FIRST_YEAR = 1900


class DayWidget(forms.MultiWidget):
    """Three small boxes: day, month, year. Nobody picks a day from a calendar, and what was typed stays typed.

    A whole day under the field's own name is read too: an address that was kept, or a form from before, has it so.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        number = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({name: forms.TextInput(number) for name in ("day", "month", "year")}, attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        """The three boxes of a day that is there already."""
        return [value.day, value.month, value.year] if value else [None, None, None]

    def value_from_datadict(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> list[Any]:
        """What stands in the three boxes, or a whole day split into them; nonsense stays as it was typed."""
        boxes: list[Any] = super().value_from_datadict(data, files, name)  # type: ignore[arg-type] # any mapping does
        whole = data.get(name, "")
        if any(boxes) or not whole:
            return boxes
        day = _whole_day(str(whole))
        return [whole, None, None] if day is None else self.decompress(day)


class DayField(forms.MultiValueField):
    """A day, written in three boxes."""

    widget = DayWidget
    default_error_messages: ClassVar = {
        "day": _("Write a real day, such as 27 3 2026."),
        "incomplete": _("Write the day, the month and the year, such as 27 3 2026."),
        "year": _("Write the year with all four figures, such as 2026."),
    }

    def __init__(self, **kwargs: Any) -> None:
        boxes = [forms.IntegerField(required=False) for _box in ("day", "month", "year")]
        super().__init__(boxes, require_all_fields=kwargs.get("required", True), **kwargs)

    def clean(self, value: Any) -> date | None:
        """The day, or None for an empty one that is not required."""
        try:
            cleaned: date | None = super().clean(value)
        except ValidationError as error:
            # A word in a number's box is one mistake about the day, not three about numbers.
            is_year = getattr(error, "code", "") == "year"
            code = "year" if is_year else "day" if any(value or ()) else "required"
            raise ValidationError(self.error_messages[code], code=code) from error
        return cleaned

    def compress(self, data_list: Sequence[int | None]) -> date | None:
        """The day the three boxes make; raises ValidationError for a 31st of June."""
        if not any(data_list):
            return None
        try:
            day, month, year = data_list
            found = date(int(year or 0), int(month or 0), int(day or 0))
        except ValueError as error:
            raise ValidationError(self.error_messages["day"], code="day") from error
        if found.year < FIRST_YEAR:
            raise ValidationError(self.error_messages["year"], code="year")
        return found


def _whole_day(typed: str) -> date | None:
    for shape in WHOLE_DAYS:
        if found := shape.fullmatch(typed.strip()):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                return None
    return None
