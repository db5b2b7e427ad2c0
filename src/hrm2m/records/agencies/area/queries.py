"""Reading what the lead of an area agreed: what holds, since when and why, the rota, and what has to be looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hrm2m.cadence import Nation, load_rules
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.records.agencies.area import rota, values
from hrm2m.records.agencies.area.rota import Stretch, Turn
from hrm2m.records.agencies.area.values import LineKey, SaidHours, SaidLine, SaidNamed, SaidNation
from hrm2m.records.agencies.models import Area, AreaSetting, OnCallTurn, Worker


HISTORY_SHOWN = 20


@dataclass(frozen=True)
class Change:
    """One row of what was set: what, when, by whom, why, and the value as it was kept."""

    ref: str
    what: str
    at: datetime
    by: str
    why: str
    value: Mapping[str, Any]


@dataclass(frozen=True)
class TurnLine:
    """One turn as it was written: the days, whose, when, by whom and why; `worker` is empty for days taken back."""

    first_day: date
    last_day: date
    worker: str
    at: datetime
    by: str
    why: str


@dataclass(frozen=True)
class LineNow:
    """One line as it holds. `checked_on` is None where nobody ever said that it was rung."""

    key: LineKey
    number: str
    hours: str
    checked_on: date | None
    is_due_a_check: bool


@dataclass(frozen=True)
class OnCallNow:
    """Whom danger goes to now: active workers only. `is_gap`: there is a rota, and nobody is on it."""

    on_call_id: int | None
    lead_id: int | None
    is_gap: bool


@dataclass(frozen=True)
class AreaNow:
    """Everything that holds in an area now; `refs` are the newest rows, for the form that changes each."""

    name: str
    nation: Nation
    hours: SaidHours | None
    named: SaidNamed | None
    on_call_id: int | None
    lead_id: int | None
    lines: tuple[LineNow, ...]
    choices: Mapping[str, int]
    refs: Mapping[str, str]


@dataclass(frozen=True)
class RotaNow:
    """The rota from today on. `gaps` are the days of the next week with nobody; empty also where no rota was made."""

    today: date
    weeks: tuple[tuple[Stretch, ...], ...]
    gaps: tuple[date, ...]
    names: Mapping[int, str]
    is_made: bool


def area_now(number: int) -> AreaNow:
    """What holds in this area, whoever set it: the lead, or whoever set the area up."""
    row = Area.objects.get(number=number)
    nation = values.said(row.agreed, values.NATION, SaidNation)
    named = values.said(row.agreed, values.NAMED, SaidNamed)
    return AreaNow(
        name=row.name,
        nation=nation.nation if nation else Nation(row.nation),
        hours=values.said(row.agreed, values.HOURS, SaidHours),
        named=named,
        on_call_id=named.on_call if named else row.on_call_id,
        lead_id=named.lead if named else row.on_call_lead_id,
        lines=_lines(row),
        choices=values.choices_in(row.agreed),
        refs=_newest_refs(number),
    )


def on_call_now(number: int) -> OnCallNow:
    """Whom danger goes to in this area now: whoever has the turn, else the person named for gaps; then the lead."""
    row = Area.objects.get(number=number)
    named = values.said(row.agreed, values.NAMED, SaidNamed)
    turns = _turns_from(number, clock.now() - 2 * rota.DAY)
    today = rota.day_of(clock.now(), named.changes_at if named else values.CHANGES_AT)
    has_turn = rota.on_call_on(today, turns)
    standing_in = [named.on_call if named else None, row.on_call_id]
    leads = [named.lead if named else None, row.on_call_lead_id]
    active = _active([has_turn, *standing_in, *leads])
    return OnCallNow(
        on_call_id=next((one for one in [has_turn, *standing_in] if one in active), None),
        lead_id=next((one for one in leads if one in active), None),
        is_gap=has_turn not in active and OnCallTurn.objects.filter(area=number).exists(),
    )


def rota_now(number: int) -> RotaNow:
    """The rota of the next weeks, with the days on which nobody is on call; who has left is nobody."""
    now = clock.now()
    row = Area.objects.get(number=number)
    named = values.said(row.agreed, values.NAMED, SaidNamed)
    today = rota.day_of(now, named.changes_at if named else values.CHANGES_AT)
    turns = _turns_from(number, now - 2 * rota.DAY)
    is_made = OnCallTurn.objects.filter(area=number).exists()
    gaps = rota.gaps_within(today, turns) if is_made else ()
    people = {turn.worker_id for turn in turns if turn.worker_id}
    return RotaNow(today, rota.weeks_from(today, turns), gaps, _names(people), is_made)


def changes_of(number: int, what: str = "") -> tuple[Change, ...]:
    """The newest rows of this area, or of one setting, newest first."""
    rows = AreaSetting.objects.filter(area=number).order_by("-id")
    shown = list((rows.filter(what=what) if what else rows)[:HISTORY_SHOWN])
    names = _names(row.by_id for row in shown)
    return tuple(
        Change(row.ref, row.what, row.at, names.get(row.by_id, ""), row.why, row.value) for row in shown
    )


def turns_written(number: int) -> tuple[TurnLine, ...]:
    """The newest turns as they were written, newest first."""
    rows = list(OnCallTurn.objects.filter(area=number).order_by("-id")[:HISTORY_SHOWN])
    names = _names([*(row.worker_id for row in rows if row.worker_id), *(row.by_id for row in rows)])
    return tuple(
        TurnLine(
            row.first_day,
            row.last_day,
            names.get(row.worker_id or 0, ""),
            row.at,
            names.get(row.by_id, ""),
            row.why,
        )
        for row in rows
    )


def to_look_at(number: int) -> tuple[int, int]:
    """For the board: on how many of the next days nobody is on call, and how many lines are due a check."""
    lines = _lines(Area.objects.get(number=number))
    return len(rota_now(number).gaps), sum(line.is_due_a_check for line in lines)


def agreed_from_rows(area: int) -> Mapping[str, Any]:
    """What holds in an area as its rows say, the newest of each: what `Area.agreed` must always be."""
    rows = AreaSetting.objects.filter(area=area).order_by("id")
    return dict(rows.values_list("what", "value"))


def standard_of(name: str) -> int:
    """What holds of a choice where the area agreed on nothing else."""
    return load_rules().choices[name].standard


def _lines(row: Area) -> tuple[LineNow, ...]:
    shown = values.lines_in(row.agreed, row.lines)
    today = local_day(clock.now())
    found = []
    for key in LineKey:
        said = values.said(row.agreed, values.line(key), SaidLine)
        checked_on = said.checked_on if said else None
        number, hours = _number_and_hours(shown.get(key.value))
        is_due = checked_on is None or today - checked_on > values.CHECK_AFTER
        found.append(LineNow(key, number, hours, checked_on, is_due))
    return tuple(found)


def _number_and_hours(shown: object) -> tuple[str, str]:
    if isinstance(shown, Mapping):
        return str(shown.get("number", "")), str(shown.get("hours", ""))
    return (shown if isinstance(shown, str) else ""), ""


def _turns_from(area: int, since: datetime) -> tuple[Turn, ...]:
    rows = OnCallTurn.objects.filter(
        area=area, last_day__gte=local_day(since), first_day__lte=_last_shown(since)
    )
    found = list(rows.values_list("id", "first_day", "last_day", "worker_id", "worker__is_active"))
    return tuple(
        Turn(number, first, last, worker if active else None) for number, first, last, worker, active in found
    )


def _last_shown(since: datetime) -> date:
    return local_day(since + (rota.WEEKS_SHOWN + 1) * timedelta(weeks=1))


def _newest_refs(area: int) -> dict[str, str]:
    rows = AreaSetting.objects.filter(area=area).order_by("id").values_list("what", "ref")
    return dict(rows)


def _active(numbers: Iterable[int | None]) -> set[int | None]:
    wanted = {number for number in numbers if number is not None}
    return set(Worker.objects.filter(id__in=wanted, is_active=True).values_list("id", flat=True))


def _names(workers: Iterable[int]) -> dict[int, str]:
    rows = Worker.objects.filter(id__in=set(workers)).values_list("id", "first_name", "job_title")
    return {number: f"{name}, {title}" if title else name for number, name, title in rows}
