"""The invented area shows a connection that stands, one that does not, and one that waits for its second reader."""

from datetime import timedelta

import pytest

from hrm2m.commands.invented.connections import STORIES, connect
from hrm2m.foundation import clock
from hrm2m.policy import Permission
from hrm2m.policy.connecting import ConnectionStatus
from hrm2m.records.connections import queries
from hrm2m.vault import door
from tests import worlds
from tests.records.connections import samples


pytestmark = pytest.mark.django_db


@pytest.mark.slow
@pytest.mark.parametrize("treated", [True, False])
def test_three_mothers_show_the_three_answers_and_kit_is_asked_for_one(treated: bool) -> None:
    team = worlds.make_team()
    refs = {handle: worlds.begin_named(team, handle, days_ago=200) for handle in STORIES}
    if treated:
        with clock.at(clock.now() - timedelta(days=150)):
            samples.treat(team, refs["Teasel"], team.tom)
            samples.drug_use(team, refs["Teasel"])
    connect(
        now=clock.now(),
        ruth=team.ruth,
        kit=team.kit,
        tom=team.tom,
        mothers={handle: (ref, team.jo) for handle, ref in refs.items()},
    )
    found, answered = {}, {}
    for handle, ref in refs.items():
        with door.looking(by=team.ruth, permission=Permission.CONNECTION_SEE, mother=ref, page="p") as box:
            (card,) = queries.connections_in(box)
            found[handle] = card.status
            answered[handle] = bool(card.asked and card.asked.answers)
    assert found == {
        "Teasel": ConnectionStatus.STANDS,
        "Juno": ConnectionStatus.DOES_NOT_STAND,
        "Coral": ConnectionStatus.PROPOSED,
    }
    assert answered == {"Teasel": treated, "Juno": False, "Coral": False}
    assert len(queries.readings_of(team.kit)) == 1
