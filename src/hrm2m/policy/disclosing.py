"""Sentences about letting another agency know something of her: under her consent, or on another basis."""

from hrm2m.policy.facts import Consented, Disclosure, Facts, Ground
from hrm2m.policy.predicates import predicate, stands_for_this


@predicate("This was not sent to you, or it is over.", Ground.CONSENT)
def sent_to_this_worker(facts: Facts) -> bool:
    """The referral that this is about was sent to the worker under her consent, and her consent stands."""
    return stands_for_this(facts, Ground.CONSENT)


@predicate("This was not sent to you, or it is over.", Ground.OTHER_BASIS)
def sent_on_another_basis(facts: Facts) -> bool:
    """The referral that this is about was sent to the worker on another basis, and is not over."""
    return stands_for_this(facts, Ground.OTHER_BASIS)


@predicate(
    "She has not said yes to this: ask her, when she is alone, about this agency and each thing it is to know."
)
def consent_covers_disclosure(facts: Facts) -> bool:
    """She said yes, alone when asked, to this agency, purpose and every category; it is not over or stopped."""
    disclosure = facts.act.discloses
    return (
        disclosure is not None
        and disclosure.consent is not None
        and _covers(disclosure.consent, disclosure, facts)
    )


def _covers(consent: Consented, disclosure: Disclosure, facts: Facts) -> bool:
    in_force = consent.since <= facts.now < consent.until
    stopped = consent.stopped_at is not None and consent.stopped_at <= facts.now
    says_so = consent.agency_id == disclosure.to_agency_id and consent.purpose == disclosure.purpose
    everything = bool(disclosure.categories) and disclosure.categories <= consent.categories
    return consent.asked_alone and in_force and not stopped and says_so and everything


@predicate("Write down the basis, why, and when she is told or why not.")
def other_basis_recorded(facts: Facts) -> bool:
    """A basis other than her consent is written down with its reason and a decision on telling her."""
    disclosure = facts.act.discloses
    typed = disclosure is not None and bool(disclosure.other_basis) and disclosure.telling_decided
    return typed and bool(facts.act.reason.strip())


@predicate("Two people agree before anything is sent: name the second one.")
def two_people_agree(facts: Facts) -> bool:
    """A second person agrees beforehand."""
    second = facts.act.second_signer_id
    return second is not None and second != facts.actor.worker_id


@predicate("One person alone sends without her yes only to protect a child or a life.")
def it_protects_a_child_or_a_life(facts: Facts) -> bool:
    """It is sent to protect a child or a life."""
    return facts.act.discloses is not None and facts.act.discloses.saves
