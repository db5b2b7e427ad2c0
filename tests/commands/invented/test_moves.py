"""The invented area has moves: one she is asked on, one that is waited for, one not to be told; and two kept apart."""

import pytest

from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.moves import write_moves
from hrm2m.commands.invented.patterns import Cast
from hrm2m.foundation import clock
from hrm2m.policy.moving_lifecycle import MoveStatus
from hrm2m.records.whole.keeping_apart import pairs_kept_apart
from hrm2m.records.whole.models import MoveRow
from tests import worlds


pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_three_move_and_the_lead_has_two_to_see_to() -> None:
    team = worlds.make_team()
    cast = Cast(team.jo, team.sam, team.kit)
    handles = ("Tansy", "Moss", "Linnet", "Rue", "Sage")
    mothers = {handle: (worlds.begin(team, handle, days_ago=60), cast) for handle in handles}
    write_moves(Loading(clock.now(), mothers=mothers))
    assert set(MoveRow.objects.values_list("status", flat=True)) == {
        MoveStatus.HEARD,
        MoveStatus.WAITING,
        MoveStatus.NOBODY_TOLD,
    }
    (pair,) = pairs_kept_apart(team.kit)
    assert pair.works_with_both == ("Jo", "Sam")
