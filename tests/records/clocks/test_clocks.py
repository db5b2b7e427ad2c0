"""A promise is late when its time has passed, stays on the list, and is told once for each level."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hrm2m.cadence import WindowKind, load_rules
from hrm2m.foundation import clock, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts, machine_actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.models import Worker
from hrm2m.records.clocks import actions, queries
from hrm2m.records.clocks.entries import WindowEnd
from hrm2m.records.clocks.models import Clock
from hrm2m.records.clocks.promises import NAMES
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Head, Line
from tests import worlds


pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 5, 4, 10, tzinfo=UTC)  # a bank holiday in England
TUESDAY = MONDAY + timedelta(days=1)
DAY = timedelta(days=1)
MACHINE = machine_actor(1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    with clock.at(TUESDAY - 10 * DAY):
        return worlds.begin(team)


def in_her_box(by: Actor, mother: str, permission: Permission = Permission.ASK_RECORD) -> Any:
    act = ActFacts(her_word=True)
    return door.acting(by=by, permission=permission, mother=mother, act=act)


def promise(
    team: worlds.Team, mother: str, kind: str = "ask_soon", about: str = "a" * 26, **changes: Any
) -> None:
    with in_her_box(team.jo, mother) as box:
        actions.start(
            box,
            kind,
            about=about,
            owner_id=team.jo.worker_id,
            escalate_to_id=team.kit.worker_id,
            started_at=changes.pop("started_at", box.now),
            **changes,
        )


def mails() -> list[tuple[str, int]]:
    rows = Job.objects.filter(kind=mail.KIND).order_by("id")
    return [(row.payload["text"], row.payload["to"]) for row in rows]


def escalate(at: datetime) -> int:
    with clock.at(at):
        return actions.escalate_due(by=MACHINE)


def chain_of(mother: str) -> list[str]:
    lines = Line.objects.filter(chain=Head.objects.get(ref=mother).id, body__contains="clock_escalate")
    return [line.body for line in lines]


def test_a_promise_is_due_by_the_rules_of_its_kind_and_the_nation_of_the_area(
    team: worlds.Team, mother: str
) -> None:
    with clock.at(MONDAY):
        promise(team, mother, "ask_soon")
    assert Clock.objects.get().due_at.date() == TUESDAY.date()


def test_a_promise_made_earlier_and_written_down_now_is_late_at_once(team: worlds.Team, mother: str) -> None:
    with clock.at(TUESDAY):
        promise(team, mother, "ask_today", started_at=TUESDAY - 3 * DAY)
        (late,) = queries.late_of([Head.objects.get(ref=mother).id], TUESDAY).popitem()[1]
    assert late.words(TUESDAY) == "3 days late"
    assert late.name == "her ask for today: a first real offer"


def test_a_promise_cannot_begin_or_be_kept_in_time_to_come(team: worlds.Team, mother: str) -> None:
    with clock.at(TUESDAY):
        with pytest.raises(BadInput, match="has not come yet"):
            promise(team, mother, started_at=TUESDAY + DAY)
        promise(team, mother)
        with in_her_box(team.jo, mother) as box, pytest.raises(BadInput):
            actions.meet(box, "ask_soon", about="a" * 26, at=TUESDAY + DAY)


def test_the_same_promise_started_twice_is_one(team: worlds.Team, mother: str) -> None:
    with clock.at(TUESDAY):
        promise(team, mother)
    with clock.at(TUESDAY + DAY):
        promise(team, mother)
    assert Clock.objects.get().started_at == TUESDAY


def test_a_late_promise_kept_late_leaves_the_list(team: worlds.Team, mother: str) -> None:
    with clock.at(TUESDAY):
        promise(team, mother)
    later = TUESDAY + 5 * DAY
    with clock.at(later), in_her_box(team.jo, mother) as box:
        assert queries.clocks_of(box)[0].words(later) == "4 days late"
        assert actions.meet(box, "ask_soon", about="a" * 26, at=later)
        assert queries.clocks_of(box) == ()
    assert escalate(later) == 0


def test_a_contact_written_up_late_keeps_no_promise_made_after_it(team: worlds.Team, mother: str) -> None:
    with clock.at(TUESDAY):
        promise(team, mother, "promised_contact", due_at=TUESDAY + DAY)
    with clock.at(TUESDAY + 2 * DAY), in_her_box(team.jo, mother) as box:
        assert actions.meet_all(box, "promised_contact", at=TUESDAY - DAY) == 0
        assert actions.meet_all(box, "promised_contact", at=TUESDAY + 2 * DAY) == 1


def test_the_named_person_is_told_once_and_the_promise_stays_on_the_list(
    team: worlds.Team, mother: str
) -> None:
    with clock.at(TUESDAY):
        promise(team, mother)
    late = TUESDAY + 2 * DAY
    assert escalate(TUESDAY + timedelta(hours=1)) == 0
    assert escalate(late) == 1
    assert escalate(late + timedelta(minutes=1)) == 0
    assert mails() == [("promise_late", team.kit.worker_id)]
    (line,) = chain_of(mother)
    assert '"kind":"ask_soon"' in line
    assert queries.late_of([Head.objects.get(ref=mother).id], late)


def test_a_second_worker_process_with_the_same_list_tells_nobody_and_leaves_no_line(
    team: worlds.Team, mother: str
) -> None:
    with clock.at(TUESDAY):
        promise(team, mother)
    late = TUESDAY + 2 * DAY
    row = Clock.objects.get()
    with clock.at(late):
        told = [actions._escalate(MACHINE, row.id, row.mother, late) for _ in range(2)]
    assert told == [True, False]
    assert (len(mails()), len(chain_of(mother))) == (1, 1)


def test_a_week_later_the_lead_of_the_area_is_told_and_then_nobody_any_more(
    team: worlds.Team, mother: str
) -> None:
    agencies.set_on_call(by=MACHINE, on_call=team.ruth.worker_ref, lead=team.ruth.worker_ref)
    with clock.at(TUESDAY):
        promise(team, mother)
    late = TUESDAY + 2 * DAY
    assert [escalate(late + n * DAY) for n in (0, 6, 7, 60)] == [1, 0, 1, 0]
    assert mails() == [
        ("promise_late", team.kit.worker_id),
        ("promise_still_late", team.ruth.worker_id),
    ]
    assert Clock.objects.get().met_at is None


def test_who_has_left_is_passed_over_and_somebody_else_is_told(team: worlds.Team, mother: str) -> None:
    with clock.at(TUESDAY):
        promise(team, mother)
    Worker.objects.filter(id=team.kit.worker_id).update(is_active=False)
    escalate(TUESDAY + 2 * DAY)
    assert mails() == [("promise_late", team.ruth.worker_id)]


def test_promises_late_in_one_run_are_one_mail_to_one_person(team: worlds.Team, mother: str) -> None:
    with clock.at(TUESDAY):
        for letter in "abc":
            promise(team, mother, about=letter * 26)
    assert escalate(TUESDAY + 2 * DAY) == 3
    assert len(mails()) == 1


def test_a_promised_contact_may_be_written_up_the_next_working_day_before_anyone_is_told(
    team: worlds.Team, mother: str
) -> None:
    friday = TUESDAY + 3 * DAY
    with clock.at(TUESDAY):
        promise(team, mother, "promised_contact", due_at=friday)
    assert escalate(friday + 2 * DAY) == 0
    assert escalate(friday + 4 * DAY) == 1


def test_nothing_about_her_is_in_a_clock_or_a_mail(team: worlds.Team, mother: str) -> None:
    with clock.at(TUESDAY):
        promise(team, mother)
    escalate(TUESDAY + 2 * DAY)
    job = Job.objects.get(kind=mail.KIND)
    assert mother not in f"{job.key}{job.payload}"
    assert "Robin" not in f"{job.key}{job.payload}{vars(Clock.objects.get())}"


def test_her_death_stops_every_promise_in_that_minute_and_nobody_is_told(
    team: worlds.Team, mother: str
) -> None:
    with clock.at(TUESDAY):
        promise(team, mother)
        promise(team, mother, "reply_answered", about="b" * 26)
        with in_her_box(team.jo, mother) as box:
            assert actions.stop_all(box) == 2
    assert escalate(TUESDAY + 90 * DAY) == 0
    assert queries.late_of([Head.objects.get(ref=mother).id], TUESDAY + 90 * DAY) == {}


def test_an_ending_by_mistake_gives_back_what_it_stopped_and_nothing_older(
    team: worlds.Team, mother: str
) -> None:
    with clock.at(TUESDAY):
        promise(team, mother, about="a" * 26)
        promise(team, mother, about="b" * 26)
        with in_her_box(team.jo, mother) as box:
            actions.stop(box, "ask_soon", about="a" * 26)
    ended = TUESDAY + DAY
    with clock.at(ended), in_her_box(team.jo, mother) as box:
        actions.stop_all(box)
    with clock.at(ended + DAY), in_her_box(team.jo, mother) as box:
        assert actions.run_again(box, stopped_at=ended) == 1
        assert [line.about for line in queries.clocks_of(box)] == ["b" * 26]


def test_another_area_sees_and_tells_nothing_of_it(team: worlds.Team, mother: str) -> None:
    with clock.at(TUESDAY):
        promise(team, mother)
    with clock.at(TUESDAY + 5 * DAY):
        assert actions.escalate_due(by=machine_actor(2)) == 0
    assert Line.objects.filter(chain=HOUSE, body__contains="clock_escalate").count() == 0


def test_every_kind_of_the_rules_has_a_name_people_understand() -> None:
    assert set(load_rules().clocks) <= set(NAMES)


def open_window(by: Actor, mother: str, kind: WindowKind, opened: datetime) -> str:
    with in_her_box(by, mother, Permission.WINDOW_SET) as box:
        return actions.open_window(box, kind=kind, opened=opened, at=box.now)


def close_window(
    by: Actor, mother: str, window: str, closed: datetime, why: WindowEnd = WindowEnd.OVER
) -> None:
    with in_her_box(by, mother, Permission.WINDOW_SET) as box:
        actions.close_window(box, window=window, closed=closed, at=box.now, why=why)


def test_a_pregnancy_stays_open_until_a_person_closes_it_and_then_no_baby_is_named(
    team: worlds.Team, mother: str
) -> None:
    with clock.at(TUESDAY):
        ref = open_window(team.jo, mother, WindowKind.PREGNANCY, TUESDAY - 30 * DAY)
    with clock.at(TUESDAY + 200 * DAY):
        with in_her_box(team.jo, mother) as box:
            assert [line.ref for line in queries.open_windows(box)] == [ref]
            assert queries.a_baby_may_be_named(box)
        close_window(team.jo, mother, ref, clock.now(), WindowEnd.LOSS)
        with in_her_box(team.jo, mother) as box:
            assert queries.open_windows(box) == ()
            assert not queries.a_baby_may_be_named(box)


def test_without_her_yes_no_window_is_opened(team: worlds.Team, mother: str) -> None:
    with pytest.raises(Denied, match="Only her own word"):
        with door.acting(by=team.jo, permission=Permission.WINDOW_SET, mother=mother) as box:
            actions.open_window(box, kind=WindowKind.OVERDOSE, opened=box.now, at=box.now)


@pytest.mark.parametrize(
    ("kind", "opened", "sentence"),
    [
        (WindowKind.PREGNANCY, TUESDAY + DAY, "has not come yet"),
        (WindowKind.COURT_HEARING, TUESDAY + 800 * DAY, "more than two years"),
        (WindowKind.OVERDOSE, datetime(2026, 5, 1), "Write the day it began"),  # noqa: DTZ001
    ],
)
def test_a_window_that_cannot_be_is_refused_in_words(
    team: worlds.Team, mother: str, kind: WindowKind, opened: datetime, sentence: str
) -> None:
    with clock.at(TUESDAY), pytest.raises(BadInput, match=sentence) as refusal:
        open_window(team.jo, mother, kind, opened)
    assert refusal.value.field == "opened"


def test_a_window_without_an_end_is_not_opened_twice_and_one_is_not_closed_twice(
    team: worlds.Team, mother: str
) -> None:
    with clock.at(TUESDAY):
        ref = open_window(team.jo, mother, WindowKind.LOSING_HOME, TUESDAY)
        with pytest.raises(BadInput, match="open already"):
            open_window(team.jo, mother, WindowKind.LOSING_HOME, TUESDAY)
        close_window(team.jo, mother, ref, TUESDAY)
        with pytest.raises(BadInput, match="not open"):
            close_window(team.jo, mother, ref, TUESDAY)
        open_window(team.jo, mother, WindowKind.LOSING_HOME, TUESDAY)


@pytest.mark.parametrize(
    ("closed", "why", "field"),
    [
        (TUESDAY + DAY, WindowEnd.OVER, "closed"),
        (TUESDAY - 30 * DAY, WindowEnd.OVER, "closed"),
        (TUESDAY, WindowEnd.BIRTH, "why"),
    ],
)
def test_a_closing_that_cannot_be_is_refused_in_words(
    team: worlds.Team, mother: str, closed: datetime, why: WindowEnd, field: str
) -> None:
    with clock.at(TUESDAY):
        ref = open_window(team.jo, mother, WindowKind.OVERDOSE, TUESDAY - DAY)
        with pytest.raises(BadInput) as refusal:
            close_window(team.jo, mother, ref, closed, why)
    assert refusal.value.field == field
