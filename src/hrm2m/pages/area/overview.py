"""The one page of the area's settings: what holds, since when and why, what has to be looked at."""

from dataclasses import dataclass
from datetime import time

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_GET

from hrm2m.cadence import load_rules
from hrm2m.cadence.local_time import local
from hrm2m.pages.area import words
from hrm2m.pages.base.access import requires
from hrm2m.pages.base.visit import WorkerRequest
from hrm2m.policy import Permission
from hrm2m.records.agencies.area import queries
from hrm2m.records.agencies.area.queries import AreaNow, Change, RotaNow
from hrm2m.records.agencies.area.rota import Stretch
from hrm2m.records.agencies.area.values import CHANGES_AT
from hrm2m.records.agencies.queries import workers_named


@dataclass(frozen=True)
class LineRow:
    """One line of the area."""

    key: str
    title: str
    words: str
    is_missing: bool
    is_due_a_check: bool
    is_checked: bool


@dataclass(frozen=True)
class RotaRow:
    """Days one after another: whose they are, empty for a gap; or days that nobody has written yet."""

    days: str
    who: str
    is_not_written: bool


@dataclass(frozen=True)
class AgreedRow:
    """One choice: what holds, and whether it is the standard."""

    name: str
    title: str
    words: str
    is_standard: bool


@dataclass(frozen=True)
class ChangeRow:
    """One row of the history."""

    title: str
    words: str
    at: str
    by: str
    why: str


@requires(Permission.AREA_SET)
@require_GET
def area(request: WorkerRequest) -> HttpResponse:
    """Everything that holds in the area, with what needs the lead first."""
    number = request.actor.area
    now, rota = queries.area_now(number), queries.rota_now(number)
    changes = queries.changes_of(number)
    names = names_of(now, changes)
    shown = {
        "now": now,
        "nation": words.NATIONS[now.nation],
        "hours": words.hours_in_words(now.hours),
        "named": words.named_in_words(
            names.get(now.on_call_id or 0, ""), names.get(now.lead_id or 0, ""), changes_at(now)
        ),
        "lines": _lines(now),
        "rota": rota,
        "weeks": _weeks(rota),
        "gaps": [date_format(day, "l j F") for day in rota.gaps],
        "agreed": _agreed(now),
        "changes": [_change(change, names) for change in changes],
        "turns": queries.turns_written(number),
    }
    return render(request, "area/area.html", shown)


def names_of(now: AreaNow, changes: tuple[Change, ...] = ()) -> dict[int, str]:
    """The names of everybody whom a setting names, by number."""
    numbers = {now.on_call_id, now.lead_id}
    for change in changes:
        numbers |= {change.value.get("on_call"), change.value.get("lead")}
    cards = workers_named(number for number in numbers if isinstance(number, int))
    return {number: card.first_name for number, card in cards.items()}


def changes_at(now: AreaNow) -> time:
    """When one turn changes to the next."""
    return now.named.changes_at if now.named else CHANGES_AT


def _lines(now: AreaNow) -> list[LineRow]:
    titles = words.line_titles()
    return [
        LineRow(
            line.key.value,
            titles[line.key],
            words.line_in_words(line.number, line.hours, line.checked_on),
            not line.number,
            line.is_due_a_check,
            line.checked_on is not None,
        )
        for line in now.lines
    ]


def _weeks(rota: RotaNow) -> list[RotaRow]:
    stretches = [each for week in rota.weeks for each in week]
    last = max((each.last_day for each in stretches if each.worker_id), default=rota.today)
    return [
        RotaRow(words.days_in_words(each.first_day, each.last_day), _who(each, rota), each.first_day > last)
        for each in stretches
    ]


def _who(stretch: Stretch, rota: RotaNow) -> str:
    return rota.names.get(stretch.worker_id or 0, "")


def _agreed(now: AreaNow) -> list[AgreedRow]:
    return [
        AgreedRow(
            name,
            words.title_of(f"choice:{name}"),
            words.number_in_words(name, now.choices.get(name, rule.standard)),
            now.choices.get(name, rule.standard) == rule.standard,
        )
        for name, rule in load_rules().choices.items()
    ]


def _change(change: Change, names: dict[int, str]) -> ChangeRow:
    return ChangeRow(
        words.title_of(change.what),
        words.value_in_words(change.what, change.value, names),
        date_format(local(change.at), "j F Y, H:i"),
        change.by,
        change.why,
    )
