"""Whoever stands near nobody tells the safeguarding lead; it is read, filed on the right mother, or answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Role
from hrm2m.records.children import actions as children
from hrm2m.records.children.actions import Known
from hrm2m.records.children.entries import Observation, Said
from hrm2m.records.children.models import Notice
from hrm2m.records.children.told import my_notices, notice_page, notices_to_read
from hrm2m.records.clocks.models import Clock
from hrm2m.vault.errors import Denied, NotYours
from tests import worlds
from tests.records.children import samples


pytestmark = pytest.mark.django_db
TOLD = "The girl of the woman in the red coat slept in the waiting room, alone."


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def tell(team: worlds.Team, who: str = "mia") -> str:
    return children.tell_about_child(by=getattr(team, who), words=TOLD, at=clock.now())


@pytest.mark.parametrize("who", ["mia", "tom", "vic", "jo"])
def test_anybody_tells_and_a_safeguarding_lead_reads_it(team: worlds.Team, who: str) -> None:
    ref = tell(team, who)
    assert [line.ref for line in notices_to_read(team.ruth)] == [ref]
    page = notice_page(by=team.ruth, notice=ref)
    assert page.words == TOLD
    assert page.by is not None
    assert page.by.first_name == who.title()


def test_what_was_told_is_not_readable_in_the_table(team: worlds.Team) -> None:
    tell(team)
    assert b"waiting room" not in bytes(Notice.objects.get().words)


@pytest.mark.parametrize("who", ["mia", "tom", "jo", "kit"])
def test_nobody_else_reads_it(team: worlds.Team, who: str) -> None:
    ref = tell(team)
    with pytest.raises(Denied):
        notice_page(by=getattr(team, who), notice=ref)
    with pytest.raises(Denied):
        notices_to_read(getattr(team, who))


def test_an_agency_with_a_lead_of_its_own_tells_that_one_only(team: worlds.Team) -> None:
    ref = tell(team, "jo")
    theirs = replace(team.vic, roles=frozenset({Role.SAFEGUARDING_LEAD}))
    assert notices_to_read(theirs) == ()
    with pytest.raises(NotYours):
        notice_page(by=theirs, notice=ref)


def test_what_waits_for_another_agency_takes_no_place_on_the_list(team: worlds.Team) -> None:
    tell(team, "jo")
    row, now = Notice.objects.get(), clock.now()
    there = {"area": row.area, "words": row.words, "by_id": row.by_id, "agency_id": row.agency_id}
    other = team.vic.agency_id
    Notice.objects.bulk_create(
        [Notice(for_agency_id=other, at=now - timedelta(days=1), **there) for _ in range(300)]
    )
    assert [line.ref for line in notices_to_read(team.ruth)] == [row.ref]


def test_it_is_promised_to_be_read_and_every_lead_is_told_without_a_word_of_it(team: worlds.Team) -> None:
    ref = tell(team)
    running = Clock.objects.get(kind="worry_read", about=ref)
    assert (running.owner_id, running.met_at) == (team.ruth.worker_id, None)
    told = [
        job.payload for job in Job.objects.filter(kind="mail") if job.payload["text"] == "something_waits"
    ]
    assert len(told) == 2
    assert "waiting" not in str([job.payload for job in Job.objects.all()])


def test_filed_on_the_right_mother_it_is_an_observation_without_retyping(team: worlds.Team) -> None:
    ref, mother = tell(team), worlds.begin(team)
    seen = Observation(TOLD, comes_from=ref, by_whom_said=Said.WORKER)
    known = Known("told_by", "Mia, midwife")
    children.file_notice(by=team.ruth, notice=ref, mother=mother, seen=seen, known=known, at=clock.now())
    (noticed,) = samples.read(team.ruth, mother).unnamed
    assert (noticed.thread.newest.body.words, noticed.thread.newest.from_whom) == (TOLD, "Mia, midwife")
    assert notices_to_read(team.rae) == ()
    assert Clock.objects.get(about=ref).met_at is not None
    with pytest.raises(BadInput):
        children.file_notice(by=team.rae, notice=ref, mother=mother, seen=seen, known=known, at=clock.now())


def test_it_is_not_lost_where_the_mother_is_out_of_reach(team: worlds.Team) -> None:
    ref = tell(team)
    seen = Observation(TOLD, comes_from=ref)
    with pytest.raises(Denied):
        children.file_notice(
            by=team.ruth, notice=ref, mother="n" * 26, seen=seen, known=Known(), at=clock.now()
        )
    assert [line.ref for line in notices_to_read(team.ruth)] == [ref]


def test_answered_whoever_told_it_reads_what_was_done(team: worlds.Team) -> None:
    ref = tell(team)
    children.answer_notice(by=team.ruth, notice=ref, words="I rang the nursery: she is with her aunt.")
    (mine,) = my_notices(team.mia)
    assert mine.answer == "I rang the nursery: she is with her aunt."
    assert my_notices(team.tom) == ()
    with pytest.raises(BadInput):
        children.answer_notice(by=team.rae, notice=ref, words="again")


def test_nothing_told_is_refused_with_a_sentence(team: worlds.Team) -> None:
    with pytest.raises(BadInput):
        children.tell_about_child(by=team.mia, words=" ", at=clock.now())
    with pytest.raises(BadInput):
        children.tell_about_child(by=team.mia, words=TOLD, at=clock.now() + timedelta(hours=1))
    assert not Notice.objects.exists()
