"""She says on her own page that help should end: contact stops at once, and a person asks her once."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Actor, Permission
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.entries import ToEnding
from hrm2m.records.hers.queries import let_in
from hrm2m.records.hers.wishes import Wish, wish_in, wishes_to_ask_about
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.models import Due
from hrm2m.records.whole import actions as whole
from hrm2m.vault import door
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.models import Head
from tests import worlds
from tests.records.hers.samples import QUIET, WORDS, set_up


pytestmark = [pytest.mark.django_db, pytest.mark.promise(3)]


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin(team)


@pytest.fixture
def she(team: worlds.Team, mother: str) -> Actor:
    return set_up(team, mother)


def wish(by: Actor, mother: str) -> Wish | None:
    permission = Permission.OWN_SEE if by.way_in else Permission.MOTHER_SEE
    with door.looking(by=by, permission=permission, mother=mother, page="wish") as box:
        return wish_in(box)


def is_left_be() -> bool:
    return Due.objects.get().left_be


def says(team: worlds.Team, mother: str, said: ToEnding) -> None:
    hers.write_what_she_says_of_ending(by=team.jo, mother=mother, says=said, words="", at=clock.now())


def test_contact_stops_at_once_and_nothing_ends(team: worlds.Team, mother: str, she: Actor) -> None:
    hers.wish_to_end(by=she, mother=mother, at=clock.now())
    assert is_left_be()
    assert Head.objects.get(ref=mother).stage == Stage.BY_HANDLE
    standing = wish(she, mother)
    assert standing is not None
    assert not standing.was_asked
    assert wish(team.jo, mother) == standing


def test_one_named_person_asks_her_once_soon(team: worlds.Team, mother: str, she: Actor) -> None:
    hers.wish_to_end(by=she, mother=mother, at=clock.now())
    promised = Clock.objects.get(RUNNING, kind="end_wish_asked")
    assert (promised.owner_id, promised.escalate_to_id) == (team.jo.worker_id, team.kit.worker_id)
    assert Job.objects.filter(kind="mail", key__contains=promised.about).exists()
    (asked,) = wishes_to_ask_about(team.jo)
    assert asked.mother_ref == mother
    assert wishes_to_ask_about(team.vic) == ()


def test_pressed_twice_is_once(mother: str, she: Actor) -> None:
    hers.wish_to_end(by=she, mother=mother, at=clock.now())
    hers.wish_to_end(by=she, mother=mother, at=clock.now())
    assert Clock.objects.filter(kind="end_wish_asked").count() == 1


@pytest.mark.parametrize("left_be_before", [False, True])
def test_she_takes_it_back_and_it_is_as_it_was(mother: str, she: Actor, left_be_before: bool) -> None:
    if left_be_before:
        outreach.leave_her_be(by=she, mother=mother, at=clock.now())
    with clock.at(clock.now() + timedelta(minutes=5)):
        hers.wish_to_end(by=she, mother=mother, at=clock.now())
    with clock.at(clock.now() + timedelta(minutes=9)):
        hers.take_wish_back(by=she, mother=mother, at=clock.now())
        assert wish(she, mother) is None
        assert is_left_be() is left_be_before
        assert not Clock.objects.filter(RUNNING, kind="end_wish_asked").exists()
        with pytest.raises(BadInput, match="nothing to take back"):
            hers.take_wish_back(by=she, mother=mother, at=clock.now())


def test_not_reached_ends_nothing_and_nobody_asks_again(team: worlds.Team, mother: str, she: Actor) -> None:
    hers.wish_to_end(by=she, mother=mother, at=clock.now())
    says(team, mother, ToEnding.NOT_REACHED)
    assert Head.objects.get(ref=mother).stage == Stage.BY_HANDLE
    assert is_left_be()
    standing = wish(she, mother)
    assert standing is not None
    assert standing.was_asked
    assert wishes_to_ask_about(team.jo) == ()
    assert not Clock.objects.filter(RUNNING, kind="end_wish_asked").exists()
    with pytest.raises(BadInput, match="asked once"):
        says(team, mother, ToEnding.NOT_REACHED)
    # Whenever she says it herself, it ends; or she says that she stays.
    says(team, mother, ToEnding.STAYS)
    assert wish(she, mother) is None
    assert not is_left_be()


def test_it_was_somebody_else_shuts_her_page_in_that_moment(
    team: worlds.Team, mother: str, she: Actor
) -> None:
    hers.wish_to_end(by=she, mother=mother, at=clock.now())
    says(team, mother, ToEnding.NOT_HER)
    assert let_in(WORDS) is None
    assert let_in(QUIET) is None
    assert wish(team.jo, mother) is None
    assert not is_left_be()


def test_her_word_to_a_person_ends_it(team: worlds.Team, mother: str, she: Actor) -> None:
    hers.wish_to_end(by=she, mother=mother, at=clock.now())
    whole.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    assert Head.objects.get(ref=mother).stage == Stage.LEFT
    assert not Clock.objects.filter(RUNNING).exists()


def test_when_she_comes_back_her_wish_is_over_and_she_can_say_it_again(
    team: worlds.Team, mother: str, she: Actor
) -> None:
    hers.wish_to_end(by=she, mother=mother, at=clock.now())
    whole.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    whole.reopen(by=team.kit, mother=mother, her_word=True)
    outreach.she_called(by=team.jo, mother=mother, at=clock.now())
    assert wish(team.jo, mother) is None
    hers.wish_to_end(by=set_up(team, mother), mother=mother, at=clock.now())
    assert wish(team.jo, mother) is not None
    assert is_left_be()


def test_no_worker_wishes_in_her_place_and_no_stranger_answers(
    team: worlds.Team, mother: str, she: Actor
) -> None:
    for by in (team.jo, team.kit, team.vic):
        with pytest.raises((Denied, NotYours)):
            hers.wish_to_end(by=by, mother=mother, at=clock.now())
    hers.wish_to_end(by=she, mother=mother, at=clock.now())
    with pytest.raises(NotYours):
        hers.write_what_she_says_of_ending(
            by=team.vic, mother=mother, says=ToEnding.STAYS, words="", at=clock.now()
        )
    with pytest.raises((Denied, NotYours)):
        hers.write_what_she_says_of_ending(
            by=she, mother=mother, says=ToEnding.STAYS, words="", at=clock.now()
        )


def test_where_no_wish_stands_there_is_nothing_to_answer(team: worlds.Team, mother: str) -> None:
    with pytest.raises(BadInput, match="said nothing of ending"):
        says(team, mother, ToEnding.STAYS)
