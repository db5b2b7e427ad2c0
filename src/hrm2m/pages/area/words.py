"""The words of the settings: what each is called, and each value as one would say it."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hrm2m.cadence import Nation, load_rules
from hrm2m.cadence.rules import Unit
from hrm2m.records.agencies.area import values
from hrm2m.records.agencies.area.values import LineKey, SaidHours
from hrm2m.records.danger.lines import TITLES


Words = str | Promise

NATIONS: Mapping[Nation, Words] = {
    Nation.ENGLAND: _("England"),
    Nation.WALES: _("Wales"),
    Nation.SCOTLAND: _("Scotland"),
    Nation.NORTHERN_IRELAND: _("Northern Ireland"),
}
DAYS: Sequence[Words] = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
CHOICES: Mapping[str, Words] = {
    "ask_this_week_working_days": _("Her ask for this week: the time until a first real offer"),
    "safe_contact_days": _("A new safe-contact card: how long until we ask again"),
    "most_contacts_a_week": _("A first safe-contact card: the most contacts a week to suggest to her"),
    "tell_again_days": _("A promise that stays late: how long until the lead of the area is told too"),
}
TITLES_OF_THE_REST: Mapping[str, Words] = {
    values.NATION: _("Nation"),
    values.HOURS: _("Opening hours"),
    values.NAMED: _("Who is told where the rota has a gap"),
}
NOT_SAID = _("Not said yet")


def title_of(what: str) -> str:
    """What a setting is called."""
    kind, _colon, name = what.partition(":")
    if kind == "line":
        return str(TITLES.get(name, name))
    if kind == "choice":
        return str(CHOICES.get(name, name))
    return str(TITLES_OF_THE_REST.get(what, what))


def value_in_words(what: str, value: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """The value of a row as one would say it."""
    kept = {what: value}
    kind, _colon, name = what.partition(":")
    if kind == "line" and (line := values.said(kept, what, values.SaidLine)) is not None:
        return line_in_words(line.number, line.hours, line.checked_on)
    if kind == "choice" and (choice := values.said(kept, what, values.SaidNumber)) is not None:
        return number_in_words(name, choice.number)
    if what == values.NATION and (nation := values.said(kept, what, values.SaidNation)) is not None:
        return str(NATIONS[nation.nation])
    if what == values.HOURS and (hours := values.said(kept, what, SaidHours)) is not None:
        return "; ".join(f"{day} {times}" for day, times in hours_in_words(hours))
    if what == values.NAMED and (named := values.said(kept, what, values.SaidNamed)) is not None:
        return named_in_words(names.get(named.on_call, ""), names.get(named.lead, ""), named.changes_at)
    return gettext("Cannot be read, and does not hold")


def line_in_words(number: str, hours: str, checked_on: date | None) -> str:
    """One line, with the day somebody last rang it."""
    said = ", ".join(part for part in (number or gettext("no such line here"), hours) if part)
    if checked_on is None:
        return said
    day = date_format(checked_on, "j F Y")
    return gettext("%(said)s; last rung on %(day)s") % {"said": said, "day": day}


def number_in_words(name: str, number: int) -> str:
    """The number of a choice with its unit."""
    unit = load_rules().choices[name].unit
    if unit is Unit.CONTACTS and not number:
        return gettext("nothing is suggested; she says")
    words = {
        Unit.WORKING_DAYS: ngettext("%(number)d working day", "%(number)d working days", number),
        Unit.DAYS: ngettext("%(number)d day", "%(number)d days", number),
        Unit.CONTACTS: ngettext("%(number)d contact a week", "%(number)d contacts a week", number),
    }
    return words[unit] % {"number": number}


def hours_in_words(hours: SaidHours | None) -> list[tuple[str, str]]:
    """Each day and its hours."""
    if hours is None:
        return []
    return [
        (str(day), f"{time_in_words(each.opens)}–{time_in_words(each.closes)}" if each else gettext("closed"))
        for day, each in zip(DAYS, hours.days, strict=True)
    ]


def named_in_words(on_call: str, lead: str, changes_at: time) -> str:
    """Whom danger goes to in a gap, and when turns change."""
    gone = gettext("somebody who has left")
    said = {"first": on_call or gone, "lead": lead or gone, "time": time_in_words(changes_at)}
    return gettext("%(first)s; behind: %(lead)s. Turns change at %(time)s") % said


def time_in_words(at: time) -> str:
    """A time of day as the UK writes it in a timetable."""
    return f"{at.hour}:{at.minute:02d}"


def days_in_words(first: date, last: date) -> str:
    """One day, or from one to another."""
    one = date_format(first, "D j M")
    return one if first == last else f"{one} – {date_format(last, 'D j M')}"


def line_titles() -> dict[LineKey, str]:
    """What each line is called."""
    ours = {**TITLES, LineKey.NOT_THIS_WORKER: _("“Not this worker”: a number outside the team")}
    return {key: str(ours[key.value]) for key in LineKey}
