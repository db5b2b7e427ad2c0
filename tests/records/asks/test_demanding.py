"""Every demand stands on one list, ours among them, with its clashes; nobody takes one off but by its end."""

from datetime import timedelta
from typing import Any

import pytest

from hrm2m.cadence.local_time import local_day
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Category
from hrm2m.records.asks import actions
from hrm2m.records.asks.clashes import ClashKind
from hrm2m.records.asks.entries import DemandEnded, DemandKind, DemandMoved, EndedHow
from hrm2m.vault.errors import NotYours, StaleVersion
from tests import worlds
from tests.records.asks import samples


pytestmark = pytest.mark.django_db


def two_that_clash(team: worlds.Team, mother: str) -> tuple[str, str]:
    court = samples.demand(team, mother, starts_at=samples.tomorrow(10), where="Court", said_by="the court")
    ours = samples.demand(
        team,
        mother,
        agency="Testmere Bridge",
        is_ours=True,
        starts_at=samples.tomorrow(10) + timedelta(minutes=30),
        where="Clinic",
    )
    return court, ours


def test_a_clash_stands_beside_both_demands_ours_included() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    court, ours = two_that_clash(team, mother)
    first, second = samples.demands_of(team.jo, mother)
    assert [card.demand.ref for card in (first, second)] == [court, ours]
    assert [(line.other_ref, line.kind) for line in first.clashes] == [(ours, ClashKind.SAME_TIME)]
    assert [(line.other_agency, line.words) for line in second.clashes] == [
        ("Testmere council", "Both are at the same time.")
    ]


def test_a_move_solves_a_clash_and_keeps_what_it_does_not_say() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    _, ours = two_that_clash(team, mother)
    moved = DemandMoved(starts_at=samples.tomorrow(10) + timedelta(days=1), moved_by="Jo")
    ref = actions.move_demand(
        by=team.jo, mother=mother, demand_ref=ours, seen_ref="", moved=moved, at=clock.now()
    )
    first, second = samples.demands_of(team.jo, mother)
    assert first.clashes == second.clashes == ()
    assert second.moved is not None
    assert (second.starts_at, second.where, second.moved.ref) == (moved.starts_at, "Clinic", ref)
    with pytest.raises(StaleVersion):
        actions.move_demand(
            by=team.sam, mother=mother, demand_ref=ours, seen_ref="", moved=moved, at=clock.now()
        )


def test_another_place_leaves_the_time_as_it_was() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    court, _ = two_that_clash(team, mother)
    moved = DemandMoved(where="Town hall")
    actions.move_demand(by=team.jo, mother=mother, demand_ref=court, seen_ref="", moved=moved, at=clock.now())
    card = samples.demands_of(team.jo, mother)[0]
    assert (card.starts_at, card.where) == (samples.tomorrow(10), "Town hall")
    assert card.clashes[0].kind is ClashKind.SAME_TIME


def test_a_demand_that_ended_clashes_with_nothing_and_moves_no_more() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    court, ours = two_that_clash(team, mother)
    ended = DemandEnded(EndedHow.CALLED_OFF)
    actions.end_demand(by=team.jo, mother=mother, demand_ref=ours, ended=ended, at=clock.now())
    first, last = samples.demands_of(team.jo, mother)
    assert last.ended is not None
    assert (first.demand.ref, first.clashes) == (court, ())
    assert (last.demand.ref, last.ended.body) == (ours, ended)
    with pytest.raises(BadInput, match="has ended"):
        actions.end_demand(by=team.jo, mother=mother, demand_ref=ours, ended=ended, at=clock.now())


def test_a_demand_without_a_time_stays_on_the_list_until_it_ends() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    samples.demand(team, mother, what=DemandKind.MUST_OR, consequence="the case goes to court")
    dated = samples.demand(team, mother, day=local_day(samples.tomorrow(9)))
    first, second = samples.demands_of(team.jo, mother)
    assert (first.demand.ref, second.demand.body.consequence) == (dated, "the case goes to court")


def test_a_correction_of_a_demand_stands_in_its_place() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = samples.demand(team, mother)
    actions.correct_demand(
        by=team.jo,
        mother=mother,
        demand_ref=ref,
        seen_ref=ref,
        demand=samples.a_demand(agency="Testmere court"),
        category=Category.CHILDREN,
        at=clock.now(),
    )
    (card,) = samples.demands_of(team.jo, mother)
    assert (card.demand.ref, card.demand.body.agency) == (ref, "Testmere court")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agency": ""}, "agency"),
        ({"words": " "}, "words"),
        ({"what": "threat"}, "what"),
        ({"condition": "be_a_saint"}, "condition"),
        ({"said_by": " "}, "said_by"),
        ({"ends_at": samples.tomorrow(9)}, "starts_at"),
        ({"starts_at": samples.tomorrow(9), "ends_at": samples.tomorrow(9)}, "ends_at"),
        ({"starts_at": samples.tomorrow(9), "day": local_day(samples.tomorrow(9))}, "day"),
        ({"starts_at": samples.tomorrow(9).replace(tzinfo=None)}, "starts_at"),
    ],
)
def test_a_demand_that_cannot_be_kept_is_refused_with_a_sentence(changes: dict[str, Any], field: str) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    with pytest.raises(BadInput) as refusal:
        samples.demand(team, mother, **changes)
    assert refusal.value.field == field
    assert samples.demands_of(team.jo, mother) == ()


def test_a_move_says_where_to() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    ref = samples.demand(team, mother)
    with pytest.raises(BadInput, match="new time"):
        actions.move_demand(
            by=team.jo, mother=mother, demand_ref=ref, seen_ref="", moved=DemandMoved(), at=clock.now()
        )


def test_a_stranger_writes_no_demand() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    with pytest.raises(NotYours):
        actions.record_demand(
            by=team.vic,
            mother=mother,
            demand=samples.a_demand(),
            category=Category.CHILDREN,
            at=clock.now(),
        )
