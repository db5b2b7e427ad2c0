"""Two who are kept apart and come to live in two places: leads of both watch, and neither ends it alone."""

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.models import Job
from hrm2m.policy import Ground
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.whole import keeping_apart
from hrm2m.vault import standing
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Apart, Head
from tests import worlds
from tests.records.whole.test_into_another_area import There, heard, planned, says, tidewell


pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def moved_away() -> tuple[worlds.Team, There, str, str]:
    """Robin and Wren are kept apart, and Robin moved to Tidewell."""
    team = worlds.make_team()
    there = tidewell()
    robin = worlds.begin(team, "Robin")
    wren = worlds.begin(team, "Wren")
    keeping_apart.keep_apart(by=team.kit, first="Robin", second="Wren", why="She says so.")
    planned(team, robin, there.noa)
    heard(team, robin)
    says(team.sam, robin)
    assert Head.objects.get(ref=robin).area == 2
    return team, there, robin, wren


def test_leads_of_both_places_see_it_each_with_a_way_to_their_own_alone() -> None:
    team, there, robin, wren = moved_away()
    (here,) = keeping_apart.pairs_kept_apart(team.kit)
    (away,) = keeping_apart.pairs_kept_apart(there.lou)
    assert (here.is_elsewhere, away.is_elsewhere) == (True, True)
    assert {here.first, here.second} == {wren, ""}
    assert {away.first, away.second} == {robin, ""}
    assert keeping_apart.why_apart(by=there.lou, pair=away.ref) == "She says so."
    told = {job.payload["to"] for job in Job.objects.all() if "to" in job.payload}
    assert there.lou.worker_id in told
    with pytest.raises(Denied):
        keeping_apart.pairs_kept_apart(there.noa)


def test_neither_ends_it_alone_and_both_together_do() -> None:
    team, there, _, _ = moved_away()
    (pair,) = keeping_apart.pairs_kept_apart(there.lou)
    for _ in range(2):
        assert not keeping_apart.end_apart(by=there.lou, pair=pair.ref)
    assert Apart.objects.filter(until=None).count() == 2
    (asked,) = keeping_apart.pairs_kept_apart(team.kit)
    assert asked.end_is_asked
    assert keeping_apart.end_apart(by=team.kit, pair=pair.ref)
    assert not Apart.objects.filter(until=None).exists()
    assert keeping_apart.pairs_kept_apart(there.lou) == ()


def test_at_home_it_is_as_before() -> None:
    team = worlds.make_team()
    worlds.begin(team, "Robin")
    worlds.begin(team, "Wren")
    keeping_apart.keep_apart(by=team.kit, first="Robin", second="Wren", why="She says so.")
    (pair,) = keeping_apart.pairs_kept_apart(team.kit)
    assert not pair.is_elsewhere
    assert keeping_apart.end_apart(by=team.kit, pair=pair.ref), "who leads both ends it alone"


def test_a_lead_who_covers_one_of_two_at_home_does_not_see_that_there_is_the_other() -> None:
    team = worlds.make_team()
    robin, wren = worlds.begin(team, "Robin"), worlds.begin(team, "Wren")
    robins, wrens = (Head.objects.get(ref=mother).id for mother in (robin, wren))
    amir, jo = team.amir.worker_ref, team.jo.worker_ref
    bridges.change_bridge_builder(by=team.jo, mother=wren, builder=amir, cover=jo, at=clock.now())
    keeping_apart.keep_apart(by=team.kit, first="Robin", second="Wren", why="She says so.")
    # Nobody else could cover Robin: the lead does, and works with her now.
    bridges.stand_down(by=team.kit, worker=team.sam.worker_ref)
    assert team.kit.worker_id in standing.who_stands(robins, Ground.COVER, clock.now())
    assert wrens in standing.mothers_barred(team.kit, clock.now()).numbers()
    assert keeping_apart.pairs_kept_apart(team.kit) == ()
