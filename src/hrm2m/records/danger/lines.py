"""Whom to ring: 999 always, and the lines of the area's settings in the order that fits whom it is for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hrm2m.records.danger.who import Who


NATIONAL = "emergency"
NUMBER_999 = "999"
CHILDRENS_DUTY = "childrens_duty"
CHILDRENS_OUT_OF_HOURS = "childrens_out_of_hours"
CRISIS = "crisis"
DOMESTIC_ABUSE = "domestic_abuse"

TITLES: Mapping[str, str | Promise] = {
    NATIONAL: _("Ambulance, police"),
    CHILDRENS_DUTY: _("Children's duty line"),
    CHILDRENS_OUT_OF_HOURS: _("Children's services out of hours"),
    CRISIS: _("Mental health crisis line"),
    DOMESTIC_ABUSE: _("Domestic abuse line"),
}

HER_FIRST = (NATIONAL, CRISIS, DOMESTIC_ABUSE, CHILDRENS_DUTY, CHILDRENS_OUT_OF_HOURS)
CHILD_FIRST = (NATIONAL, CHILDRENS_DUTY, CHILDRENS_OUT_OF_HOURS, CRISIS, DOMESTIC_ABUSE)
ORDERS: Mapping[Who, Sequence[str]] = {
    Who.HER: HER_FIRST,
    Who.A_CHILD: CHILD_FIRST,
    Who.A_WORKER: HER_FIRST,
    Who.SOMEONE_ELSE: HER_FIRST,
}
"""For her, never children's services first (3-record.md, danger now)."""


@dataclass(frozen=True)
class Line:
    """One line to ring; `number` is empty where the area has not said: that is shown, not left out."""

    key: str
    title: str
    number: str
    hours: str = ""

    @property
    def is_missing(self) -> bool:
        """The area's settings do not say this number."""
        return not self.number


def lines_in(settings: Mapping[str, Any], who: Who | None = None) -> tuple[Line, ...]:
    """Every line, in the order for `who` (for her where it is not said yet); 999 is there whatever the settings say."""
    order = ORDERS[who] if who else HER_FIRST
    found = {key: _said(settings.get(key)) for key in order} | {NATIONAL: (NUMBER_999, "")}
    return tuple(Line(key, str(TITLES[key]), *found[key]) for key in order)


def _said(said: object) -> tuple[str, str]:
    """Number and hours, whatever stands in the settings: from a wrong row comes an empty line, never an error."""
    if isinstance(said, Mapping):
        number, hours = said.get("number"), said.get("hours")
        return _text(number), _text(hours)
    return _text(said), ""


def _text(said: object) -> str:
    return said.strip() if isinstance(said, str) else ""
