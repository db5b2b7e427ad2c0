"""What a worker asks of the leads stays with the leads of that agency, until one of them has seen to it."""

from datetime import timedelta

import pytest

from hrm2m.foundation import clock
from hrm2m.policy import Actor, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.accounts import actions as accounts
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import actor_for, worker_id_of
from hrm2m.records.whole import asking_apart
from hrm2m.vault.errors import Denied
from tests import worlds
from tests.records.agencies.test_second_person import worker


pytestmark = pytest.mark.django_db
WORDS = "Dan, her ex: he comes here on Mondays."


@pytest.fixture
def team() -> worlds.Team:
    return worlds.make_team()


def ada(team: worlds.Team) -> Actor:
    """The administrator of our agency."""
    return worker(team.jo.agency_ref, "ada", Role.ADMINISTRATOR)


def lead_of_another_agency(team: worlds.Team, *, where_jo_works_too: bool) -> Actor:
    operator, at = machine_actor(team.jo.area), clock.now() - timedelta(days=900)
    agency = agencies.add_agency(by=operator, name="The other one", kind="outreach")
    lee = agencies.add_worker(
        by=operator, email="lee@other.example", first_name="Lee", job_title="lead", at=at
    )
    agencies.give_role(by=operator, worker=lee, agency=agency, role=Role.TEAM_LEAD, at=at)
    if where_jo_works_too:
        agencies.give_role(
            by=operator, worker=team.jo.worker_ref, agency=agency, role=Role.BRIDGE_BUILDER, at=at
        )
    number = worker_id_of(lee, area=team.jo.area)
    found = actor_for(number, agency) if number else None
    assert found is not None
    return found


def seen_by(lead: Actor) -> list[str]:
    return [
        asking_apart.what_was_asked(by=lead, asked=one.ref)[1] for one in asking_apart.asked_of_leads(lead)
    ]


def test_leads_of_another_agency_in_which_the_worker_has_a_role_do_not_read_it(team: worlds.Team) -> None:
    other = lead_of_another_agency(team, where_jo_works_too=True)
    ref = asking_apart.ask_to_keep_apart(by=team.jo, mother=worlds.begin(team), words=WORDS)
    assert seen_by(team.kit) == [WORDS]
    assert seen_by(other) == []
    with pytest.raises(Denied):
        asking_apart.what_was_asked(by=other, asked=ref)


def test_it_stays_on_the_list_when_whoever_asked_has_left(team: worlds.Team) -> None:
    asking_apart.ask_to_keep_apart(by=team.jo, mother=worlds.begin(team), words=WORDS)
    accounts.end_account(by=ada(team), worker=team.jo.worker_ref)
    assert seen_by(team.kit) == [WORDS]


def test_where_the_agency_has_no_lead_whoever_is_on_call_as_lead_reads_it(team: worlds.Team) -> None:
    operator = machine_actor(team.jo.area)
    other = lead_of_another_agency(team, where_jo_works_too=False)
    agencies.set_on_call(by=operator, on_call=team.sam.worker_ref, lead=other.worker_ref)
    asking_apart.ask_to_keep_apart(by=team.jo, mother=worlds.begin(team), words=WORDS)
    assert seen_by(other) == []
    accounts.end_account(by=ada(team), worker=team.kit.worker_ref)
    (asked,) = asking_apart.asked_of_leads(other)
    assert seen_by(other) == [WORDS]
    asking_apart.write_seen_to(by=other, asked=asked.ref)
    assert seen_by(other) == []
