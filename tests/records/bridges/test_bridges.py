"""A bridge is her choice; who holds it may open her record, and loses that in the moment it ends."""

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.lifecycles import BridgeStatus
from hrm2m.records.bridges import actions, queries
from hrm2m.records.bridges.models import Profile
from hrm2m.records.outreach import queries as reaching
from hrm2m.vault import door
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.models import StandingRow
from tests import worlds


pytestmark = pytest.mark.django_db


def may_open(by: Actor, mother: str) -> bool:
    try:
        with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page="mother"):
            return True
    except Denied:
        return False


@pytest.mark.promise(2)
def test_on_the_first_day_only_her_bridge_builder_and_cover_open_her_record() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    opened = {name: may_open(actor, mother) for name, actor in vars(team).items()}
    assert {name for name, opens in opened.items() if opens} == {"jo", "sam"}


def test_a_lead_opens_it_only_after_saying_why() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    with pytest.raises(Denied, match="Say why") as refusal:
        with door.looking(by=team.kit, permission=Permission.MOTHER_SEE, mother=mother, page="mother"):
            pass
    assert not isinstance(refusal.value, NotYours)
    with door.looking(
        by=team.kit,
        permission=Permission.MOTHER_SEE,
        mother=mother,
        page="mother",
        purpose="a_promise_is_late",
    ) as box:
        assert box.mother_ref == mother


def test_she_chooses_another_and_the_first_loses_access_in_that_moment() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    actions.change_bridge_builder(
        by=team.jo, mother=mother, builder=team.amir.worker_ref, cover=team.sam.worker_ref, at=clock.now()
    )
    assert (may_open(team.jo, mother), may_open(team.amir, mother)) == (False, True)
    assert reaching.today(team.jo).items == ()
    assert [line.handle for line in reaching.today(team.amir).items] == ["Robin"]


def test_standing_down_lets_cover_hold_every_bridge_at_once() -> None:
    team = worlds.make_team()
    mothers = [worlds.begin(team, handle) for handle in ("Robin", "Wren")]
    assert actions.stand_down(by=team.kit, worker=team.jo.worker_ref) == 2
    for mother in mothers:
        assert (may_open(team.jo, mother), may_open(team.sam, mother)) == (False, True)
    assert len(reaching.today(team.sam).items) == 2


@pytest.mark.slow
def test_nothing_stops_a_stand_down_half_way() -> None:
    team = worlds.make_team()
    barred, covered, on_team = (
        worlds.begin(team),
        worlds.begin(team, "Wren", by=team.amir),
        worlds.begin(team, "Sky", by=team.amir),
    )
    actions.bar(by=team.jo, mother=barred, worker=team.kit.worker_ref)
    actions.change_cover(by=team.amir, mother=covered, cover=team.jo.worker_ref, at=clock.now())
    actions.add_to_team(by=team.amir, mother=on_team, worker=team.jo.worker_ref, at=clock.now())
    assert len(reaching.today(team.jo).items) == 3
    assert actions.stand_down(by=team.kit, worker=team.jo.worker_ref) == 1
    assert reaching.today(team.jo).items == ()
    assert not StandingRow.objects.filter(worker_id=team.jo.worker_id, until=None).exists()
    standing = {
        (r.ground, r.worker_id, r.agency_id, r.compartment) for r in StandingRow.objects.filter(until=None)
    }
    assert {row for row in standing if row[0] != "block"} == queries.standing_by_causes()


def test_only_a_lead_stands_a_worker_down() -> None:
    team = worlds.make_team()
    with pytest.raises(Denied):
        actions.stand_down(by=team.amir, worker=team.jo.worker_ref)


def test_a_bridge_builder_who_is_there_for_the_limit_takes_no_more() -> None:
    team = worlds.make_team()
    worlds.begin(team)
    Profile.objects.filter(worker_id=team.jo.worker_id).update(limit=1)
    with pytest.raises(BadInput) as refusal:
        worlds.begin(team, "Wren")
    assert refusal.value.field == "builder"
    assert queries.open_bridges_held_by(team.jo.worker_id) == 1


def test_cover_is_somebody_else() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    with pytest.raises(BadInput) as refusal:
        actions.change_cover(by=team.jo, mother=mother, cover=team.jo.worker_ref, at=clock.now())
    assert refusal.value.field == "cover"


def test_a_worker_she_bars_never_opens_her_record() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    actions.bar(by=team.jo, mother=mother, worker=team.sam.worker_ref)
    assert not may_open(team.sam, mother)
    assert reaching.today(team.sam).items == ()


def test_a_place_on_her_team_begins_and_ends_with_the_list() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    actions.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
    assert len(reaching.today(team.amir).items) == 1
    actions.take_off_team(by=team.jo, mother=mother, worker=team.amir.worker_ref)
    assert reaching.today(team.amir).items == ()


def test_cover_holds_until_the_bridge_builder_is_back() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    actions.let_cover_hold(by=team.jo, mother=mother)
    with door.acting(by=team.sam, permission=Permission.CONTACT_LOG, mother=mother) as box:
        card = queries.bridge_of(box.mother_id)
    assert card is not None
    assert card.status is BridgeStatus.HELD_BY_COVER
    actions.take_bridge_back(by=team.sam, mother=mother)
    assert may_open(team.jo, mother)


def test_standing_rebuilt_from_its_causes_is_what_stands() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    actions.add_to_team(by=team.jo, mother=mother, worker=team.amir.worker_ref, at=clock.now())
    actions.change_cover(by=team.jo, mother=mother, cover=team.amir.worker_ref, at=clock.now())
    standing = {
        (row.ground, row.worker_id, row.agency_id, row.compartment)
        for row in StandingRow.objects.filter(until=None)
    }
    assert standing == queries.standing_by_causes()


def test_a_colleague_of_the_agency_learns_nothing_of_a_mother_who_is_not_theirs() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    with pytest.raises(NotYours), door.acting(by=team.amir, permission=Permission.CONTACT_LOG, mother=mother):
        pass


def stood_down(team: worlds.Team) -> str:
    """A mother whose bridge builder Jo was stood down, so that Sam, cover, holds the bridge."""
    mother = worlds.begin(team)
    actions.stand_down(by=team.kit, worker=team.jo.worker_ref)
    return mother


def test_cover_cannot_give_the_bridge_back_to_a_worker_who_was_stood_down() -> None:
    team = worlds.make_team()
    mother = stood_down(team)
    with pytest.raises(BadInput, match="stood down"):
        actions.take_bridge_back(by=team.sam, mother=mother)
    assert not may_open(team.jo, mother)


def test_nor_choose_that_worker_anew_as_builder_cover_or_team() -> None:
    team = worlds.make_team()
    mother = stood_down(team)
    now, jo, sam = clock.now(), team.jo.worker_ref, team.sam.worker_ref
    with pytest.raises(BadInput, match="stood down"):
        actions.change_bridge_builder(by=team.sam, mother=mother, builder=jo, cover=sam, at=now)
    with pytest.raises(BadInput, match="stood down"):
        actions.add_to_team(by=team.sam, mother=mother, worker=jo, at=now)
    actions.change_bridge_builder(by=team.sam, mother=mother, builder=team.amir.worker_ref, cover=sam, at=now)
    with pytest.raises(BadInput, match="stood down"):
        actions.change_cover(by=team.amir, mother=mother, cover=jo, at=now)
    with pytest.raises(BadInput, match="stood down"):
        actions.change_bridge_builder(by=team.amir, mother=mother, builder=jo, cover=sam, at=now)
    assert not StandingRow.objects.filter(worker_id=team.jo.worker_id, until=None).exists()


@pytest.mark.promise(2)
def test_nobody_new_chooses_a_worker_who_was_stood_down_until_a_lead_says_so() -> None:
    team = worlds.make_team()
    stood_down(team)
    new = worlds.begin(team, "Wren", by=team.amir)
    jo, sam, now = team.jo.worker_ref, team.sam.worker_ref, clock.now()
    assert jo not in {one.worker_ref for one in queries.builders_to_choose_from(team.sam)}
    with pytest.raises(BadInput, match="stood down"):
        worlds.begin(team, "Dove")
    with pytest.raises(BadInput, match="stood down"):
        actions.add_to_team(by=team.amir, mother=new, worker=jo, at=now)
    with pytest.raises(BadInput, match="stood down"):
        actions.change_bridge_builder(by=team.amir, mother=new, builder=jo, cover=sam, at=now)
    with pytest.raises(Denied):
        actions.let_be_chosen_again(by=team.jo, worker=jo)
    actions.let_be_chosen_again(by=team.kit, worker=jo)
    actions.add_to_team(by=team.amir, mother=new, worker=jo, at=now)
    assert may_open(team.jo, new)


def test_a_lead_may_place_a_worker_who_was_stood_down_again_because_she_chooses_so() -> None:
    team = worlds.make_team()
    mother = stood_down(team)
    jo, sam = team.jo.worker_ref, team.sam.worker_ref
    actions.change_bridge_builder(by=team.kit, mother=mother, builder=jo, cover=sam, at=clock.now())
    assert may_open(team.jo, mother)
    actions.let_cover_hold(by=team.jo, mother=mother)
    actions.take_bridge_back(by=team.sam, mother=mother)
    assert may_open(team.jo, mother)
