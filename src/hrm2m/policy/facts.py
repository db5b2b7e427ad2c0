"""Frozen facts that predicates look at; whoever asks for a decision gathers them, the time among them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hrm2m.policy.compartments import Category, Compartment
from hrm2m.policy.lifecycles import RecordEvent, Stage
from hrm2m.policy.roles import Role


class Ground(StrEnum):
    """Why somebody stands near her record."""

    BRIDGE = "bridge"
    COVER = "cover"
    TEAM = "team"
    LEAD = "lead"
    TREATING = "treating"
    AGREED = "agreed"
    PLAN = "plan"
    SECOND_READER = "second_reader"
    BLOCK = "block"


GROUND_OPENS: dict[Ground, frozenset[Compartment]] = {
    Ground.BRIDGE: frozenset({Compartment.IDENTITY, Compartment.GENERAL, Compartment.HER_SAFETY}),
    Ground.COVER: frozenset({Compartment.GENERAL}),
    Ground.TEAM: frozenset({Compartment.GENERAL}),
    # The agency that keeps her bridge: its team leads in the one, its safeguarding leads in the other.
    Ground.LEAD: frozenset({Compartment.GENERAL, Compartment.CHILD_SAFETY}),
    Ground.TREATING: frozenset({Compartment.TREATMENT}),
    Ground.AGREED: frozenset({Compartment.HER_SAFETY}),
    Ground.PLAN: frozenset({Compartment.CHILD_SAFETY}),
    Ground.SECOND_READER: frozenset({Compartment.TREATMENT, Compartment.CHILD_SAFETY}),
    Ground.BLOCK: frozenset(Compartment),
}


@dataclass(frozen=True)
class Actor:
    """A signed-in worker and the agency chosen for this visit, with the roles held there."""

    worker_id: int
    worker_ref: str
    agency_id: int
    agency_ref: str
    area: int
    roles: frozenset[Role]


@dataclass(frozen=True)
class Standing:
    """One row of the vault's table: who stands where, on what ground, from when until when.

    A worker stands near her for one agency, and both are named; with no worker it is the agency that stands there.
    """

    ref: str
    worker_id: int | None
    agency_id: int | None
    compartment: Compartment
    ground: Ground
    since: datetime
    until: datetime | None = None
    categories: frozenset[Category] = frozenset()
    purpose: str = ""

    def is_live(self, now: datetime) -> bool:
        """Half open: in force from `since`, no longer at `until`."""
        return self.since <= now and (self.until is None or now < self.until)

    def is_of(self, actor: Actor) -> bool:
        """Whether this row speaks of the worker in the agency chosen now, or of that agency.

        A bar is about the person: it holds in whatever agency the worker signs in for.
        """
        if self.worker_id is not None and self.worker_id != actor.worker_id:
            return False
        is_a_person_barred = self.worker_id is not None and self.ground is Ground.BLOCK
        return is_a_person_barred or self.agency_id == actor.agency_id


@dataclass(frozen=True)
class MotherFacts:
    """What a decision may know of her: the stage, and nothing that is written about her."""

    stage: Stage
    ended_at: datetime | None = None
    forget_at: datetime | None = None


@dataclass(frozen=True)
class ActFacts:
    """Facts about the act itself, passed in by the action that does it.

    `about` is the ref of the plan or connection the act is about, `author_id` who wrote what is looked at now, and
    `reason` what was written down for an act that waits for nobody.
    """

    purpose: str = ""
    event: RecordEvent | None = None
    her_word: bool = False
    accepted_elsewhere: bool = False
    second_signer_id: int | None = None
    about: str = ""
    author_id: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Facts:
    """All that one decision rests on."""

    actor: Actor
    now: datetime
    mother: MotherFacts | None = None
    standings: tuple[Standing, ...] = ()
    act: ActFacts = field(default_factory=ActFacts)
    compartments: frozenset[Compartment] = frozenset()


def machine_actor(area: int) -> Actor:
    """The worker process as an actor: no person sees what it opens."""
    return Actor(0, "machine", 0, "house", area, frozenset({Role.MACHINE}))
