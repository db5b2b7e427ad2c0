"""Every yes of hers that a worker wrote is asked again by somebody else within four weeks."""

from datetime import timedelta

import pytest

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.policy.handover_lifecycle import HandoverStatus
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.models import SaidYes
from hrm2m.records.bridges.yeses import YesTo
from hrm2m.records.clocks.models import Clock
from hrm2m.records.handovers import actions
from hrm2m.records.handovers.queries import handover_page, to_ask_again
from hrm2m.vault.errors import Denied, NotYours
from tests import worlds
from tests.records.handovers import samples


pytestmark = pytest.mark.django_db


@pytest.mark.slow
@pytest.mark.promise(8)
def test_a_named_other_person_is_to_ask_her_within_four_weeks() -> None:
    situation = samples.confirmed()
    found = Clock.objects.get(kind="asked_again", about=situation.ref)
    assert found.owner_id == situation.team.kit.worker_id
    assert local_day(found.due_at) - local_day(found.started_at) == timedelta(days=28)
    (waiting,) = to_ask_again(situation.team.kit)
    assert (waiting.what, waiting.by_id) == (YesTo.HANDOVER, situation.team.sam.worker_id)


@pytest.mark.slow
@pytest.mark.promise(8)
def test_whoever_wrote_it_or_gains_by_it_cannot_be_the_one_who_asks_again() -> None:
    situation = samples.confirmed()
    (waiting,) = to_ask_again(situation.team.kit)
    for by in (situation.team.sam, situation.team.jo):
        assert to_ask_again(by) == ()
        with pytest.raises(Denied):
            actions.ask_again(by=by, said=waiting.ref, the_same=True, at=clock.now())
    for by in (situation.team.vic, situation.team.mia):
        with pytest.raises((NotYours, Denied)):
            actions.ask_again(by=by, said=waiting.ref, the_same=True, at=clock.now())


@pytest.mark.slow
def test_the_same_again_ends_the_asking() -> None:
    situation = samples.confirmed()
    (waiting,) = to_ask_again(situation.team.kit)
    actions.ask_again(by=situation.team.kit, said=waiting.ref, the_same=True, at=clock.now())
    assert to_ask_again(situation.team.kit) == ()
    assert handover_page(by=situation.team.jo, handover=situation.ref).card.status is HandoverStatus.DONE
    with pytest.raises(NotYours):
        actions.ask_again(by=situation.team.kit, said=waiting.ref, the_same=False, at=clock.now())


@pytest.mark.slow
@pytest.mark.promise(8)
def test_otherwise_and_the_handover_is_not_done_and_its_clock_runs_again() -> None:
    situation = samples.confirmed()
    (waiting,) = to_ask_again(situation.team.kit)
    actions.ask_again(
        by=situation.team.kit, said=waiting.ref, the_same=False, words="I never said that.", at=clock.now()
    )
    page = handover_page(by=situation.team.jo, handover=situation.ref)
    assert page.card.status is HandoverStatus.NOT_YET
    assert [line.kind for line in page.clocks] == ["handover_asked"]
    assert page.steps[0].kind == "said_again"


@pytest.mark.slow
def test_her_choice_of_another_bridge_builder_is_asked_again_too() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    bridges.change_bridge_builder(
        by=team.jo,
        mother=mother,
        builder=team.amir.worker_ref,
        cover=team.sam.worker_ref,
        at=clock.now(),
    )
    (waiting,) = to_ask_again(team.sam)
    assert (waiting.what, waiting.gains_id, waiting.by_id) == (
        YesTo.BUILDER,
        team.amir.worker_id,
        team.jo.worker_id,
    )
    assert to_ask_again(team.amir) == ()
    actions.ask_again(by=team.sam, said=waiting.ref, the_same=False, at=clock.now())
    (still,) = to_ask_again(team.kit)
    assert still.said_otherwise
    clocks = Clock.objects.filter(met_at=None, stopped_at=None)
    assert list(clocks.filter(kind="said_otherwise").values_list("owner_id", flat=True)) == [
        team.kit.worker_id
    ]
    bridges.change_bridge_builder(
        by=team.sam, mother=mother, builder=team.jo.worker_ref, cover=team.sam.worker_ref, at=clock.now()
    )
    assert [row.gains_id for row in SaidYes.objects.filter(over_at=None)] == [team.jo.worker_id]
    assert not clocks.filter(kind="said_otherwise").exists()
