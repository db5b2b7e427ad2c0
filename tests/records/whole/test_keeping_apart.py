"""A couple in one service: whoever works with one never opens, lists or is chosen for the other; no page says so."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import machine_actor
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges.bars import barred_from
from hrm2m.records.bridges.queries import bridge_of
from hrm2m.records.clocks import actions as clocks
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.whole import actions, keeping_apart, near_her
from hrm2m.records.whole.models import KeptApart
from hrm2m.vault import door
from hrm2m.vault.errors import Denied, Missed
from hrm2m.vault.models import Apart, Head, Line, StandingRow
from hrm2m.vault.open_to import refs_open_to
from tests import worlds
from tests.pages.street import browser_of, text_of


pytestmark = pytest.mark.django_db
WHY = "She says that he reads her phone and comes here on Mondays."


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def begin(team: worlds.Team, handle: str, builder: Actor, cover: Actor) -> str:
    mother = worlds.begin(team, handle)
    if builder.worker_id != team.jo.worker_id or cover.worker_id != team.sam.worker_id:
        bridges.change_bridge_builder(
            by=team.jo,
            mother=mother,
            builder=builder.worker_ref,
            cover=cover.worker_ref,
            at=clock.now(),
        )
    return mother


def keep(team: worlds.Team, first: str = "Robin", second: str = "Wren") -> str:
    return keeping_apart.keep_apart(by=team.kit, first=first, second=second, why=WHY)


def opens(by: Actor, mother: str) -> bool:
    try:
        with door.looking(by=by, permission=Permission.MOTHER_SEE, mother=mother, page="t"):
            return True
    except Denied:
        return False


def number_of(mother: str) -> int:
    return Head.objects.get(ref=mother).id


@pytest.fixture
def of_two(team: worlds.Team) -> tuple[str, str]:
    """Both with Jo; Sam is cover of the one, Amir of the other."""
    first = begin(team, "Robin", team.jo, team.sam)
    return first, begin(team, "Wren", team.jo, team.amir)


@pytest.mark.slow
@pytest.mark.promise(1)
def test_whoever_works_with_one_is_refused_the_other_and_cannot_be_chosen(
    team: worlds.Team, of_two: tuple[str, str]
) -> None:
    first, second = of_two
    assert opens(team.amir, second)
    keep(team)
    assert (opens(team.sam, first), opens(team.amir, second)) == (True, True)
    with pytest.raises(BadInput):
        bridges.add_to_team(by=team.jo, mother=first, worker=team.amir.worker_ref, at=clock.now())
    with pytest.raises(BadInput):
        bridges.change_cover(by=team.jo, mother=second, cover=team.sam.worker_ref, at=clock.now())
    assert not StandingRow.objects.filter(mother=number_of(first), worker_id=team.amir.worker_id).exists()


@pytest.mark.slow
def test_whoever_begins_with_one_is_kept_from_the_other_in_that_moment(
    team: worlds.Team, of_two: tuple[str, str]
) -> None:
    first, second = of_two
    keep(team)
    bridges.let_cover_hold(by=team.jo, mother=second)
    assert (opens(team.jo, first), opens(team.jo, second)) == (True, False)
    assert (opens(team.amir, first), opens(team.amir, second)) == (False, True)
    with pytest.raises(BadInput):
        bridges.take_bridge_back(by=team.amir, mother=second)


@pytest.mark.slow
@pytest.mark.promise(3)
def test_whoever_works_with_both_goes_on_until_one_has_somebody_else_and_a_promise_runs(
    team: worlds.Team, of_two: tuple[str, str]
) -> None:
    first, second = of_two
    pair = keep(team)
    assert opens(team.jo, first)
    assert opens(team.jo, second)
    waits = Clock.objects.get(RUNNING, kind="apart_placed")
    assert (waits.mother, waits.owner_id) == (0, team.kit.worker_id)
    assert keeping_apart.pairs_kept_apart(team.kit)[0].works_with_both == ("Jo",)
    with pytest.raises(BadInput):
        keeping_apart.write_placed(by=team.kit, pair=pair)
    with clock.at(clock.now() + timedelta(days=30)):
        clocks.escalate_due(by=machine_actor(1))
        assert opens(team.jo, second), "late, and nobody lost help by it"
    bridges.let_cover_hold(by=team.jo, mother=second)
    assert not opens(team.jo, second)
    keeping_apart.write_placed(by=team.kit, pair=pair)
    assert not Clock.objects.filter(RUNNING, kind="apart_placed").exists()
    bridge = bridge_of(number_of(second))
    assert bridge is not None
    assert bridge.cover_id == team.amir.worker_id


@pytest.mark.slow
def test_no_list_and_no_page_shows_one_to_whoever_works_with_the_other(
    team: worlds.Team, of_two: tuple[str, str]
) -> None:
    first, second = of_two
    keep(team)
    now = clock.now()
    assert barred_from(number_of(first), now) == ()
    assert barred_from(number_of(second), now) == ()
    for by, hers, not_hers, other in (
        (team.sam, "Robin", "Wren", second),
        (team.amir, "Wren", "Robin", first),
    ):
        browser = browser_of(by)
        today = text_of(browser.get("/today/"))
        assert hers in today
        assert not_hers not in today
        assert browser.get(f"/m/{other}/").status_code == 404
    words = " ".join(line.body for line in Line.objects.exclude(chain=0))
    assert "keep_apart" not in words, "a line of their own would tell the one that the other is here"
    assert WHY not in " ".join(line.body for line in Line.objects.all())
    assert WHY.encode() not in bytes(KeptApart.objects.get().why)
    assert keeping_apart.why_apart(by=team.kit, pair=KeptApart.objects.get().ref) == WHY


@pytest.mark.slow
@pytest.mark.parametrize("name", ["jo", "sam", "amir", "ruth", "vic", "tess", "mia"])
def test_only_a_lead_keeps_apart_and_only_whom_the_lead_stands_for(
    team: worlds.Team, of_two: tuple[str, str], name: str
) -> None:
    by = getattr(team, name)
    with pytest.raises(Denied):
        keeping_apart.keep_apart(by=by, first="Robin", second="Wren", why=WHY)
    pair = keep(team)
    for act in (keeping_apart.write_placed, keeping_apart.end_apart, keeping_apart.why_apart):
        with pytest.raises(Denied):
            act(by=by, pair=pair)
    with pytest.raises(Denied):
        keeping_apart.pairs_kept_apart(by)


def test_a_handle_that_leads_nowhere_is_one_answer_and_leaves_a_line(
    team: worlds.Team, of_two: tuple[str, str]
) -> None:
    for first, second in (("Robin", "Nobody"), ("Nobody", "Wren")):
        with pytest.raises(Missed):
            keep(team, first, second)
    with pytest.raises(BadInput):
        keep(team, "Robin", "robin")
    with pytest.raises(BadInput):
        keeping_apart.keep_apart(by=team.kit, first="Robin", second="Wren", why=" ")
    assert not Apart.objects.exists()


def test_twice_is_once_and_ended_it_gives_nobody_anything_back(
    team: worlds.Team, of_two: tuple[str, str]
) -> None:
    first, _ = of_two
    pair = keep(team)
    with pytest.raises(BadInput):
        keep(team)
    keeping_apart.end_apart(by=team.kit, pair=pair)
    assert not opens(team.amir, first)
    assert not Clock.objects.filter(RUNNING, kind="apart_placed").exists()
    bridges.add_to_team(by=team.jo, mother=first, worker=team.amir.worker_ref, at=clock.now())
    assert opens(team.amir, first)
    keep(team)


@pytest.mark.slow
def test_a_bar_of_one_tells_nothing_of_the_other_and_forgetting_drops_the_pair(
    team: worlds.Team, of_two: tuple[str, str]
) -> None:
    first, _ = of_two
    keep(team)
    near_her.bar(by=team.jo, mother=first, worker=team.tess.worker_ref)
    assert [bar.ref for bar in barred_from(number_of(first), clock.now())] == [team.tess.worker_ref]
    actions.forget(by=team.jo, mother=first)
    with clock.at(clock.now() + timedelta(hours=73)):
        actions.finish_forgetting(by=machine_actor(1))
    assert not Apart.objects.exists()
    assert bytes(KeptApart.objects.get().why) == b""


@pytest.mark.slow
@pytest.mark.promise(1)
def test_a_lead_who_stands_in_for_one_is_kept_from_the_other_though_leading_both(
    team: worlds.Team, of_two: tuple[str, str]
) -> None:
    first, second = of_two
    numbers = [number_of(first), number_of(second)]
    near_her.bar(by=team.jo, mother=second, worker=team.amir.worker_ref)
    assert set(refs_open_to(team.kit, numbers, clock.now())) == set(numbers), (
        "Kit covers the one and leads both"
    )
    keep(team)
    assert set(refs_open_to(team.kit, numbers, clock.now())) == {number_of(second)}
    with pytest.raises(Denied):
        near_her.bar(by=team.kit, mother=first, worker=team.amir.worker_ref)
