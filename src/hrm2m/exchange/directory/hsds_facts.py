"""Hours, cost, ages, languages, conditions of an HSDS record, in its own words; what is absent is None."""

import re
from collections.abc import Iterator

from hrm2m.exchange.directory.categories import PREGNANT, sex_of, stated
from hrm2m.exchange.directory.entry import WhoFor
from hrm2m.exchange.directory.hsds_words import labels_of_service
from hrm2m.exchange.directory.json_shapes import age, branch, branches, number
from hrm2m.exchange.directory.plain_text import line, text


AGES_LEFT_OUT = "Its ages contradict each other and are left out."

_SCHEDULES = ("schedules", "regular_schedules", "regular_schedule")
_DAYS = {"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:Z|[+-]\d\d:?\d\d)?")
_SYMBOLS = {"GBP": "£", "EUR": "€"}


def who_for(record: dict[str, object]) -> tuple[WhoFor, tuple[str, ...]]:
    """Whom a service is for, and what to note. Its own ages come before those of its eligibility rows."""
    rows = [record, *branches(record, "eligibilitys", "eligibility")]
    ages = [(age(row.get("minimum_age")), age(row.get("maximum_age"))) for row in rows]
    lowest, highest = next((pair for pair in ages if pair != (None, None)), (None, None))
    notes: tuple[str, ...] = ()
    if lowest is not None and highest is not None and lowest > highest:
        lowest, highest, notes = None, None, (AGES_LEFT_OUT,)
    labels = labels_of_service(record)
    pregnant = stated(labels, PREGNANT)
    return WhoFor(sex=sex_of(labels), minimum_age=lowest, maximum_age=highest, pregnant=pregnant), notes


def opening_hours(record: dict[str, object]) -> str | None:
    """All hours a record states, a line each, the place first where a place has its own."""
    said = list(_hours_of(record))
    for at in branches(record, "service_at_locations"):
        location = branch(at, "location")
        name = line(location.get("name"))
        hours = [*_hours_of(at), *_hours_of(location)]
        said += [f"{name}: {told}" if name else told for told in hours]
    return text("\n".join(dict.fromkeys(said)))


def cost(record: dict[str, object]) -> str | None:
    """What a service costs, as it says; an empty list of costs does not mean free."""
    told = [line(record.get("fees_description")), line(record.get("fees"))]
    told += map(_cost_option, branches(record, "cost_options"))
    return text("\n".join(dict.fromkeys(filter(None, told))))


def languages(record: dict[str, object]) -> tuple[str, ...]:
    """Languages a service says it speaks, by name, else by code."""
    spoken = [*branches(record, "languages")]
    for at in branches(record, "service_at_locations"):
        spoken += branches(branch(at, "location"), "languages")
    named = (line(row.get("name")) or line(row.get("language")) or line(row.get("code")) for row in spoken)
    return tuple(dict.fromkeys(filter(None, named)))


def conditions(record: dict[str, object]) -> str | None:
    """Who may come and what it asks for, in its words."""
    told = [text(record.get("eligibility_description"))]
    told += [text(row.get("eligibility")) for row in branches(record, "eligibilitys", "eligibility")]
    papers = [line(row.get("document")) for row in branches(record, "required_documents")]
    told += [f"Documents: {paper}" for paper in papers if paper]
    return text("\n".join(dict.fromkeys(filter(None, told))))


def waiting(record: dict[str, object]) -> str | None:
    """How long the wait is, or how many places are free and when (HSDS 3.1 `service_capacity`)."""
    told = [line(record.get("wait_time"))]
    for row in branches(record, "service_capacity"):
        free, most = number(row.get("available")), number(row.get("maximum"))
        unit, when = line(branch(row, "unit").get("name")), line(row.get("updated"))
        if free is not None:
            of = f" of {most:g}" if most is not None else ""
            told.append(f"{free:g}{of} {unit or 'places'} free" + (f", as of {when[:10]}" if when else ""))
    return text("\n".join(filter(None, told)))


def _hours_of(holder: dict[str, object]) -> Iterator[str]:
    for row in branches(holder, *_SCHEDULES):
        days = ", ".join(_day_names(row))
        opens, closes = _clock(row.get("opens_at")), _clock(row.get("closes_at"))
        times = f"{opens} to {closes}" if opens and closes else opens and f"from {opens}"
        told = " ".join(filter(None, (days, times)))
        yield from filter(None, [": ".join(filter(None, (told, line(row.get("description")))))])


def _day_names(row: dict[str, object]) -> Iterator[str]:
    said = line(row.get("byday")) or line(row.get("weekday")) or ""
    for part in re.split(r"[,;\s]+", said):
        name = _DAYS.get(part.upper()[-2:]) or _DAYS.get(part.upper()[:2])
        if name:
            yield name


def _clock(value: object) -> str | None:
    found = _CLOCK.fullmatch(line(value) or "")
    return f"{int(found[1]):02}:{found[2]}" if found else None


def _cost_option(row: dict[str, object]) -> str | None:
    amount, currency = number(row.get("amount")), (line(row.get("currency")) or "").upper()
    money = f"{_SYMBOLS.get(currency, f'{currency} ').lstrip()}{amount:.2f}" if amount is not None else None
    until = line(row.get("valid_to"))
    parts = [
        line(row.get("option")),
        money,
        line(row.get("amount_description")),
        until and f"until {until[:10]}",
    ]
    return " · ".join(filter(None, parts)) or None
