"""A worker writes as her word what closes her record: whoever else is there for her sees it while it can be undone."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.models import Job
from hrm2m.records.whole import actions
from hrm2m.records.whole.lately import closed_lately
from tests import worlds
from tests.pages.street import browser_of, text_of
from tests.records.hers.samples import set_up


pytestmark = pytest.mark.django_db
CLOSES: dict[str, Callable[[worlds.Team, str], object]] = {
    "end": lambda team, mother: actions.she_asks_to_end(by=team.sam, mother=mother, at=clock.now()),
    "moved": lambda team, mother: actions.she_moved_on(
        by=team.sam, mother=mother, accepted_by="Dana, next door", at=clock.now()
    ),
    "forget": lambda team, mother: actions.forget(by=team.sam, mother=mother),
}


def told() -> set[int]:
    return {job.payload["to"] for job in Job.objects.all() if "to" in job.payload}


@pytest.mark.parametrize("how", list(CLOSES))
def test_whoever_else_is_there_for_her_sees_who_closed_it_and_undoes_it(how: str) -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    Job.objects.all().delete()
    CLOSES[how](team, mother)
    assert told() == {team.jo.worker_id}
    (line,) = closed_lately(team.jo)
    assert (line.mother_ref, line.by_id, line.is_forgetting) == (mother, team.sam.worker_id, how == "forget")
    for nobody in (team.sam, team.amir, team.vic, team.kit):
        assert closed_lately(nobody) == ()
    words = text_of(browser_of(team.jo).get("/asked-of-you/"))
    assert "Sam wrote" in words
    assert "Robin" not in words
    if how == "forget":
        actions.undo_forgetting(by=team.jo, mother=mother)
    else:
        actions.reopen(by=team.jo, mother=mother, her_word=False)
    assert closed_lately(team.jo) == ()


def test_it_leaves_the_list_when_it_cannot_be_undone_any_more() -> None:
    team = worlds.make_team()
    for handle, how, left in (("Robin", "end", timedelta(days=15)), ("Wren", "forget", timedelta(hours=73))):
        CLOSES[how](team, worlds.begin(team, handle))
        with clock.at(clock.now() + left):
            assert not [line for line in closed_lately(team.jo) if line.is_forgetting is (how == "forget")]


def test_what_she_does_on_her_own_page_is_hers_and_nobody_is_asked() -> None:
    team = worlds.make_team()
    mother = worlds.begin(team)
    her = set_up(team, mother)
    Job.objects.all().delete()
    actions.forget(by=her, mother=mother)
    assert told() == set()
    assert closed_lately(team.jo) == ()
