"""What is to come in the invented area falls on days on which an office is open, whichever day it is made."""

from datetime import UTC, datetime, timedelta

import pytest

from hrm2m.cadence import Nation
from hrm2m.cadence.local_time import local_day
from hrm2m.cadence.working_days import is_working_day
from hrm2m.commands.invented.children_noticed import a_plan
from hrm2m.commands.invented.stories import demands


A_FORTNIGHT_AND_CHRISTMAS = [
    *(datetime(2026, 11, 16, 9, tzinfo=UTC) + timedelta(days=day) for day in range(14)),
    *(datetime(2026, 12, 19, 9, tzinfo=UTC) + timedelta(days=day) for day in range(14)),
]


@pytest.mark.parametrize("now", A_FORTNIGHT_AND_CHRISTMAS, ids=lambda now: f"{now:%d %b}")
def test_no_meeting_appointment_or_task_falls_on_a_day_off(now: datetime) -> None:
    plan = a_plan(now)
    days = [task.by_when for task in plan.tasks]
    meets = (plan.next_meeting, *(each.starts_at for each in demands("clash", now)))
    days += [local_day(at) for at in meets if at]
    assert [day for day in days if day and not is_working_day(Nation.ENGLAND, day)] == []
    assert all(day and day > now.date() for day in days)
