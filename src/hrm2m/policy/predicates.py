"""Sentences that are true or false of frozen facts; each says what is missing when it is false."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from hrm2m.policy.compartments import Compartment
from hrm2m.policy.facts import Facts, Ground, Standing
from hrm2m.policy.lifecycles import ENDED_STAGES, OPEN_STAGES, RecordEvent, Stage
from hrm2m.policy.roles import Role


MISTAKE_DAYS = 14
"""How long one press undoes an ending (3-record.md, stages of the bridge: policy_choice)."""


@dataclass(frozen=True, eq=False)
class Predicate:
    """A named test; `ground` says which standing it rests on, for the ledger's basis. Each is equal to itself alone."""

    name: str
    test: Callable[[Facts], bool]
    unmet: str
    ground: Ground | None = None

    @property
    def sentence(self) -> str:
        """What must hold, in words."""
        return (self.test.__doc__ or "").strip()

    def __call__(self, facts: Facts) -> bool:
        """Whether it holds of these facts."""
        return self.test(facts)


def predicate(unmet: str, ground: Ground | None = None) -> Callable[[Callable[[Facts], bool]], Predicate]:
    """Makes a test a predicate with its sentence for whoever is refused."""
    return lambda test: Predicate(test.__name__, test, unmet, ground)


def live_standings(facts: Facts, ground: Ground) -> tuple[Standing, ...]:
    """The actor's standings of this ground that are in force at the time of the decision."""
    return facts.live.get(ground, ())


def stands_on(facts: Facts, ground: Ground) -> bool:
    """A live standing of this ground reaches every compartment the act would open."""
    live = facts.live.get(ground)
    return live is not None and facts.compartments <= {standing.compartment for standing in live}


def stands_for_this(facts: Facts, ground: Ground) -> bool:
    """A live standing of this ground was given for what the act is about, in every compartment it would open."""
    for_this = {s.compartment for s in live_standings(facts, ground) if s.purpose == facts.act.about}
    return bool(facts.act.about) and bool(for_this) and facts.compartments <= for_this


@predicate("Sign in as a worker of an agency first.")
def any_worker(facts: Facts) -> bool:
    """Whoever asks is signed in and holds a role in the agency chosen."""
    return bool(facts.actor.roles)


@predicate("Only the worker process does this.")
def is_the_machine(facts: Facts) -> bool:
    """The worker process asks, not a person."""
    return Role.MACHINE in facts.actor.roles


@predicate("You do not hold her bridge.", Ground.BRIDGE)
def holds_her_bridge(facts: Facts) -> bool:
    """The worker holds her bridge, because she chose so."""
    return stands_on(facts, Ground.BRIDGE)


@predicate("You are not her cover now.", Ground.COVER)
def covers_her(facts: Facts) -> bool:
    """The worker is her named cover."""
    return stands_on(facts, Ground.COVER)


@predicate("You are not on her outreach team.", Ground.TEAM)
def on_her_outreach_team(facts: Facts) -> bool:
    """The worker is on her outreach team, which she knows of."""
    return stands_on(facts, Ground.TEAM)


@predicate("You do not lead her team.", Ground.LEAD)
def leads_her_team(facts: Facts) -> bool:
    """The worker leads the team that keeps her bridge."""
    return Role.TEAM_LEAD in facts.actor.roles and stands_on(facts, Ground.LEAD)


@predicate("Another agency keeps her bridge.", Ground.LEAD)
def of_the_agency_that_keeps_her_bridge(facts: Facts) -> bool:
    """The worker acts for the agency that keeps, or kept, her bridge."""
    return stands_on(facts, Ground.LEAD)


@predicate("With her word a bridge builder or the lead of the agency opens it again: ask one of them.")
def builds_bridges_or_leads(facts: Facts) -> bool:
    """The worker is a bridge builder or a lead."""
    return bool(facts.actor.roles & {Role.BRIDGE_BUILDER, Role.TEAM_LEAD})


@predicate("You do not keep children safe for the agency that keeps her bridge.", Ground.LEAD)
def keeps_children_safe(facts: Facts) -> bool:
    """The worker is a safeguarding lead of the agency that keeps her bridge."""
    return Role.SAFEGUARDING_LEAD in facts.actor.roles and stands_on(facts, Ground.LEAD)


@predicate("You do not treat her.", Ground.TREATING)
def treats_her(facts: Facts) -> bool:
    """The worker treats her, because she said yes to it."""
    return stands_on(facts, Ground.TREATING)


@predicate("She has not agreed that you see this.", Ground.AGREED)
def she_agreed_to_this_worker(facts: Facts) -> bool:
    """She agreed that this worker sees what she said about her own safety."""
    return stands_on(facts, Ground.AGREED)


@predicate("You are not named in this plan.", Ground.PLAN)
def named_in_this_plan(facts: Facts) -> bool:
    """The worker is named in the plan that this is about."""
    return stands_for_this(facts, Ground.PLAN)


@predicate("You are not the second reader of this connection.", Ground.SECOND_READER)
def reads_this_second(facts: Facts) -> bool:
    """The worker was asked to be the second reader of the connection that this is about."""
    return stands_for_this(facts, Ground.SECOND_READER)


@predicate("You have not opened this in an emergency, or the time is over.", Ground.EMERGENCY)
def opened_in_an_emergency(facts: Facts) -> bool:
    """The worker opened just this part in an emergency, said why, and the time is not over."""
    return stands_for_this(facts, Ground.EMERGENCY)


THE_OTHER_SIDE = {
    Role.SAFEGUARDING_LEAD: Compartment.TREATMENT,
    Role.TREATMENT_WORKER: Compartment.CHILD_SAFETY,
}
"""Who reads the one of the two records by role, and the other that no emergency opens to them (promise 1)."""


def reads_the_other_side(roles: frozenset[Role], part: Compartment) -> bool:
    """Whether somebody with these roles would come to read both records by opening this part."""
    return any(THE_OTHER_SIDE.get(role) is part for role in roles)


@predicate("You read the other record here: ask somebody else to open this one.")
def on_one_side_only(facts: Facts) -> bool:
    """The worker does not read the other of the two records by role: nobody reads both through an emergency."""
    return not any(reads_the_other_side(facts.actor.roles, part) for part in facts.compartments)


@predicate("This page is not open now.", Ground.OWN)
def it_is_her_own_record(facts: Facts) -> bool:
    """She herself asks, by a way in that she set up and that is not frozen."""
    return Role.MOTHER in facts.actor.roles and stands_on(facts, Ground.OWN)


@predicate("Whoever wrote it cannot be the one who looks at it again: ask somebody else.")
def somebody_else_wrote_it(facts: Facts) -> bool:
    """Somebody else wrote what is looked at now, in whatever role."""
    return facts.act.author_id is not None and facts.act.author_id != facts.actor.worker_id


@predicate("Write down why: others look at it after, never before.")
def reason_recorded(facts: Facts) -> bool:
    """The reason was written down."""
    return bool(facts.act.reason.strip())


@predicate("Only her bridge builder opens this, and whom she agreed to.")
def builds_bridges(facts: Facts) -> bool:
    """The worker is a bridge builder."""
    return Role.BRIDGE_BUILDER in facts.actor.roles


@predicate("This record is not open to you.")
def not_barred(facts: Facts) -> bool:
    """She has not barred the worker or the agency, and the worker has not said that they know her."""
    return Ground.BLOCK not in facts.live


@predicate("She has a record already: change her bridge there.")
def no_record_yet(facts: Facts) -> bool:
    """There is no record of her yet."""
    return facts.mother is None


@predicate("Her record is not open now: it sleeps, has ended or is being forgotten.")
def record_is_open(facts: Facts) -> bool:
    """Her record is open: known by handle, crossing or named."""
    return facts.mother is not None and facts.mother.stage in OPEN_STAGES


@predicate("She is known by name, so her record has a retention duty: it can be ended, not forgotten.")
def known_by_handle(facts: Facts) -> bool:
    """She has not given her name."""
    return facts.mother is not None and facts.mother.stage in {Stage.BY_HANDLE, Stage.CROSSING}


@predicate("She has not given her name: there is none to see.")
def she_gave_her_name(facts: Facts) -> bool:
    """She has given her name herself."""
    return facts.mother is not None and facts.mother.stage is Stage.NAMED


@predicate("Say why you open it: she can read the reason.")
def purpose_said(facts: Facts) -> bool:
    """The worker has said why, before opening."""
    return bool(facts.act.purpose.strip())


@predicate("Only her own word can do this.")
def it_is_her_word(facts: Facts) -> bool:
    """She asked for it herself."""
    return facts.act.her_word


@predicate("This is not the step she asked for.")
def it_is_about_her_asking(facts: Facts) -> bool:
    """The step is: she asked to end."""
    return facts.act.event is RecordEvent.SHE_ASKS_TO_END


@predicate("This is not the step of her moving.")
def it_is_about_her_moving(facts: Facts) -> bool:
    """The step is: she moved."""
    return facts.act.event is RecordEvent.ACCEPTED_WHERE_SHE_MOVED


@predicate("The other side has not said that it accepts her: until then the bridge holds.")
def accepted_where_she_moved(facts: Facts) -> bool:
    """A named person where she moved has accepted."""
    return facts.act.accepted_elsewhere


@predicate("Her record has not ended.")
def record_has_ended(facts: Facts) -> bool:
    """Her record has ended."""
    return facts.mother is not None and facts.mother.stage in ENDED_STAGES


@predicate("It is more than 14 days since it ended: only she can open it again.")
def ended_within_mistake_days(facts: Facts) -> bool:
    """It ended at most 14 days ago, or a death waits for its second signature, so one press undoes a mistake."""
    if facts.mother is None:
        return False
    ended = facts.mother.ended_at
    if ended is None:
        return facts.mother.stage is Stage.DIED
    return facts.now - ended <= timedelta(days=MISTAKE_DAYS)


@predicate("Her record does not sleep.")
def record_sleeps(facts: Facts) -> bool:
    """Her record sleeps."""
    return facts.mother is not None and facts.mother.stage is Stage.ASLEEP


@predicate("Nobody has asked to forget her, or the time to undo it is over.")
def being_forgotten_and_in_time(facts: Facts) -> bool:
    """She asked to be forgotten and the time to undo it is not over."""
    forget_at = facts.mother.forget_at if facts.mother else None
    in_stage = facts.mother is not None and facts.mother.stage is Stage.FORGETTING
    return in_stage and forget_at is not None and facts.now < forget_at


@predicate("The time to undo it is not over.")
def forgetting_is_due(facts: Facts) -> bool:
    """She asked to be forgotten and the time to undo it is over."""
    forget_at = facts.mother.forget_at if facts.mother else None
    in_stage = facts.mother is not None and facts.mother.stage is Stage.FORGETTING
    return in_stage and forget_at is not None and forget_at <= facts.now
