"""What the lead of an area agrees: a new row each time, the newest holds; each leaves a line in the house chain.

A row is never changed. What is typed here is shown to every worker: nothing about a mother.
"""

from datetime import date, time, timedelta

from hrm2m.cadence import Nation, load_rules
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import mail
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission, Role
from hrm2m.records.agencies.area import telephone, values
from hrm2m.records.agencies.area.queries import to_look_at
from hrm2m.records.agencies.area.values import LineKey, Said, SaidHours, SaidLine, SaidNamed, SaidNation
from hrm2m.records.agencies.models import Area, AreaSetting, OnCallTurn, Worker
from hrm2m.records.agencies.queries import leads_in_area
from hrm2m.vault import door
from hrm2m.vault.box import Box
from hrm2m.vault.errors import StaleVersion


LONGEST_WHY = 200
LONGEST_TURN = timedelta(days=31)
FURTHEST_AHEAD = timedelta(days=366)
AGAIN_AFTER_DAYS = 7
WHY = "Write why, in a few words: whoever asks later reads it here."
NO_CHILDRENS_LINE = (
    "The children's line cannot be empty: it is shown when a child is in danger. "
    "Write the number that holds now."
)
NOBODY_HERE = "There is no such worker in this area. Choose one from the list."


def set_nation(*, by: Actor, nation: Nation, why: str, seen: str) -> str:
    """Says whose bank holidays and retention schedule count from now on; answers the ref of the row."""
    with door.acting(by=by, permission=Permission.AREA_SET) as house:
        return _keep(house, by, values.NATION, SaidNation(nation), why, seen)


def set_hours(*, by: Actor, hours: SaidHours, why: str, seen: str) -> str:
    """Says when the service is open, day by day."""
    with door.acting(by=by, permission=Permission.AREA_SET) as house:
        if not values.makes_sense(values.HOURS, hours):
            raise BadInput("hours", "On each open day it opens before it closes. Look at the times again.")
        return _keep(house, by, values.HOURS, hours, why, seen)


def set_line(*, by: Actor, key: LineKey, line: SaidLine, why: str, seen: str) -> str:
    """Says one line: its number, its hours and when it was last rung. A children's line is never emptied."""
    with door.acting(by=by, permission=Permission.AREA_SET) as house:
        number = telephone.as_written(line.number)
        if not number and key in values.CHILDRENS:
            raise BadInput("number", NO_CHILDRENS_LINE)
        fault = telephone.fault_of(number) if number else ""
        if fault:
            raise BadInput("number", fault)
        if len(line.hours) > values.LONGEST_HOURS:
            raise BadInput(
                "hours", f"This is longer than {values.LONGEST_HOURS} characters. Make it shorter."
            )
        if line.checked_on > local_day(house.now):
            raise BadInput(
                "checked_on", "That day has not come yet. Write the day on which somebody rang it."
            )
        kept = SaidLine(number, " ".join(line.hours.split()), line.checked_on)
        return _keep(house, by, values.line(key), kept, why, seen)


def name_for_gaps(*, by: Actor, on_call: str, lead: str, changes_at: time, why: str, seen: str) -> str:
    """Names who is told of danger where the rota has a gap, the lead behind, and when turns change (refs)."""
    with door.acting(by=by, permission=Permission.AREA_SET) as house:
        first, behind = _worker(by, "on_call", on_call), _worker(by, "lead", lead)
        if first == behind:
            raise BadInput("lead", "Name two different people: if one cannot be reached, the other is told.")
        return _keep(house, by, values.NAMED, SaidNamed(first, behind, changes_at), why, seen)


def set_choice(*, by: Actor, name: str, number: int, why: str, seen: str) -> str:
    """Agrees on a number instead of the standard, within the bounds of the rules; only what they mark as a choice."""
    with door.acting(by=by, permission=Permission.AREA_SET) as house:
        rule = load_rules().choices.get(name)
        if rule is None:
            raise BadInput("number", "This is not for an area to choose. Open the page again.")
        if not rule.allows(number):
            raise BadInput("number", f"Choose a number from {rule.least} to {rule.most}.")
        return _keep(house, by, values.choice(name), values.SaidNumber(number), why, seen)


def put_on_rota(*, by: Actor, worker: str, first_day: date, last_day: date, why: str) -> str:
    """Writes a turn: a week, or one day as a swap; the newest that covers a day holds it. No worker frees the days."""
    with door.acting(by=by, permission=Permission.AREA_SET) as house:
        today = local_day(house.now)
        if last_day < first_day or last_day - first_day > LONGEST_TURN:
            raise BadInput(
                "last_day", "The last day must be the first day or after it, a month later at most."
            )
        if first_day < today - timedelta(days=1):
            raise BadInput("first_day", "Those days are over. A turn begins today or later.")
        if last_day > today + FURTHEST_AHEAD:
            raise BadInput("last_day", "Write turns for the coming year only.")
        number = _worker(by, "worker", worker) if worker else None
        row = OnCallTurn.objects.create(
            area=by.area,
            first_day=first_day,
            last_day=last_day,
            worker_id=number,
            why=_why(why),
            by_id=by.worker_id,
            at=house.now,
        )
        house.note(turn=row.ref, worker=worker or "nobody")
        return row.ref


def remind_leads(*, by: Actor) -> int:
    """Mails the leads of the area, once a week, while the rota has a gap ahead or a line is due a check; how many."""
    days, lines = to_look_at(by.area)
    leads = leads_in_area(Role.TEAM_LEAD, area=by.area)
    if not (days or lines) or not leads:
        return 0
    with door.acting(by=by, permission=Permission.CLOCK_ESCALATE) as house:
        week = local_day(house.now).toordinal() // AGAIN_AFTER_DAYS
        about = f"area:{by.area}:{week}:{'gap' if days else 'line'}"
        text = mail.Text.AREA_TO_LOOK_AT
        told = [mail.post(text, to_worker=lead, about=about, at=house.now) for lead in leads]
        house.note(gaps=days, lines=lines, told=sum(told))
        return sum(told)


def _keep(house: Box, by: Actor, what: str, value: Said, why: str, seen: str) -> str:
    # The area's row is locked, so that two leads cannot both believe that theirs is the newest.
    area = Area.objects.select_for_update().get(number=by.area)
    newest = AreaSetting.objects.filter(area=by.area, what=what).order_by("-id").first()
    if (newest.ref if newest else "") != seen:
        raise StaleVersion(newest.ref if newest else "")
    row = AreaSetting.objects.create(
        area=by.area,
        what=what,
        value=values.stored(value),
        why=_why(why),
        by_id=by.worker_id,
        at=house.now,
    )
    area.agreed = {**area.agreed, what: row.value}
    area.save(update_fields=["agreed"])
    house.note(setting=row.ref, what=what)
    return row.ref


def _why(typed: str) -> str:
    why = " ".join(typed.split())
    if not why:
        raise BadInput("why", WHY)
    if len(why) > LONGEST_WHY:
        raise BadInput("why", f"This is longer than {LONGEST_WHY} characters. Make it shorter.")
    return why


def _worker(by: Actor, field: str, ref: str) -> int:
    found = Worker.objects.filter(ref=ref, area=by.area, is_active=True).values_list("id", flat=True).first()
    if found is None:
        raise BadInput(field, NOBODY_HERE)
    return found
