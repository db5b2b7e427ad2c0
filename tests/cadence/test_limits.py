"""What she agreed to: the most contacts a week, and *send someone*."""

from datetime import timedelta

import pytest

from hrm2m.cadence import Advice, Agreed, Channel, PastContact, explain
from tests.cadence.histories import at, contact, past, window


NOW = at("2026-03-12 10:00")
MET = contact(at("2026-03-02 10:00"), "met")  # so a contact fell due on the 9th
TUESDAY = contact(at("2026-03-10 09:00"), "not_reached")
WEDNESDAY = contact(at("2026-03-11 09:00"), "not_reached", "text")


def with_limit(most: int, *contacts: PastContact) -> Advice:
    return explain(past(*contacts, agreed=Agreed(most_contacts_a_week=most)))


def rules(advice: Advice) -> list[str]:
    return [reason.rule for reason in advice.reasons]


def test_her_limit_moves_due_to_the_first_instant_with_room() -> None:
    advice = with_limit(2, MET, TUESDAY, WEDNESDAY)
    assert advice.due == at("2026-03-17 09:00")
    assert rules(advice)[0] == "agreed.most_contacts_a_week"
    assert advice.overdue_working_days == 0


def test_room_is_left_when_enough_old_contacts_have_passed_out_of_the_week() -> None:
    assert with_limit(1, MET, TUESDAY, WEDNESDAY).due == at("2026-03-18 09:00")


def test_a_limit_with_room_changes_nothing() -> None:
    assert with_limit(3, MET, TUESDAY, WEDNESDAY) == explain(past(MET, TUESDAY, WEDNESDAY))


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("outcome", ["met", "not_reached", "left_word", "stopped_not_safe"])
def test_every_contact_counts_by_whatever_way(channel: Channel, outcome: str) -> None:
    once = with_limit(1, MET, contact(at("2026-03-11 09:00"), outcome, channel))
    assert once.due is not None
    assert once.due >= at("2026-03-18 09:00")


def test_a_contact_exactly_a_week_ago_leaves_room() -> None:
    week_ago = contact(NOW - timedelta(days=7), "not_reached")
    assert with_limit(1, MET, week_ago).due == at("2026-03-09 10:00")


def test_a_week_with_twenty_five_hours_in_a_day_is_still_a_week() -> None:
    before = contact(at("2026-10-22 10:00"), "not_reached")
    told = past(before, now=at("2026-10-23 10:00"), agreed=Agreed(most_contacts_a_week=1))
    assert explain(told).due == at("2026-10-29 10:00")


def test_a_window_tightens_only_within_her_limit() -> None:
    told = past(
        MET, TUESDAY, WEDNESDAY, windows=(window("overdose", 1),), agreed=Agreed(most_contacts_a_week=2)
    )
    assert explain(told).due == at("2026-03-17 09:00")


def test_someone_is_sent_when_her_days_have_passed() -> None:
    advice = explain(past(MET, agreed=Agreed(worry_after_days=5)))
    assert advice.due == at("2026-03-07 10:00")
    assert rules(advice)[0] == "agreed.worry_after_days"
    assert (advice.next_method.channel, advice.next_method.change) == ("in_person", "channel")


def test_her_send_someone_comes_before_every_plan_of_ours() -> None:
    asked_for = explain(past(MET, agreed=Agreed(worry_after_days=10)))
    longer = explain(past(contact(at("2025-03-02 10:00"), "met")))
    assert asked_for.priority > longer.priority


def test_before_her_days_have_passed_nobody_is_sent() -> None:
    advice = explain(past(MET, agreed=Agreed(worry_after_days=11)))
    assert advice == explain(past(MET))


def test_her_days_count_from_her_last_word_also_not_now_or_asking() -> None:
    not_now = contact(at("2026-03-10 10:00"), "not_now")
    assert explain(past(MET, not_now, agreed=Agreed(worry_after_days=3))).due == at("2026-03-13 10:00")
    asked = past(MET, asked_at=at("2026-03-11 09:00"), agreed=Agreed(worry_after_days=3))
    assert explain(asked).due == explain(past(MET)).due


def test_word_we_left_is_not_her_word() -> None:
    word = contact(at("2026-03-11 10:00"), "left_word")
    assert explain(past(MET, word, agreed=Agreed(worry_after_days=5))).due == at("2026-03-07 10:00")


def test_with_no_word_of_hers_her_days_count_from_our_first_try() -> None:
    tried = [contact(at("2026-03-01 10:00"), "left_word"), contact(at("2026-03-11 10:00"), "left_word")]
    assert explain(past(*tried, agreed=Agreed(worry_after_days=4))).due == at("2026-03-05 10:00")


def test_send_someone_keeps_to_her_limit() -> None:
    agreed = Agreed(worry_after_days=5, most_contacts_a_week=1)
    advice = explain(past(MET, WEDNESDAY, agreed=agreed))
    assert advice.due == at("2026-03-18 09:00")
    assert advice.priority < 0


def test_whoever_is_sent_does_not_go_where_it_was_not_safe_or_only_where_we_went_in_vain() -> None:
    agreed = Agreed(worry_after_days=5)
    unsafe = contact(at("2026-03-10 10:00"), "stopped_not_safe", "in_person")
    in_vain = contact(at("2026-03-10 10:00"), "not_reached", "in_person")
    for tried in (unsafe, in_vain):
        method = explain(past(MET, tried, agreed=agreed)).next_method
        assert (method.channel, method.change) == ("usual_place", "place")
    nowhere = (unsafe, contact(at("2026-03-10 10:00"), "stopped_not_safe", "usual_place"))
    assert explain(past(MET, *nowhere, agreed=agreed)).next_method.change == "through_trusted"
    met_there = past(contact(at("2026-03-02 10:00"), "met", "in_person"), agreed=agreed)
    assert explain(met_there).next_method.change == "none"
