"""A copy of her record: one month from when she first asked, checked where it is about somebody else, never stale."""

from datetime import timedelta
from typing import Any

import pytest

from hrm2m.cadence import Outcome
from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Category, Compartment, Permission, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies.models import Membership
from hrm2m.records.asks import actions as asks_of
from hrm2m.records.asks.actions.checking import Known
from hrm2m.records.asks.entries import Demand, DemandKind
from hrm2m.records.children.entries import Observation
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers.actions.replying import SEES
from hrm2m.records.hers.copies import PartOfCopy, asked_of, copy_of, part_for, part_in
from hrm2m.records.hers.entries import CopyChecked
from hrm2m.records.hers.kinds import CopyWay
from hrm2m.records.outreach import queries as reaching
from hrm2m.records.showing import actions as showing
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.whole import actions as whole
from hrm2m.vault import door
from hrm2m.vault.entries import Draft
from hrm2m.vault.errors import Denied, Missed, NotYours
from tests import worlds
from tests.records.children import samples as children
from tests.records.hers.samples import set_up


pytestmark = pytest.mark.django_db

CHILDREN, GENERAL = Compartment.CHILD_SAFETY, Compartment.GENERAL


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def mother(team: worlds.Team) -> str:
    return worlds.begin_named(team)


@pytest.fixture
def herself(team: worlds.Team, mother: str) -> Actor:
    return set_up(team, mother)


def asks(by: Actor, mother: str, way: CopyWay = CopyWay.HERE) -> str:
    return hers.ask_for_copy(by=by, mother=mother, way=way, at=clock.now())


def seen_child(team: worlds.Team, mother: str, words: str = children.SEEN) -> str:
    """What Sam saw of a child, and Ruth decided that she may read."""
    entry = children.note(team.sam, mother, words)
    showing.let_her_read(by=team.ruth, entry=entry, why="She was there.", at=clock.now())
    return entry


def told_of_her(team: worlds.Team, mother: str) -> str:
    """What a landlord told Jo, and Jo decided that she may read."""
    entry = asks_of.record_demand(
        by=team.jo,
        mother=mother,
        demand=Demand("Council", DemandKind.MUST_OR, "Be at home on Friday"),
        category=Category.HOME,
        at=clock.now(),
        known=Known("told_by", "her landlord"),
    )
    showing.let_her_read(by=team.jo, entry=entry, why="She knows of it", at=clock.now())
    return entry


def check(by: Actor, copy: str, entry: str, **more: Any) -> str:
    said = {"compartment": CHILDREN, "gives": True, "why": "It says nothing of others.", **more}
    return hers.check_for_copy(by=by, copy=copy, entry=entry, at=clock.now(), **said)


def her_part(by: Actor, mother: str, compartment: Compartment = CHILDREN) -> PartOfCopy:
    with door.unit(by=by):
        with door.looking(by=by, permission=Permission.OWN_SEE, mother=mother, page="copy") as box:
            card = copy_of(box.mother_id, box.now)
        assert card is not None
        with door.looking(by=by, permission=SEES[compartment], mother=mother, page="copy") as box:
            return part_in(box, card, compartment)


@pytest.mark.slow
def test_a_month_runs_from_when_she_first_asked(team: worlds.Team, mother: str, herself: Actor) -> None:
    copy = asks(herself, mother)
    due = Clock.objects.get(kind="copy_given").due_at
    with clock.at(clock.now() + timedelta(days=9)):
        assert asks(team.sam, mother, CopyWay.PAPER) == copy
    assert Clock.objects.get(kind="copy_given").due_at == due
    assert asked_of(team.ruth) == ()


def test_a_mother_known_by_handle_can_ask_any_worker_near_her(team: worlds.Team) -> None:
    by_handle = worlds.begin(team, "Wren")
    copy = asks(team.sam, by_handle, CopyWay.PAPER)
    hers.hand_over_part(by=team.jo, copy=copy, compartment=GENERAL, is_all=True, at=clock.now())
    assert Clock.objects.get(kind="copy_given").met_at is not None


def test_she_can_say_it_to_who_treats_her_and_to_who_keeps_her_children_safe(
    team: worlds.Team, mother: str
) -> None:
    with pytest.raises(Denied):
        asks(team.tom, mother)
    treatment.begin_treating(
        by=team.jo, mother=mother, worker=team.tom.worker_ref, called="Robin", at=clock.now()
    )
    first = asks(team.tom, mother)
    assert asks(team.ruth, mother) == first
    owed = Clock.objects.get(kind="copy_given")
    assert (owed.owner_id, owed.about) == (team.jo.worker_id, first)
    for stranger in (team.tess, team.vic, team.mia):
        with pytest.raises(Denied):
            asks(stranger, mother)


@pytest.mark.slow
def test_what_nobody_may_read_any_more_keeps_the_copy_no_longer_than_the_month(
    team: worlds.Team, mother: str, herself: Actor
) -> None:
    seen_child(team, mother)
    asks(herself, mother)
    Membership.objects.filter(role=Role.SAFEGUARDING_LEAD).update(until=clock.now())
    assert her_part(herself, mother).to_check
    with clock.at(clock.now() + timedelta(days=32)):
        part = her_part(herself, mother)
    assert part.is_ready
    assert part.entries == ()


@pytest.mark.slow
def test_what_is_about_a_child_waits_for_somebody_who_may_read_it(
    team: worlds.Team, mother: str, herself: Actor
) -> None:
    entry = seen_child(team, mother)
    copy = asks(herself, mother)
    part = her_part(herself, mother)
    assert (part.entries, [one.ref for one in part.to_check]) == ((), [entry])
    assert [one.compartment for one in asked_of(team.ruth)] == [CHILDREN]
    assert asked_of(team.jo) == ()
    check(team.ruth, copy, entry)
    part = her_part(herself, mother)
    assert ([one.ref for one in part.entries], part.to_check) == ([entry], ())
    assert asked_of(team.ruth) == ()


def owners_of_parts() -> dict[str, tuple[int, str]]:
    """Who owes the check of which part, and in which compartment that is listed."""
    rows = Clock.objects.filter(RUNNING, kind="copy_checked")
    return {row.about: (row.owner_id, row.compartment) for row in rows}


@pytest.mark.slow
def test_each_part_that_waits_has_an_owner_who_may_read_it_and_a_day(
    team: worlds.Team, mother: str, herself: Actor
) -> None:
    entry = seen_child(team, mother)
    told = told_of_her(team, mother)
    copy = asks(herself, mother)
    assert hers.keep_copies_checked(by=machine_actor(1)) == 2
    owed = owners_of_parts()
    assert owed == {
        CHILDREN.value: (team.rae.worker_id, CHILDREN.value),
        GENERAL.value: (team.jo.worker_id, GENERAL.value),
    }
    given = Clock.objects.get(kind="copy_given").due_at
    assert all(row.due_at < given for row in Clock.objects.filter(kind="copy_checked"))
    assert hers.keep_copies_checked(by=machine_actor(1)) == 0
    check(team.ruth, copy, entry)
    assert set(owners_of_parts()) == {GENERAL.value}
    check(team.jo, copy, told, compartment=GENERAL)
    assert owners_of_parts() == {}
    assert Clock.objects.filter(kind="copy_checked", met_at=None).count() == 0


@pytest.mark.slow
def test_a_part_that_nothing_waits_in_any_more_is_owed_by_nobody(
    team: worlds.Team, mother: str, herself: Actor
) -> None:
    entry = seen_child(team, mother)
    asks(herself, mother)
    hers.keep_copies_checked(by=machine_actor(1))
    until = clock.now() + timedelta(days=3)
    showing.withhold(by=team.ruth, entry=entry, why="He reads it", until=until, at=clock.now())
    assert hers.keep_copies_checked(by=machine_actor(1)) == 1
    assert owners_of_parts() == {}
    seen_child(team, mother, "He had new shoes.")
    hers.keep_copies_checked(by=machine_actor(1))
    hers.take_copy_back(by=herself, mother=mother)
    assert owners_of_parts() == {}
    assert hers.keep_copies_checked(by=machine_actor(1)) == 0


@pytest.mark.slow
def test_her_own_words_about_a_child_are_checked_too(team: worlds.Team, mother: str, herself: Actor) -> None:
    at = clock.now()
    with door.acting(by=team.sam, permission=Permission.CHILD_NOTE, mother=mother) as box:
        seen = Observation("He sleeps well")
        entry = box.write(Draft(seen, Category.CHILDREN, at, CHILDREN))
    asks(herself, mother)
    assert [one.ref for one in her_part(herself, mother).to_check] == [entry]


@pytest.mark.slow
def test_what_is_left_out_stays_out_and_why_lies_sealed_where_she_does_not_read(
    team: worlds.Team, mother: str, herself: Actor
) -> None:
    entry = seen_child(team, mother)
    copy = asks(herself, mother)
    check(team.ruth, copy, entry, gives=False, why="His brother reads her post.")
    part = her_part(herself, mother)
    assert (part.entries, part.to_check) == ((), ())
    with door.looking(by=herself, permission=Permission.OWN_CHILDREN_SEE, mother=mother, page="copy") as box:
        assert box.entries(CopyChecked, compartment=CHILDREN) == ()


@pytest.mark.slow
def test_what_is_withheld_after_it_was_checked_is_in_no_copy(
    team: worlds.Team, mother: str, herself: Actor
) -> None:
    entry = seen_child(team, mother)
    check(team.ruth, asks(herself, mother), entry)
    until = clock.now() + timedelta(days=3)
    showing.withhold(by=team.ruth, entry=entry, why="He reads it", until=until, at=clock.now())
    part = her_part(herself, mother)
    assert (part.entries, part.to_check) == ((), ())


@pytest.mark.slow
def test_an_entry_that_was_corrected_is_told_by_its_correction_even_where_that_stays_out(
    team: worlds.Team, mother: str, herself: Actor
) -> None:
    first = seen_child(team, mother)
    again = children.note(team.sam, mother, "He had a coat after all.", corrects=first)
    showing.let_her_read(by=team.ruth, entry=again, why="She was there.", at=clock.now())
    copy = asks(herself, mother)
    assert [one.ref for one in her_part(herself, mother).to_check] == [again]
    check(team.ruth, copy, again, gives=False, why="About his brother")
    assert her_part(herself, mother).entries == ()


@pytest.mark.slow
def test_who_lacks_the_compartment_meets_a_copy_that_is_not_there(
    team: worlds.Team, mother: str, herself: Actor
) -> None:
    entry = seen_child(team, mother)
    copy = asks(herself, mother)
    for by in (team.jo, team.sam, team.tom, team.vic):
        with pytest.raises(NotYours) as refused:
            check(by, copy, entry)
        with pytest.raises(NotYours) as unknown:
            check(by, "a" * 26, entry)
        assert str(refused.value) == str(unknown.value)
        with pytest.raises(NotYours):
            part_for(by=by, copy=copy, compartment=CHILDREN)


@pytest.mark.slow
def test_a_check_has_a_reason_and_is_about_something_that_waits(
    team: worlds.Team, mother: str, herself: Actor
) -> None:
    entry = seen_child(team, mother)
    hidden = children.note(team.sam, mother, "Nobody decided on this yet")
    copy = asks(herself, mother)
    with pytest.raises(BadInput, match="Write why"):
        check(team.ruth, copy, entry, why=" ")
    for other in (hidden, "a" * 26):
        with pytest.raises(BadInput, match="not among what waits"):
            check(team.ruth, copy, other)


@pytest.mark.slow
def test_paper_is_not_in_her_hand_before_it_was_checked(team: worlds.Team, mother: str) -> None:
    entry = seen_child(team, mother)
    copy = asks(team.jo, mother, CopyWay.PAPER)

    def hand() -> None:
        hers.hand_over_part(by=team.ruth, copy=copy, compartment=CHILDREN, is_all=False, at=clock.now())

    with pytest.raises(BadInput, match="still to be checked"):
        hand()
    check(team.ruth, copy, entry)
    assert [one.is_to_hand for one in asked_of(team.ruth)] == [True]
    hand()
    hand()
    assert asked_of(team.ruth) == ()
    assert Clock.objects.get(kind="copy_given").met_at is None


@pytest.mark.slow
def test_she_takes_it_back_and_nothing_is_asked_of_anybody(
    team: worlds.Team, mother: str, herself: Actor
) -> None:
    seen_child(team, mother)
    copy = asks(herself, mother)
    hers.take_copy_back(by=herself, mother=mother)
    hers.take_copy_back(by=herself, mother=mother)
    assert asked_of(team.ruth) == ()
    assert Clock.objects.get(kind="copy_given").stopped_at is not None
    assert asks(herself, mother) != copy


@pytest.mark.slow
def test_a_copy_she_had_is_closed_after_a_fortnight_and_the_next_is_checked_again(
    team: worlds.Team, mother: str, herself: Actor
) -> None:
    entry = seen_child(team, mother)
    copy = asks(herself, mother)
    check(team.ruth, copy, entry)
    hers.she_has_copy(by=herself, mother=mother)
    assert Clock.objects.get(kind="copy_given").met_at is not None
    with clock.at(clock.now() + timedelta(days=15)):
        with pytest.raises(BadInput, match="No copy is open"):
            hers.she_has_copy(by=herself, mother=mother)
        assert asks(herself, mother) != copy
        assert [one.ref for one in her_part(herself, mother).to_check] == [entry]


@pytest.mark.slow
def test_a_record_that_is_over_opens_for_no_copy(team: worlds.Team, mother: str, herself: Actor) -> None:
    asks(herself, mother)
    whole.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    assert Clock.objects.get(kind="copy_given").stopped_at is not None
    with pytest.raises(Denied):
        asks(team.jo, mother)
    with pytest.raises((Denied, NotYours)):
        asks(herself, mother)


@pytest.mark.slow
def test_what_somebody_else_told_waits_in_the_general_part_for_her_bridge_builder(
    team: worlds.Team, mother: str, herself: Actor
) -> None:
    landlord, letter = (
        asks_of.record_demand(
            by=team.jo,
            mother=mother,
            demand=Demand("Council", DemandKind.MUST_OR, "Be at home on Friday"),
            category=Category.HOME,
            at=clock.now(),
            known=known,
        )
        for known in (Known("told_by", "her landlord"), Known("read_in", "a letter"))
    )
    for entry in (landlord, letter):
        showing.let_her_read(by=team.jo, entry=entry, why="She knows of it.", at=clock.now())
    asks(herself, mother)
    part = her_part(herself, mother, GENERAL)
    assert [one.ref for one in part.to_check] == [landlord]
    assert letter in {one.ref for one in part.entries}
    assert [one.compartment for one in asked_of(team.jo)] == [GENERAL]
    assert asked_of(team.ruth) == ()


@pytest.mark.parametrize("how", ["asleep", "ended"])
def test_her_word_opens_a_record_that_sleeps_or_is_over_for_her_copy_alone(
    team: worlds.Team, how: str
) -> None:
    robin = worlds.begin(team, "Robin", days_ago=400)
    with clock.at(clock.now() - timedelta(days=390)):
        worlds.contact(team, robin, Outcome.MET, clock.now())
    if how == "ended":
        with clock.at(clock.now() - timedelta(days=30)):
            whole.she_asks_to_end(by=team.jo, mother=robin, at=clock.now())
        whole.close_ended_bridges(by=machine_actor(1))
    else:
        assert whole.let_sleep(by=machine_actor(1)) == 1
    jo, sam = team.jo.worker_ref, team.sam.worker_ref
    found = whole.wake(
        by=team.amir, handle="robin", builder=jo, cover=sam, at=clock.now(), copy=CopyWay.PAPER
    )
    assert found == robin
    assert due_now(team) == [], "nobody goes to her"
    asked = [one for one in asked_of(team.jo) if one.mother_ref == robin]
    assert {one.compartment for one in asked} == {Compartment.GENERAL}
    hers.hand_over_part(
        by=team.jo, copy=asked[0].copy.ref, compartment=Compartment.GENERAL, is_all=True, at=clock.now()
    )
    assert not Clock.objects.filter(RUNNING, kind="copy_given").exists()
    whole.she_asks_to_end(by=team.jo, mother=robin, at=clock.now())


def test_a_copy_undoes_no_forgetting_and_wakes_nobody_who_died(team: worlds.Team) -> None:
    robin = worlds.begin(team, "Robin")
    jo, sam = team.jo.worker_ref, team.sam.worker_ref
    whole.forget(by=team.jo, mother=robin)
    for step in ("forgetting", "died"):
        if step == "died":
            whole.undo_forgetting(by=team.jo, mother=robin)
            whole.she_died(by=team.jo, mother=robin, second=team.sam.worker_ref, at=clock.now())
        with pytest.raises(Missed):
            whole.wake(by=team.kit, handle="robin", builder=jo, cover=sam, at=clock.now(), copy=CopyWay.PAPER)


def due_now(team: worlds.Team) -> list[str]:
    """Whom Jo is to go to now."""
    return [line.handle for line in reaching.today(team.jo).items if line.due_at is not None]
