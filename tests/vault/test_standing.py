"""Standing is in force from the moment it is given, and no longer at the moment it ends; her name comes from her."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Compartment, Ground, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.opens import GIVES
from hrm2m.vault import apart, door, drawers, gate, standing
from hrm2m.vault.entries import Subject
from hrm2m.vault.errors import Denied, NotYours, VaultError
from hrm2m.vault.keystore import keystore
from hrm2m.vault.models import Head, IdentityEntry, StandingRow
from tests.vault import notes
from tests.vault.notes import JO, SAM


pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def may_log(mother: str, at: datetime, by: Actor = SAM) -> bool:
    try:
        with clock.at(at):
            notes.log(mother, by=by)
    except NotYours:
        return False
    return True


def test_it_begins_at_once_and_is_over_at_its_end() -> None:
    with clock.at(NOON - timedelta(hours=1)):
        mother = notes.begin()
    with clock.at(NOON), door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        box.give_standing(
            Ground.TEAM,
            cause="team:1",
            worker_id=SAM.worker_id,
            agency_id=SAM.agency_id,
            until=NOON + timedelta(hours=1),
        )
    end = NOON + timedelta(hours=1)
    assert [may_log(mother, at) for at in (NOON - TICK, NOON, end - TICK, end, end + TICK)] == [
        False,
        True,
        True,
        False,
        False,
    ]
    notes.verified()


@pytest.mark.promise(7)
def test_a_list_begins_and_ends_with_the_standing() -> None:
    end = NOON + timedelta(hours=1)
    with clock.at(NOON):
        mother = notes.subject_of(notes.begin())
        with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother.ref) as box:
            for ground, cause in ((Ground.TEAM, "team:1"), (Ground.BLOCK, "bar:1")):
                box.give_standing(
                    ground, cause=cause, worker_id=SAM.worker_id, agency_id=SAM.agency_id, until=end
                )
    for at, is_there in ((NOON - TICK, False), (NOON, True), (end - TICK, True), (end, False)):
        within = standing.mothers_within_reach(SAM, [Ground.TEAM], Compartment.GENERAL, at)
        barred = standing.mothers_barred(SAM, at)
        for numbers in (within, barred):
            assert numbers.numbers() == ({mother.id} if is_there else set())
            assert Head.objects.filter(id__in=numbers).exists() is is_there


def test_ended_means_over_in_the_same_instant() -> None:
    with clock.at(NOON):
        mother = notes.begin()
        notes.give_team(mother)
        assert may_log(mother, NOON)
        notes.end_team(mother)
        assert not may_log(mother, NOON)
    notes.verified()


def test_a_clock_put_back_does_not_save_a_standing_from_its_end() -> None:
    with clock.at(NOON):
        mother = notes.begin()
        notes.give_team(mother)
    with clock.at(NOON - timedelta(minutes=5)):
        with pytest.raises(NotYours):
            notes.end_team(mother)
        with clock.at(NOON), door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
            with clock.at(NOON - timedelta(minutes=5)):
                box._unit._now = clock.now()
                box.end_standing(cause="team:1")
    assert not may_log(mother, NOON + timedelta(hours=1))


def test_ending_one_cause_leaves_the_others() -> None:
    mother = notes.begin()
    notes.give_team(mother, cause="team:1")
    notes.give_team(mother, cause="team:2")
    notes.end_team(mother, "team:1")
    notes.log(mother, by=SAM)
    notes.end_team(mother, "team:2")
    assert not may_log(mother, clock.now())


def test_one_row_for_each_compartment_the_ground_opens() -> None:
    mother = notes.subject_of(notes.begin())
    rows = StandingRow.objects.filter(mother=mother.id)
    assert {row.compartment for row in rows} == {"identity", "general", "her_safety"}


@pytest.mark.promise(2)
def test_there_is_no_name_to_fill_in_before_she_gives_it() -> None:
    mother = notes.begin()
    with pytest.raises(DatabaseError, match="no mother may have this entry"):
        notes.put_past_the_policy(mother, Compartment.IDENTITY, "her name")
    notes.she_gives_her_name(mother)
    notes.put_past_the_policy(mother, Compartment.IDENTITY, "her name")


@pytest.mark.promise(2)
def test_the_policy_too_asks_for_her_word_before_a_name() -> None:
    mother = notes.begin()
    with pytest.raises(Denied, match="Only her own word"):
        with door.acting(by=JO, permission=Permission.IDENTITY_GIVE, mother=mother, act=ActFacts()):
            pass


def test_no_entry_is_written_for_a_mother_who_is_not_here() -> None:
    gone = Subject(987654, notes.begin(), 1)
    key = keystore().keys([(gone.ref, Compartment.GENERAL)])[gone.ref, Compartment.GENERAL]
    with pytest.raises(DatabaseError), transaction.atomic():
        drawers.write(gone, notes.a_note(), key, 7, clock.now())


@pytest.mark.promise(2)
def test_identity_is_empty_while_she_is_known_by_handle() -> None:
    mother = notes.subject_of(notes.begin())
    with transaction.atomic(), gate.opened(Compartment.IDENTITY, [mother.id]):
        assert not IdentityEntry.objects.exists()


@pytest.mark.promise(7)
def test_a_bar_holds_from_its_moment_to_its_end_for_whom_it_names() -> None:
    end = NOON + timedelta(hours=1)
    with clock.at(NOON):
        mother = notes.subject_of(notes.begin())
        other = notes.subject_of(notes.begin())
        with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother.ref) as box:
            box.give_standing(Ground.BLOCK, cause="bar:1", worker_id=9, until=end)
            box.give_standing(Ground.BLOCK, cause="bar:2", agency_id=2, until=end)
            box.give_standing(Ground.TEAM, cause="team:1", worker_id=9, agency_id=1)
    both = [mother.id, other.id]
    for at, there in ((NOON - TICK, False), (NOON, True), (end - TICK, True), (end, False)):
        found = standing.bars_on_many(both, at)
        assert {number: [bar.cause for bar in bars] for number, bars in found.items()} == (
            {mother.id: ["bar:1", "bar:2"]} if there else {}
        )
    of_worker, of_agency = standing.bars_on_many(both, NOON)[mother.id]
    for bar, worker, agency, holds in (
        (of_worker, 9, 3, True),
        (of_worker, 8, 3, False),
        (of_worker, 10, 3, False),
        (of_agency, 8, 2, True),
        (of_agency, 8, 1, False),
        (of_agency, 8, 3, False),
    ):
        assert bar.is_about(worker, agency) is holds
    assert not of_worker.is_apart
    assert of_worker.since == NOON


def test_whom_another_is_kept_from_is_barred_and_no_page_says_so() -> None:
    with clock.at(NOON):
        one, other = notes.subject_of(notes.begin()), notes.subject_of(notes.begin(by=notes.a_worker(70)))
        apart.keep(area=1, pair="pair", one=one.id, other=other.id, now=NOON)
    (bar,) = standing.bars_on_many([one.id], NOON)[one.id]
    assert (bar.worker_id, bar.agency_id, bar.is_apart) == (70, None, True)


def test_who_stands_near_her_now_and_for_what() -> None:
    end = NOON + timedelta(hours=1)
    with clock.at(NOON):
        mother = notes.subject_of(notes.begin())
        notes.begin(by=notes.a_worker(70))
        with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother.ref) as box:
            box.give_standing(Ground.TEAM, cause="team:1", worker_id=9, agency_id=1, until=end)
            box.give_standing(Ground.TEAM, cause="team:2", agency_id=2, until=end)
    for at, there in ((NOON - TICK, False), (NOON, True), (end - TICK, True), (end, False)):
        assert standing.who_stands(mother.id, Ground.TEAM, at) == ({9} if there else set())
        causes = {"bridge:1"} if at >= NOON else set()
        assert standing.causes_in_force(mother.id, at) == causes | ({"team:1", "team:2"} if there else set())
        teams = {row[2:] for row in standing.everything_in_force(at) if row[1] == Ground.TEAM}
        assert teams == ({(9, 1, "general"), (None, 2, "general")} if there else set())
    assert {row[0] for row in standing.everything_in_force(NOON)} > {mother.id}


def test_only_a_bar_and_a_way_of_her_own_need_no_agency() -> None:
    mother = notes.subject_of(notes.begin())
    for ground in Ground:
        named: dict[str, Any] = {
            "cause": "x",
            "worker_id": 9,
            "agency_id": None,
            "since": NOON,
            "until": None,
            "in_turn": True,
        }
        if ground in {Ground.BLOCK, Ground.OWN}:
            assert len(standing.give(mother, ground, [Compartment.GENERAL], **named)) == 1
        else:
            with pytest.raises(VaultError, match="names the agency"):
                standing.give(mother, ground, [Compartment.GENERAL], **named)


def test_nobody_is_given_standing_out_of_turn() -> None:
    mother = notes.begin()
    with (
        door.acting(by=JO, permission=Permission.CONTACT_LOG, mother=mother) as box,
        pytest.raises(VaultError, match="locks the house first"),
    ):
        box.give_standing(Ground.TEAM, cause="team:1", worker_id=9, agency_id=1)
    assert Permission.CONTACT_LOG not in GIVES
    with door.acting(by=JO, permission=Permission.BRIDGE_CHANGE, mother=mother) as box:
        box.give_standing(Ground.TEAM, cause="team:1", worker_id=9, agency_id=1)
