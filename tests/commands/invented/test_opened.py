"""The invented area has two emergency looks: one found right, one that waits for Kit and Jo."""

import pytest

from hrm2m.commands.invented.opened import write_emergencies
from hrm2m.foundation import clock
from hrm2m.policy import Compartment
from hrm2m.records.emergencies.queries import open_to, to_look_at
from tests import worlds


pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_one_was_right_and_one_waits() -> None:
    team = worlds.make_team()
    worlds.begin(team, days_ago=60)
    write_emergencies({"amir": team.amir, "kit": team.kit, "ruth": team.ruth}, clock.now())
    assert [one.part for one in to_look_at(team.kit)] == [Compartment.GENERAL]
    assert [one.part for one in open_to(team.ruth)] == [Compartment.GENERAL]
    assert open_to(team.amir) == ()
