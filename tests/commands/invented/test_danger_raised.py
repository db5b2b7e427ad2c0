"""The invented area has danger that two people look at today, for a mother known by handle, and one they looked at."""

import pytest

from hrm2m.commands.invented.danger_raised import write_danger
from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.patterns import Cast
from hrm2m.foundation import clock
from hrm2m.records.danger.models import Alert
from hrm2m.records.danger.queries import alert_page, alerts_to_look_at, open_alerts
from tests import worlds


pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_ruth_finds_one_to_look_at_and_one_that_was() -> None:
    team = worlds.make_team()
    cast = Cast(team.jo, team.sam, team.kit)
    mothers = {handle: (worlds.begin(team, handle, days_ago=30), cast) for handle in ("Bramble", "Lark")}
    actors = {"ruth": team.ruth, "sam": team.sam, "kit": team.kit}
    write_danger(Loading(clock.now(), actors=actors, mothers=mothers))
    assert open_alerts(team.ruth) == ()
    (waits,) = alerts_to_look_at(team.ruth)
    page = alert_page(by=team.ruth, alert=waits.ref)
    assert page.answers
    assert page.answers.is_linked
    assert page.answers.had_by
    assert page.answers.looks == ()
    (looked,) = Alert.objects.exclude(looked_at=None)
    answers = alert_page(by=team.ruth, alert=looked.ref).answers
    assert answers
    assert [look.words[:15] for look in answers.looks] == ["She is home sin"]
