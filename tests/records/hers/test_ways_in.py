"""A way in: off by default, set up beside her after what makes it safe was asked, over in the moment it is said."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Permission
from hrm2m.policy.facts import GROUND_OPENS, Ground, herself, machine_actor
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.entries import AskedFirst, WhoLooks, WhosePhone
from hrm2m.records.hers.kinds import Kind
from hrm2m.records.hers.models import Secret, WayIn
from hrm2m.records.hers.queries import let_in, standing_due, ways_of
from hrm2m.records.whole import actions as whole
from hrm2m.vault import door, standing
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Head
from tests import worlds
from tests.records.hers.samples import ASKED, QUIET, WORDS, ask, set_up
from tests.worlds import Team


pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return worlds.make_team()


@pytest.fixture
def robin(team: Team) -> str:
    return worlds.begin(team)


def number(mother: str) -> int:
    return Head.objects.get(ref=mother).id


def own_standings() -> set[tuple[int, str, int | None, int | None, str]]:
    return {row for row in standing.everything_in_force(clock.now()) if row[1] == Ground.OWN}


def test_nobody_has_a_page_until_one_is_set_up(robin: str) -> None:
    assert ways_of(number(robin)) == ()
    assert let_in(WORDS) is None
    assert own_standings() == standing_due() == set()


@pytest.mark.slow
def test_words_let_her_in_however_she_types_them_and_give_her_everything_of_hers(
    team: Team, robin: str
) -> None:
    by = set_up(team, robin)
    found = let_in("SEA shell  horse-button candle")
    assert found is not None
    assert (found.mother_ref, found.way, found.quiet) == (robin, by.way_in, False)
    assert own_standings() == standing_due()
    assert len(standing_due()) == len(GROUND_OPENS[Ground.OWN])
    with door.looking(by=by, permission=Permission.OWN_SEE, mother=robin, page="own") as box:
        assert box.mother_ref == robin


@pytest.mark.slow
def test_the_second_words_let_her_in_by_the_quiet_way(team: Team, robin: str) -> None:
    set_up(team, robin)
    found = let_in(QUIET)
    assert found is not None
    assert found.quiet


def test_nothing_that_opens_a_page_is_kept(team: Team, robin: str) -> None:
    set_up(team, robin)
    kept = str(list(Secret.objects.values_list("mark", "hashed")))
    assert not any(word in kept for word in (*WORDS.split(), *QUIET.split()))


SPOKE_AGAINST = [
    AskedFirst(WhosePhone.HERS, WhoLooks.SOMEBODY, alone=True, safe=False),
    AskedFirst(WhosePhone.HERS, WhoLooks.NOBODY, alone=False, safe=True),
]


@pytest.mark.parametrize("asked", SPOKE_AGAINST)
def test_no_is_a_good_answer_and_nothing_is_set_up(team: Team, robin: str, asked: AskedFirst) -> None:
    ask(team, robin, asked)
    with pytest.raises(BadInput):
        hers.set_up(by=team.jo, mother=robin, kind=Kind.WORDS, code=WORDS, quiet="")
    assert standing_due() == set()


def test_what_was_asked_yesterday_is_asked_again(team: Team, robin: str) -> None:
    ask(team, robin)
    with clock.at(clock.now() + timedelta(days=1)), pytest.raises(BadInput):
        hers.set_up(by=team.jo, mother=robin, kind=Kind.WORDS, code=WORDS, quiet="")


@pytest.mark.slow
def test_a_code_that_begins_like_somebody_elses_is_refused_and_nothing_is_left_of_it(
    team: Team, robin: str
) -> None:
    set_up(team, robin)
    wren = worlds.begin(team, "Wren")
    ask(team, wren)
    with pytest.raises(BadInput):
        hers.set_up(by=team.jo, mother=wren, kind=Kind.WORDS, code="sea other words entirely here", quiet="")
    assert ways_of(number(wren)) == ()


def test_only_her_bridge_builder_or_cover_sets_one_up(team: Team, robin: str) -> None:
    for worker in (team.kit, team.vic, team.ruth, team.tom):
        with pytest.raises(Denied):
            hers.ask_first(by=worker, mother=robin, asked=ASKED, at=clock.now())


ENDS: dict[str, Callable[[Team, str], object]] = {
    "frozen by any worker": lambda team, robin: hers.freeze(by=team.vic, handle="  ROBIN "),
    "taken away": lambda team, robin: hers.take_away(
        by=team.jo, mother=robin, way=ways_of(number(robin))[0].ref
    ),
    "closed by herself": lambda team, robin: hers.close_own(
        by=herself(1, ways_of(number(robin))[0].ref), mother=robin
    ),
    "she asks to end": lambda team, robin: whole.she_asks_to_end(by=team.jo, mother=robin, at=clock.now()),
    "she died": lambda team, robin: whole.she_died(
        by=team.jo, mother=robin, second=team.kit.worker_ref, at=clock.now()
    ),
}


@pytest.mark.slow
@pytest.mark.promise(7)
@pytest.mark.parametrize("how", ENDS)
def test_it_is_over_in_that_moment(team: Team, robin: str, how: str) -> None:
    by = set_up(team, robin)
    ENDS[how](team, robin)
    assert let_in(WORDS) is None
    assert let_in(QUIET) is None
    assert own_standings() == standing_due() == set()
    with pytest.raises(Denied), door.looking(by=by, permission=Permission.OWN_SEE, mother=robin, page="own"):
        pass


def test_what_opened_a_way_that_is_over_is_gone(team: Team, robin: str) -> None:
    by = set_up(team, robin)
    hers.take_away(by=team.jo, mother=robin, way=by.way_in)
    assert not Secret.objects.exists()
    assert WayIn.objects.get(ref=by.way_in).until is not None


@pytest.mark.slow
def test_a_frozen_page_opens_again_beside_her_with_the_same_words(team: Team, robin: str) -> None:
    by = set_up(team, robin)
    hers.freeze(by=team.vic, handle="Robin")
    ask(team, robin)
    hers.open_again(by=team.jo, mother=robin, way=by.way_in)
    assert let_in(WORDS) is not None
    assert own_standings() == standing_due()


@pytest.mark.slow
def test_freezing_says_nothing_of_whether_there_is_a_page(team: Team, robin: str) -> None:
    hers.freeze(by=team.vic, handle="Robin")
    hers.freeze(by=team.vic, handle="Nobody at all")
    set_up(team, robin)
    hers.freeze(by=team.vic, handle="Robin")
    assert standing_due() == set()


@pytest.mark.slow
def test_while_she_is_being_forgotten_her_own_way_leads_to_the_undo_and_to_nothing_else(
    team: Team, robin: str
) -> None:
    by = set_up(team, robin)
    whole.forget(by=by, mother=robin)
    assert let_in(WORDS) is not None
    with pytest.raises(Denied), door.looking(by=by, permission=Permission.OWN_SEE, mother=robin, page="own"):
        pass
    whole.undo_forgetting(by=by, mother=robin)
    with door.looking(by=by, permission=Permission.OWN_SEE, mother=robin, page="own") as box:
        assert box.mother_ref == robin


@pytest.mark.slow
def test_once_she_is_forgotten_nothing_opens(team: Team, robin: str) -> None:
    by = set_up(team, robin)
    whole.forget(by=by, mother=robin)
    with clock.at(clock.now() + timedelta(hours=73)):
        whole.finish_forgetting(by=machine_actor(1))
        assert let_in(WORDS) is None
        assert own_standings() == standing_due() == set()
