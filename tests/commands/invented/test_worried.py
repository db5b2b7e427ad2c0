"""The invented area has worries, a referral that was sent and a request in, on the desk of whoever answers them."""

import pytest

from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.patterns import Cast
from hrm2m.commands.invented.worried import write_worries
from hrm2m.foundation import clock
from hrm2m.policy.worry_lifecycle import WorryStatus
from hrm2m.records.requests.queries import requests_of
from hrm2m.records.worries.queries import desk
from tests import worlds


pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_ruth_finds_worries_a_referral_and_a_request() -> None:
    team = worlds.make_team()
    cast = Cast(team.jo, team.sam, team.kit)
    mothers = {
        handle: (worlds.begin(team, handle, days_ago=30), cast) for handle in ("Robin", "Coral", "Lark")
    }
    actors = {"ruth": team.ruth, "sam": team.sam}
    write_worries(Loading(clock.now(), actors=actors, mothers=mothers))
    found = desk(team.ruth)
    assert [line.status for line in found.worries] == [
        WorryStatus.RAISED,
        WorryStatus.ASKED,
        WorryStatus.SENT,
    ]
    assert [line.to for line in found.to_look_at] == ["social_care"]
    assert len(requests_of(team.kit)) == 1
