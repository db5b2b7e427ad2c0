"""She moves to an area of the same installation: two are there for her until she says so, then the new one alone."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Actor, Ground, Permission, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import actor_for, worker_id_of
from hrm2m.records.bridges import actions as bridges
from hrm2m.records.bridges import queries as of_bridges
from hrm2m.records.bridges.models import SaidYes
from hrm2m.records.bridges.queries import bridge_of, who_can_see
from hrm2m.records.clocks.models import RUNNING, Clock
from hrm2m.records.hers import actions as hers
from hrm2m.records.hers import queries as of_hers
from hrm2m.records.outreach.queries import today
from hrm2m.records.people.queries import mothers_marked
from hrm2m.records.referrals import queries as of_referrals
from hrm2m.records.treatment import actions as treatment
from hrm2m.records.treatment import queries as of_treatment
from hrm2m.records.whole import moving
from hrm2m.records.whole.entries import Takes
from hrm2m.vault import door, standing
from hrm2m.vault.errors import Denied
from hrm2m.vault.models import Head
from tests import worlds
from tests.records.hers.samples import set_up
from tests.records.referrals import samples as sharing


pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class There:
    """The other area: Noa builds bridges, Lou leads, Ida keeps children safe."""

    noa: Actor
    lou: Actor
    ida: Actor


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def there(team: worlds.Team) -> There:
    """Tidewell, in the installation of `team`."""
    assert team.jo.area == 1
    return tidewell()


def tidewell() -> There:
    operator = machine_actor(2)
    agencies.set_up_area(by=operator, name="Tidewell", nation="england", lines=worlds.LINES, invented=True)
    agency = agencies.add_agency(by=operator, name="Tidewell Bridge", kind="outreach")
    roles = {"noa": Role.BRIDGE_BUILDER, "lou": Role.TEAM_LEAD, "ida": Role.SAFEGUARDING_LEAD}
    found = {name: _worker(operator, name, agency, role) for name, role in roles.items()}
    agencies.set_on_call(by=operator, on_call=found["ida"].worker_ref, lead=found["lou"].worker_ref)
    return There(**found)


def _worker(operator: Actor, name: str, agency: str, role: Role) -> Actor:
    at = clock.now() - timedelta(days=900)
    ref = agencies.add_worker(
        by=operator, email=f"{name}@tidewell.example", first_name=name.title(), job_title="worker", at=at
    )
    agencies.give_role(by=operator, worker=ref, agency=agency, role=role, at=at)
    number = worker_id_of(ref, area=2)
    found = actor_for(number, agency) if number else None
    assert found is not None
    return found


def planned(team: worlds.Team, mother: str, new: Actor, *, told: bool = True) -> None:
    to = moving.ToWhom(worker=new.worker_ref, takes=(Takes.HER_WORDS,))
    moving.plan(by=team.jo, mother=mother, told=told, to=to, words="My aunt is there.", at=clock.now())


def heard(team: worlds.Team, mother: str) -> None:
    moving.write_heard(by=team.jo, mother=mother, are_there=True, words="They met.", at=clock.now())


def says(by: Actor, mother: str, *, yes: bool = True) -> None:
    moving.write_what_she_said(by=by, mother=mother, yes=yes, words="She is kind.", at=clock.now())


def opens(by: Actor, mother: str, permission: Permission = Permission.MOTHER_SEE) -> bool:
    try:
        with door.looking(by=by, permission=permission, mother=mother, page="t"):
            return True
    except Denied:
        return False


def stands_as_due() -> bool:
    """Whether what stands is what its causes say, as after a copy was put back."""
    due = set().union(*(room.standing_due() for room in (of_bridges, of_hers, of_treatment, of_referrals)))
    return standing.everything_in_force(clock.now()) == due


def listed(by: Actor, mother: str) -> bool:
    return mother in {line.mother_ref for line in today(by).items}


@pytest.mark.slow
@pytest.mark.promise(8)
def test_both_are_there_for_her_until_she_says_so_and_then_the_new_one_alone(
    team: worlds.Team, there: There
) -> None:
    mother = worlds.begin(team)
    assert not opens(there.noa, mother)
    planned(team, mother, there.noa)
    assert opens(team.jo, mother)
    assert opens(there.noa, mother)
    assert listed(there.noa, mother)
    assert not opens(there.lou, mother, Permission.CHILDREN_SEE)
    number = Head.objects.get(ref=mother).id
    assert [(seer.first_name, seer.ground) for seer in who_can_see(number, clock.now())][:3] == [
        ("Jo", Ground.BRIDGE),
        ("Sam", Ground.COVER),
        ("Noa", Ground.TEAM),
    ]
    heard(team, mother)
    says(team.sam, mother)
    head = Head.objects.get(ref=mother)
    assert (head.area, Stage(head.stage)) == (2, Stage.BY_HANDLE)
    assert not any(opens(by, mother) for by in (team.jo, team.sam, team.kit, team.ruth))
    assert not listed(team.jo, mother)
    assert opens(there.noa, mother)
    assert listed(there.noa, mother)
    bridge = bridge_of(number)
    assert bridge is not None
    assert (bridge.builder_name, bridge.cover_name) == ("Noa", "Lou")
    assert stands_as_due()
    said = SaidYes.objects.get(over_at=None)
    assert (said.area, said.gains_id, said.by_id) == (2, there.noa.worker_id, team.sam.worker_id)
    people = {
        number for row in Clock.objects.filter(RUNNING) for number in (row.owner_id, row.escalate_to_id)
    }
    assert people <= {there.noa.worker_id, there.lou.worker_id, there.ida.worker_id}
    assert {row.area for row in Clock.objects.filter(RUNNING)} == {2}


@pytest.mark.slow
@pytest.mark.promise(8)
def test_nobody_who_gains_hears_her_yes_neither_the_old_nor_the_new(team: worlds.Team, there: There) -> None:
    mother = worlds.begin(team)
    planned(team, mother, there.noa)
    heard(team, mother)
    for by in (team.jo, there.noa):
        with pytest.raises(Denied):
            says(by, mother)
    assert Head.objects.get(ref=mother).area == 1


@pytest.mark.slow
def test_on_her_own_page_it_is_done_at_her_word_and_her_page_stays(team: worlds.Team, there: There) -> None:
    mother = worlds.begin(team)
    her = set_up(team, mother, code="river stone lamp bread apple", quiet="")
    planned(team, mother, there.noa)
    heard(team, mother)
    says(her, mother)
    assert Head.objects.get(ref=mother).area == 2
    assert opens(her, mother, Permission.OWN_SEE)
    assert not SaidYes.objects.filter(over_at=None).exists()


@pytest.mark.promise(2)
def test_nobody_elsewhere_knows_of_her_where_she_wants_nobody_told(team: worlds.Team, there: There) -> None:
    mother = worlds.begin(team)
    planned(team, mother, there.noa, told=False)
    assert not opens(there.noa, mother)
    assert not listed(there.noa, mother)


@pytest.mark.slow
def test_not_yet_and_both_go_on_and_staying_ends_the_new_ones_part(team: worlds.Team, there: There) -> None:
    mother = worlds.begin(team)
    planned(team, mother, there.noa)
    heard(team, mother)
    says(team.sam, mother, yes=False)
    assert opens(team.jo, mother)
    assert opens(there.noa, mother)
    moving.she_wants_it_otherwise(by=team.jo, mother=mother, words="I stay.", at=clock.now())
    assert not opens(there.noa, mother)
    assert stands_as_due()


@pytest.mark.slow
def test_on_her_own_page_she_says_that_she_stays_at_any_time_and_the_new_one_reads_nothing(
    team: worlds.Team, there: There
) -> None:
    mother = worlds.begin(team)
    herself = set_up(team, mother)
    for told_her in (False, True):
        planned(team, mother, there.noa)
        if told_her:
            heard(team, mother)
        assert opens(there.noa, mother)
        moving.she_wants_it_otherwise(by=herself, mother=mother, words="", at=clock.now())
        assert (opens(there.noa, mother), opens(team.jo, mother)) == (False, True)
        assert not listed(there.noa, mother)
    keys = Job.objects.filter(kind="mail", key__contains=":stays", key__endswith=f":{team.jo.worker_id}")
    assert keys.count() == 2
    assert stands_as_due()


@pytest.mark.slow
def test_a_new_one_who_left_ends_nothing_of_the_old(team: worlds.Team, there: There) -> None:
    mother = worlds.begin(team)
    planned(team, mother, there.noa)
    heard(team, mother)
    bridges.stand_down(by=there.lou, worker=there.noa.worker_ref)
    assert not opens(there.noa, mother)
    with pytest.raises(BadInput, match="cannot be there for her now"):
        says(team.sam, mother)
    assert opens(team.jo, mother)
    assert Head.objects.get(ref=mother).area == 1


@pytest.mark.slow
def test_what_she_shares_and_who_treats_her_here_ends_with_her_yes() -> None:
    here = sharing.situation()
    sharing.sent(here)
    there = tidewell()
    treatment.begin_treating(
        by=here.team.jo, mother=here.mother, worker=here.team.tom.worker_ref, called="Robin", at=clock.now()
    )
    planned(here.team, here.mother, there.noa)
    heard(here.team, here.mother)
    number = Head.objects.get(ref=here.mother).id
    assert standing.who_stands(number, Ground.CONSENT, clock.now())
    says(here.team.sam, here.mother)
    for ground in (Ground.CONSENT, Ground.TREATING):
        assert standing.who_stands(number, ground, clock.now()) == frozenset()
    assert stands_as_due()


@pytest.mark.slow
@pytest.mark.parametrize("on_her_page", [False, True])
def test_what_she_goes_by_leads_to_her_there_from_that_moment(
    team: worlds.Team, there: There, *, on_her_page: bool
) -> None:
    mother = worlds.begin(team)
    her = set_up(team, mother, code="river stone lamp bread apple", quiet="")
    planned(team, mother, there.noa)
    heard(team, mother)
    says(her if on_her_page else team.sam, mother)
    number = Head.objects.get(ref=mother).id
    assert (mothers_marked(1, "Robin"), mothers_marked(2, "robin")) == ([], [number])
    hers.freeze(by=there.ida, handle="Robin")
    assert not opens(her, mother, Permission.OWN_SEE)


@pytest.mark.slow
def test_a_word_to_any_worker_there_shuts_her_page_while_she_is_on_her_way(
    team: worlds.Team, there: There
) -> None:
    mother = worlds.begin(team)
    her = set_up(team, mother, code="river stone lamp bread apple", quiet="")
    hers.freeze(by=there.ida, handle="Robin")
    assert opens(her, mother, Permission.OWN_SEE), "she is of no concern to them"
    planned(team, mother, there.noa)
    hers.freeze(by=there.ida, handle="Robin")
    assert not opens(her, mother, Permission.OWN_SEE)
