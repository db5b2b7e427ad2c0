"""Two records of one child are joined by refs, with a reason, and neither drawer learns of it."""

import pytest

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Permission
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.children import actions as children
from hrm2m.records.children.queries import Joined, children_open_to, joins_of
from hrm2m.vault import door
from hrm2m.vault.errors import Denied
from tests import worlds
from tests.records.children import samples


pytestmark = pytest.mark.django_db
WHY = "Both mothers say that she lives with her father in Mill Road."


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mothers(team: worlds.Team) -> tuple[str, str]:
    return worlds.begin_named(team), worlds.begin_named(team, "Wren")


@pytest.fixture
def two(team: worlds.Team, mothers: tuple[str, str]) -> tuple[str, str]:
    """One child in two records, in the order in which the second mother comes first."""
    return samples.lily(team.ruth, mothers[1]), samples.lily(team.ruth, mothers[0])


def joins(team: worlds.Team, mother: str, child: str) -> tuple[Joined, ...]:
    with door.looking(
        by=team.ruth, permission=Permission.CHILDREN_SEE, mother=mother, page="child", purpose="worry"
    ) as box:
        return joins_of(box, child)


def test_joined_each_record_says_so_and_shows_nothing_of_the_other(
    team: worlds.Team, mothers: tuple[str, str], two: tuple[str, str]
) -> None:
    before = [samples.read(team.ruth, mother) for mother in mothers]
    ref = children.join(by=team.ruth, child=two[0], other_child=two[1], why=WHY)
    (there,), (here,) = joins(team, mothers[1], two[0]), joins(team, mothers[0], two[1])
    assert (here.ref, here.other_child, here.why) == (ref, two[0], WHY)
    assert there.other_child == two[1]
    assert [samples.read(team.ruth, mother) for mother in mothers] == before


def test_undone_they_stand_alone_and_may_be_joined_again(
    team: worlds.Team, mothers: tuple[str, str], two: tuple[str, str]
) -> None:
    ref = children.join(by=team.ruth, child=two[0], other_child=two[1], why=WHY)
    children.undo_join(by=team.rae, join=ref, why="Two girls of one name")
    assert joins(team, mothers[0], two[1]) == ()
    with pytest.raises(BadInput):
        children.undo_join(by=team.rae, join=ref, why="Two girls of one name")
    assert children.join(by=team.ruth, child=two[1], other_child=two[0], why=WHY) != ref


def test_joined_twice_is_one_join(team: worlds.Team, two: tuple[str, str]) -> None:
    ref = children.join(by=team.ruth, child=two[0], other_child=two[1], why=WHY)
    assert children.join(by=team.rae, child=two[1], other_child=two[0], why=WHY) == ref


def test_both_records_must_be_open_to_whoever_joins(
    team: worlds.Team, mothers: tuple[str, str], two: tuple[str, str]
) -> None:
    bridges.bar(by=team.jo, mother=mothers[1], worker=team.ruth.worker_ref)
    with pytest.raises(Denied):
        children.join(by=team.ruth, child=two[0], other_child=two[1], why=WHY)
    assert [mother for _, mother, _ in children_open_to(team.ruth, page="join")] == [mothers[0]]


def test_what_cannot_be_joined_is_refused_with_a_sentence(
    team: worlds.Team, mothers: tuple[str, str], two: tuple[str, str]
) -> None:
    sister = samples.lily(team.ruth, mothers[0])
    for other in ("n" * 26, two[1], sister):
        with pytest.raises(BadInput) as refused:
            children.join(by=team.ruth, child=two[1], other_child=other, why=WHY)
        assert refused.value.field == "other_child"
    with pytest.raises(BadInput) as refused:
        children.join(by=team.ruth, child=two[0], other_child=two[1], why=" ")
    assert refused.value.field == "why"
