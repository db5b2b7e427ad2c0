"""The laws of the cadence, held for any history: what may never happen, whatever the rules say about pace."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from hrm2m.cadence import (
    Advice,
    Agreed,
    Channel,
    History,
    OpenWindow,
    Outcome,
    PastContact,
    WindowKind,
    explain,
)
from tests.cadence.histories import UK, contacts_before, histories, times_before, windows_before


pytestmark = pytest.mark.promise(3)
LAWS = settings(max_examples=100, deadline=None)
WEEK = timedelta(days=7)
NO_LIMIT = st.builds(Agreed, worry_after_days=st.none() | st.integers(1, 30))


def with_contacts(history: History, *more: PastContact) -> History:
    return structs.replace(history, contacts=(*history.contacts, *more))


def with_windows(history: History, *more: OpenWindow) -> History:
    return structs.replace(history, windows=(*history.windows, *more))


def due(advice: Advice) -> datetime:
    assert advice.due is not None
    return advice.due


def room_for_one_more(history: History) -> datetime | None:
    """The first instant at which another contact keeps every seven days within her limit, reckoned another way."""
    most = history.agreed.most_contacts_a_week
    times = sorted((c.at.astimezone(UTC) for c in history.contacts), reverse=True)
    if most is None or len(times) < most:
        return None
    seen = times[most - 1].astimezone(UK)
    face = seen.replace(tzinfo=None, fold=0)
    if seen.fold:  # in the hour that comes twice, the end of that hour
        face = face.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    room = max(times[most - 1] + WEEK, (face + WEEK).replace(tzinfo=UK).astimezone(UTC))
    return room if room > history.now else None


@pytest.mark.slow
@LAWS
@given(st.data(), histories(agreed=NO_LIMIT))
def test_one_more_miss_never_moves_due_later_nor_lowers_effort(data: st.DataObject, history: History) -> None:
    when = data.draw(times_before(history.now) | st.just(history.now))
    channel = data.draw(st.sampled_from(Channel))
    missed = with_contacts(history, PastContact(at=when, channel=channel, outcome=Outcome.NOT_REACHED))
    before, after = explain(history), explain(missed)
    assert due(after) <= due(before)
    assert after.overdue_working_days >= before.overdue_working_days
    assert after.priority >= before.priority


@pytest.mark.slow
@LAWS
@given(st.data(), histories())
def test_only_her_limit_lets_one_more_miss_move_due_later(data: st.DataObject, history: History) -> None:
    when = data.draw(times_before(history.now) | st.just(history.now))
    missed = with_contacts(history, PastContact(at=when, channel=Channel.CALL, outcome=Outcome.NOT_REACHED))
    room = room_for_one_more(missed)
    latest = due(explain(history)) if room is None else max(due(explain(history)), room)
    assert due(explain(missed)) <= latest


@pytest.mark.slow
@LAWS
@given(st.data(), histories())
def test_opening_a_window_never_moves_due_later(data: st.DataObject, history: History) -> None:
    opened = with_windows(history, data.draw(windows_before(history.now)))
    before, after = explain(history), explain(opened)
    assert due(after) <= due(before)
    assert after.priority >= before.priority


@pytest.mark.slow
@LAWS
@given(st.data(), histories())
def test_two_windows_count_as_the_tightest(data: st.DataObject, history: History) -> None:
    one, other = data.draw(windows_before(history.now)), data.draw(windows_before(history.now))
    alone = [explain(with_windows(history, w)) for w in (one, other)]
    both = explain(with_windows(history, one, other))
    assert due(both) == min(due(a) for a in alone)
    assert both.priority == max(a.priority for a in alone)


@pytest.mark.slow
@LAWS
@given(st.data(), histories())
def test_the_same_window_twice_counts_once(data: st.DataObject, history: History) -> None:
    window = data.draw(windows_before(history.now))
    assert explain(with_windows(history, window, window)) == explain(with_windows(history, window))


@pytest.mark.slow
@LAWS
@given(st.data(), histories())
def test_a_window_a_person_closed_counts_for_nothing(data: st.DataObject, history: History) -> None:
    closed = data.draw(windows_before(history.now, closed=True))
    assert explain(with_windows(history, closed)) == explain(history)


@pytest.mark.slow
@LAWS
@given(st.data(), histories())
def test_a_window_that_ran_out_leaves_due_as_it_was(data: st.DataObject, history: History) -> None:
    kind = data.draw(st.sampled_from([WindowKind.OVERDOSE, WindowKind.PRISON_RELEASE, WindowKind.HER_DAY]))
    opened = data.draw(times_before(history.now - timedelta(days=15)))
    ran_out = explain(with_windows(history, OpenWindow(kind=kind, opened=opened)))
    assert ran_out.due == explain(history).due
    assert f"window.{kind}" not in {r.rule for r in ran_out.reasons} or kind in {
        w.kind for w in history.windows
    }


@pytest.mark.slow
@LAWS
@given(st.data(), histories())
def test_the_order_of_input_does_not_matter(data: st.DataObject, history: History) -> None:
    contacts = data.draw(st.permutations(history.contacts))
    windows = data.draw(st.permutations(history.windows))
    shuffled = structs.replace(history, contacts=tuple(contacts), windows=tuple(windows))
    assert explain(shuffled) == explain(history)


@pytest.mark.slow
@LAWS
@given(histories())
def test_the_offset_in_which_a_time_is_written_does_not_matter(history: History) -> None:
    contacts = tuple(structs.replace(c, at=c.at.astimezone(UTC)) for c in history.contacts)
    assert explain(structs.replace(history, contacts=contacts, now=history.now.astimezone(UK))) == explain(
        history
    )


@pytest.mark.slow
@LAWS
@given(histories())
def test_due_never_goes_above_the_contacts_she_agreed_to(history: History) -> None:
    most = history.agreed.most_contacts_a_week
    next_one = max(due(explain(history)), history.now)
    if most is not None:
        assert sum(next_one - WEEK < c.at <= next_one for c in history.contacts) < most


@pytest.mark.slow
@LAWS
@given(histories())
def test_due_moves_to_the_first_instant_her_limit_allows_and_no_further(history: History) -> None:
    free = structs.replace(history, agreed=structs.replace(history.agreed, most_contacts_a_week=None))
    room = room_for_one_more(history)
    unheld = due(explain(free))
    assert due(explain(history)) == (unheld if room is None else max(unheld, room))


@pytest.mark.slow
@LAWS
@given(histories(), st.booleans(), st.booleans())
def test_she_is_off_the_list_only_when_the_record_ended(history: History, ended: bool, leave: bool) -> None:
    agreed = structs.replace(history.agreed, leave_me_be=leave)
    advice = explain(structs.replace(history, ended=ended, agreed=agreed))
    assert advice.on_list is not ended
    assert (advice.due is None) is (ended or leave)
    assert advice.reasons


@pytest.mark.slow
@LAWS
@given(histories(), st.integers(1, 500 * 24 * 60))
def test_silence_never_lowers_priority(history: History, minutes: int) -> None:
    later = structs.replace(history, now=history.now + timedelta(minutes=minutes))
    assert explain(later).priority >= explain(history).priority


@pytest.mark.slow
@LAWS
@given(histories(with_windows=False, agreed=NO_LIMIT), st.integers(1, 500))
def test_time_alone_never_changes_phase_nor_moves_due(history: History, days: int) -> None:
    later = structs.replace(history, now=history.now + timedelta(days=days))
    before, after = explain(history), explain(later)
    assert after.phase == before.phase
    if history.contacts or history.asked_at:
        assert after.due == before.due
        assert after.overdue_working_days >= before.overdue_working_days


@pytest.mark.slow
@LAWS
@given(st.data(), histories(agreed=NO_LIMIT))
def test_whoever_was_last_reached_longer_ago_never_comes_later(data: st.DataObject, history: History) -> None:
    reached = data.draw(contacts_before(history.now))
    earlier = structs.replace(reached, at=data.draw(times_before(reached.at.astimezone(UTC))))
    alone = structs.replace(history, contacts=(reached,))
    waited = structs.replace(history, contacts=(earlier,))
    assert explain(waited).priority >= explain(alone).priority


@pytest.mark.slow
@LAWS
@given(st.data(), histories(agreed=NO_LIMIT))
def test_whoever_asked_earlier_never_comes_later(data: st.DataObject, history: History) -> None:
    asked = data.draw(times_before(history.now))
    earlier = data.draw(times_before(asked.astimezone(UTC)))
    alone = structs.replace(history, contacts=(), windows=(), asked_at=asked)
    assert explain(structs.replace(alone, asked_at=earlier)).priority >= explain(alone).priority


@pytest.mark.slow
@LAWS
@given(histories())
def test_the_next_try_is_never_before_due(history: History) -> None:
    advice = explain(history)
    assert advice.next_try is not None
    assert advice.next_try >= due(advice)


@pytest.mark.slow
@LAWS
@given(histories())
def test_a_way_that_was_not_safe_is_not_suggested_while_another_is_left(history: History) -> None:
    answers = {Outcome.MET, Outcome.SPOKE, Outcome.NOT_NOW}
    reached = max((c.at for c in history.contacts if c.outcome in answers), default=None)
    since = [c for c in history.contacts if reached is None or c.at > reached]
    unsafe = {c.channel for c in since if c.outcome is Outcome.STOPPED_NOT_SAFE}
    channel = explain(history).next_method.channel
    assert (
        channel not in unsafe or {Channel.THROUGH_TRUSTED, Channel.IN_PERSON, Channel.USUAL_PLACE} <= unsafe
    )
