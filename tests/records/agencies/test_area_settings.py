"""What a lead sets: dated rows that nobody changes, the newest holds, and nothing wrong reaches the page of danger."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from hrm2m.cadence import Nation, load_rules
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies import actions
from hrm2m.records.agencies.area import queries, values
from hrm2m.records.agencies.area.values import LineKey, OpenFrom, SaidHours, SaidLine
from hrm2m.records.agencies.models import Area, AreaSetting, OnCallTurn, Worker
from hrm2m.records.agencies.queries import area_of
from hrm2m.records.asks.entries import Urgency
from hrm2m.records.asks.timing import time_of
from hrm2m.records.clocks.queries import nation_of
from hrm2m.records.danger import actions as danger
from hrm2m.records.danger import queries as danger_queries
from hrm2m.vault.errors import StaleVersion
from tests import worlds


pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def a_line(number: str = "01632 960177", **other: Any) -> SaidLine:
    return SaidLine(
        number, **{"hours": "Monday to Friday, 9 to 5", "checked_on": local_day(clock.now()), **other}
    )


def set_line(team: worlds.Team, line: SaidLine, key: LineKey = LineKey.CHILDRENS_DUTY, seen: str = "") -> str:
    return actions.set_line(by=team.kit, key=key, line=line, why="they moved", seen=seen)


def number_shown(key: str) -> str:
    return next(line.number for line in danger_queries.lines_of(1) if line.key == key)


def a_turn(team: worlds.Team, worker: str = "", days: int = 0, ahead: int = 0) -> None:
    first = local_day(clock.now()) + ahead * DAY
    actions.put_on_rota(
        by=team.kit, worker=worker, first_day=first, last_day=first + days * DAY, why="agreed"
    )


def test_what_the_area_was_set_up_with_holds_until_a_row_stands(team: worlds.Team) -> None:
    assert number_shown("childrens_duty") == "01632 960101"
    assert queries.area_now(1).nation is Nation.ENGLAND
    set_line(team, a_line())
    assert number_shown("childrens_duty") == "01632 960177"
    assert number_shown("crisis") == "01632 960103"


def test_the_newest_row_holds_and_each_says_who_when_and_why(team: worlds.Team) -> None:
    first = set_line(team, a_line())
    set_line(team, a_line("01632 960178"), seen=first)
    assert number_shown("childrens_duty") == "01632 960178"
    newest, before = queries.changes_of(1)
    assert (newest.by, newest.why, before.ref) == ("Kit, team lead", "they moved", first)
    assert newest.at >= before.at


def test_setting_up_again_does_not_undo_what_the_lead_set(team: worlds.Team) -> None:
    set_line(team, a_line())
    actions.set_up_area(by=machine_actor(1), name="Testmere", nation="scotland", lines=worlds.LINES)
    actions.set_nation(by=team.kit, nation=Nation.WALES, why="across the border", seen="")
    actions.set_up_area(by=machine_actor(1), name="Testmere", nation="scotland", lines=worlds.LINES)
    assert number_shown("childrens_duty") == "01632 960177"
    assert nation_of(1) is Nation.WALES


def test_whoever_opened_the_form_before_is_told_and_nothing_is_overwritten(team: worlds.Team) -> None:
    first = set_line(team, a_line())
    with pytest.raises(StaleVersion) as stale:
        set_line(team, a_line("01632 960179"))
    assert stale.value.current_ref == first
    assert number_shown("childrens_duty") == "01632 960177"


@pytest.mark.parametrize("change", ["update", "delete"])
@pytest.mark.parametrize("table", [AreaSetting, OnCallTurn])
def test_the_database_itself_refuses_to_change_a_row(team: worlds.Team, table: Any, change: str) -> None:
    set_line(team, a_line())
    a_turn(team, team.sam.worker_ref)
    rows = table.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(why="nothing") if change == "update" else rows.delete()
    assert table.objects.get().why != "nothing"


def test_what_holds_is_what_the_rows_say(team: worlds.Team) -> None:
    ref = set_line(team, a_line())
    set_line(team, a_line("01632 960178"), seen=ref)
    actions.set_choice(by=team.kit, name="tell_again_days", number=2, why="sooner", seen="")
    actions.set_nation(by=team.kit, nation=Nation.SCOTLAND, why="we moved", seen="")
    assert Area.objects.get().agreed == queries.agreed_from_rows(1)
    assert len(Area.objects.get().agreed) == 3


@pytest.mark.promise(4)
@pytest.mark.parametrize("key", [LineKey.CHILDRENS_DUTY, LineKey.CHILDRENS_OUT_OF_HOURS])
def test_a_childrens_line_is_never_emptied(team: worlds.Team, key: LineKey) -> None:
    with pytest.raises(BadInput, match="cannot be empty"):
        set_line(team, a_line("  "), key)
    assert number_shown(key.value).startswith("01632")


def test_another_line_may_be_said_not_to_be_there(team: worlds.Team) -> None:
    set_line(team, a_line(""), LineKey.CRISIS)
    assert number_shown("crisis") == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (a_line("ask Pat"), "can be dialled"),
        (a_line("999"), "always shown"),
        (a_line(hours="x" * 81), "longer than"),
        (a_line(checked_on=date(2100, 1, 1)), "has not come"),
    ],
)
def test_a_wrong_line_is_refused_in_a_sentence_and_nothing_changes(
    team: worlds.Team, line: SaidLine, words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        set_line(team, line)
    assert not AreaSetting.objects.exists()


@pytest.mark.parametrize("why", ["", "   ", "x" * 201])
def test_a_change_without_a_reason_is_refused(team: worlds.Team, why: str) -> None:
    with pytest.raises(BadInput):
        actions.set_nation(by=team.kit, nation=Nation.WALES, why=why, seen="")


@pytest.mark.promise(4)
@pytest.mark.parametrize(
    "rubbish",
    [
        7,
        "x",
        [],
        {"line:childrens_duty": 7},
        {"line:childrens_duty": {"number": "javascript:1", "hours": "", "checked_on": "2026-01-01"}},
        {"line:childrens_duty": {"number": "", "hours": "", "checked_on": "2026-01-01"}},
        {"line:childrens_duty": {"number": None}},
        {"nation": {"nation": "atlantis"}, "named": {"on_call": "nobody"}},
        {"named": {"on_call": 10**9, "lead": 10**9, "changes_at": "25:99"}},
    ],
)
def test_a_wrong_row_never_breaks_danger_and_the_number_before_is_shown(
    team: worlds.Team, rubbish: Any
) -> None:
    Area.objects.update(agreed=rubbish)
    assert number_shown("childrens_duty") == "01632 960101"
    assert danger.raise_danger(by=team.jo, who="a_child", at=clock.now()).told == (team.ruth.worker_id,)
    assert nation_of(1) is Nation.ENGLAND


@pytest.mark.promise(4)
def test_danger_goes_to_whoever_has_the_turn(team: worlds.Team) -> None:
    a_turn(team, team.sam.worker_ref, days=6, ahead=-1)
    assert danger.raise_danger(by=team.jo, who="her", at=clock.now()).told == (team.sam.worker_id,)
    assert not danger_queries.nobody_on_the_rota(1)


@pytest.mark.promise(4)
def test_in_a_gap_danger_goes_to_the_person_named_and_the_gap_is_said(team: worlds.Team) -> None:
    a_turn(team, team.sam.worker_ref, days=2, ahead=20)
    assert danger.raise_danger(by=team.jo, who="her", at=clock.now()).told == (team.ruth.worker_id,)
    assert danger_queries.nobody_on_the_rota(1)
    assert len(queries.rota_now(1).gaps) == 7


@pytest.mark.promise(4)
def test_whoever_has_the_turn_and_has_left_makes_a_gap(team: worlds.Team) -> None:
    a_turn(team, team.sam.worker_ref, days=6, ahead=-1)
    Worker.objects.filter(id=team.sam.worker_id).update(is_active=False)
    assert danger.raise_danger(by=team.jo, who="her", at=clock.now()).told == (team.ruth.worker_id,)
    assert danger_queries.nobody_on_the_rota(1)


def test_the_person_named_for_gaps_is_the_one_of_the_newest_row(team: worlds.Team) -> None:
    actions.name_for_gaps(
        by=team.kit,
        on_call=team.amir.worker_ref,
        lead=team.ruth.worker_ref,
        changes_at=time(8),
        why="Ruth is away",
        seen="",
    )
    assert danger.raise_danger(by=team.jo, who="her", at=clock.now()).told == (team.amir.worker_id,)
    assert queries.on_call_now(1).lead_id == team.ruth.worker_id


def test_the_same_person_cannot_stand_behind_herself(team: worlds.Team) -> None:
    with pytest.raises(BadInput, match="two different people"):
        actions.name_for_gaps(
            by=team.kit,
            on_call=team.ruth.worker_ref,
            lead=team.ruth.worker_ref,
            changes_at=time(9),
            why="alone",
            seen="",
        )


@pytest.mark.parametrize(("ahead", "days"), [(-3, 1), (1, -1), (1, 40), (400, 1)])
def test_turns_that_make_no_sense_are_refused(team: worlds.Team, ahead: int, days: int) -> None:
    with pytest.raises(BadInput):
        a_turn(team, team.sam.worker_ref, days=days, ahead=ahead)


def test_a_worker_of_another_area_is_nobody_here(team: worlds.Team) -> None:
    with pytest.raises(BadInput, match="no such worker"):
        a_turn(team, "x" * 26)


def test_hours_that_close_before_they_open_are_refused(team: worlds.Team) -> None:
    wrong = SaidHours((OpenFrom(time(17), time(9)), *(None,) * 6))
    with pytest.raises(BadInput, match="opens before it closes"):
        actions.set_hours(by=team.kit, hours=wrong, why="typed", seen="")
    right = SaidHours((OpenFrom(time(9), time(17)), *(None,) * 6))
    actions.set_hours(by=team.kit, hours=right, why="typed", seen="")
    assert queries.area_now(1).hours == right


@pytest.mark.parametrize("name", sorted(load_rules().choices))
def test_a_choice_holds_within_its_bounds_and_is_refused_beyond(team: worlds.Team, name: str) -> None:
    rule = load_rules().choices[name]
    seen = ""
    for number in (rule.least, rule.most):
        seen = actions.set_choice(by=team.kit, name=name, number=number, why="we tried it", seen=seen)
        assert area_of(1).choices[name] == number
    for number in (rule.least - 1, rule.most + 1):
        with pytest.raises(BadInput, match=f"from {rule.least} to {rule.most}"):
            actions.set_choice(by=team.kit, name=name, number=number, why="more", seen=seen)
    Area.objects.update(agreed={values.choice(name): {"number": rule.most + 1}})
    assert area_of(1).choices == {}


@pytest.mark.parametrize("name", ["reply_answered", "danger_answered", "just_asked", ""])
def test_what_the_rules_do_not_mark_as_a_choice_cannot_be_set(team: worlds.Team, name: str) -> None:
    with pytest.raises(BadInput, match="not for an area to choose"):
        actions.set_choice(by=team.kit, name=name, number=1, why="quicker", seen="")


def test_an_agreed_time_is_the_time_of_the_next_ask(team: worlds.Team) -> None:
    start = clock.now()
    before = time_of(1)(Urgency.THIS_WEEK, start)
    actions.set_choice(by=team.kit, name="ask_this_week_working_days", number=2, why="we can", seen="")
    assert time_of(1)(Urgency.THIS_WEEK, start) < before


def test_leads_are_mailed_once_a_week_about_gaps_and_lines_not_checked(team: worlds.Team) -> None:
    machine = machine_actor(1)
    assert actions.remind_leads(by=machine) == 1
    assert actions.remind_leads(by=machine) == 0
    with clock.at(clock.now() + 7 * DAY):
        assert actions.remind_leads(by=machine) == 1
    assert {job.payload["to"] for job in Job.objects.filter(kind="mail")} == {team.kit.worker_id}


def test_nobody_is_mailed_while_the_rota_is_full_and_the_lines_are_checked(team: worlds.Team) -> None:
    for key in LineKey:
        set_line(team, a_line(), key)
    a_turn(team, team.sam.worker_ref, days=20, ahead=-1)
    assert actions.remind_leads(by=machine_actor(1)) == 0
    with clock.at(clock.now() + 366 * DAY):
        assert queries.to_look_at(1) == (7, len(LineKey))
