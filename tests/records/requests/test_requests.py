"""Somebody asks us: nobody is confirmed or denied before it is checked, and what was given stands in her record."""

import json
from datetime import timedelta

import msgspec
import pytest
from django.db import connection

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Compartment, Permission
from hrm2m.records.clocks import board
from hrm2m.records.clocks.models import Clock
from hrm2m.records.requests import actions as requests
from hrm2m.records.requests.entries import About, Given
from hrm2m.records.requests.models import RequestRow
from hrm2m.records.requests.queries import request_page, requests_of
from hrm2m.vault import door
from hrm2m.vault.errors import Denied, NotYours, StaleVersion
from hrm2m.vault.models import Line
from tests import worlds
from tests.records.requests import samples


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def test_any_worker_writes_it_down_and_the_leads_of_the_agency_read_it(team: worlds.Team) -> None:
    ref = samples.recorded(team.sam)
    assert [line.ref for line in requests_of(team.kit)] == [ref]
    assert request_page(by=team.ruth, request=ref).asked.what_exactly == samples.ASKED
    with pytest.raises(Denied):
        request_page(by=team.sam, request=ref)
    with pytest.raises(Denied):
        request_page(by=team.vic, request=ref)


def test_what_a_midwife_writes_down_comes_to_the_lead_behind_whoever_is_on_call(team: worlds.Team) -> None:
    ref = samples.recorded(team.mia)
    assert [line.ref for line in requests_of(team.kit)] == [ref]


def test_without_what_exactly_it_is_asked_for(team: worlds.Team) -> None:
    said = samples.came_in()
    empty = requests.CameIn(said.asker, said.about, msgspec.structs.replace(said.asking, what_exactly=" "))
    with pytest.raises(BadInput, match="what exactly"):
        requests.record_request(by=team.sam, came_in=empty, at=clock.now())


def test_nothing_is_given_before_it_is_checked_who_asks(team: worlds.Team) -> None:
    ref = samples.recorded(team.sam)
    answer = msgspec.structs.replace(samples.GIVEN.answer, how_checked="")
    unchecked = requests.Answered(samples.GIVEN.gave, samples.GIVEN.told, answer)
    with pytest.raises(BadInput, match="do not say whether we know anybody"):
        samples.answered(team.kit, ref, unchecked)
    assert request_page(by=team.kit, request=ref).answer is None
    samples.answered(team.kit, ref, samples.REFUSED)
    assert request_page(by=team.kit, request=ref).answer == samples.REFUSED.answer


def test_with_a_child_at_risk_now_checking_can_come_after(team: worlds.Team) -> None:
    ref = samples.recorded(team.sam, about=About.CHILD, at_risk=True)
    answer = msgspec.structs.replace(samples.GIVEN.answer, how_checked="")
    samples.answered(team.ruth, ref, requests.Answered(samples.GIVEN.gave, samples.GIVEN.told, answer))
    assert request_page(by=team.ruth, request=ref).gave is samples.GIVEN.gave


def test_where_a_child_is_at_risk_it_is_answered_the_same_day_weekend_or_not(team: worlds.Team) -> None:
    samples.recorded(team.sam, about=About.CHILD, at_risk=True)
    running = Clock.objects.get(kind="request_in_today")
    assert local_day(running.due_at) == local_day(clock.now())
    assert running.owner_id in {team.ruth.worker_id, team.rae.worker_id}


def test_late_it_stands_on_the_board_of_whoever_owes_the_answer(team: worlds.Team) -> None:
    ref = samples.recorded(team.sam)
    later = clock.now() + timedelta(days=20)
    assert [line.name for line in board.late_promises(team.kit, later).items] == [
        "somebody asks us: an answer"
    ]
    samples.answered(team.kit, ref)
    assert Clock.objects.get(kind="request_in").met_at is not None


@pytest.mark.parametrize(
    ("about", "compartment"), [(About.CHILD, Compartment.CHILD_SAFETY), (About.MOTHER, Compartment.GENERAL)]
)
def test_what_was_given_stands_in_her_record_in_the_drawer_it_is_about(
    team: worlds.Team, about: About, compartment: Compartment
) -> None:
    mother = worlds.begin(team)
    ref = samples.recorded(team.sam, mother, about)
    samples.answered(team.kit, ref)
    requests.write_in_her_record(by=team.kit, request=ref, mother=mother, at=clock.now())
    reads = {
        Compartment.CHILD_SAFETY: (team.ruth, Permission.WORRIES_SEE),
        Compartment.GENERAL: (team.jo, Permission.MOTHER_SEE),
    }
    who, permission = reads[compartment]
    with door.looking(by=who, permission=permission, mother=mother, page="given") as box:
        (entry,) = box.entries(Given, compartment=compartment)
    assert entry.body.to_whom == "D. Constable, Testmere police"
    assert entry.told_her_at is not None
    with pytest.raises(BadInput, match="already"):
        requests.write_in_her_record(by=team.kit, request=ref, mother=mother, at=clock.now())


def test_it_is_answered_before_it_is_written_in_a_record(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    ref = samples.recorded(team.sam, mother)
    with pytest.raises(BadInput, match="Answer it first"):
        requests.write_in_her_record(by=team.kit, request=ref, mother=mother, at=clock.now())


def test_a_record_out_of_reach_is_not_linked_and_the_answer_is_the_same(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    for by, ref in ((team.vic, mother), (team.vic, "a" * 26), (team.jo, mother)):
        samples.recorded(by, ref)
    linked = list(RequestRow.objects.order_by("id").values_list("mother", flat=True))
    assert linked[:2] == [None, None]
    assert linked[2] is not None


def test_two_leads_answer_at_once_the_first_holds_and_the_second_is_told(team: worlds.Team) -> None:
    ref = samples.recorded(team.sam)
    samples.answered(team.kit, ref, samples.REFUSED)
    with pytest.raises(StaleVersion):
        samples.answered(team.ruth, ref)
    assert request_page(by=team.kit, request=ref).answer == samples.REFUSED.answer


def test_not_told_yet_needs_why(team: worlds.Team) -> None:
    ref = samples.recorded(team.sam)
    answer = msgspec.structs.replace(samples.REFUSED.answer, told_why_not=" ")
    with pytest.raises(BadInput, match="not been told"):
        samples.answered(team.kit, ref, requests.Answered(samples.REFUSED.gave, samples.REFUSED.told, answer))


def test_no_word_of_it_stands_readable_in_a_table_or_in_the_ledger(team: worlds.Team) -> None:
    ref = samples.recorded(team.sam)
    samples.answered(team.kit, ref)
    request_page(by=team.kit, request=ref)
    with connection.cursor() as cursor:
        cursor.execute("SELECT asked, answer FROM requests_requestrow")
        kept = b"".join(bytes(value) for row in cursor.fetchall() for value in row)
    lines = "".join(json.dumps(line.body) for line in Line.objects.all())
    for word in ("Robin", "Constable", "switchboard", "last visit"):
        assert word.encode() not in kept
        assert word not in lines


def test_another_agency_meets_what_an_unknown_ref_meets(team: worlds.Team) -> None:
    ref = samples.recorded(team.vic)
    mine = {line.ref for line in requests_of(team.kit)}
    assert ref in mine, "an agency without a lead is answered for by the lead behind whoever is on call"
    with pytest.raises(NotYours):
        request_page(by=team.kit, request="a" * 26)
