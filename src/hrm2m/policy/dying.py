"""Sentences about her death: one person writes it, a second one signs at a sign-in of his or her own."""

from hrm2m.policy.facts import Facts
from hrm2m.policy.lifecycles import RecordEvent, Stage
from hrm2m.policy.predicates import (
    builds_bridges_or_leads,
    covers_her,
    holds_her_bridge,
    leads_her_team,
    of_the_agency_that_keeps_her_bridge,
    on_her_outreach_team,
    predicate,
)


@predicate("This is not the step of her death.")
def it_is_about_her_death(facts: Facts) -> bool:
    """The step is: she died."""
    return facts.act.event is RecordEvent.SHE_DIED


@predicate("Two people sign that she died: name a second one.")
def two_people_sign(facts: Facts) -> bool:
    """A second person is asked to sign."""
    second = facts.act.second_signer_id
    return second is not None and second != facts.actor.worker_id


@predicate("Nobody wrote that she died.")
def it_is_written_that_she_died(facts: Facts) -> bool:
    """One person wrote that she died."""
    return facts.mother is not None and facts.mother.stage is Stage.DIED


@predicate("You were not asked to sign this.")
def asked_to_sign(facts: Facts) -> bool:
    """The worker was asked to sign it."""
    return facts.act.second_signer_id == facts.actor.worker_id


@predicate("It is written that she died: only a lead to whom she comes herself opens it again.")
def she_is_alive(facts: Facts) -> bool:
    """Her record did not end with her death."""
    return facts.mother is not None and facts.mother.stage is not Stage.DIED


NEAR_HER = (holds_her_bridge, covers_her, on_her_outreach_team, leads_her_team)
SIGNS = (
    *((stands_near, it_is_written_that_she_died) for stands_near in NEAR_HER),
    # Where her record slept nobody is near her any more: one of those who build bridges there, if asked.
    (
        of_the_agency_that_keeps_her_bridge,
        builds_bridges_or_leads,
        it_is_written_that_she_died,
        asked_to_sign,
    ),
)
"""Who signs, beside that nobody who wrote it does."""
