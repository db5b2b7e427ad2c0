"""Danger is taken in whatever is missing, told until somebody has it, and read by those who answer for it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from hrm2m.foundation import clock, ids, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import DANGER, DangerEvent
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.models import Area, Worker
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks import board
from hrm2m.records.clocks.models import Clock
from hrm2m.records.danger import actions, queries
from hrm2m.records.danger.actions import Kept, Raised
from hrm2m.records.danger.lines import ORDERS
from hrm2m.records.danger.models import Alert
from hrm2m.records.danger.raising import raising
from hrm2m.records.danger.telling import OnCall, told_now
from hrm2m.records.danger.who import Who
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.models import Head, Line
from tests import worlds
from tests.plans import plans_on


pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 5, 3, 2, tzinfo=UTC)  # a Sunday, three in the morning in summer time
MINUTE = timedelta(minutes=1)
MACHINE = machine_actor(1)
WORDS = "Robin is at the bridge and says she will jump"


@pytest.fixture
def team() -> worlds.Team:
    with clock.at(NIGHT - timedelta(days=30)):
        return worlds.make_team()


def raised(by: Actor, at: datetime = NIGHT, **said: Any) -> Raised:
    with clock.at(max(at, NIGHT)):
        return actions.raise_danger(by=by, who=said.pop("who", "her"), at=at, **said)


def look(by: Actor, ref: str, second: str) -> None:
    said = actions.Look(("nothing_more",), "not_hers")
    actions.look_at_together(by=by, alert=ref, second=second, look=said, at=clock.now())


def mails(text: str = "") -> list[tuple[str, int]]:
    rows = Job.objects.filter(kind=mail.KIND).order_by("id")
    found = [(row.payload["text"], row.payload["to"]) for row in rows]
    return [pair for pair in found if not text or pair[0] == text]


def tell_again(at: datetime) -> int:
    with clock.at(at):
        return actions.tell_again(by=MACHINE)


def page(by: Actor, ref: str) -> queries.AlertPage:
    return queries.alert_page(by=by, alert=ref)


# ------------------------------------------------------------------ raising


@pytest.mark.promise(4)
@pytest.mark.parametrize("who", [*Who.values, "", "nonsense"])
def test_who_alone_suffices_and_even_that_may_be_missing(team: worlds.Team, who: str) -> None:
    answer = raised(team.sam, who=who)
    assert answer.kept is Kept.SAVED
    assert Alert.objects.get().who == (who if who in Who.values else "someone_else")


@pytest.mark.promise(4)
@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.MACHINE, Role.MOTHER}])
def test_anyone_signed_in_raises_danger_whatever_the_role(team: worlds.Team, role: Role) -> None:
    by = Actor(team.sam.worker_id, team.sam.worker_ref, 1, team.sam.agency_ref, 1, frozenset({role}))
    assert raised(by).kept is Kept.SAVED


@pytest.mark.promise(4)
def test_the_person_on_call_is_told_at_once_and_nobody_else(team: worlds.Team) -> None:
    answer = raised(team.jo)
    assert answer.told == (team.ruth.worker_id,)
    assert not answer.nobody_was_told
    assert mails() == [("danger", team.ruth.worker_id)]
    assert Job.objects.get(kind=mail.KIND).due_at == NIGHT


def test_where_nobody_is_on_call_it_is_saved_and_the_answer_says_that_nobody_was_told(
    team: worlds.Team,
) -> None:
    Area.objects.update(on_call=None, on_call_lead=None)
    answer = raised(team.jo)
    assert (answer.kept, answer.nobody_was_told) == (Kept.SAVED, True)
    assert queries.open_alerts(team.kit)


def test_who_is_on_call_and_has_left_is_passed_over(team: worlds.Team) -> None:
    Worker.objects.filter(id=team.ruth.worker_id).update(is_active=False)
    assert raised(team.jo).told == (team.kit.worker_id,)


def test_a_mother_within_reach_is_linked_and_the_line_is_in_her_chain(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    ref = raised(team.jo, clock.now(), mother_ref=mother).ref
    head = Head.objects.get(ref=mother)
    assert Alert.objects.get().mother == head.id
    (line,) = Line.objects.filter(chain=head.id, body__contains="danger_raise")
    assert ref in line.body


@pytest.mark.slow
def test_unknown_foreign_and_malformed_mothers_are_one_answer_and_not_linked(team: worlds.Team) -> None:
    foreign = worlds.begin(team)
    answers = [
        raised(team.vic, clock.now(), mother_ref=ref)
        for ref in (foreign, "a" * 26, "x", "💥", "\0", "", "é" * 999)
    ]
    assert {(answer.kept, answer.told) for answer in answers} == {(Kept.SAVED, (team.ruth.worker_id,))}
    assert set(Alert.objects.values_list("mother", flat=True)) == {None}
    assert not Line.objects.filter(chain=Head.objects.get(ref=foreign).id, body__contains="danger").exists()


def test_danger_for_a_child_makes_no_row_about_a_child(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    before = set(Line.objects.values_list("id", flat=True))
    raised(team.jo, clock.now(), who="a_child", mother_ref=mother, words="the little one is alone")
    written = Line.objects.exclude(id__in=before).filter(body__contains='"wrote"')
    assert not written.exists()
    assert Head.objects.get(ref=mother).stage == "by_handle"


def test_a_time_to_come_is_kept_as_now_and_a_time_past_as_it_was(team: worlds.Team) -> None:
    with clock.at(NIGHT):
        ahead = actions.raise_danger(by=team.jo, who="her", at=NIGHT + timedelta(days=3)).ref
        past = actions.raise_danger(by=team.jo, who="her", at=NIGHT - 20 * MINUTE).ref
    times = dict(Alert.objects.values_list("ref", "raised_at"))
    assert times == {ahead: NIGHT, past: NIGHT - 20 * MINUTE}


def test_the_same_form_sent_twice_is_one_alert_and_one_mail(team: worlds.Team) -> None:
    form = ids.new_ref()
    first = raised(team.jo, ref=form, words=WORDS)
    again = raised(team.jo, NIGHT + MINUTE, ref=form, words=WORDS)
    assert (again.ref, again.told) == (first.ref, first.told)
    assert (Alert.objects.count(), len(mails())) == (1, 1)


def test_another_workers_ref_makes_an_alert_of_its_own(team: worlds.Team) -> None:
    first = raised(team.jo)
    second = raised(team.sam, ref=first.ref)
    assert second.ref != first.ref
    assert Alert.objects.count() == 2


def test_the_words_are_kept_whole_and_only_as_ciphertext(team: worlds.Team) -> None:
    words = f"{WORDS} \0 {'very ' * 9000}long"
    ref = raised(team.jo, words=words).ref
    assert b"jump" not in bytes(Alert.objects.get().words)
    found = page(team.jo, ref).answers
    assert found is not None
    assert found.words == words


@pytest.mark.slow
@given(st.text(), st.text(), st.text(), st.text())
def test_nothing_that_can_be_typed_is_refused(who: str, words: str, mother_ref: str, ref: str) -> None:
    by = Actor(7, "sam", 1, "ours", 1, frozenset({Role.PARTNER}))
    item = raising(by=by, who=who, words=words, mother_ref=mother_ref, at=NIGHT, ref=ref)
    assert item.by == by
    assert item.words == words.strip()


def test_a_signed_in_worker_without_any_role_is_refused_in_words(team: worlds.Team) -> None:
    nobody = Actor(team.sam.worker_id, team.sam.worker_ref, 1, team.sam.agency_ref, 1, frozenset())
    with pytest.raises(Denied, match="role"):
        raised(nobody)


# ------------------------------------------------------------------ telling until somebody has it


@pytest.mark.promise(4)
def test_it_is_told_every_ten_minutes_until_somebody_has_it(team: worlds.Team) -> None:
    ref = raised(team.jo).ref
    assert [tell_again(NIGHT + n * MINUTE) for n in (5, 10, 15, 20)] == [0, 1, 0, 1]
    with clock.at(NIGHT + 25 * MINUTE):
        actions.have_it(by=team.ruth, alert=ref, at=clock.now())
    assert tell_again(NIGHT + 40 * MINUTE) == 0
    assert mails() == [
        ("danger", team.ruth.worker_id),
        ("danger_still", team.ruth.worker_id),
        ("danger_still", team.ruth.worker_id),
        ("danger_taken", team.jo.worker_id),
    ]


def test_a_second_worker_process_with_the_same_list_tells_nobody_again(team: worlds.Team) -> None:
    raised(team.jo)
    row = Alert.objects.get()
    with clock.at(NIGHT + 10 * MINUTE):
        assert [actions._tell_again(MACHINE, row.id) for _ in range(2)] == [True, False]
    assert len(mails("danger_still")) == 1


@pytest.mark.promise(4)
def test_after_an_hour_on_a_sunday_night_the_lead_is_told_too(team: worlds.Team) -> None:
    raised(team.jo)
    tell_again(NIGHT + 50 * MINUTE)
    assert team.kit.worker_id not in [to for _, to in mails()]
    tell_again(NIGHT + 60 * MINUTE)
    assert mails()[-2:] == [("danger_still", team.ruth.worker_id), ("danger_still", team.kit.worker_id)]
    with clock.at(NIGHT + 61 * MINUTE):
        assert clocks.escalate_due(by=MACHINE) == 1
    assert mails("promise_late") == [("promise_late", team.kit.worker_id)]


def test_whoever_is_on_call_and_raises_it_is_not_the_only_one_told(team: worlds.Team) -> None:
    assert raised(team.ruth).told == (team.ruth.worker_id, team.kit.worker_id)


people = st.none() | st.integers(1, 5)


@pytest.mark.slow
@given(people, people, st.integers(1, 5), st.integers(0, 300))
def test_somebody_other_than_whoever_raised_it_is_told_if_anybody_is_there(
    on_call: int | None, lead: int | None, raised_by: int, minutes: int
) -> None:
    told = told_now(OnCall(on_call, lead), raised_by=raised_by, raised_at=NIGHT, now=NIGHT + minutes * MINUTE)
    others = {on_call, lead} - {None, raised_by}
    assert bool(others & set(told)) == bool(others)
    assert len(told) == len(set(told))


def test_the_hour_and_the_next_day_are_promises_with_a_clock(team: worlds.Team) -> None:
    ref = raised(team.jo).ref
    found = {row.kind: row for row in Clock.objects.filter(about=ref)}
    assert found["danger_answered"].due_at == NIGHT + timedelta(hours=1)
    assert found["danger_answered"].owner_id == team.ruth.worker_id
    assert found["danger_answered"].escalate_to_id == team.kit.worker_id
    assert found["danger_looked_at"].due_at.date() == datetime(2026, 5, 4, tzinfo=UTC).date()


def test_i_have_it_keeps_the_promise_and_the_second_learns_who_was_first(team: worlds.Team) -> None:
    ref = raised(team.jo).ref
    with clock.at(NIGHT + 5 * MINUTE):
        first = actions.have_it(by=team.sam, alert=ref, at=clock.now())
        second = actions.have_it(by=team.ruth, alert=ref, at=clock.now())
    assert (first.worker_id, first.is_new) == (team.sam.worker_id, True)
    assert (second.worker_id, second.is_new) == (team.sam.worker_id, False)
    assert Clock.objects.get(about=ref, kind="danger_answered").met_at == NIGHT + 5 * MINUTE
    assert queries.open_alerts(team.jo) == ()
    assert queries.somebody_has_it_since(team.jo, ref) == NIGHT + 5 * MINUTE


def test_an_alert_stands_where_the_lifecycle_says(team: worlds.Team) -> None:
    ref = raised(team.jo).ref
    before = Alert.objects.get().status
    actions.have_it(by=team.sam, alert=ref, at=clock.now())
    assert Alert.objects.get().status is DANGER[before][DangerEvent.SOMEBODY_HAS_IT]


def test_the_open_alerts_are_found_by_the_index_of_open_ones(team: worlds.Team) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole")
    for _ in range(2):
        raised(team.jo)
    (plan,) = plans_on("danger_alert", lambda: queries.open_alerts(team.jo))
    assert "alerts_open" in plan, plan


def test_what_nobody_has_stands_on_one_list_and_goes_on_to_the_next_once_somebody_has_it(
    team: worlds.Team,
) -> None:
    ref = raised(team.jo).ref
    assert [line.ref for line in queries.open_alerts(team.kit)] == [ref]
    assert queries.alerts_to_look_at(team.kit) == ()
    actions.have_it(by=team.sam, alert=ref, at=clock.now())
    assert queries.open_alerts(team.kit) == ()
    assert [line.ref for line in queries.alerts_to_look_at(team.kit)] == [ref]


def test_once_two_people_have_looked_at_it_nobody_is_told_of_it_again(team: worlds.Team) -> None:
    with clock.at(NIGHT):
        ref = raised(team.jo).ref
    with clock.at(NIGHT + timedelta(hours=20)):
        look(team.kit, ref, team.ruth.worker_ref)
        assert queries.open_alerts(team.jo) == ()
        assert actions.tell_again(by=machine_actor(1)) == 0
    assert Clock.objects.get(about=ref, kind="danger_answered").met_at is not None
    assert Alert.objects.get().had_by_id == team.kit.worker_id


def test_what_was_raised_about_her_is_found_by_an_index(team: worlds.Team) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole")
    mother = worlds.begin(team)
    for _ in range(2):
        actions.raise_danger(by=team.jo, who="her", at=clock.now(), mother_ref=mother)
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        (plan,) = plans_on("danger_alert", lambda: queries.shown_to_her(box))
    assert "alerts_of_mother" in plan, plan
    assert "TEMP B-TREE" not in plan, plan


def test_two_people_look_at_it_together_and_one_alone_is_asked_for_a_second(team: worlds.Team) -> None:
    ref = raised(team.jo).ref
    with clock.at(NIGHT + timedelta(hours=30)):
        for second in (team.kit.worker_ref, "", "nobody"):
            with pytest.raises(BadInput, match="second person"):
                look(team.kit, ref, second)
        actions.have_it(by=team.kit, alert=ref, at=clock.now())
        assert [line.ref for line in queries.alerts_to_look_at(team.kit)] == [ref]
        look(team.kit, ref, team.jo.worker_ref)
    assert queries.alerts_to_look_at(team.kit) == ()
    assert Clock.objects.get(about=ref, kind="danger_looked_at").met_at is not None


def test_a_late_answer_is_on_the_board_and_names_no_mother(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    now = clock.now() + 2 * timedelta(hours=1)
    raised(team.jo, clock.now(), mother_ref=mother)
    with clock.at(now):
        (line,) = board.late_promises(team.kit, now).items
    assert (line.name, line.mother_ref) == ("danger now: an answer within the hour", "")


# ------------------------------------------------------------------ reading


def test_words_are_read_by_who_raised_it_who_is_on_call_who_leads_and_who_has_it(team: worlds.Team) -> None:
    ref = raised(team.jo, words=WORDS).ref
    for reader in (team.jo, team.ruth, team.kit):
        found = page(reader, ref).answers
        assert found is not None
        assert found.words == WORDS
    for other in (team.amir, team.sam, team.vic):
        assert page(other, ref).answers is None
    actions.have_it(by=team.amir, alert=ref, at=clock.now())
    assert page(team.amir, ref).answers is not None


def test_the_leads_of_another_agency_do_not_read_it(team: worlds.Team) -> None:
    ref = raised(team.jo, words=WORDS).ref
    next_door = Actor(77, "lead", team.vic.agency_id, team.vic.agency_ref, 1, frozenset({Role.TEAM_LEAD}))
    assert page(next_door, ref).answers is None


def test_reading_it_leaves_a_line_and_seeing_that_it_is_open_does_not(team: worlds.Team) -> None:
    ref = raised(team.jo, words=WORDS).ref
    looks = Line.objects.filter(chain=HOUSE, body__contains='"page":"danger"')
    page(team.sam, ref)
    assert looks.count() == 0
    page(team.ruth, ref)
    assert looks.count() == 1


def test_her_record_is_linked_only_for_a_reader_who_may_open_it(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    ref = raised(team.jo, clock.now(), mother_ref=mother, words=WORDS).ref
    refs = {}
    for reader in (team.jo, team.kit, team.ruth):
        found = page(reader, ref).answers
        assert found is not None
        refs[reader.worker_id] = found.mother_ref
    assert refs == {team.jo.worker_id: mother, team.kit.worker_id: mother, team.ruth.worker_id: ""}


def test_it_says_who_was_told_and_whether_the_mail_has_gone(team: worlds.Team) -> None:
    ref = raised(team.jo).ref
    found = page(team.jo, ref).answers
    assert found is not None
    (told,) = found.told
    assert told.person is not None
    assert (told.person.first_name, told.mailed_at) == ("Ruth", None)
    Job.objects.filter(kind=mail.KIND).update(done_at=NIGHT + MINUTE)
    after = page(team.jo, ref).answers
    assert after is not None
    assert after.told[0].mailed_at == NIGHT + MINUTE


@pytest.mark.parametrize(
    "act",
    [
        lambda by, ref: queries.alert_page(by=by, alert=ref),
        lambda by, ref: actions.have_it(by=by, alert=ref, at=clock.now()),
    ],
)
def test_unknown_refs_and_those_of_another_area_are_one_answer(
    team: worlds.Team, act: Callable[[Actor, str], object]
) -> None:
    ref = raised(team.jo).ref
    elsewhere = Actor(88, "far", 88, "far", 2, frozenset({Role.TEAM_LEAD}))
    for by, asked in ((elsewhere, ref), (team.jo, "a" * 26), (team.jo, "💥"), (team.jo, "\0")):
        with pytest.raises(NotYours) as refusal:
            act(by, asked)
        assert str(refusal.value) == "There is no such page for you."
    assert queries.somebody_has_it_since(elsewhere, ref) is None


def test_the_banner_is_one_statement_however_many_alerts_there_were(team: worlds.Team) -> None:
    for number in range(3):
        actions.have_it(by=team.sam, alert=raised(team.jo, NIGHT + number * MINUTE).ref, at=clock.now())
    mine = raised(team.amir, NIGHT + 10 * MINUTE)
    with CaptureQueriesContext(connection) as statements:
        (shown,) = queries.open_alerts(team.amir)
    assert len(statements) == 1
    assert (shown.ref, shown.is_mine) == (mine.ref, True)
    assert not hasattr(shown, "who")


# ------------------------------------------------------------------ whom to ring


def test_999_is_always_there_and_a_missing_line_says_that_it_is_missing(team: worlds.Team) -> None:
    lines = {line.key: line for line in queries.lines_of(1)}
    assert lines["emergency"].number == "999"
    assert lines["childrens_duty"].number == "01632 960101"
    assert lines["domestic_abuse"].is_missing
    Area.objects.update(lines={"emergency": "000", "crisis": None, "domestic_abuse": ["x"]})
    assert [line.number for line in queries.lines_of(1)] == ["999", "", "", "", ""]


def test_for_her_childrens_services_are_never_first_and_for_a_child_they_are(team: worlds.Team) -> None:
    for who in (Who.HER, Who.A_WORKER, Who.SOMEONE_ELSE, None):
        keys = [line.key for line in queries.lines_of(1, who)]
        assert keys.index("crisis") < keys.index("childrens_duty")
    assert [line.key for line in queries.lines_of(1, Who.A_CHILD)][:2] == ["emergency", "childrens_duty"]
    assert {frozenset(order) for order in ORDERS.values()} == {frozenset(ORDERS[Who.HER])}


def test_who_is_on_call_can_be_rung(team: worlds.Team) -> None:
    Worker.objects.filter(id=team.ruth.worker_id).update(phone="01632 960999")
    assert [(reach.first_name, reach.phone) for reach in queries.on_call_in(1)] == [
        ("Ruth", "01632 960999"),
        ("Kit", ""),
    ]
    agencies.set_on_call(by=MACHINE, on_call=team.kit.worker_ref, lead=team.kit.worker_ref)
    assert len(queries.on_call_in(1)) == 1
