"""The clocks: when each promise is due, over nights, weekends and bank holidays."""

import pytest

from hrm2m.cadence import Nation, due_for_clock, load_rules
from hrm2m.cadence.clocks import ClockUnknown
from tests.cadence.histories import at


THURSDAY, SATURDAY, BEFORE_EASTER = "2026-03-12 15:00", "2026-03-14 22:30", "2026-04-02 15:00"
DUE = [
    ("ask_today", THURSDAY, "2026-03-12 23:59:59"),
    ("ask_soon", THURSDAY, "2026-03-13 15:00"),
    ("ask_soon", BEFORE_EASTER, "2026-04-07 15:00"),
    ("ask_this_week", THURSDAY, "2026-03-19 15:00"),
    ("danger_answered", SATURDAY, "2026-03-14 23:30"),
    ("danger_looked_at", SATURDAY, "2026-03-15 23:59:59"),
    ("worry_read", THURSDAY, "2026-03-13 15:00"),
    ("worry_read", SATURDAY, "2026-03-16 23:59:59"),
    ("withheld_review", THURSDAY, "2026-03-26 15:00"),
    ("withheld_signed", THURSDAY, "2026-03-13 15:00"),
    ("second_look", SATURDAY, "2026-03-16 23:59:59"),
    ("disagreement", THURSDAY, "2026-03-19 15:00"),
    ("request_in_today", SATURDAY, "2026-03-14 23:59:59"),
    ("request_in", THURSDAY, "2026-03-19 15:00"),
    ("reply_answered", "2026-01-31 15:00", "2026-02-28 15:00"),
    ("connection_look", THURSDAY, "2026-06-04 15:00"),
    ("connection_read", THURSDAY, "2026-03-26 15:00"),
    ("safety_question", THURSDAY, "2026-03-12 23:59:59"),
    ("referral_acknowledged", THURSDAY, "2026-03-16 15:00"),
    ("referral_answered", THURSDAY, "2026-03-19 15:00"),
    ("referral_meeting", THURSDAY, "2026-03-19 15:00"),
    ("referral_outcome", THURSDAY, "2026-04-09 15:00"),
    ("referral_chase", THURSDAY, "2026-03-26 15:00"),
    ("referral_declined", THURSDAY, "2026-03-16 15:00"),
    ("referral_second", SATURDAY, "2026-03-16 23:59:59"),
    ("referral_tell_her", THURSDAY, "2026-03-19 15:00"),
    ("stop_confirmed", THURSDAY, "2026-03-16 15:00"),
    ("shared_wrongly", SATURDAY, "2026-03-17 22:30"),
    ("told_who_holds", THURSDAY, "2026-03-13 15:00"),
    ("asked_whom_next", BEFORE_EASTER, "2026-04-20 15:00"),
    ("cover_lasts", THURSDAY, "2026-04-09 15:00"),
    ("whom_next_not_now", THURSDAY, "2026-04-09 15:00"),
    ("whom_next_kept_cover", THURSDAY, "2026-06-04 15:00"),
    ("under_18_told", SATURDAY, "2026-03-14 23:59:59"),
    ("door_same_day", SATURDAY, "2026-03-14 23:59:59"),
    ("door_1_day", THURSDAY, "2026-03-13 15:00"),
    ("door_2_days", BEFORE_EASTER, "2026-04-08 15:00"),
    ("door_5_days", THURSDAY, "2026-03-19 15:00"),
    ("door_10_days", THURSDAY, "2026-03-26 15:00"),
    ("asked_again", THURSDAY, "2026-04-09 15:00"),
    ("death_signed", THURSDAY, "2026-03-13 15:00"),
    ("baby_death_signed", THURSDAY, "2026-03-16 15:00"),
    ("enquiry_child", SATURDAY, "2026-03-14 23:59:59"),
    ("enquiry_back", THURSDAY, "2026-03-13 15:00"),
    ("enquiry_shown", THURSDAY, "2026-03-19 15:00"),
    ("handover_asked", THURSDAY, "2026-03-19 15:00"),
    ("handover_meeting", THURSDAY, "2026-03-19 15:00"),
    ("handover_met", THURSDAY, "2026-03-13 23:59:59"),
    ("her_words_read", THURSDAY, "2026-03-13 15:00"),
    ("consent_alone", THURSDAY, "2026-03-19 15:00"),
    ("said_otherwise", THURSDAY, "2026-03-16 15:00"),
    ("shown_or_held", THURSDAY, "2026-03-13 15:00"),
    ("copy_given", "2026-01-31 15:00", "2026-02-28 15:00"),
    ("copy_checked", THURSDAY, "2026-03-26 15:00"),
    ("emergency_looked_at", SATURDAY, "2026-03-16 23:59:59"),
    ("move_heard", THURSDAY, "2026-03-19 15:00"),
    ("move_asked", THURSDAY, "2026-03-19 15:00"),
    ("end_wish_asked", THURSDAY, "2026-03-16 15:00"),
    ("hold_review", THURSDAY, "2026-09-10 15:00"),
    ("hold_not_told", THURSDAY, "2026-03-13 15:00"),
    ("apart_placed", BEFORE_EASTER, "2026-04-13 15:00"),
]


@pytest.mark.parametrize(("kind", "started", "due"), DUE)
def test_each_clock_is_due_when_it_was_promised(kind: str, started: str, due: str) -> None:
    assert due_for_clock(kind, at(started), Nation.ENGLAND) == at(due)


def test_every_clock_is_tried_above() -> None:
    assert {told[0] for told in DUE} == set(load_rules().clocks)


def test_a_clock_in_working_days_knows_the_nation() -> None:
    assert due_for_clock("worry_read", at(BEFORE_EASTER), Nation.SCOTLAND) == at("2026-04-06 15:00")


def test_an_unknown_clock_is_refused_with_those_there_are() -> None:
    with pytest.raises(ClockUnknown, match="ask_today"):
        due_for_clock("ask_sometime", at(THURSDAY), Nation.ENGLAND)
