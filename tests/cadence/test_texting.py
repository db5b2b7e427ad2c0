"""A text goes out only where everything she agreed to allows it at that very moment."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.cadence import Agreed, Channel, History, Nation, Outcome, PastContact
from hrm2m.cadence.texting import (
    CLOSES,
    OPENS,
    STALE_AFTER,
    AgreedTexts,
    AskedText,
    WhyNot,
    is_between,
    may_text,
    within_hours,
)


UK = ZoneInfo("Europe/London")
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)
AGREED = AgreedTexts(date(2026, 3, 20))
ASKED = AskedText(NOON)


def history(*contacts: PastContact, now: datetime = NOON, ended: bool = False, **agreed: object) -> History:
    return History(
        now=now,
        nation=Nation.ENGLAND,
        asked_at=NOON - 40 * DAY,
        ended=ended,
        contacts=contacts,
        windows=(),
        agreed=Agreed(**agreed),  # type: ignore[arg-type] # named as its fields
    )


def past(days: float, outcome: Outcome = Outcome.MET) -> PastContact:
    return PastContact(NOON - days * DAY, Channel.USUAL_PLACE, outcome)


def test_where_she_agreed_and_nothing_stands_against_it_it_goes_now() -> None:
    assert may_text(history(past(3)), AGREED, ASKED).goes_at == NOON


TEXT_OF_ITS_OWN = {
    WhyNot.RECORD_NOT_OPEN: (history(ended=True), AGREED, ASKED),
    WhyNot.LEFT_BE: (history(leave_me_be=True), AGREED, ASKED),
    WhyNot.NOT_AGREED: (history(), None, ASKED),
    WhyNot.SILENCED: (history(), AGREED, replace(ASKED, phone_is_silenced=True)),
    WhyNot.LOSS: (history(), AGREED, replace(ASKED, loss_since=True)),
    WhyNot.CARD_CHANGED: (history(), AGREED, replace(ASKED, card_is_the_same=False)),
    WhyNot.NOT_COVER_WORDS: (history(), AGREED, replace(ASKED, words_fit=False)),
    WhyNot.TOO_LATE: (history(), AGREED, AskedText(NOON - STALE_AFTER - timedelta(seconds=1))),
    WhyNot.NOT_NOW: (history(past(0.5, Outcome.NOT_NOW)), AGREED, ASKED),
    WhyNot.ENOUGH: (history(past(2), most_contacts_a_week=1), AGREED, ASKED),
    WhyNot.CARD_OLD: (history(), AgreedTexts(date(2026, 3, 9)), ASKED),
}


@pytest.mark.parametrize("why", WhyNot)
def test_each_thing_that_stands_against_it_alone_holds_it_back(why: WhyNot) -> None:
    answer = may_text(*TEXT_OF_ITS_OWN[why])
    assert (answer.goes_at, answer.why_not) == (None, why)


def test_what_was_waited_for_so_long_as_allowed_still_goes() -> None:
    assert may_text(history(), AGREED, AskedText(NOON - STALE_AFTER)).goes_at == NOON


def test_after_the_week_there_is_room_again_and_on_her_last_day_it_goes() -> None:
    assert may_text(history(past(7.1), most_contacts_a_week=1), AGREED, ASKED).goes_at == NOON
    assert may_text(history(), AgreedTexts(NOON.date()), ASKED).goes_at == NOON


def test_at_night_it_waits_for_her_hours_and_not_beyond_her_card() -> None:
    night = datetime(2026, 3, 10, 23, tzinfo=UTC)
    late = history(now=night)
    assert may_text(late, AGREED, AskedText(night)).goes_at == datetime(2026, 3, 11, 9, tzinfo=UTC)
    today_only = AgreedTexts(night.date())
    assert may_text(late, today_only, AskedText(night)).why_not is WhyNot.CARD_OLD


HOURS = st.times(min_value=time(0), max_value=time(23, 59)).map(
    lambda at: at.replace(second=0, microsecond=0)
)
NOWS = st.integers(0, 3 * 366 * 24 * 60).map(lambda minutes: NOON - 366 * DAY + timedelta(minutes=minutes))


@given(now=NOWS, opens=HOURS, closes=HOURS)
def test_it_never_goes_before_now_nor_more_than_two_days_later(
    now: datetime, opens: time, closes: time
) -> None:
    at = within_hours(now, opens, closes)
    assert now <= at <= now + 2 * DAY
    assert at == now or at.astimezone(UK).time() >= opens or opens > time(0, 59)


@given(now=NOWS, opens=HOURS, closes=HOURS)
def test_what_may_go_now_lies_within_her_hours(now: datetime, opens: time, closes: time) -> None:
    clock = now.astimezone(UK)
    if within_hours(now, opens, closes) == now and not clock.fold:
        assert is_between(clock.time(), opens, closes)


@pytest.mark.parametrize(
    ("at", "opens", "closes", "open_"),
    [
        (time(9), OPENS, CLOSES, True),
        (time(20), OPENS, CLOSES, False),
        (time(8, 59), OPENS, CLOSES, False),
        (time(23), time(22), time(2), True),
        (time(1, 59), time(22), time(2), True),
        (time(2), time(22), time(2), False),
        (time(3), time(5), time(5), True),
    ],
)
def test_hours_are_half_open_and_may_reach_over_midnight(
    at: time, opens: time, closes: time, open_: bool
) -> None:
    assert is_between(at, opens, closes) is open_


@pytest.mark.slow
@given(
    now=NOWS,
    opens=HOURS,
    closes=HOURS,
    days=st.integers(0, 20),
    most=st.none() | st.integers(1, 3),
    leave=st.booleans(),
    ended=st.booleans(),
    contacts=st.lists(st.tuples(st.floats(0, 20), st.sampled_from(Outcome)), max_size=5),
    asked=st.builds(AskedText, st.just(NOON), st.booleans(), st.booleans(), st.booleans(), st.booleans()),
)
def test_no_text_ever_goes_past_a_no_of_hers(
    now: datetime,
    opens: time,
    closes: time,
    days: int,
    most: int | None,
    leave: bool,
    ended: bool,
    contacts: list[tuple[float, Outcome]],
    asked: AskedText,
) -> None:
    made = tuple(PastContact(now - ago * DAY, Channel.TEXT, outcome) for ago, outcome in contacts)
    told = History(
        now=now,
        nation=Nation.WALES,
        asked_at=None,
        ended=ended,
        contacts=made,
        windows=(),
        agreed=Agreed(most, leave, None),
    )
    agreed = AgreedTexts(now.date() + timedelta(days=days - 5), opens, closes)
    answer = may_text(told, agreed, replace(asked, planned_at=now))
    if answer.goes_at is None:
        assert answer.why_not is not None
        return
    assert (ended, leave, asked.phone_is_silenced, asked.loss_since) == (False, False, False, False)
    assert asked.card_is_the_same
    assert asked.words_fit
    assert answer.goes_at.astimezone(UK).date() <= agreed.valid_until
    if most is not None:
        assert sum(now - contact.at < 7 * DAY for contact in made) < most
