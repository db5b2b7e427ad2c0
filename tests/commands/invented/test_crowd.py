"""A mother who was copied answers as one whose year went through the actions, under keys of her own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hrm2m.cadence import Channel, Outcome, WindowKind
from hrm2m.cadence.local_time import local_day
from hrm2m.commands.invented import crowd, loader
from hrm2m.commands.invented.emptiness import NotEmpty
from hrm2m.commands.invented.patterns import Cast, NoPattern, Pattern, pattern_of
from hrm2m.commands.invented.seeded import drawn_from_seed
from hrm2m.commands.invented.workers import OF_A_FURTHER_TEAM
from hrm2m.foundation import clock, ids
from hrm2m.policy import Actor, Compartment, Permission, Role, decide
from hrm2m.policy.facts import Facts, machine_actor
from hrm2m.policy.opens import OPENS
from hrm2m.records.agencies.queries import actor_by_email, workers_named
from hrm2m.records.bridges import queries as bridges
from hrm2m.records.bridges.models import Profile
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach import board, queries
from hrm2m.records.outreach.entries import Contact, SafeContact
from hrm2m.records.outreach.models import Due
from hrm2m.records.people.queries import mother_in
from hrm2m.vault import door, gate, seals, standing
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import Head, StandingRow
from tests import worlds
from tests.vault import notes


pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)
HANDLES = ("Robin", "Wren")
FULL = 2
"""SQLite: every act waits for the disk."""


class Area:
    """A small area: mothers whose year went through the actions, patterns of them, and when it was made."""

    def __init__(self, team: worlds.Team, mothers: dict[str, str], now: datetime) -> None:
        self.team = team
        self.mothers = mothers
        self.patterns = patterns_of(team, mothers)
        self.now = now


@pytest.fixture
def area() -> Iterator[Area]:
    now = clock.now()
    with clock.at(now):
        yield _area(now)


def _area(now: datetime) -> Area:
    team = worlds.make_team()
    mothers = {handle: worlds.begin(team, handle, days_ago=60) for handle in HANDLES}
    for turn, mother in enumerate(mothers.values()):
        for days in range(50, 2, -9):
            outcome = Outcome.MET if (days + turn) % 2 else Outcome.NOT_REACHED
            worlds.contact(team, mother, outcome, now - days * DAY)
        with clock.at(now - 2 * DAY):
            _agree(team.jo, mother, now - 2 * DAY)
    return Area(team, mothers, now)


def _agree(by: Actor, mother: str, at: datetime) -> None:
    card = SafeContact(Channel.TEXT, "Text her own phone", local_day(at + 14 * DAY), most_contacts_a_week=3)
    outreach.set_safe_contact(by=by, mother=mother, card=card, seen="", at=at)
    outreach.open_window(by=by, mother=mother, kind=WindowKind.HER_DAY, opened=at, at=at)
    promised = Contact(Channel.TEXT, Outcome.SPOKE, her_words="Tuesday is good", next_at=at + 5 * DAY)
    outreach.log_contact(by=by, mother=mother, contact=promised, at=at)


def patterns_of(team: worlds.Team, mothers: dict[str, str]) -> list[tuple[Pattern, Cast]]:
    cast = Cast(team.jo, team.sam, team.kit)
    return [(pattern_of(ref, handle, cast), cast) for handle, ref in mothers.items()]


def copied(area: Area, mothers: int = 30) -> list[Head]:
    """So many copies, by number."""
    before = Head.objects.count()
    crowd.load_crowd(area.patterns, mothers, area.now - 900 * DAY, lambda _mothers, _contacts: None)
    return list(Head.objects.order_by("id")[before:])


def worker(count: int, team: int = 2) -> Actor:
    found = actor_by_email(crowd.address_of(team, count))
    assert found is not None
    return found


LEAD = crowd.BUILDERS + crowd.OUTREACH_WORKERS + 1


@pytest.mark.slow
def test_the_verifier_accepts_the_ledger_and_every_line_is_sealed(area: Area) -> None:
    copied(area)
    notes.verified()
    assert seals.seal_changed_heads() == 0


@pytest.mark.slow
def test_a_copy_opens_to_her_bridge_builder_as_her_pattern_opens_to_jo(area: Area) -> None:
    heads = copied(area)
    told_of_patterns = {_told(area.team.jo, mother)[1:] for mother in area.mothers.values()}
    for place, head in enumerate(heads):
        handle, *rest = _told(worker(place // crowd.HELD_BY_ONE + 1), head.ref)
        assert tuple(rest) in told_of_patterns
        assert handle not in HANDLES


def _told(by: Actor, mother: str) -> tuple[Any, ...]:
    """What her page says, but for refs and the names of workers: the handle first."""
    with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page="record") as box:
        being, line, who = queries.being_in(box), queries.reaching(by, box), mother_in(box)
    assert line is not None
    assert line.handle == who.handle
    contacts = tuple((e.body, e.happened_at, e.written_at, e.how_known) for e in being.contacts)
    late = tuple(clock_line.due_at for clock_line in line.late)
    bare = replace(line, mother_ref="", handle="", card=None, late=(), contacts=(), lost_her=None)
    return who.handle, contacts, being.card.body if being.card else None, bare, late, who.stage, who.locality


@pytest.mark.slow
def test_every_key_of_a_copy_is_her_own(area: Area) -> None:
    refs = [head.ref for head in copied(area, 12)] + list(area.mothers.values())
    keys = keystore().keys([(ref, name) for ref in refs for name in Compartment])
    assert len(set(keys.values())) == len(refs) * len(Compartment)


@pytest.mark.slow
def test_every_due_row_is_what_the_nightly_count_makes_of_her_entries(area: Area) -> None:
    copied(area)
    before = list(Due.objects.order_by("id").values())
    assert outreach.rebuild_due(by=machine_actor(1)) == len(before)
    for row, counted in zip(before, Due.objects.order_by("id").values(), strict=True):
        assert row | {"counted_at": area.now} == counted


@pytest.mark.slow
def test_every_standing_follows_from_a_bridge(area: Area) -> None:
    copied(area)
    rows = StandingRow.objects.filter(until=None)
    stands = {(row.ground, row.worker_id, row.agency_id, row.compartment) for row in rows}
    assert stands == bridges.standing_by_causes()


@pytest.mark.slow
def test_today_lists_exactly_whom_the_policy_lets_each_worker_of_a_copied_team_reach(area: Area) -> None:
    heads = copied(area)
    for count in range(1, LEAD):
        by = worker(count)
        listed = {line.mother_ref for line in queries.today(by, size=100).items}
        assert listed == {head.ref for head in heads if _may(by, head)}
        assert listed or count > 5


def _may(by: Actor, head: Head) -> bool:
    stands = standing.facts_of(by, [head.id], clock.now()).get(head.id, ())
    of_her = standing.mother_facts(head)
    reads = OPENS[Permission.TODAY_SEE].reads
    return decide(Permission.TODAY_SEE, Facts(by, clock.now(), of_her, stands, compartments=reads)).allowed


@pytest.mark.slow
def test_the_board_of_a_copied_team_counts_its_own_mothers_only(area: Area) -> None:
    copied(area)
    numbers = board.numbers(worker(LEAD))
    assert {load.women for load in numbers.loads} == {crowd.HELD_BY_ONE, 6, 0}
    assert board.numbers(area.team.kit).not_seen <= len(area.mothers)


@pytest.mark.slow
def test_work_goes_on_with_a_copy_as_with_anybody(area: Area) -> None:
    head = copied(area, 8)[0]
    at = area.now - timedelta(minutes=5)
    outreach.log_contact(by=worker(1), mother=head.ref, contact=Contact(Channel.CALL, Outcome.MET), at=at)
    notes.verified()
    assert Due.objects.get(mother=head.id).last_met_at == at


@pytest.mark.slow
def test_the_same_refs_are_made_each_time(area: Area) -> None:
    refs = [head.ref for head in copied(area, 9)]
    with drawn_from_seed("team 2"):
        again = [ids.new_ref() for _ in range(400)]
    assert set(refs) <= set(again)


@pytest.mark.slow
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.integers(1, 40), st.sampled_from(Outcome)), max_size=6))
def test_whatever_her_history_a_copy_is_due_as_she_is(
    area: Area, contacts: list[tuple[int, Outcome]]
) -> None:
    Profile.objects.update(limit=100)
    number = Head.objects.count()
    mother = worlds.begin(area.team, f"Wren {number}", days_ago=45)
    for days, outcome in sorted(contacts, key=lambda contact: -contact[0]):
        worlds.contact(area.team, mother, outcome, area.now - days * DAY)
    outreach.rebuild_due(by=machine_actor(1))
    team = crowd.make_team(number, area.now - 900 * DAY)
    crowd.copy_team(team, patterns_of(area.team, {f"Wren {number}": mother}), number, 1)
    hers, copys = (_due(number) for number in (Head.objects.get(ref=mother).id, Head.objects.latest("id").id))
    assert hers == copys


def _due(mother: int) -> dict[str, Any]:
    row = Due.objects.filter(mother=mother).values().get()
    return {name: value for name, value in row.items() if name not in {"id", "ref", "mother"}}


@pytest.mark.slow
def test_a_reason_in_her_ledger_that_only_her_key_opens_makes_no_pattern(area: Area) -> None:
    mother = area.mothers["Robin"]
    by, see = area.team.kit, Permission.MOTHER_SEE
    with door.looking(by=by, permission=see, mother=mother, page="record", purpose="she asked me to look"):
        pass
    with pytest.raises(NoPattern):
        pattern_of(mother, "Robin", Cast(area.team.jo, area.team.sam, area.team.kit))


@pytest.mark.slow
def test_nothing_is_invented_in_a_database_that_is_in_use(area: Area) -> None:
    lines = Head.objects.count()
    with pytest.raises(NotEmpty):
        loader.load(clock.now(), lambda _so_far, _in_all: None)
    assert Head.objects.count() == lines


def test_nothing_is_invented_in_the_mode_of_a_real_installation(settings: Any) -> None:
    settings.HRM2M_MODE = "production"
    with pytest.raises(NotEmpty):
        loader.load(clock.now(), lambda _so_far, _in_all: None)
    assert actor_by_email("jo@harrowmere.example") is None


def test_a_team_is_two_hundred_and_nobody_holds_more_than_the_limit() -> None:
    held: dict[int, int] = {}
    team = crowd.Team(
        tuple(_somebody(n) for n in range(crowd.BUILDERS)),
        tuple(_somebody(90 + n) for n in range(4)),
        _somebody(99),
    )
    for place in range(crowd.OF_A_TEAM):
        cast = team.cast(place)
        assert cast.builder != cast.cover
        held[cast.builder.worker_id] = held.get(cast.builder.worker_id, 0) + 1
    assert set(held.values()) == {crowd.HELD_BY_ONE}
    assert crowd.HELD_BY_ONE <= bridges.LIMIT


def _somebody(number: int) -> Actor:
    return Actor(number, f"w{number}", 1, "a1", 1, frozenset({Role.BRIDGE_BUILDER}))


@pytest.mark.slow
def test_those_who_sign_in_for_a_further_team_are_in_it(area: Area) -> None:
    copied(area, 8)
    for invented in OF_A_FURTHER_TEAM:
        actor = actor_by_email(invented.email)
        assert actor is not None
        assert actor.roles == {role for _, role in invented.roles}
        assert workers_named([actor.worker_id])[actor.worker_id].first_name == invented.first_name


@pytest.mark.slow
@pytest.mark.skipif(
    connection.vendor == "postgresql", reason="SQLite alone is set otherwise while it is filled"
)
def test_the_disk_is_waited_for_again_once_the_area_is_filled(area: Area) -> None:
    names = ("synchronous", "cache_size", "wal_autocheckpoint")
    usual = [_setting(name) for name in names]
    during: list[list[int]] = []
    crowd.load_crowd(
        area.patterns, 3, area.now - 900 * DAY, lambda *_: during.append([_setting(n) for n in names])
    )
    assert during[0][0] == 0
    assert [_setting(name) for name in names] == usual
    assert usual[0] == FULL


def _setting(name: str) -> int:
    with gate.owner_mode(), connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return int(cursor.fetchone()[0])
