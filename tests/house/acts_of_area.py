"""The acts by which the area itself is set, by its lead and for further teams; in the form that `acts.py` describes."""

from collections.abc import Mapping
from typing import Any

from hrm2m.cadence import Nation
from hrm2m.cadence.local_time import local_day
from hrm2m.policy import Role
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.area.values import CHANGES_AT, LineKey, SaidHours, SaidLine
from tests.house.smallest_world import DAY, Act


NEW = agencies.NewWorker("new@testmere.example", "New", "", Role.OUTREACH_WORKER)
BY_THE_LEAD: Mapping[str, Any] = {"by": "kit", "stranger": "ruth", "in_her_chain": False}
AREA = {
    "add_team": Act(
        lambda w, by: agencies.add_team(by=by, name="New Bridge", kind="outreach", workers=[NEW], at=w.now),
        by="machine",
        in_her_chain=False,
    ),
    "set_nation": Act(
        lambda w, by: agencies.set_nation(by=by, nation=Nation.WALES, why="we moved", seen=""), **BY_THE_LEAD
    ),
    "set_hours": Act(
        lambda w, by: agencies.set_hours(by=by, hours=SaidHours((None,) * 7), why="a holiday", seen=""),
        **BY_THE_LEAD,
    ),
    "set_line": Act(
        lambda w, by: agencies.set_line(
            by=by,
            key=LineKey.CRISIS,
            line=SaidLine("01632 960199", "always", local_day(w.now)),
            why="a new number",
            seen="",
        ),
        **BY_THE_LEAD,
    ),
    "name_for_gaps": Act(
        lambda w, by: agencies.name_for_gaps(
            by=by,
            on_call=w.team.ruth.worker_ref,
            lead=w.team.kit.worker_ref,
            changes_at=CHANGES_AT,
            why="a new year",
            seen="",
        ),
        **BY_THE_LEAD,
    ),
    "set_choice": Act(
        lambda w, by: agencies.set_choice(by=by, name="tell_again_days", number=3, why="sooner", seen=""),
        **BY_THE_LEAD,
    ),
    "put_on_rota": Act(
        lambda w, by: agencies.put_on_rota(
            by=by,
            worker=w.team.sam.worker_ref,
            first_day=local_day(w.now),
            last_day=local_day(w.now) + 6 * DAY,
            why="Sam's week",
        ),
        **BY_THE_LEAD,
    ),
    "remind_leads": Act(lambda w, by: agencies.remind_leads(by=by), by="machine", in_her_chain=False),
}
