"""No one person gives a role that can open records: a lead of that agency says yes, or it never holds."""

import json
from datetime import timedelta

import pytest

from hrm2m.foundation import clock, mail
from hrm2m.foundation.errors import BadInput
from hrm2m.foundation.models import Job
from hrm2m.policy import Actor, Permission, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.policy.roles import NEEDS_A_SECOND_PERSON, ROLES
from hrm2m.records.agencies import actions
from hrm2m.records.agencies.queries import actor_for, roles_waiting
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Denied, NotYours
from hrm2m.vault.models import Line
from tests import worlds


pytestmark = pytest.mark.django_db
MACHINE = machine_actor(1)


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


@pytest.fixture
def ada(team: worlds.Team) -> Actor:
    """The administrator of our agency."""
    return worker(team.jo.agency_ref, "ada", Role.ADMINISTRATOR)


def worker(agency: str, name: str, role: Role | None = None) -> Actor:
    """Somebody new, with a role given at the server; without one an actor who may do nothing."""
    email = f"{name}@testmere.example"
    ref = actions.add_worker(by=MACHINE, email=email, first_name=name.title(), job_title="", at=clock.now())
    if role is None:
        return Actor(0, ref, 0, agency, 1, frozenset())
    actions.give_role(by=MACHINE, worker=ref, agency=agency, role=role, at=clock.now())
    return acting(ref, agency)


def acting(ref: str, agency: str) -> Actor:
    from hrm2m.records.agencies.queries import worker_id_of

    found = actor_for(worker_id_of(ref, area=1) or 0, agency)
    assert found is not None
    return found


def roles_of(ref: str, agency: str) -> frozenset[Role]:
    from hrm2m.records.agencies.queries import worker_id_of

    found = actor_for(worker_id_of(ref, area=1) or 0, agency)
    return found.roles if found else frozenset()


@pytest.mark.parametrize("role", sorted(NEEDS_A_SECOND_PERSON))
def test_a_role_that_opens_records_waits_for_a_lead(team: worlds.Team, ada: Actor, role: Role) -> None:
    agency = team.jo.agency_ref
    new = worker(agency, "pat").worker_ref
    assert actions.give_role(by=ada, worker=new, agency=agency, role=role, at=clock.now()) is False
    assert roles_of(new, agency) == frozenset()
    (waiting,) = roles_waiting(team.kit)
    assert (waiting.worker.ref, waiting.role, waiting.asked_by.ref) == (new, role, ada.worker_ref)
    told = Job.objects.filter(kind=mail.KIND, payload__text=mail.Text.ROLE_WAITS.value)
    assert [job.payload["to"] for job in told] == [team.kit.worker_id]
    actions.confirm_role(by=team.kit, waiting=waiting.ref, at=clock.now())
    assert roles_of(new, agency) == {role}
    assert roles_waiting(team.kit) == ()


def test_a_role_that_opens_none_holds_at_once(team: worlds.Team, ada: Actor) -> None:
    agency = team.jo.agency_ref
    new = worker(agency, "pat").worker_ref
    assert actions.give_role(by=ada, worker=new, agency=agency, role=Role.PARTNER, at=clock.now()) is True
    assert roles_of(new, agency) == {Role.PARTNER}
    assert roles_waiting(team.kit) == ()


@pytest.mark.parametrize("role", [Role.MACHINE, Role.MOTHER])
def test_nobody_is_made_the_worker_process_or_her(team: worlds.Team, ada: Actor, role: Role) -> None:
    new = worker(team.jo.agency_ref, "pat").worker_ref
    for by in (ada, MACHINE):
        with pytest.raises(BadInput, match="No worker can have this role"):
            actions.give_role(by=by, worker=new, agency=team.jo.agency_ref, role=role, at=clock.now())
    assert roles_of(new, team.jo.agency_ref) == frozenset()


def test_every_role_that_may_open_a_record_is_among_those_that_wait() -> None:
    opens = {
        Permission.MOTHER_SEE,
        Permission.RECORD_WAKE,
        Permission.HER_SAFETY_SEE,
        Permission.IDENTITY_SEE,
    }
    assert {role for role, card in ROLES.items() if card.permissions & opens} <= NEEDS_A_SECOND_PERSON


def test_refused_it_never_holds_and_is_over(team: worlds.Team, ada: Actor) -> None:
    agency = team.jo.agency_ref
    new = worker(agency, "pat").worker_ref
    actions.give_role(by=ada, worker=new, agency=agency, role=Role.TEAM_LEAD, at=clock.now())
    (waiting,) = roles_waiting(team.kit)
    actions.refuse_role(by=team.kit, waiting=waiting.ref)
    assert (roles_of(new, agency), roles_waiting(team.kit)) == (frozenset(), ())
    with pytest.raises(NotYours):
        actions.confirm_role(by=team.kit, waiting=waiting.ref, at=clock.now())


def test_asked_twice_it_waits_once(team: worlds.Team, ada: Actor) -> None:
    agency = team.jo.agency_ref
    new = worker(agency, "pat").worker_ref
    for _ in range(2):
        actions.give_role(by=ada, worker=new, agency=agency, role=Role.TEAM_LEAD, at=clock.now())
    assert len(roles_waiting(team.kit)) == 1


def test_only_a_lead_of_that_agency_says_yes(team: worlds.Team, ada: Actor) -> None:
    agency = team.jo.agency_ref
    new = worker(agency, "pat").worker_ref
    actions.give_role(by=ada, worker=new, agency=agency, role=Role.TEAM_LEAD, at=clock.now())
    (waiting,) = roles_waiting(team.kit)
    lead_next_door = worker(team.vic.agency_ref, "lee", Role.TEAM_LEAD)
    assert roles_waiting(lead_next_door) == ()
    for other in (ada, team.jo, lead_next_door, MACHINE):
        with pytest.raises(Denied):
            actions.confirm_role(by=other, waiting=waiting.ref, at=clock.now())
    assert roles_of(new, agency) == frozenset()


def test_a_lead_who_is_administrator_too_does_not_say_yes_to_what_he_or_she_asked(team: worlds.Team) -> None:
    agency = team.jo.agency_ref
    actions.give_role(
        by=MACHINE, worker=team.kit.worker_ref, agency=agency, role=Role.ADMINISTRATOR, at=clock.now()
    )
    both, new = acting(team.kit.worker_ref, agency), worker(agency, "pat").worker_ref
    with pytest.raises(BadInput, match="hrm2m worker invite") as refusal:
        actions.give_role(by=both, worker=new, agency=agency, role=Role.TEAM_LEAD, at=clock.now())
    assert refusal.value.field == "role"
    another = worker(agency, "lee", Role.TEAM_LEAD)
    actions.give_role(by=both, worker=new, agency=agency, role=Role.TEAM_LEAD, at=clock.now())
    (waiting,) = roles_waiting(another)
    with pytest.raises(BadInput, match="Another lead"):
        actions.confirm_role(by=both, waiting=waiting.ref, at=clock.now())
    actions.confirm_role(by=another, waiting=waiting.ref, at=clock.now())
    assert roles_of(new, agency) == {Role.TEAM_LEAD}


def test_nobody_says_yes_to_a_role_of_his_or_her_own(team: worlds.Team, ada: Actor) -> None:
    agency = team.jo.agency_ref
    worker(agency, "lee", Role.TEAM_LEAD)
    actions.give_role(
        by=ada, worker=team.kit.worker_ref, agency=agency, role=Role.BRIDGE_BUILDER, at=clock.now()
    )
    (waiting,) = roles_waiting(team.kit)
    with pytest.raises(BadInput, match="Another lead"):
        actions.confirm_role(by=team.kit, waiting=waiting.ref, at=clock.now())


def test_the_first_lead_of_an_agency_is_made_at_the_server(team: worlds.Team, ada: Actor) -> None:
    agency = team.vic.agency_ref
    new = worker(agency, "pat").worker_ref
    with pytest.raises(BadInput, match="hrm2m worker invite"):
        actions.give_role(by=ada, worker=new, agency=agency, role=Role.TEAM_LEAD, at=clock.now())
    assert actions.give_role(by=MACHINE, worker=new, agency=agency, role=Role.TEAM_LEAD, at=clock.now())
    assert roles_of(new, agency) == {Role.TEAM_LEAD}


def test_what_was_asked_and_what_was_said_stand_in_the_ledger(team: worlds.Team, ada: Actor) -> None:
    agency = team.jo.agency_ref
    new = worker(agency, "pat").worker_ref
    actions.give_role(by=ada, worker=new, agency=agency, role=Role.TEAM_LEAD, at=clock.now())
    (waiting,) = roles_waiting(team.kit)
    with clock.at(clock.now() + timedelta(minutes=1)):
        actions.confirm_role(by=team.kit, waiting=waiting.ref, at=clock.now())
    lines = Line.objects.filter(chain=HOUSE).order_by("-seq").values_list("body", flat=True)[:2]
    yes, asked = (json.loads(body) for body in lines)
    assert (asked["act"], asked["by"], asked["worker"], asked["waits"]) == (
        "account_invite",
        ada.worker_ref,
        new,
        True,
    )
    assert (yes["act"], yes["by"], yes["worker"], yes["role"]) == (
        "role_confirm",
        team.kit.worker_ref,
        new,
        "team_lead",
    )
