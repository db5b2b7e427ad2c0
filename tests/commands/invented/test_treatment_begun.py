"""The invented area shows a treatment worker what such a list and such pages look like."""

from datetime import timedelta

import pytest

from hrm2m.commands.invented.loader import Loading
from hrm2m.commands.invented.patterns import Cast
from hrm2m.commands.invented.treatment_begun import (
    INTERRUPTED,
    JUST_BEGUN,
    LONG_TREATED,
    write_who_is_treated,
)
from hrm2m.foundation import clock
from hrm2m.records.treatment.queries import mothers_of
from tests import worlds
from tests.records.treatment import samples


pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_tom_finds_three_mothers_one_with_a_question_and_one_without_her_script() -> None:
    now = clock.now()
    with clock.at(now - timedelta(days=30)):
        team = worlds.make_team()
        cast = Cast(team.jo, team.sam, team.kit)
        mothers = {
            handle: (worlds.begin_named(team, handle), cast)
            for handle in (LONG_TREATED, JUST_BEGUN, INTERRUPTED)
        }
    write_who_is_treated(Loading(now, {}, {"tom": team.tom}, mothers))
    items = {line.called: line for line in mothers_of(team.tom).items}
    assert list(items) == ["Juno", "Coral", "Tess H."]
    assert len(items["Coral"].proposals) == 1
    assert items["Coral"].courses[0].prompts
    assert items["Tess H."].courses == ()
    found = samples.treatment_of(team, mothers[LONG_TREATED][0])
    assert len(found.outcomes) == 3
    assert found.running[0].course.prescribed.dose == "25 mg twice a day"
