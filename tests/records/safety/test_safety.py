"""Her safety: anybody near her writes, her bridge builder and whom she agrees to read; her say first."""

from datetime import timedelta
from typing import Any

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Compartment, Permission, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.bridges.queries import standing_due as of_bridges
from hrm2m.records.safety import actions, queries
from hrm2m.records.safety.actions import Telling
from hrm2m.records.safety.entries import Harm, HerSafety, HerSay, Now, WayOn, WayTo
from hrm2m.records.safety.queries import Told, told_in
from hrm2m.records.whole import actions as whole
from hrm2m.vault import door, standing
from hrm2m.vault.errors import Denied, NotYours, StaleVersion
from tests import worlds


pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
HE_DID = HerSafety(
    Harm.VIOLENCE, "He shut the door on my hand.", "Del", "shut the door on her hand", Now.GOES_ON
)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def noted(by: Actor, mother: str, safety: HerSafety = HE_DID, **telling: Any) -> str:
    return actions.note(by=by, mother=mother, safety=safety, telling=Telling(**telling), at=clock.now())


def read(by: Actor, mother: str) -> tuple[Told, ...]:
    with door.looking(by=by, permission=Permission.HER_SAFETY_SEE, mother=mother, page="t") as box:
        return told_in(box)


def agreed(team: worlds.Team, mother: str, worker: Actor) -> str:
    return actions.let_see(
        by=team.jo, mother=mother, worker=worker.worker_ref, called="Robin", at=clock.now()
    )


def way(team: worlds.Team, mother: str, entry: str, *, telling: Telling | None = None, **changes: Any) -> str:
    body: dict[str, Any] = {"way": WayTo.IDVA, "her_say": HerSay.YES, "taken": True, "whom": "Fay"}
    return actions.take_way_on(
        by=team.jo,
        mother=mother,
        entry=entry,
        way=WayOn(**(body | changes)),
        telling=telling or Telling(),
        at=clock.now(),
    )


def test_cover_writes_and_reads_nothing_and_the_bridge_builder_reads_it(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    ref = noted(team.sam, mother, how_known="seen")
    with pytest.raises(Denied):
        read(team.sam, mother)
    (told,) = read(team.jo, mother)
    assert (told.entry.ref, told.entry.body, told.entry.how_known) == (ref, HE_DID, "seen")


def test_somebody_who_is_not_near_her_meets_the_answer_of_an_unknown_ref(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    for ref in (mother, "a" * 26):
        with pytest.raises(NotYours):
            noted(team.vic, ref)


def test_whom_she_lets_read_it_reads_this_and_nothing_else_until_she_says_no(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    noted(team.jo, mother)
    row = agreed(team, mother, team.tess)
    assert len(read(team.tess, mother)) == 1
    assert [one.called for one in queries.lets_see(team.tess)] == ["Robin"]
    with pytest.raises(Denied):
        with door.looking(by=team.tess, permission=Permission.MOTHER_SEE, mother=mother, page="t"):
            pass
    actions.stop_letting_see(by=team.jo, mother=mother, agreed=row)
    assert queries.lets_see(team.tess) == ()
    with pytest.raises(NotYours):
        read(team.tess, mother)


def test_nobody_but_her_bridge_builder_writes_down_whom_she_lets_read_it(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    for by in (team.sam, team.kit, team.ruth):
        with pytest.raises(Denied):
            actions.let_see(by=by, mother=mother, worker=team.tess.worker_ref, called="R", at=clock.now())


@pytest.mark.parametrize("who", ["ruth", "kit", "mia", "jo"])
def test_she_cannot_let_read_it_who_could_never_open_it(team: worlds.Team, who: str) -> None:
    with pytest.raises(BadInput, match="Choose a bridge builder"):
        agreed(team, worlds.begin(team), getattr(team, who))


def test_twice_the_same_worker_is_refused(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    agreed(team, mother, team.tess)
    with pytest.raises(BadInput, match="reads it already"):
        agreed(team, mother, team.tess)


@pytest.mark.slow
def test_standing_is_what_its_causes_say_through_beginning_ending_and_an_account_that_ends(
    team: worlds.Team,
) -> None:
    mother, other = worlds.begin(team), worlds.begin(team, "Wren")
    agreed(team, mother, team.tess)
    ended = agreed(team, other, team.tess)
    agreed(team, other, team.tom)
    actions.stop_letting_see(by=team.jo, mother=other, agreed=ended)
    assert _stands() == of_bridges() | queries.standing_due()
    assert len(queries.standing_due()) == 2
    accounts.end_account(by=_administrator(team), worker=team.tess.worker_ref)
    assert [one[2] for one in queries.standing_due()] == [team.tom.worker_id]
    assert _stands() == of_bridges() | queries.standing_due()


def test_with_her_record_everybody_stops_reading(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    noted(team.jo, mother)
    agreed(team, mother, team.tess)
    whole.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    with pytest.raises(Denied):
        read(team.tess, mother)
    with clock.at(clock.now() + 15 * DAY):
        whole.close_ended_bridges(by=machine_actor(1))
    assert queries.standing_due() == set()


def test_who_harms_her_is_named_by_what_was_done_and_never_by_a_name_alone(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    with pytest.raises(BadInput, match="never her failing"):
        noted(team.jo, mother, HerSafety(Harm.VIOLENCE, "Del again.", "Del"))
    with pytest.raises(BadInput, match="second entry"):
        noted(team.jo, mother, HerSafety(Harm.SELF_HARM, "I cut.", "Del", "left"))
    with pytest.raises(BadInput, match="what she said"):
        noted(team.jo, mother, HerSafety(Harm.OTHER, " "))
    assert read(team.jo, mother) == ()


def test_what_somebody_else_told_says_who_and_is_held_back(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    with pytest.raises(BadInput, match="who told it"):
        noted(team.sam, mother, how_known="told_by")
    noted(team.sam, mother, how_known="told_by", from_whom="her sister")
    noted(team.jo, mother)
    held = {told.entry.how_known: told.entry.held_until for told in read(team.jo, mother)}
    assert held["her_words"] is None
    assert held["told_by"] is not None


def test_a_way_on_waits_for_her_yes(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    entry = noted(team.jo, mother)
    for say in (HerSay.NO, HerSay.NOT_NOW, HerSay.NOT_ASKED):
        with pytest.raises(BadInput, match="serious harm"):
            way(team, mother, entry, her_say=say)
        way(team, mother, entry, her_say=say, taken=False)
    way(team, mother, entry)
    (told,) = read(team.jo, mother)
    assert [one.body.taken for one in told.ways] == [True, False, False, False]
    assert {one.basis for one in told.ways} == {"her_word"}


def test_without_her_yes_it_says_which_serious_harm_and_whether_she_was_told(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    entry = noted(team.jo, mother)
    without: dict[str, Any] = {"her_say": HerSay.NO, "serious_harm": "He has said he will kill her tonight."}
    with pytest.raises(BadInput, match="when she was told"):
        way(team, mother, entry, **without)
    way(team, mother, entry, telling=Telling(not_told_why="He holds her telephone."), **without)
    way(team, mother, entry, telling=Telling(told_at=clock.now(), told_how="face to face"), **without)
    (told,) = read(team.jo, mother)
    assert [one.basis for one in told.ways] == ["serious_harm", "serious_harm"]
    assert told.ways[1].not_told_why == "He holds her telephone."


def test_put_right_the_old_words_stay_and_her_side_and_the_ways_on_stand_beside_the_new(
    team: worlds.Team,
) -> None:
    mother = worlds.begin(team)
    entry = noted(team.sam, mother)
    way(team, mother, entry)
    actions.reply(
        by=team.jo, mother=mother, entry=entry, words="It was twice.", not_right=True, at=clock.now()
    )
    again = HerSafety(Harm.VIOLENCE, "He shut the door on my hand, twice.", "Del", "shut it twice", Now.OVER)
    changed = {"by": team.jo, "mother": mother, "entry": entry, "safety": again, "telling": Telling()}
    actions.correct(at=clock.now(), **changed)  # type: ignore[arg-type] # words of one call
    (told,) = read(team.jo, mother)
    assert told.entry.body == again
    assert [reply.body.words for reply in told.entry.replies] == ["It was twice."]
    assert len(told.ways) == 1
    with pytest.raises(StaleVersion):
        actions.correct(at=clock.now(), **changed)  # type: ignore[arg-type] # words of one call


def test_it_lies_in_its_own_drawer_and_in_no_other(team: worlds.Team) -> None:
    mother = worlds.begin_named(team)
    noted(team.jo, mother)
    for by, permission, where in (
        (team.ruth, Permission.CHILDREN_SEE, Compartment.CHILD_SAFETY),
        (team.jo, Permission.MOTHER_SEE, Compartment.GENERAL),
    ):
        with door.looking(by=by, permission=permission, mother=mother, page="t", purpose="worry") as box:
            assert box.entries(HerSafety, compartment=where) == ()


def _stands() -> set[tuple[int, str, int | None, int | None, str]]:
    return {row for row in standing.everything_in_force(clock.now()) if row[1] != "block"}


def _administrator(team: worlds.Team) -> Actor:
    jo = team.jo
    return Actor(0, "a" * 26, jo.agency_id, jo.agency_ref, jo.area, frozenset({Role.ADMINISTRATOR}))
