"""Frozen facts that predicates look at; whoever asks for a decision gathers them, the time among them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

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
    CONSENT = "consent"
    OTHER_BASIS = "other_basis"
    EMERGENCY = "emergency"
    OWN = "own"
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
    # What a referral opens to the person it was sent to, and of it the categories sent; her name where it goes along.
    Ground.CONSENT: frozenset({Compartment.GENERAL, Compartment.IDENTITY}),
    Ground.OTHER_BASIS: frozenset({Compartment.GENERAL, Compartment.IDENTITY}),
    # One of them for each look, never all; her name is none of them.
    Ground.EMERGENCY: frozenset(Compartment) - {Compartment.IDENTITY},
    # Her record is hers; what is held or withheld from her the vault leaves out.
    Ground.OWN: frozenset(Compartment),
    Ground.BLOCK: frozenset(Compartment),
}


@dataclass(frozen=True)
class Actor:
    """A signed-in worker and the agency chosen for this visit, with the roles held there; or she herself.

    `way_in` is the ref of the way in that she set up, and empty for everybody else.
    """

    worker_id: int
    worker_ref: str
    agency_id: int
    agency_ref: str
    area: int
    roles: frozenset[Role]
    way_in: str = ""


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
        if self.ground is Ground.OWN:
            return bool(actor.way_in) and self.purpose == actor.way_in
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
class Consented:
    """One yes of hers as it was written down; `asked_alone` says that she was alone when she was asked."""

    agency_id: int
    categories: frozenset[Category]
    purpose: str
    since: datetime
    until: datetime
    asked_alone: bool
    stopped_at: datetime | None = None


@dataclass(frozen=True)
class Disclosure:
    """What one act would let somebody in another agency know, for what, and on what it rests.

    `other_basis` is the code of a basis other than her consent; `telling_decided`: it is written down when she is
    told of it, or why not; `saves` says that it is to protect a child or a life.
    """

    to_agency_id: int
    categories: frozenset[Category]
    purpose: str
    consent: Consented | None = None
    other_basis: str = ""
    telling_decided: bool = False
    saves: bool = False


@dataclass(frozen=True)
class ActFacts:
    """Facts about the act itself, passed in by the action that does it.

    `about` is the ref of the plan, connection or referral the act is about, `author_id` who wrote what is looked at
    now, and `reason` what was written down for an act that waits for nobody.
    """

    purpose: str = ""
    event: RecordEvent | None = None
    her_word: bool = False
    accepted_elsewhere: bool = False
    second_signer_id: int | None = None
    about: str = ""
    author_id: int | None = None
    reason: str = ""
    discloses: Disclosure | None = None


@dataclass(frozen=True)
class Facts:
    """All that one decision rests on."""

    actor: Actor
    now: datetime
    mother: MotherFacts | None = None
    standings: tuple[Standing, ...] = ()
    act: ActFacts = field(default_factory=ActFacts)
    compartments: frozenset[Compartment] = frozenset()

    @cached_property
    def live(self) -> Mapping[Ground, tuple[Standing, ...]]:
        """The actor's standings that are in force at the time of the decision; every line of the table asks again."""
        found: dict[Ground, tuple[Standing, ...]] = {}
        for standing in self.standings:
            if standing.is_of(self.actor) and standing.is_live(self.now):
                found[standing.ground] = (*found.get(standing.ground, ()), standing)
        return found


def machine_actor(area: int) -> Actor:
    """The worker process as an actor: no person sees what it opens."""
    return Actor(0, "machine", 0, "house", area, frozenset({Role.MACHINE}))


HERSELF = -1
"""The number that stands for her where a worker's would: what she writes on her own page is by nobody else."""


def herself(area: int, way_in: str) -> Actor:
    """She, on her own page, by the way in with this ref."""
    return Actor(HERSELF, "herself", HERSELF, "hers", area, frozenset({Role.MOTHER}), way_in)
