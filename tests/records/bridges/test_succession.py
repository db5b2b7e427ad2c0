"""Her bridge builder does not come back: that she is asked whom she wants next is a promise nobody can forget."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.asked_again import to_ask_again
from hrm2m.records.bridges.models import WhomNext
from hrm2m.records.bridges.succession import NEXT
from hrm2m.records.bridges.whom_next import to_ask_whom_next, waiting_for_next
from hrm2m.records.bridges.yeses import Wants, YesTo
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks import board
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.whole import actions as whole
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Head
from tests import worlds
from tests.records.agencies.test_second_person import worker


pytestmark = pytest.mark.django_db
MACHINE = machine_actor(1)
DAY = timedelta(days=1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def running() -> list[Clock]:
    return list(Clock.objects.filter(RUNNING, kind=NEXT).order_by("id"))


def away(team: worlds.Team, *, days: int | None) -> None:
    now = clock.now()
    ends = now + days * DAY if days else None
    bridges.be_away(by=team.jo, worker=team.jo.worker_ref, begins=now, ends=ends)


def gone(team: worlds.Team, mother: str, how: str) -> None:
    """Jo is not there for her any more, and no day is known on which Jo is back."""
    jo = team.jo.worker_ref
    if how == "stood_down":
        bridges.stand_down(by=team.kit, worker=jo)
    elif how == "left":
        ada = worker(team.jo.agency_ref, "ada", Role.ADMINISTRATOR)
        accounts.end_account(by=ada, worker=jo)
    elif how == "barred":
        bridges.bar(by=team.sam, mother=mother, worker=jo)
    elif how == "ill":
        away(team, days=None)
    elif how == "for_half_a_year":
        away(team, days=180)
    else:
        bridges.let_cover_hold(by=team.jo, mother=mother)


def said(team: worlds.Team, mother: str, wants: Wants) -> None:
    outreach.she_said_whom_next(by=team.sam, mother=mother, wants=wants, at=clock.now())


@pytest.mark.promise(8)
@pytest.mark.parametrize("how", ["stood_down", "left", "barred", "ill", "for_half_a_year", "cannot"])
def test_where_nobody_comes_back_soon_cover_promises_to_ask_her_and_the_lead_is_behind(
    team: worlds.Team, how: str
) -> None:
    mother = worlds.begin(team)
    gone(team, mother, how)
    (promise,) = running()
    assert (promise.owner_id, promise.escalate_to_id) == (team.sam.worker_id, team.kit.worker_id)
    assert timedelta(days=11) < promise.due_at - clock.now() < timedelta(days=22)


def test_while_a_holiday_lasts_nobody_asks_and_after_it_nothing_is_left(team: worlds.Team) -> None:
    worlds.begin(team)
    away(team, days=14)
    assert bridges.keep_asking_whom_next(by=MACHINE) == 0
    with clock.at(clock.now() + 14 * DAY):
        bridges.keep_absences(by=MACHINE)
        assert bridges.keep_asking_whom_next(by=MACHINE) == 0
    assert not Clock.objects.filter(kind=NEXT).exists()


@pytest.mark.parametrize("how", ["left", "stood_down", "barred"])
def test_who_is_gone_for_good_while_away_is_noticed(team: worlds.Team, how: str) -> None:
    mother = worlds.begin(team)
    away(team, days=14)
    gone(team, mother, how)
    assert bridges.keep_asking_whom_next(by=MACHINE) == 1
    assert bridges.keep_asking_whom_next(by=MACHINE) == 0
    assert len(running()) == 1


def test_cover_that_has_lasted_is_noticed_too(team: worlds.Team) -> None:
    worlds.begin(team)
    away(team, days=27)
    with clock.at(clock.now() + 26 * DAY):
        assert bridges.keep_asking_whom_next(by=MACHINE) == 0
    # The worker process stood still, so nobody gave the bridge back.
    with clock.at(clock.now() + 29 * DAY):
        assert bridges.keep_asking_whom_next(by=MACHINE) == 1


def test_late_it_is_on_the_board_and_the_lead_is_told(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    gone(team, mother, "cannot")
    later = clock.now() + 30 * DAY
    with clock.at(later):
        assert "she is asked whom she wants next" in {
            line.name.partition(": ")[2] for line in board.late_promises(team.kit, later).items
        }
        assert clocks.escalate_due(by=MACHINE) >= 1
    assert running()[0].level == 1


def test_other_cover_owes_it_from_then_on(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    gone(team, mother, "stood_down")
    bridges.change_cover(by=team.kit, mother=mother, cover=team.amir.worker_ref, at=clock.now())
    assert [promise.owner_id for promise in running()] == [team.amir.worker_id]


def test_once_she_chose_somebody_it_is_kept(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    gone(team, mother, "stood_down")
    bridges.change_bridge_builder(
        by=team.kit,
        mother=mother,
        builder=team.amir.worker_ref,
        cover=team.sam.worker_ref,
        at=clock.now(),
    )
    assert Clock.objects.get(kind=NEXT).met_at is not None


def test_with_her_bridge_builder_back_nobody_asks(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    gone(team, mother, "ill")
    bridges.come_back(by=team.jo, worker=team.jo.worker_ref)
    assert Clock.objects.get(kind=NEXT).stopped_at is not None
    with pytest.raises(BadInput, match="is there for her"):
        said(team, mother, Wants.NOT_NOW)


def test_not_now_is_an_answer_and_she_is_asked_again_after_four_weeks(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    gone(team, mother, "stood_down")
    said(team, mother, Wants.NOT_NOW)
    assert Clock.objects.get(kind=NEXT).met_at is not None
    with clock.at(clock.now() + 27 * DAY):
        assert bridges.keep_asking_whom_next(by=MACHINE) == 0
    with clock.at(clock.now() + 28 * DAY):
        assert bridges.keep_asking_whom_next(by=MACHINE) == 1


def test_that_she_keeps_cover_is_asked_again_by_somebody_who_gains_nothing(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    gone(team, mother, "stood_down")
    said(team, mother, Wants.COVER)
    assert running() == []
    assert YesTo.COVER not in {each.what for each in to_ask_again(team.sam)}
    assert YesTo.COVER in {each.what for each in to_ask_again(team.kit)}
    with clock.at(clock.now() + 83 * DAY):
        assert bridges.keep_asking_whom_next(by=MACHINE) == 0
    with clock.at(clock.now() + 84 * DAY):
        assert bridges.keep_asking_whom_next(by=MACHINE) == 1


def test_to_keep_cover_who_goes_too_says_nothing_of_the_next(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    gone(team, mother, "stood_down")
    said(team, mother, Wants.COVER)
    bridges.change_cover(by=team.kit, mother=mother, cover=team.amir.worker_ref, at=clock.now())
    assert bridges.keep_asking_whom_next(by=MACHINE) == 1


def test_left_be_she_is_not_asked_and_it_cannot_be_said_of_who_is_not(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    gone(team, mother, "stood_down")
    with pytest.raises(BadInput, match="has not asked to be left be"):
        said(team, mother, Wants.LEFT_BE)
    assert not WhomNext.objects.exists()
    outreach.leave_her_be(by=team.sam, mother=mother, at=clock.now())
    said(team, mother, Wants.LEFT_BE)
    kept = Clock.objects.get(kind=NEXT)
    assert (kept.met_at, kept.stopped_at is None) == (None, False)


def test_whoever_holds_it_and_the_lead_have_it_on_their_lists_and_nobody_else(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    worlds.begin(team, "Wren", by=team.amir)
    gone(team, mother, "stood_down")
    (mine,) = to_ask_whom_next(team.sam)
    assert (mine.mother_ref, mine.builder, mine.held_by) == (mother, "Jo", "Sam")
    assert waiting_for_next(team.kit) == (mine,)
    assert to_ask_whom_next(team.jo) == to_ask_whom_next(team.amir) == waiting_for_next(team.vic) == ()


def test_who_does_not_stand_near_her_says_nothing_for_her(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    gone(team, mother, "stood_down")
    for by in (team.jo, team.vic, team.mia):
        with pytest.raises(Denied):
            outreach.she_said_whom_next(by=by, mother=mother, wants=Wants.NOT_NOW, at=clock.now())


@pytest.mark.promise(3)
@pytest.mark.parametrize("how", ["died", "left"])
def test_after_her_record_ended_nothing_of_it_is_promised_to_anybody(team: worlds.Team, how: str) -> None:
    mother = worlds.begin(team)
    worlds.begin(team, "Wren")
    if how == "died":
        whole.she_died(by=team.jo, mother=mother, second=team.kit.worker_ref, at=clock.now())
    else:
        whole.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    number = Head.objects.get(ref=mother).id
    bridges.stand_down(by=team.kit, worker=team.jo.worker_ref)
    bridges.keep_asking_whom_next(by=MACHINE)
    assert not Clock.objects.filter(RUNNING, mother=number).exists()
    assert len(running()) == 1
