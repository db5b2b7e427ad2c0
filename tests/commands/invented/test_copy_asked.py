"""The invented area shows a copy that somebody asked for, and what of it waits to be checked."""

from datetime import timedelta

import pytest

from hrm2m.commands.invented.children_noticed import BY_HANDLE, NAMED, write_what_was_noticed
from hrm2m.commands.invented.copy_asked import write_copy_asked
from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.patterns import Cast
from hrm2m.foundation import clock
from hrm2m.policy import Compartment
from hrm2m.records.hers.copies import asked_of
from tests import worlds


pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_copy_waits_for_ruth_to_check_what_is_about_a_child() -> None:
    now = clock.now()
    with clock.at(now - timedelta(days=30)):
        team = worlds.make_team()
        cast = Cast(team.jo, team.sam, team.kit)
        mothers = {
            NAMED: (worlds.begin_named(team, NAMED), cast),
            BY_HANDLE: (worlds.begin(team, BY_HANDLE), cast),
        }
    actors = {"ruth": team.ruth, "tom": team.tom, "priya": team.mia}
    loading = Loading(now, {}, actors, mothers)
    write_what_was_noticed(loading)
    write_copy_asked(loading)
    asked = asked_of(team.ruth)
    assert [one.compartment for one in asked] == [Compartment.CHILD_SAFETY]
    assert asked[0].part.to_check
