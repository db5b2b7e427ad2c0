"""Logging a contact changes what Today says, and never takes her off it."""

from datetime import timedelta

import pytest

from hrm2m.cadence import Channel, Outcome
from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.records.outreach import actions, due, queries
from hrm2m.records.outreach.entries import Contact, LeaveMeBe, NotReachedBecause, SafeContact
from hrm2m.records.outreach.models import Due
from hrm2m.vault import door
from hrm2m.vault.errors import NotYours, StaleVersion
from tests import worlds


pytestmark = pytest.mark.django_db


def a_card(**changes: object) -> SafeContact:
    body = {
        "channel": Channel.TEXT,
        "how": "Text her own phone",
        "valid_until": local_day(clock.now() + timedelta(days=14)),
        **changes,
    }
    return SafeContact(**body)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.promise(3)
def test_twelve_misses_in_half_a_year_leave_her_on_the_list_with_more_effort() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=200)
    now = clock.now()
    worlds.contact(team, mother, Outcome.MET, now - timedelta(days=190))
    for days in range(180, 0, -15):
        worlds.contact(team, mother, Outcome.NOT_REACHED, now - timedelta(days=days), Channel.CALL)
    (line,) = queries.today(team.jo).items
    assert line.handle == "Robin"
    assert line.phase == "losing_touch"
    assert line.overdue_working_days > 0
    assert line.next_change != "none"


@pytest.mark.promise(3)
def test_one_more_miss_does_not_move_her_due_time_later() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=20)
    now = clock.now()
    worlds.contact(team, mother, Outcome.MET, now - timedelta(days=9))
    before = queries.today(team.jo).items[0].due_at
    worlds.contact(team, mother, Outcome.NOT_REACHED, now - timedelta(minutes=5))
    after = queries.today(team.jo).items[0].due_at
    assert before is not None
    assert after is not None
    assert after <= before


def test_leave_me_be_keeps_her_place_and_stops_all_contact() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=3)
    actions.leave_her_be(by=team.jo, mother=mother, at=clock.now())
    (line,) = queries.today(team.jo).items
    assert (line.left_be, line.due_at, line.on_list) == (True, None, True)
    actions.she_called(by=team.jo, mother=mother, at=clock.now())
    assert queries.today(team.jo).items[0].due_at is not None


def test_a_limit_she_set_holds_back_the_next_contact() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=5)
    actions.set_safe_contact(
        by=team.jo, mother=mother, card=a_card(most_contacts_a_week=1), seen="", at=clock.now()
    )
    worlds.contact(team, mother, Outcome.NOT_REACHED, clock.now() - timedelta(hours=1))
    (line,) = queries.today(team.jo).items
    assert line.limit_reached
    assert line.due_at is not None
    assert line.due_at > clock.now() + timedelta(days=6)


def test_a_stranger_sees_nobody_and_logs_nothing() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    assert queries.today(team.vic).items == ()
    with pytest.raises(NotYours):
        actions.log_contact(
            by=team.vic, mother=mother, contact=Contact(Channel.CALL, Outcome.MET), at=clock.now()
        )


def test_a_contact_to_come_is_refused_with_a_sentence() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    with pytest.raises(BadInput, match="has not come yet"):
        actions.log_contact(
            by=team.jo,
            mother=mother,
            contact=Contact(Channel.CALL, Outcome.SPOKE),
            at=clock.now() + timedelta(hours=1),
        )


def test_a_reason_belongs_to_not_reached_only() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    wrong = Contact(Channel.CALL, Outcome.SPOKE, because=NotReachedBecause.NO_ANSWER)
    with pytest.raises(BadInput) as refusal:
        actions.log_contact(by=team.jo, mother=mother, contact=wrong, at=clock.now())
    assert refusal.value.field == "because"


def test_a_card_written_since_the_form_was_opened_is_not_overwritten() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    first = actions.set_safe_contact(by=team.jo, mother=mother, card=a_card(), seen="", at=clock.now())
    with pytest.raises(StaleVersion) as stale:
        actions.set_safe_contact(
            by=team.sam, mother=mother, card=a_card(how="Letter"), seen="", at=clock.now()
        )
    assert stale.value.current_ref == first


def test_a_promised_time_that_passed_is_late_until_a_contact_keeps_it() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=5)
    start = clock.now() - timedelta(days=4)
    with clock.at(start):
        promised = Contact(Channel.USUAL_PLACE, Outcome.MET, next_at=start + timedelta(days=2))
        actions.log_contact(by=team.jo, mother=mother, contact=promised, at=start)
    assert [clock_line.kind for clock_line in queries.today(team.jo).items[0].late] == ["promised_contact"]
    worlds.contact(team, mother, Outcome.MET, clock.now() - timedelta(minutes=1))
    assert queries.today(team.jo).items[0].late == ()


def test_every_row_equals_the_pure_function_and_the_nightly_count() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=60)
    now = clock.now()
    worlds.contact(team, mother, Outcome.MET, now - timedelta(days=30))
    worlds.contact(team, mother, Outcome.NOT_REACHED, now - timedelta(days=10))
    row = Due.objects.get()
    with (
        clock.at(row.counted_at),
        door.acting(by=team.jo, permission=Permission.CONTACT_LOG, mother=mother) as box,
    ):
        counted = due.row_for(actions.history_in(box))
    assert {name: getattr(row, name) for name in vars(counted)} == vars(counted)
    with clock.at(now):
        actions.rebuild_due(by=machine_actor(1))
    again = Due.objects.get()
    assert again.due_at == row.due_at
    assert again.counted_at == now


@pytest.mark.slow
def test_today_takes_as_many_statements_for_one_mother_as_for_twelve() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    team = worlds.make_team()
    worlds.begin(team, "First")
    queries.today(team.jo)
    with CaptureQueriesContext(connection) as one:
        queries.today(team.jo)
    for number in range(8):
        worlds.begin(team, f"Other {number}")
    queries.today(team.jo)
    with CaptureQueriesContext(connection) as nine:
        assert len(queries.today(team.jo).items) == 9
    assert len(nine) == len(one)


@pytest.mark.slow
def test_pages_of_today_follow_each_other_without_gap_or_repeat() -> None:
    team = worlds.make_team()
    for number in range(7):
        worlds.begin(team, f"Mother {number}", days_ago=number)
    seen: list[str] = []
    after = ""
    while True:
        page = queries.today(team.jo, after=after, size=3)
        seen += [line.handle for line in page.items]
        after = page.next
        if not after:
            break
    assert len(seen) == len(set(seen)) == 7


def test_leave_me_be_is_an_entry_with_her_word() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    actions.leave_her_be(by=team.jo, mother=mother, at=clock.now())
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        (entry,) = box.entries(LeaveMeBe)
    assert entry.body.on
    assert entry.how_known == "her_words"


@pytest.mark.slow
def test_a_late_promise_comes_first_and_leave_me_be_last() -> None:
    team = worlds.make_team()
    left, waiting, promised = (worlds.begin(team, h, days_ago=5) for h in ("Left", "Waiting", "Promised"))
    actions.leave_her_be(by=team.jo, mother=left, at=clock.now())
    start = clock.now() - timedelta(days=4)
    with clock.at(start):
        met = Contact(Channel.USUAL_PLACE, Outcome.MET, next_at=start + timedelta(days=2))
        actions.log_contact(by=team.jo, mother=promised, contact=met, at=start)
    assert waiting
    assert [line.handle for line in queries.today(team.jo).items] == ["Promised", "Waiting", "Left"]
    first = queries.today(team.jo, size=1)
    second = queries.today(team.jo, size=1, after=first.next)
    assert [line.handle for line in second.items] == ["Waiting"]


def test_what_was_agreed_brings_the_next_contact_forward_and_a_correction_makes_one_promise() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team, days_ago=5)
    tomorrow = clock.now() + timedelta(days=1)
    met = Contact(Channel.USUAL_PLACE, Outcome.MET, next_at=tomorrow)
    at = clock.now()
    first = actions.log_contact(by=team.jo, mother=mother, contact=met, at=at)
    assert queries.today(team.jo).items[0].due_at == tomorrow
    later = Contact(Channel.USUAL_PLACE, Outcome.MET, next_at=tomorrow + timedelta(hours=3))
    actions.log_contact(by=team.jo, mother=mother, contact=later, at=at, corrects=first)
    with clock.at(tomorrow + timedelta(hours=4)):
        (line,) = queries.today(team.jo).items
    assert [promise.due_at for promise in line.late] == [tomorrow + timedelta(hours=3)]
