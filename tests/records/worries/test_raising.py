"""A worry is put to the lead by anybody near her, opens nothing, and is read within one working day."""

from datetime import timedelta

import pytest
from django.db import connection

from hrm2m.foundation import clock, ids, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Compartment, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import Stage
from hrm2m.policy.worry_lifecycle import WorryStatus
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.models import Membership
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks import board
from hrm2m.records.clocks.models import Clock
from hrm2m.records.clocks.queries import clocks_of
from hrm2m.records.whole import actions as whole
from hrm2m.records.worries import actions as worries
from hrm2m.records.worries.entries import Asked, Grounds, OurView, TheirDecision, TheirStep, Worry
from hrm2m.records.worries.models import WorryRow
from hrm2m.records.worries.queries import desk, worry_page
from hrm2m.vault import door
from hrm2m.vault.errors import Denied, NotYours, StaleVersion
from hrm2m.vault.models import Head
from tests import worlds
from tests.plans import plans_on
from tests.records.worries import samples


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team)


def mailed() -> list[tuple[str, int]]:
    return [
        (job.payload["text"], job.payload["to"]) for job in Job.objects.filter(kind=mail.KIND).order_by("id")
    ]


def test_a_worry_from_the_street_stands_on_the_leads_desk_in_the_same_moment(
    team: worlds.Team, mother: str
) -> None:
    ref = samples.raised(team.sam, mother)
    (line,) = desk(team.ruth).worries
    assert (line.ref, line.words, line.status) == (ref, samples.SAW, WorryStatus.RAISED)
    assert line.clock is not None
    assert line.clock.kind == "worry_read"
    assert desk(team.rae).worries[0].ref == ref


def test_what_goes_on_for_months_takes_no_place_from_what_nobody_has_read(
    team: worlds.Team, mother: str
) -> None:
    before = samples.raised(team.sam, mother)
    row = WorryRow.objects.get(entry=before)
    there = {"area": row.area, "mother": row.mother, "raised_by_id": row.raised_by_id}
    long_ago = row.raised_at - timedelta(days=90)
    WorryRow.objects.bulk_create(
        [
            WorryRow(entry=ids.new_ref(), status=WorryStatus.AGREED, raised_at=long_ago, **there)
            for _ in range(300)
        ]
    )
    found = desk(team.ruth)
    assert [line.ref for line in found.unread] == [before]
    assert found.is_cut


def test_whoever_raised_it_reads_nothing_for_it(team: worlds.Team, mother: str) -> None:
    ref = samples.raised(team.sam, mother)
    with pytest.raises(Denied):
        worry_page(by=team.sam, worry=ref)
    assert desk(team.sam) == desk(team.vic)
    assert not desk(team.kit).worries


def test_somebody_of_another_agency_meets_what_an_unknown_ref_meets(team: worlds.Team, mother: str) -> None:
    ref = samples.raised(team.jo, mother)
    with pytest.raises(NotYours) as foreign:
        worry_page(by=team.vic, worry=ref)
    with pytest.raises(NotYours) as unknown:
        worry_page(by=team.vic, worry="a" * 26)
    assert str(foreign.value) == str(unknown.value)


def test_without_a_word_it_is_asked_for_one(team: worlds.Team, mother: str) -> None:
    with pytest.raises(BadInput, match="in your own words"):
        worries.raise_worry(
            by=team.jo, mother=mother, worry=Worry(Grounds()), how_known="seen", at=clock.now()
        )


def test_it_can_be_raised_while_her_record_sleeps(team: worlds.Team) -> None:
    mother = worlds.begin(team, days_ago=400)
    assert whole.let_sleep(by=machine_actor(1)) == 1
    assert Head.objects.get(ref=mother).stage == Stage.ASLEEP
    samples.raised(team.ruth, mother)
    assert len(desk(team.ruth).worries) == 1


def test_the_leads_get_a_mail_that_says_only_that_something_waits(team: worlds.Team, mother: str) -> None:
    samples.raised(team.jo, mother)
    waits = mail.Text.SOMETHING_WAITS
    assert mailed() == [(waits, team.rae.worker_id), (waits, team.ruth.worker_id)]
    words = f"{mail.WORDINGS[waits].subject} {mail.WORDINGS[waits].words}"
    assert not {"child", "worry", "Robin"} & set(words.replace(".", "").split())


def test_unread_after_a_working_day_it_comes_to_the_other_lead_and_to_nobody_else(
    team: worlds.Team, mother: str
) -> None:
    samples.raised(team.jo, mother)
    with clock.at(clock.now() + timedelta(days=5)):
        clocks.escalate_due(by=machine_actor(1))
    with clock.at(clock.now() + timedelta(days=40)):
        clocks.escalate_due(by=machine_actor(1))
    late = [to for text, to in mailed() if "promise" in text]
    assert set(late) <= {team.ruth.worker_id, team.rae.worker_id}
    assert len(late) == 2


def test_where_nobody_keeps_children_safe_whoever_is_on_call_is_told(team: worlds.Team, mother: str) -> None:
    samples.raised(team.jo, mother)
    gone = [team.ruth.worker_id, team.rae.worker_id]
    Membership.objects.filter(worker_id__in=gone).update(until=clock.now())
    agencies.set_on_call(by=machine_actor(1), on_call=team.sam.worker_ref, lead=team.kit.worker_ref)
    for days in (5, 40):
        with clock.at(clock.now() + timedelta(days=days)):
            clocks.escalate_due(by=machine_actor(1))
    late = [to for text, to in mailed() if "promise" in text]
    assert set(late) <= {team.kit.worker_id, team.sam.worker_id}
    assert len(late) == 2


def test_its_clock_is_on_no_other_list(team: worlds.Team, mother: str) -> None:
    samples.raised(team.jo, mother)
    later = clock.now() + timedelta(days=30)
    with (
        clock.at(later),
        door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box,
    ):
        assert "worry_read" not in {line.kind for line in clocks_of(box)}
    assert "a worry" not in "".join(line.name for line in board.late_promises(team.kit, later).items)
    assert Clock.objects.get(kind="worry_read").compartment == Compartment.CHILD_SAFETY


def test_a_promise_about_a_child_runs_on_when_her_record_ends(team: worlds.Team, mother: str) -> None:
    samples.raised(team.jo, mother)
    whole.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    assert Clock.objects.get(kind="worry_read").stopped_at is None
    assert len(desk(team.ruth).worries) == 1


def test_a_lead_whom_she_barred_is_passed_over_and_another_has_it(team: worlds.Team, mother: str) -> None:
    bridges.bar(by=team.jo, mother=mother, worker=team.rae.worker_ref)
    samples.raised(team.jo, mother)
    running = Clock.objects.get(kind="worry_read")
    assert (running.owner_id, running.escalate_to_id) == (team.ruth.worker_id, team.ruth.worker_id)
    assert not desk(team.rae).worries


def test_read_asked_decided_disagreed_and_over(team: worlds.Team, mother: str) -> None:
    ref = samples.raised(team.jo, mother)
    seen = worries.read_worry(by=team.ruth, worry=ref, seen="", at=clock.now())
    assert Clock.objects.get(kind="worry_read").met_at is not None
    seen = worries.ask_decision(by=team.ruth, worry=ref, grounds=samples.GROUNDS, seen=seen, at=clock.now())
    decided = TheirDecision(TheirStep.NO_FURTHER_ACTION, "Not met", "A duty social worker")
    seen = worries.write_their_decision(by=team.ruth, worry=ref, decision=decided, seen=seen, at=clock.now())
    with pytest.raises(BadInput, match="by name"):
        worries.say_our_view(by=team.ruth, worry=ref, view=OurView(False, "No"), seen=seen, at=clock.now())
    view = OurView(False, "He is four", "Head of the duty team")
    seen = worries.say_our_view(by=team.ruth, worry=ref, view=view, seen=seen, at=clock.now())
    assert worry_page(by=team.ruth, worry=ref).status is WorryStatus.ESCALATED
    assert Clock.objects.get(kind="disagreement").met_at is None
    worries.write_outcome(
        by=team.ruth, worry=ref, words="A neighbour is there at night", seen=seen, at=clock.now()
    )
    assert worry_page(by=team.ruth, worry=ref).status is WorryStatus.OVER
    assert Clock.objects.filter(met_at=None, stopped_at=None).exclude(compartment="general").count() == 0
    assert not desk(team.ruth).worries


def test_two_people_on_one_worry_both_are_kept_and_the_second_is_told(team: worlds.Team, mother: str) -> None:
    ref = samples.raised(team.jo, mother)
    first = worries.read_worry(by=team.ruth, worry=ref, seen="", at=clock.now(), words="Rang Jo")
    with pytest.raises(StaleVersion) as told:
        worries.ask_decision(by=team.rae, worry=ref, grounds=samples.GROUNDS, seen="", at=clock.now())
    assert told.value.current_ref == first
    worries.ask_decision(by=team.rae, worry=ref, grounds=samples.GROUNDS, seen=first, at=clock.now())
    assert [step.by_id for step in worry_page(by=team.ruth, worry=ref).steps] == [
        team.rae.worker_id,
        team.ruth.worker_id,
    ]


def test_a_step_that_does_not_come_now_is_refused_with_a_sentence(team: worlds.Team, mother: str) -> None:
    ref = samples.raised(team.jo, mother)
    view = OurView(True, "Fine")
    with pytest.raises(BadInput, match="does not come now"):
        worries.say_our_view(by=team.ruth, worry=ref, view=view, seen="", at=clock.now())


def test_it_is_asked_what_is_asked(team: worlds.Team, mother: str) -> None:
    ref = samples.raised(team.jo, mother)
    grounds = Grounds(asks=Asked.NOT_SAID, words="…")
    with pytest.raises(BadInput, match="what is asked"):
        worries.ask_decision(by=team.ruth, worry=ref, grounds=grounds, seen="", at=clock.now())


def test_the_desk_finds_what_waits_without_reading_what_is_over(team: worlds.Team, mother: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole")
    samples.raised(team.jo, mother)
    (plan,) = plans_on("worries_worryrow", lambda: desk(team.ruth))
    assert "INDEX worries_of_mother (mother=? AND status=?)" in plan, plan
