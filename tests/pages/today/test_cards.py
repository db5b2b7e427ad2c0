"""What a card says, from one line of the list."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrm2m.cadence import Change, Channel, Phase, WindowKind
from hrm2m.pages.today.cards import card_of, dial_of, is_held, method_words
from hrm2m.pages.today.reasons import why_from_codes
from hrm2m.pages.today.timing import day_words, end_of_day
from hrm2m.records.outreach.entries import SafeContact
from hrm2m.records.outreach.queries import Card, Reaching


NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def safe(channel: Channel = Channel.TEXT, how: str = "07700 900118", *, is_old: bool = False) -> Card:
    body = SafeContact(channel=channel, how=how, valid_until=date(2026, 11, 20 if is_old else 30))
    return Card("r" * 26, body, is_old, NOW - timedelta(days=5), ())


def line(**changes: Any) -> Reaching:
    fields: dict[str, Any] = {
        "mother_ref": "m" * 26, "handle": "Robin", "on_list": True, "left_be": False, "due_at": NOW - timedelta(days=5),
        "next_try_at": None, "overdue_working_days": 3, "phase": "building_trust", "reasons": ("phase.building_trust",),
        "next_channel": "text", "next_change": "none", "contacts_this_week": 1, "most_contacts_a_week": 3,
        "card": safe(), "late": (), "last_met_at": None,
        "contacts": (), "lost_her": None,
    }  # fmt: skip
    return Reaching(**{**fields, **changes})


def test_a_contact_is_due_for_a_whole_day() -> None:
    morning = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert day_words(morning, NOW) == "today"
    assert day_words(morning - timedelta(days=1), NOW) == "1 day late"
    assert day_words(morning + timedelta(days=1), NOW) == "tomorrow"
    assert day_words(morning + timedelta(days=2), NOW) == "Thursday"


def test_the_end_of_the_day_is_the_end_of_a_day_in_the_uk() -> None:
    summer_night = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert end_of_day(summer_night) == datetime(2026, 7, 2, 22, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("card", "address"),
    [
        (safe(), "sms:07700900118"),
        (safe(Channel.CALL, "Ring +44 7700 900118 please"), "tel:+447700900118"),
        (safe(Channel.IN_PERSON), None),
        (safe(how="At the desk"), None),
        (safe(how="07700 900118 or 07700 900119"), None),
        (safe(how="flat 12, code 4481"), None),
        (safe(is_old=True), None),
        (None, None),
    ],
)
def test_a_number_becomes_a_button_only_where_her_card_names_one(
    card: Card | None, address: str | None
) -> None:
    dial = dial_of(card)
    assert (dial.address if dial else None) == address


@pytest.mark.slow
@settings(deadline=None)  # the rules are read once, with the first example
@given(
    made=st.integers(0, 9), most=st.none() | st.integers(1, 9), hours=st.integers(-99, 99), left=st.booleans()
)
def test_there_is_a_way_to_contact_her_only_within_her_limit(
    made: int, most: int | None, hours: int, left: bool
) -> None:
    due = NOW + timedelta(hours=hours)
    row = line(contacts_this_week=made, most_contacts_a_week=most, due_at=due, left_be=left)
    card = card_of(row, NOW)
    over = most is not None and made >= most and due > NOW
    assert is_held(row, NOW) is over
    assert bool(card.held) is over
    if over or left:
        assert card.dial is None
        assert not card.may_go
        assert not card.method


def test_another_way_than_her_card_names_is_said_with_a_warning() -> None:
    row = line(next_channel="letter", next_change="channel")
    assert method_words(row) == (
        "Another way: a letter. Her card says: text. Go another way only if she has agreed to it."
    )
    assert method_words(line(next_channel="call")) == "As her card says now: text."
    assert method_words(line(next_change="time")) == "The same way, a text, at another time of day."


@pytest.mark.parametrize("change", list(Change))
@pytest.mark.parametrize("channel", list(Channel))
def test_every_next_method_has_words(change: Change, channel: Channel) -> None:
    assert method_words(line(next_change=change.value, next_channel=channel.value, card=None)).endswith(".")


@pytest.mark.parametrize("kind", list(WindowKind))
def test_every_window_says_what_to_offer_and_where_its_length_comes_from(kind: WindowKind) -> None:
    (why,) = why_from_codes([f"window.{kind}"], Phase.IN_TOUCH)
    assert "One thing to offer:" in why.words
    assert why.short
    assert why.source


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_has_a_name_and_says_its_plan(phase: Phase) -> None:
    (why,) = why_from_codes([f"phase.{phase}"], phase)
    assert why.short
    assert "The plan:" in why.words
    assert why.source == "A choice of this service, not a published figure."


def test_her_word_is_the_source_of_what_she_asked() -> None:
    (why,) = why_from_codes(["agreed.most_contacts_a_week"], Phase.IN_TOUCH)
    assert why.source == "Her word."
