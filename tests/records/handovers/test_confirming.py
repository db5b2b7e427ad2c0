"""A handover is done when she says so: by whom her yes may be written, what a text counts, and what silence does."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.handover_lifecycle import HandoverStatus
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.queries import bridge_of, standing_due
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.models import Clock
from hrm2m.records.clocks.queries import clocks_of
from hrm2m.records.handovers import actions
from hrm2m.records.handovers.actions.meeting import ToWhom
from hrm2m.records.handovers.entries import MeetingOfThree
from hrm2m.records.handovers.queries import handover_page, handovers_of, handovers_waiting, to_ask_again
from hrm2m.records.whole.stop_sharing import stop_sharing
from hrm2m.vault import door
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.models import Head
from tests.records.handovers import samples
from tests.records.handovers.samples import Situation


pytestmark = pytest.mark.django_db


def status(situation: Situation) -> HandoverStatus:
    return handover_page(by=situation.team.jo, handover=situation.ref).card.status


def running(situation: Situation) -> dict[str, int]:
    """Which promises run about it, and whose each is."""
    with door.looking(
        by=situation.team.jo, permission=Permission.MOTHER_SEE, mother=situation.mother, page="clocks"
    ) as box:
        return {line.kind: line.owner_id for line in clocks_of(box) if line.about == situation.ref}


def say(situation: Situation, by: str = "sam", *, yes: bool = True) -> None:
    actions.write_what_she_said(
        by=getattr(situation.team, by), handover=situation.ref, yes=yes, at=clock.now()
    )


@pytest.mark.slow
def test_each_step_has_a_running_promise_of_a_named_person() -> None:
    situation = samples.proposed()
    jo = situation.team.jo.worker_id
    assert running(situation) == {"handover_meeting": jo}
    samples.set_meeting(situation)
    assert running(situation) == {"handover_met": jo}
    with clock.at(clock.now() + timedelta(days=4)):
        actions.write_all_there(by=situation.team.jo, handover=situation.ref, at=clock.now())
        assert running(situation) == {"handover_asked": jo}
        say(situation, yes=False)
        assert running(situation) == {"handover_asked": jo}
        say(situation)
        assert running(situation) == {"asked_again": situation.team.kit.worker_id}


@pytest.mark.slow
@pytest.mark.promise(8)
def test_the_bridge_holds_whatever_the_handover_comes_to() -> None:
    before = None
    situation = samples.all_there()
    number = Head.objects.get(ref=situation.mother).id
    before = (bridge_of(number), standing_due())
    say(situation, yes=False)
    say(situation)
    assert (bridge_of(number), standing_due()) == before
    assert before[0] is not None
    assert before[0].status is BridgeStatus.OPEN


@pytest.mark.slow
@pytest.mark.promise(8)
def test_who_gains_by_it_cannot_write_her_yes() -> None:
    situation = samples.all_there()
    with pytest.raises(Denied) as refusal:
        say(situation, "jo")
    assert "Whoever wrote it" in str(refusal.value.reasons)
    with pytest.raises((Denied, NotYours)):
        say(situation, "mia")
    assert status(situation) is HandoverStatus.ALL_THERE


@pytest.mark.slow
def test_a_worker_it_is_handed_to_cannot_write_it_either() -> None:
    """Amir is on her team and is the one she is to meet: near her, and still not the one to write her yes."""
    situation = samples.proposed()
    team = situation.team
    bridges.add_to_team(by=team.jo, mother=situation.mother, worker=team.amir.worker_ref, at=clock.now())
    to = ToWhom(team.amir.worker_id, team.amir.agency_id, "Amir", "Testmere Bridge")
    ref = actions.propose(by=team.sam, mother=situation.mother, to=to, at=clock.now())
    mine = Situation(team, situation.mother, ref)
    samples.set_meeting(mine, 1)
    with clock.at(clock.now() + timedelta(days=2)):
        actions.write_all_there(by=team.jo, handover=ref, at=clock.now())
        for by in ("amir", "sam", "jo"):
            with pytest.raises(Denied):
                say(mine, by)
        she = samples.her_own(mine)
        actions.write_what_she_said(by=she, handover=ref, yes=True, at=clock.now())
        assert status(mine) is HandoverStatus.DONE


@pytest.mark.slow
@pytest.mark.promise(8)
def test_where_cover_proposed_it_her_bridge_builder_neither_writes_her_yes_nor_asks_her_again() -> None:
    """Jo's work is done with her yes, whoever proposed it: a third person hears it, and a fourth one asks again."""
    situation = samples.all_there(by="sam")
    team = situation.team
    for by in ("jo", "sam"):
        with pytest.raises(Denied):
            say(situation, by)
    bridges.add_to_team(by=team.jo, mother=situation.mother, worker=team.amir.worker_ref, at=clock.now())
    say(situation, "amir")
    for gains in (team.jo, team.sam, team.amir):
        assert to_ask_again(gains) == ()
    (waiting,) = to_ask_again(team.kit)
    asked = Clock.objects.get(kind="asked_again", about=situation.ref)
    assert asked.owner_id == team.kit.worker_id
    for gains in (team.jo, team.sam, team.amir):
        with pytest.raises((NotYours, Denied)):
            actions.ask_again(by=gains, said=waiting.ref, the_same=True, at=clock.now())
    actions.ask_again(by=team.kit, said=waiting.ref, the_same=True, at=clock.now())
    assert status(situation) is HandoverStatus.DONE


@pytest.mark.slow
@pytest.mark.promise(8)
def test_a_text_only_starts_the_question() -> None:
    situation = samples.all_there()
    actions.ask_by_text(by=situation.team.jo, handover=situation.ref, at=clock.now())
    page = handover_page(by=situation.team.jo, handover=situation.ref)
    assert page.card.status is HandoverStatus.ALL_THERE
    assert page.steps[0].kind == "asked_by_text"
    assert "handover_asked" in running(situation)


@pytest.mark.slow
@pytest.mark.promise(8)
def test_she_says_it_on_her_own_page_and_nobody_asks_her_again() -> None:
    situation = samples.all_there()
    she = samples.her_own(situation)
    actions.write_what_she_said(by=she, handover=situation.ref, yes=True, at=clock.now())
    assert status(situation) is HandoverStatus.DONE
    assert running(situation) == {}
    assert to_ask_again(situation.team.kit) == ()


@pytest.mark.slow
def test_her_not_yet_on_her_page_undoes_what_a_worker_wrote() -> None:
    situation = samples.confirmed()
    she = samples.her_own(situation)
    actions.write_what_she_said(by=she, handover=situation.ref, yes=False, at=clock.now())
    assert status(situation) is HandoverStatus.NOT_YET
    assert list(running(situation)) == ["handover_asked"]
    assert to_ask_again(situation.team.kit) == ()


@pytest.mark.slow
@pytest.mark.promise(3)
def test_months_of_silence_leave_it_where_it_was_and_on_the_list() -> None:
    situation = samples.all_there()
    with clock.at(clock.now() + timedelta(days=200)):
        clocks.escalate_due(by=machine_actor(1))
        (line,) = handovers_waiting(situation.team.jo)
        assert line.card.status is HandoverStatus.ALL_THERE
        assert line.clock is not None
        assert line.clock.level == 1
        assert "late" in line.clock.words(clock.now())


def test_nothing_is_confirmed_before_the_three_have_met() -> None:
    situation = samples.proposed()
    with pytest.raises(BadInput):
        say(situation)
    samples.set_meeting(situation)
    with pytest.raises(BadInput):
        say(situation)
    with pytest.raises(BadInput, match="has not been yet"):
        actions.write_all_there(by=situation.team.jo, handover=situation.ref, at=clock.now())


def test_a_meeting_lies_ahead_and_has_a_place() -> None:
    situation = samples.proposed()
    for meeting in (
        samples.meeting(-1),
        samples.meeting(400),
        MeetingOfThree(samples.meeting().meets_at, " "),
    ):
        with pytest.raises(BadInput):
            actions.set_meeting(by=situation.team.jo, handover=situation.ref, meeting=meeting, at=clock.now())


def test_one_handover_to_one_person_at_a_time_and_never_to_oneself() -> None:
    situation = samples.proposed()
    with pytest.raises(BadInput, match="runs already"):
        samples.propose(situation.team, situation.mother)
    to = ToWhom(situation.team.jo.worker_id, 1, "Jo", "us")
    with pytest.raises(BadInput, match="somebody else"):
        actions.propose(by=situation.team.jo, mother=situation.mother, to=to, at=clock.now())
    actions.she_wants_none(by=situation.team.jo, handover=situation.ref, at=clock.now())
    assert running(situation) == {}
    assert samples.propose(situation.team, situation.mother)


def test_a_stranger_meets_what_an_unknown_ref_meets() -> None:
    situation = samples.proposed()
    with pytest.raises(NotYours) as foreign:
        handover_page(by=situation.team.vic, handover=situation.ref)
    with pytest.raises(NotYours) as unknown:
        handover_page(by=situation.team.vic, handover="a" * 26)
    assert str(foreign.value) == str(unknown.value)
    assert handovers_waiting(situation.team.vic) == ()


def test_where_she_stops_sharing_with_an_agency_she_meets_nobody_of_it() -> None:
    situation = samples.proposed()
    team = situation.team
    tom = ToWhom(team.tom.worker_id, team.tom.agency_id, "Tom", "Testmere Treatment")
    other = actions.propose(by=team.jo, mother=situation.mother, to=tom, at=clock.now())
    stop_sharing(by=team.jo, mother=situation.mother, agency=team.mia.agency_ref)
    assert status(situation) is HandoverStatus.LEFT
    assert running(situation) == {}
    assert [line.card.ref for line in handovers_waiting(team.jo)] == [other]


@pytest.mark.slow
def test_her_page_has_every_handover_of_hers_with_how_the_other_is_called() -> None:
    situation = samples.all_there()
    she = samples.her_own(situation)
    with door.looking(by=she, permission=Permission.OWN_SEE, mother=situation.mother, page="hers") as box:
        (card,) = handovers_of(box)
    assert (card.called, card.agency, card.status) == ("Mia", "Testmere Maternity", HandoverStatus.ALL_THERE)


def test_cover_owns_the_promise_where_cover_holds_the_bridge() -> None:
    situation = samples.proposed()
    bridges.let_cover_hold(by=situation.team.jo, mother=situation.mother)
    samples_by_sam = samples.meeting()
    actions.set_meeting(by=situation.team.sam, handover=situation.ref, meeting=samples_by_sam, at=clock.now())
    owner = Clock.objects.get(kind="handover_met", about=situation.ref).owner_id
    assert owner == situation.team.sam.worker_id
