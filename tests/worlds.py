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
from hrm2m.records.people.entries import Age, HowSaid


LINES = {"childrens_duty": "01632 960101", "childrens_out_of_hours": "01632 960102", "crisis": "01632 960103"}


@dataclass(frozen=True)
class Team:
    """Jo builds bridges, Amir too, Sam covers, Kit leads, Ruth keeps children safe, Vic works next door."""

    jo: Actor
    amir: Actor
    sam: Actor
    kit: Actor
    ruth: Actor
    vic: Actor


def make_team() -> Team:
    """One area, our agency with five workers and another agency with one."""
    operator = machine_actor(1)
    agencies.set_up_area(by=operator, name="Testmere", nation="england", lines=LINES, invented=True)
    ours = agencies.add_agency(by=operator, name="Testmere Bridge", kind="outreach")
    other = agencies.add_agency(by=operator, name="Next Door", kind="other")
    found = {
        key: _worker(operator, key, agency, role)
        for key, agency, role in (
            ("jo", ours, Role.BRIDGE_BUILDER),
            ("amir", ours, Role.BRIDGE_BUILDER),
            ("sam", ours, Role.OUTREACH_WORKER),
            ("kit", ours, Role.TEAM_LEAD),
            ("ruth", ours, Role.SAFEGUARDING_LEAD),
            ("vic", other, Role.BRIDGE_BUILDER),
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
