"""A worker treats her because she said yes, opens treatment and nothing else, and stops with every cause that ends."""

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.facts import ActFacts, machine_actor
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import actor_for
from hrm2m.records.bridges import actions as bridge_actions
from hrm2m.records.bridges import queries as bridges
from hrm2m.records.treatment import actions, queries
from hrm2m.records.whole import actions as whole
from hrm2m.records.whole import near_her
from hrm2m.vault import door, standing
from hrm2m.vault.errors import Denied, NotYours, VaultError
from tests import worlds
from tests.records.treatment import samples


pytestmark = pytest.mark.django_db
MACHINE = machine_actor(1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def opens(worker: Actor, mother: str) -> bool:
    """Whether this worker may open her treatment now."""
    try:
        with door.looking(
            by=worker, permission=Permission.TREATMENT_SEE, mother=mother, page="treatment"
        ) as box:
            queries.treatment_in(box)
    except (Denied, NotYours):
        return False
    return True


def causes_are_right() -> bool:
    """Every standing in force has a cause in a room, and every cause its standing."""
    there = {row for row in standing.everything_in_force(clock.now()) if row[1] != "block"}
    return there == bridges.standing_due() | queries.standing_due()


@pytest.mark.promise(1)
def test_a_treatment_worker_opens_treatment_and_nothing_else(team: worlds.Team) -> None:
    mother = samples.treated(team)
    assert opens(team.tom, mother)
    assert not opens(team.tess, mother)
    assert not opens(team.jo, mother)
    assert not opens(team.kit, mother)
    for permission, act in (
        (Permission.MOTHER_SEE, ActFacts(purpose="board")),
        (Permission.IDENTITY_SEE, ActFacts()),
        (Permission.CHILDREN_SEE, ActFacts(purpose="board")),
    ):
        with (
            pytest.raises((Denied, NotYours)),
            door.acting(by=team.tom, permission=permission, mother=mother, act=act),
        ):
            pass
    assert causes_are_right()


def test_she_is_called_there_as_she_wants(team: worlds.Team) -> None:
    mother = samples.treated(team)
    assert samples.treatment_of(team, mother).called == "Robin I."
    actions.call_her(by=team.tom, mother=mother, called="Rob", at=clock.now())
    assert samples.treatment_of(team, mother).called == "Rob"


def test_saying_who_treats_her_reads_nothing_of_treatment(team: worlds.Team) -> None:
    mother = samples.treated(team)
    with (
        door.acting(
            by=team.jo, permission=Permission.TREATING_SET, mother=mother, act=ActFacts(her_word=True)
        ) as box,
        pytest.raises(VaultError),
    ):
        queries.treatment_in(box)


def test_nobody_treats_a_mother_known_by_handle(team: worlds.Team) -> None:
    mother = worlds.begin(team)
    with pytest.raises(Denied, match="has not given her name"):
        samples.treats(team, mother)


def test_only_somebody_who_treats_for_an_agency_of_the_area_is_chosen_and_once(team: worlds.Team) -> None:
    mother = samples.treated(team)
    with pytest.raises(BadInput, match="treatment worker of this area"):
        samples.treats(team, mother, team.ruth)
    with pytest.raises(BadInput, match="treats her already"):
        samples.treats(team, mother)
    with pytest.raises(BadInput, match="called there"):
        samples.treats(team, mother, team.tess, called=" ")


def test_it_ends_at_her_word_in_that_moment(team: worlds.Team) -> None:
    mother = samples.treated(team)
    with door.acting(
        by=team.jo, permission=Permission.TREATING_SET, mother=mother, act=ActFacts(her_word=True)
    ) as box:
        number = box.mother_id
    row = queries.who_treats(number)[0]
    assert (row.first_name, row.agency_name) == ("Tom", "Testmere Treatment")
    actions.end_treating(by=team.sam, mother=mother, treating=row.ref)
    assert not opens(team.tom, mother)
    assert queries.who_treats(number) == ()
    assert causes_are_right()
    with pytest.raises(BadInput, match="not treat her any more"):
        actions.end_treating(by=team.sam, mother=mother, treating=row.ref)


def test_a_bar_ends_it_and_lifting_the_bar_brings_nothing_back(team: worlds.Team) -> None:
    mother = samples.treated(team)
    near_her.bar(by=team.jo, mother=mother, worker=team.tom.worker_ref)
    assert not opens(team.tom, mother)
    with pytest.raises(BadInput, match="must not open"):
        samples.treats(team, mother)
    bridge_actions.lift_bar(by=team.jo, mother=mother, barred=team.tom.worker_ref)
    assert not opens(team.tom, mother)
    assert causes_are_right()
    samples.treats(team, mother)
    assert opens(team.tom, mother)


def test_a_barred_agency_treats_nobody(team: worlds.Team) -> None:
    mother = samples.treated(team)
    samples.treats(team, mother, team.tess)
    near_her.bar_agency(by=team.jo, mother=mother, agency=team.tom.agency_ref)
    assert not opens(team.tom, mother)
    assert not opens(team.tess, mother)
    assert causes_are_right()


@pytest.mark.slow
def test_it_ends_with_the_account_and_with_the_role(team: worlds.Team) -> None:
    first, second = samples.treated(team, "Robin"), samples.treated(team, "Wren")
    samples.treats(team, first, team.tess)
    operator = agencies_administrator(team)
    accounts.end_account(by=operator, worker=team.tom.worker_ref)
    assert not opens(team.tom, first)
    assert not opens(team.tom, second)
    assert opens(team.tess, first)
    accounts.take_role(
        by=operator, worker=team.tess.worker_ref, agency=team.tess.agency_ref, role=Role.TREATMENT_WORKER
    )
    assert not opens(team.tess, first)
    assert causes_are_right()


def agencies_administrator(team: worlds.Team) -> Actor:
    """Vic also keeps accounts."""
    agencies.give_role(
        by=MACHINE,
        worker=team.vic.worker_ref,
        agency=team.vic.agency_ref,
        role=Role.ADMINISTRATOR,
        at=clock.now(),
    )
    found = actor_for(team.vic.worker_id, team.vic.agency_ref)
    assert found is not None
    return found


def test_whoever_is_stood_down_treats_nobody_and_is_not_chosen_again_without_the_lead(
    team: worlds.Team,
) -> None:
    mother = samples.treated(team)
    near_her.stand_down(by=team.kit, worker=team.tom.worker_ref)
    assert not opens(team.tom, mother)
    assert causes_are_right()


def test_nothing_is_opened_once_her_record_is_over(team: worlds.Team) -> None:
    mother = samples.treated(team)
    whole.she_asks_to_end(by=team.jo, mother=mother, at=clock.now())
    assert not opens(team.tom, mother)
    assert queries.mothers_of(team.tom).items == ()


@pytest.mark.slow
def test_the_list_shows_whom_one_treats_and_nobody_else(team: worlds.Team) -> None:
    first, second = samples.treated(team, "Robin"), samples.treated(team, "Wren")
    samples.takes(team, first)
    worlds.begin_named(team, "Finch")
    page = queries.mothers_of(team.tom)
    assert [line.ref for line in page.items] == [first, second]
    assert [len(line.courses) for line in page.items] == [1, 0]
    assert queries.mothers_of(team.tess).items == ()
