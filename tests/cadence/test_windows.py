"""Every window: when it calls, how it tightens, when it closes, what it says."""

from datetime import datetime, timedelta

import pytest

from hrm2m.cadence import (
    Basis,
    History,
    Nation,
    OpenWindow,
    Reason,
    WindowKind,
    explain,
    load_rules,
    windows,
)
from tests.cadence.histories import NOW, UK, at, contact, days_ago, past, window


RULES = load_rules()
# In touch: fortnightly, due on 16 March.
MET_FOUR = tuple(contact(at(f"2026-{day} 11:00"), "met") for day in ("02-09", "02-16", "02-23", "03-02"))
CALLS = [  # opened on Tuesday 3 March at 12:00, the day after she was met; then met again on the 3rd at 18:00
    ("pregnancy", "03-09 11:00", "03-10 18:00"),
    ("after_pregnancy", "03-09 11:00", "03-10 18:00"),
    ("neonatal_care", "03-05 12:00", "03-06 18:00"),
    ("child_taken", "03-04 12:00", "03-04 18:00"),
    ("child_comes_home", "03-04 12:00", "03-05 18:00"),
    ("court_hearing", "03-03 12:00", "03-05 18:00"),
    ("medication_stopped", "03-03 12:00", "03-05 18:00"),
    ("medication_started", "03-04 12:00", "03-06 18:00"),
    ("overdose", "03-04 12:00", "03-05 18:00"),
    ("sent_to_prison", "03-03 12:00", "03-05 18:00"),
    ("prison_release", "03-03 12:00", "03-05 18:00"),
    ("hospital_discharge", "03-05 12:00", "03-06 18:00"),
    ("leaving_violence", "03-04 12:00", "03-06 18:00"),
    ("losing_home", "03-05 12:00", "03-07 18:00"),
    ("her_day", "03-03 12:00", "03-17 18:00"),
]


def opened(kind: str, when: str) -> OpenWindow:
    return OpenWindow(kind=WindowKind(kind), opened=at(when))


def due(told: History) -> str:
    found = explain(told).due
    assert found is not None
    return f"{found.astimezone(UK):%Y-%m-%d %H:%M}"


def reason(told: History, rule: str) -> Reason | None:
    return next((r for r in explain(told).reasons if r.rule == rule), None)


@pytest.mark.parametrize(("kind", "first", "second"), CALLS)
def test_each_window_calls_after_it_opens_and_after_the_contact(kind: str, first: str, second: str) -> None:
    now, open_one = at("2026-03-03 20:00"), (opened(kind, "2026-03-03 12:00"),)
    assert due(past(*MET_FOUR, windows=open_one, now=now)) == f"2026-{first}"
    met_again = contact(at("2026-03-03 18:00"), "met")
    assert due(past(*MET_FOUR, met_again, windows=open_one, now=now)) == f"2026-{second}"


def test_every_window_is_tried_above() -> None:
    assert {told[0] for told in CALLS} == set(WindowKind)


@pytest.mark.parametrize(
    ("kind", "days_open", "every_days"),
    [
        ("after_pregnancy", 100, 7),
        ("after_pregnancy", 200, 4),
        ("child_taken", 2, 1),
        ("child_taken", 10, 4),
        ("child_taken", 60, 7),
        ("child_comes_home", 3, 2),
        ("child_comes_home", 20, 7),
        ("leaving_violence", 5, 3),
        ("leaving_violence", 30, 7),
    ],
)
def test_a_window_has_the_pace_of_its_part(kind: str, days_open: int, every_days: int) -> None:
    met = [days_ago(n, "met") for n in (39, 25, 11, 0)]
    told = past(*met, windows=(window(kind, days_open),))
    assert due(told) == f"{NOW + timedelta(days=every_days):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(("days_open", "pace"), [(3, "every day"), (10, "every 4 days"), (60, "weekly")])
def test_a_window_says_the_pace_of_its_part(days_open: int, pace: str) -> None:
    said = reason(past(*MET_FOUR, windows=(window("child_taken", days_open),)), "window.child_taken")
    assert said is not None
    assert f": {pace}. " in said.words


def test_months_seven_to_twelve_after_a_pregnancy_are_tighter_from_their_first_day() -> None:
    told = past(*MET_FOUR, windows=(opened("after_pregnancy", "2025-09-04 12:00"),))
    assert due(told) == "2026-03-06 11:00"
    before = past(*MET_FOUR, windows=(opened("after_pregnancy", "2025-09-12 12:00"),))
    assert due(before) == "2026-03-09 11:00"


def test_a_call_missed_in_an_earlier_part_stays_due() -> None:
    told = past(days_ago(20, "met"), windows=(window("child_taken", 19),))
    assert explain(told).due == NOW - timedelta(days=18)


@pytest.mark.parametrize(
    ("kind", "closes"),
    [
        ("pregnancy", None),
        ("after_pregnancy", "2027-01-31 12:00"),
        ("neonatal_care", None),
        ("child_taken", "2027-01-31 12:00"),
        ("child_comes_home", "2026-04-25 12:00"),
        ("court_hearing", "2026-02-08 12:00"),
        ("medication_stopped", "2026-02-28 12:00"),
        ("medication_started", "2026-02-28 12:00"),
        ("overdose", "2026-02-14 12:00"),
        ("sent_to_prison", "2026-02-07 12:00"),
        ("prison_release", "2026-02-14 12:00"),
        ("hospital_discharge", "2026-02-14 12:00"),
        ("leaving_violence", "2026-04-25 12:00"),
        ("losing_home", None),
        ("her_day", "2026-02-01 12:00"),
    ],
)
def test_each_window_closes_by_its_length_or_by_a_person(kind: str, closes: str | None) -> None:
    opening = at("2026-01-31 12:00")
    end = windows.closes_at(WindowKind(kind), opening, Nation.ENGLAND)
    assert end == (at(closes) if closes else None)
    last: datetime = end or opening + timedelta(days=5000)
    one = OpenWindow(kind=WindowKind(kind), opened=opening)
    assert windows.is_open(one, last - timedelta(seconds=1), Nation.ENGLAND)
    assert windows.is_open(one, last, Nation.ENGLAND) is (end is None)


def test_a_window_past_its_length_says_nothing_and_leaves_due_alone() -> None:
    told = past(*MET_FOUR, windows=(window("overdose", 15),))
    assert reason(told, "window.overdose") is None
    assert explain(told).due == explain(past(*MET_FOUR)).due


def test_a_wait_that_began_in_a_window_still_counts_after_it() -> None:
    told = past(*MET_FOUR, windows=(window("overdose", 15),))
    assert explain(told).priority > explain(past(*MET_FOUR)).priority
    assert reason(told, "still_waiting") is not None


def test_a_loss_closes_pregnancy_that_minute() -> None:
    closed = OpenWindow(kind=WindowKind.PREGNANCY, opened=at("2026-01-01 10:00"), closed=NOW)
    assert explain(past(*MET_FOUR, windows=(closed,))) == explain(past(*MET_FOUR))
    assert not windows.is_open(closed, NOW, Nation.ENGLAND)


def test_two_windows_of_one_kind_speak_once() -> None:
    told = past(*MET_FOUR, windows=(window("overdose", 3), window("overdose", 5)))
    assert [r.rule for r in explain(told).reasons].count("window.overdose") == 1


def test_two_windows_that_call_together_speak_in_one_order_whatever_order_they_came_in() -> None:
    one, other = window("pregnancy", 30), window("pregnancy", 40)  # both a week after she was last met
    both, turned = past(*MET_FOUR, windows=(one, other)), past(*MET_FOUR, windows=(other, one))
    assert explain(both) == explain(turned)


def test_a_window_that_was_open_when_she_said_not_now_waits_with_us() -> None:
    not_now = contact(at("2026-03-10 10:00"), "not_now")
    told = past(*MET_FOUR, not_now, windows=(opened("prison_release", "2026-03-09 10:00"),))
    assert due(told) == "2026-03-17 10:00"


def test_a_window_that_opens_after_her_not_now_is_news() -> None:
    not_now = contact(at("2026-03-10 10:00"), "not_now")
    told = past(*MET_FOUR, not_now, windows=(opened("prison_release", "2026-03-11 10:00"),))
    assert due(told) == "2026-03-11 10:00"


@pytest.mark.parametrize("kind", list(WindowKind))
def test_each_window_shows_source_basis_and_one_offer(kind: WindowKind) -> None:
    rule = RULES.windows[kind]
    opening = OpenWindow(kind=kind, opened=at("2026-03-12 09:00"))
    said = reason(past(*MET_FOUR, windows=(opening,)), f"window.{kind}")
    assert said is not None
    assert rule.source in said.source
    assert rule.offer in said.words
    assert said.basis is rule.basis


def test_lengths_are_published_only_where_the_table_says_so() -> None:
    published = {kind for kind, rule in RULES.windows.items() if rule.basis is Basis.PUBLISHED}
    assert published == {
        "after_pregnancy",
        "medication_stopped",
        "medication_started",
        "prison_release",
        "hospital_discharge",
    }


def test_evidence_against_a_window_stands_on_the_same_card() -> None:
    told = past(*MET_FOUR, windows=(window("medication_started", 1),))
    said = reason(told, "window.medication_started")
    assert said is not None
    assert "Norway" in said.source


def test_the_reason_that_falls_due_first_stands_first() -> None:
    rules = [r.rule for r in explain(past(*MET_FOUR, windows=(window("overdose", 3),))).reasons]
    assert rules[:2] == ["window.overdose", "phase.in_touch"]
