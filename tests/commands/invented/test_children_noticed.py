"""The invented area shows whoever keeps children safe what such a desk looks like."""

from datetime import timedelta

import pytest

from hrm2m.commands.invented.children_noticed import BY_HANDLE, NAMED, write_what_was_noticed
from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.patterns import Cast
from hrm2m.foundation import clock
from hrm2m.records.children.queries import my_plans, written_about
from hrm2m.records.children.told import notices_to_read
from tests import worlds
from tests.records.children import samples


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> worlds.Team:
    """Everybody of whom something is written, a month ago, and what was noticed since."""
    now = clock.now()
    with clock.at(now - timedelta(days=30)):
        team = worlds.make_team()
        cast = Cast(team.jo, team.sam, team.kit)
        mothers = {
            NAMED: (worlds.begin_named(team, NAMED), cast),
            BY_HANDLE: (worlds.begin(team, BY_HANDLE), cast),
        }
    actors = {"ruth": team.ruth, "tom": team.tom, "priya": team.mia}
    write_what_was_noticed(Loading(now, {}, actors, mothers))
    return team


@pytest.mark.slow
def test_ruth_has_something_to_read_of_a_mother_by_handle_and_of_one_with_a_name(team: worlds.Team) -> None:
    lines = written_about(team.ruth, page="children")
    assert {line.called: line.children for line in lines} == {NAMED: ("baby expected", "Max"), BY_HANDLE: ()}
    named = next(line for line in lines if line.called == NAMED)
    found = samples.read(team.ruth, named.mother_ref)
    seen = [each.she_may_see for each in found.everything_noticed]
    assert seen == [False, False, True], "the newest waits, one is withheld, one was looked at"
    assert len(notices_to_read(team.ruth)) == 1


@pytest.mark.slow
def test_whoever_is_named_in_the_plan_finds_it(team: worlds.Team) -> None:
    assert (len(my_plans(team.mia)), len(my_plans(team.tom)), len(my_plans(team.jo))) == (1, 1, 0)
