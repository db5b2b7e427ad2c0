"""The board counts what we owe to mothers of the own agency, worst first, and names none of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, note, seed

from hrm2m.cadence import Outcome
from hrm2m.foundation import clock, ids
from hrm2m.policy import Actor, Compartment, Ground, Permission, Role
from hrm2m.policy.lifecycles import OPEN_STAGES
from hrm2m.policy.predicates import live_standings
from hrm2m.records.asks.board import Offers, offers_since
from hrm2m.records.asks.real import Missing
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.clocks.models import Clock
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach import board
from hrm2m.records.outreach.entries import VisitPlan
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Head
from tests import worlds
from tests.pages.people_of_today import log
from tests.properties.test_twins import NOW, SEED, Mother, built, facts, small_worlds
from tests.properties.test_twins import worlds as small_worlds_of
from tests.records.asks import samples


pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TUESDAY = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def next_doors_lead(team: worlds.Team) -> Actor:
    return replace(team.vic, roles=frozenset({Role.TEAM_LEAD}))


def number_of(mother: str) -> int:
    return Head.objects.get(ref=mother).id


def a_promise(
    team: worlds.Team, mother: str, due_at: datetime, changes: dict[str, Any] | None = None, **more: Any
) -> None:
    values: dict[str, Any] = {
        "area": 1,
        "mother": number_of(mother),
        "compartment": Compartment.GENERAL,
        "kind": "ask_soon",
        "about": ids.new_ref(),
        "owner_id": team.jo.worker_id,
        "escalate_to_id": team.kit.worker_id,
        "started_at": due_at - DAY,
        "due_at": due_at,
    }
    Clock.objects.create(**(values | (changes or {}) | more))


def a_late_visit(team: worlds.Team, mother: str) -> None:
    with clock.at(clock.now() - timedelta(hours=5)):
        now = clock.now()
        outreach.check_in(
            by=team.jo,
            mother=mother,
            plan=VisitPlan("The stairwell at Quayside"),
            back_by=now + timedelta(hours=1),
            named=team.kit.worker_ref,
            at=now,
        )


def test_the_promise_that_is_latest_stands_first_with_whose_it_is(team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=20)
    now = clock.now()
    a_promise(team, mother, now - DAY, owner_id=team.amir.worker_id)
    a_promise(team, mother, now - 9 * DAY)
    a_promise(team, mother, now + DAY)
    a_promise(team, mother, now - 3 * DAY, met_at=now)
    a_promise(team, mother, now - 3 * DAY, stopped_at=now)
    page = board.late(team.kit)
    assert [(line.owner, line.due_at) for line in page.items] == [("Jo", now - 9 * DAY), ("Amir", now - DAY)]
    assert {line.mother_ref for line in page.items} == {mother}
    assert "first real offer" in page.items[0].name
    assert board.numbers(team.kit).late == 2


def test_a_promise_of_another_compartment_is_not_on_the_board(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    a_promise(team, mother, clock.now() - DAY, compartment=Compartment.CHILD_SAFETY)
    assert board.late(team.kit).items == ()
    assert board.numbers(team.kit).late == 0


def test_the_ref_of_a_promise_of_another_compartment_leads_nowhere_on_the_board(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    for days in (3, 1):
        a_promise(team, mother, clock.now() - days * DAY)
    a_promise(team, mother, clock.now() - 2 * DAY, compartment=Compartment.CHILD_SAFETY)
    ref = Clock.objects.get(compartment=Compartment.CHILD_SAFETY).ref
    assert board.late(team.kit, after=ref) == board.late(team.kit, after="a" * 26)


def test_a_promise_to_no_mother_is_on_the_board_of_the_lead_who_is_told_of_it(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    of_the_house = {"mother": 0, "kind": "danger_looked_at"}
    a_promise(team, mother, clock.now() - DAY, changes=of_the_house)
    a_promise(team, mother, clock.now() - DAY, changes=of_the_house, escalate_to_id=team.ruth.worker_id)
    (line,) = board.late(team.kit).items
    assert (line.mother_ref, line.owner) == ("", "Jo")
    assert board.late(next_doors_lead(team)).items == ()


@pytest.mark.slow
def test_whoever_was_not_met_longest_stands_first_and_the_left_be_are_counted_apart(
    team: worlds.Team,
) -> None:
    met, long_ago, never, left = (worlds.begin(team, name, days_ago=30) for name in ("A", "B", "C", "D"))
    worlds.begin(team, "E", days_ago=2)
    log(team, met, Outcome.MET, 3)
    log(team, long_ago, Outcome.MET, 12)
    log(team, long_ago, Outcome.SPOKE, 1)
    outreach.leave_her_be(by=team.jo, mother=left, at=clock.now())
    page = board.not_seen(team.kit)
    assert [(line.mother_ref, line.met) for line in page.items] == [(never, False), (long_ago, True)]
    assert page.left_be == 1
    numbers = board.numbers(team.kit)
    assert (numbers.not_seen, numbers.left_be) == (2, 1)


def test_seven_days_are_not_seen_and_a_minute_less_is_not(team: worlds.Team) -> None:
    worlds.begin(team, days_ago=7)
    begun = clock.now()
    with clock.at(begun - timedelta(minutes=1)):
        assert board.not_seen(team.kit).items == ()
    with clock.at(begun + timedelta(minutes=1)):
        assert len(board.not_seen(team.kit).items) == 1


@pytest.mark.slow
def test_a_list_goes_on_where_a_page_ends(team: worlds.Team) -> None:
    now = clock.now()
    with clock.at(now):  # two at one moment, across the end of a page
        mothers = [worlds.begin(team, f"Handle {n}", days_ago=30 - (n + 1) // 2) for n in range(5)]
    for mother in mothers:
        a_promise(team, mother, now - DAY)
    for read in (board.not_seen, board.late):
        seen, after = [], ""
        for _ in range(3):
            page = read(team.kit, after=after, size=2)
            seen += [line.mother_ref for line in page.items]
            after = page.next
        assert (seen, after) == (mothers, "")
        assert len(read(team.kit, after="💥").items) == 5


@pytest.mark.slow
def test_the_board_is_of_the_own_agency_and_a_leads(team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=30)
    a_promise(team, mother, clock.now() - DAY)
    a_late_visit(team, mother)
    samples.offer(team, mother, samples.ask(team, mother), conditions=None)
    seen = board.numbers(team.kit)
    assert (seen.late, seen.not_seen, len(seen.visits)) == (1, 1, 1)
    other = next_doors_lead(team)
    numbers = board.numbers(other)
    assert (numbers.late, numbers.not_seen, numbers.left_be, numbers.visits) == (0, 0, 0, ())
    assert sum(week.all for week in numbers.weeks) == 0
    assert board.late(other).items == ()
    assert board.not_seen(other).items == ()
    assert offers_since(other, clock.now() - DAY) == Offers(0, 0, ())
    for read in (board.numbers, board.late, board.not_seen, board.loads):
        with pytest.raises(Denied):
            read(team.jo)
    with pytest.raises(Denied):
        offers_since(team.jo, clock.now())


def test_a_mother_who_barred_the_lead_is_in_no_number(team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=30)
    a_promise(team, mother, clock.now() - DAY)
    samples.offer(team, mother, samples.ask(team, mother), conditions=None)
    bridges.bar(by=team.jo, mother=mother, worker=team.kit.worker_ref)
    numbers = board.numbers(team.kit)
    assert (numbers.late, numbers.not_seen, sum(week.all for week in numbers.weeks)) == (0, 0, 0)
    assert offers_since(team.kit, clock.now() - DAY).all == 0


def test_no_handle_and_no_place_is_on_the_board(team: worlds.Team) -> None:
    mother = worlds.begin(team, "CANARY", days_ago=30)
    a_promise(team, mother, clock.now() - DAY)
    a_late_visit(team, mother)
    words = f"{board.numbers(team.kit)}{board.late(team.kit)}{board.not_seen(team.kit)}"
    assert "CANARY" not in words
    assert "Quayside" not in words


def test_a_visit_is_late_once_its_time_is_over_and_until_the_worker_is_out(team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=1)
    a_late_visit(team, mother)
    (visit,) = board.numbers(team.kit).visits
    assert (visit.worker, visit.named) == ("Jo", "Kit")
    with clock.at(visit.back_by - timedelta(minutes=1)):
        assert board.numbers(team.kit).visits == ()
    outreach.check_out(by=team.jo, visit=visit.ref, at=clock.now())
    assert board.numbers(team.kit).visits == ()


def test_promises_are_counted_in_the_week_they_fell_due_whether_kept_or_not(team: worlds.Team) -> None:
    with clock.at(TUESDAY - 60 * DAY):
        mother = worlds.begin(team)
    due = TUESDAY - 8 * DAY
    a_promise(team, mother, due, met_at=due)
    a_promise(team, mother, due, met_at=due + DAY)
    a_promise(team, mother, due)
    a_promise(team, mother, due, stopped_at=due)
    a_promise(team, mother, TUESDAY - timedelta(hours=1))
    a_promise(team, mother, TUESDAY + timedelta(hours=1))
    with clock.at(TUESDAY):
        weeks = board.numbers(team.kit).weeks
    counted = {f"{week.monday}": (week.in_time, week.late, week.not_yet) for week in weeks if week.all}
    assert counted == {"2026-03-02": (1, 1, 1), "2026-03-09": (0, 0, 1)}
    assert (len(weeks), f"{weeks[-1].monday}") == (8, "2026-03-09")


@pytest.mark.promise(5)
def test_what_offers_lacked_is_counted_most_often_first(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    ask = samples.ask(team, mother)
    samples.offer(team, mother, ask)
    samples.offer(team, mother, ask, conditions=None)
    samples.offer(team, mother, ask, conditions=None, where=None)
    found = offers_since(team.kit, clock.now() - DAY)
    assert (found.all, found.not_real) == (3, 2)
    assert [(kind.missing, kind.times) for kind in found.lacking] == [
        (Missing.CONDITIONS_NOT_STATED, 2),
        (Missing.PLACE_NOT_KNOWN, 1),
    ]
    assert offers_since(team.kit, clock.now() + DAY) == Offers(0, 0, ())


def test_an_offer_is_on_the_board_of_the_agency_that_keeps_her_bridge_whoever_wrote_it(
    team: worlds.Team,
) -> None:
    mother = worlds.begin(team, by=team.vic)
    now = clock.now()
    bridges.add_to_team(by=team.vic, mother=mother, worker=team.jo.worker_ref, at=now)
    samples.offer(team, mother, samples.ask(team, mother), conditions=None)
    assert offers_since(next_doors_lead(team), now - DAY).not_real == 1
    assert offers_since(team.kit, now - DAY).all == 0


def test_a_load_says_how_many_women_and_how_many_bridges_cover_holds(team: worlds.Team) -> None:
    worlds.begin(team, "A")
    bridges.let_cover_hold(by=team.jo, mother=worlds.begin(team, "B"))
    loads = [(load.first_name, load.women, load.held_by_cover, load.limit) for load in board.loads(team.kit)]
    assert loads == [("Jo", 2, 1, 10), ("Amir", 0, 0, 10)]
    (held,) = [line for line in _not_seen_later(team) if line.cover_holds]
    assert held.builder == "Jo"


def _not_seen_later(team: worlds.Team) -> tuple[board.NotSeen, ...]:
    with clock.at(clock.now() + 8 * DAY):
        return board.not_seen(team.kit).items


@pytest.mark.slow
def test_the_number_of_statements_does_not_grow_with_the_mothers(team: worlds.Team) -> None:
    def statements() -> list[int]:
        found = []
        for read in (board.numbers, board.late, board.not_seen):
            with CaptureQueriesContext(connection) as caught:
                read(team.kit)
            found.append(len(caught))
        return found

    def one_more(name: str, by: Actor) -> None:
        mother = worlds.begin(team, name, days_ago=30, by=by)
        a_promise(team, mother, clock.now() - DAY, owner_id=by.worker_id)

    one_more("First", team.jo)
    statements()
    few = statements()
    for number in range(6):
        one_more(f"Handle {number}", team.amir if number % 2 else team.jo)
    assert statements() == few


@pytest.mark.slow
@pytest.mark.promise(3)
@seed(SEED)
@small_worlds
@given(small_worlds_of)
def test_the_rows_of_the_board_are_the_mothers_on_whom_the_agency_stands_as_lead(
    world: tuple[Actor, list[Mother]],
) -> None:
    by, drawn = world
    note(f"seed {SEED}")
    with built(drawn) as mothers_of:
        listed = set(board.due_led(by, NOW).values_list("mother", flat=True))
        assert listed == {
            mother
            for mother, of_her in mothers_of.items()
            if of_her.area == by.area and of_her.stage in OPEN_STAGES and _stands_as_lead(by, mother)
        }


def _stands_as_lead(by: Actor, mother: int) -> bool:
    known = facts(by, mother, Permission.MOTHER_SEE)
    general = {each.compartment for each in live_standings(known, Ground.LEAD)}
    return Compartment.GENERAL in general and not live_standings(known, Ground.BLOCK)
