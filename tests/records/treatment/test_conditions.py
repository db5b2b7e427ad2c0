"""A condition attached to her help: who ended it, since when, how that is known; off her list, and readable after."""

from typing import Any

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Permission
from hrm2m.records.asks.entries import EndedHow
from hrm2m.records.asks.queries import DemandCard, demands_in
from hrm2m.records.treatment import actions
from hrm2m.records.treatment.actions import Known, Told
from hrm2m.records.treatment.conditions import Condition, ConditionEnded
from hrm2m.vault import door
from tests import worlds
from tests.records.treatment import samples


pytestmark = pytest.mark.django_db

MUST = Condition("Testmere Treatment", "must test twice a week, or no take-home", "no take-home", True)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return samples.treated(team)


def attached(team: worlds.Team, mother: str, condition: Condition = MUST) -> str:
    """Attaches a condition; answers the ref it is known by in treatment."""
    actions.attach_condition(by=team.tom, mother=mother, condition=condition, at=clock.now())
    return samples.treatment_of(team, mother).conditions[0].condition.ref


def an_end(**changes: Any) -> ConditionEnded:
    body: dict[str, Any] = {
        "how": EndedHow.CALLED_OFF,
        "ended": samples.today(),
        "by_whom": "Dr Invented",
        "words": "the prescriber dropped it in the review",
    }
    return ConditionEnded(**(body | changes))


def end(team: worlds.Team, mother: str, condition: str, **more: Any) -> str:
    ended = more.pop("ended", None) or an_end()
    return actions.end_condition(by=team.tom, mother=mother, condition=condition, ended=ended, **more)


def on_her_list(team: worlds.Team, mother: str) -> tuple[DemandCard, ...]:
    with door.looking(by=team.jo, permission=Permission.MOTHER_SEE, mother=mother, page="mother") as box:
        return demands_in(box)


def test_a_condition_that_ended_is_off_her_list_and_can_still_be_read(team: worlds.Team, mother: str) -> None:
    ref = attached(team, mother)
    end(team, mother, ref)
    card = samples.treatment_of(team, mother).conditions[0]
    assert card.condition.body == MUST
    assert card.ended is not None
    assert card.ended.body == an_end()
    listed = on_her_list(team, mother)[0]
    assert listed.demand.body.words == MUST.words
    assert listed.ended is not None
    assert listed.ended.body.how is EndedHow.CALLED_OFF
    assert "Dr Invented" in listed.ended.body.words


def test_only_the_condition_that_ended_ends(team: worlds.Team, mother: str) -> None:
    attached(team, mother, Condition("The council", "must stop, or no visits"))
    ref = attached(team, mother)
    end(team, mother, ref)
    ended = {card.condition.body.agency: card.ended is not None for card in _conditions(team, mother)}
    assert ended == {"The council": False, "Testmere Treatment": True}
    assert {card.demand.body.agency for card in on_her_list(team, mother) if card.ended is None} == {
        "The council"
    }


def test_an_end_says_how_it_is_known_and_whether_she_was_told(team: worlds.Team, mother: str) -> None:
    ref = attached(team, mother)
    known = Known("read_in", "a letter of the clinic")
    with pytest.raises(BadInput, match="when she was told, or why"):
        end(team, mother, ref, known=known)
    end(team, mother, ref, known=known, told=Told(not_why="she comes tomorrow"))
    ended = samples.treatment_of(team, mother).conditions[0].ended
    assert ended is not None
    assert (ended.newest.how_known, ended.newest.from_whom) == ("read_in", "a letter of the clinic")
    assert ended.newest.not_told_why == "she comes tomorrow"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        # Two days: the first may have come when the test is run, where midnight lies between.
        ({"ended": samples.days_ago(-2)}, "has not come yet"),
        ({"ended": samples.days_ago(400)}, "was put to her on"),
        ({"by_whom": "  "}, "Write who ended it"),
    ],
)
def test_an_end_that_cannot_be_so_is_refused_and_nothing_ends(
    team: worlds.Team, mother: str, wrong: dict[str, Any], sentence: str
) -> None:
    ref = attached(team, mother)
    with pytest.raises(BadInput, match=sentence):
        end(team, mother, ref, ended=an_end(**wrong))
    assert samples.treatment_of(team, mother).conditions[0].ended is None
    assert on_her_list(team, mother)[0].ended is None


def test_what_ended_does_not_end_twice_and_what_is_not_hers_not_at_all(
    team: worlds.Team, mother: str
) -> None:
    ref = attached(team, mother)
    end(team, mother, ref)
    with pytest.raises(BadInput, match="has ended already"):
        end(team, mother, ref)
    with pytest.raises(BadInput, match="not in her record"):
        end(team, mother, "nowhere")


def _conditions(team: worlds.Team, mother: str) -> tuple[Any, ...]:
    return samples.treatment_of(team, mother).conditions
