"""The invented area has handovers: one set, one she is asked about, one that somebody else asks her about again."""

import pytest

from hrm2m.commands.invented.handed_over import write_handovers
from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.patterns import Cast
from hrm2m.foundation import clock
from hrm2m.policy.handover_lifecycle import HandoverStatus
from hrm2m.records.handovers.queries import handovers_waiting, to_ask_again
from tests import worlds
from tests.records.referrals.samples import a_door


pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_jo_finds_three_and_kit_has_one_to_ask_again() -> None:
    team = worlds.make_team()
    cast = Cast(team.jo, team.sam, team.kit)
    mothers = {
        handle: (worlds.begin(team, handle, days_ago=60), cast) for handle in ("Robin", "Coral", "Hazel")
    }
    loading = Loading(clock.now(), mothers=mothers)
    write_handovers(loading)
    assert handovers_waiting(team.jo) == ()
    a_door(team)
    write_handovers(loading)
    assert {line.handle: line.card.status for line in handovers_waiting(team.jo)} == {
        "Robin": HandoverStatus.MEETING_SET,
        "Coral": HandoverStatus.ALL_THERE,
        "Hazel": HandoverStatus.CONFIRMED,
    }
    assert len(to_ask_again(team.kit)) == 1
