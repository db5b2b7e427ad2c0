"""A few named situations, made through the same actions that workers use."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hrm2m.cadence import Channel, Outcome
from hrm2m.foundation import clock
from hrm2m.policy import Actor, Role
from hrm2m.policy.facts import machine_actor
from hrm2m.records.agencies import actions as agencies
from hrm2m.records.agencies.queries import actor_for, worker_id_of
from hrm2m.records.bridges.actions import FirstWords
from hrm2m.records.outreach import actions as outreach
from hrm2m.records.outreach.entries import Contact
from hrm2m.records.people import actions as people
from hrm2m.records.people.entries import Age, HowSaid
from tests.kept_worlds import Kept


LINES = {"childrens_duty": "01632 960101", "childrens_out_of_hours": "01632 960102", "crisis": "01632 960103"}


@dataclass(frozen=True)
class Team:
    """Who works in Testmere.

    Jo builds bridges, Amir too, Sam covers, Kit leads, Ruth and Rae keep children safe. Vic works next door,
    Tom and Tess treat for an agency of their own, Mia is a midwife.
    """

    jo: Actor
    amir: Actor
    sam: Actor
    kit: Actor
    ruth: Actor
    vic: Actor
    rae: Actor
    tom: Actor
    tess: Actor
    mia: Actor


def make_team() -> Team:
    """One area, our agency with seven workers and three other agencies."""
    return _TEAM.here()


def _make_team() -> Team:
    operator = machine_actor(1)
    agencies.set_up_area(by=operator, name="Testmere", nation="england", lines=LINES, invented=True)
    ours = agencies.add_agency(by=operator, name="Testmere Bridge", kind="outreach")
    other = agencies.add_agency(by=operator, name="Next Door", kind="other")
    treatment = agencies.add_agency(by=operator, name="Testmere Treatment", kind="treatment")
    maternity = agencies.add_agency(by=operator, name="Testmere Maternity", kind="health")
    found = {
        key: _worker(operator, key, agency, role)
        for key, agency, role in (
            ("jo", ours, Role.BRIDGE_BUILDER),
            ("amir", ours, Role.BRIDGE_BUILDER),
            ("sam", ours, Role.OUTREACH_WORKER),
            ("kit", ours, Role.TEAM_LEAD),
            ("ruth", ours, Role.SAFEGUARDING_LEAD),
            ("vic", other, Role.BRIDGE_BUILDER),
            ("rae", ours, Role.SAFEGUARDING_LEAD),
            ("tom", treatment, Role.TREATMENT_WORKER),
            ("tess", treatment, Role.TREATMENT_WORKER),
            ("mia", maternity, Role.PARTNER),
        )
    }
    agencies.set_on_call(by=operator, on_call=found["ruth"].worker_ref, lead=found["kit"].worker_ref)
    return Team(**found)


def begin(team: Team, handle: str = "Robin", *, days_ago: float = 0, by: Actor | None = None) -> str:
    """A mother who chose Jo (or `by`) some days ago, with Sam as cover; her ref."""
    builder = by or team.jo
    start = clock.now() - timedelta(days=days_ago)
    with clock.at(start):
        return outreach.begin(
            by=builder,
            words=FirstWords(handle, Age.EIGHTEEN_OR_OVER, HowSaid.SAID, "Quayside"),
            builder=builder.worker_ref,
            cover=team.sam.worker_ref,
            at=start,
        )


def begin_named(team: Team, handle: str = "Robin", *, days_ago: float = 0) -> str:
    """A mother who asked an agency for something and gave her name to Jo; her ref."""
    mother = begin(team, handle, days_ago=days_ago)
    at = clock.now() - timedelta(days=days_ago)
    with clock.at(at):
        people.she_asks_an_agency(by=team.jo, mother=mother, at=at)
        people.give_name(by=team.jo, mother=mother, full_name=f"{handle} Invented", at=at)
    return mother


def contact(
    team: Team, mother: str, outcome: Outcome, at: datetime, channel: Channel = Channel.USUAL_PLACE
) -> str:
    """A contact logged by Jo when it happened; its ref."""
    with clock.at(at):
        return outreach.log_contact(by=team.jo, mother=mother, contact=Contact(channel, outcome), at=at)


def _worker(operator: Actor, key: str, agency: str, role: Role) -> Actor:
    at = clock.now() - timedelta(days=900)
    email = f"{key}@testmere.example"
    ref = agencies.add_worker(
        by=operator, email=email, first_name=key.title(), job_title=role.value.replace("_", " "), at=at
    )
    agencies.give_role(by=operator, worker=ref, agency=agency, role=role, at=at)
    actor = actor_for(worker_id_of(ref, area=1) or 0, agency)
    assert actor is not None
    return actor


_TEAM = Kept(_make_team)
