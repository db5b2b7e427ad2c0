"""Who stands near her enough to be told why a refusal was made, and what a decision rests on; nobody else learns."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from hrm2m.policy import Actor, Compartment, Ground, MotherFacts, Permission, Role, Standing, decide
from hrm2m.policy.decide import Decision, stands_near_her
from hrm2m.policy.facts import Facts
from hrm2m.policy.lifecycles import Stage
from hrm2m.policy.opens import OPENS


NOW = datetime(2026, 3, 12, 10, tzinfo=UTC)
LEADS = frozenset({Role.TEAM_LEAD, Role.SAFEGUARDING_LEAD})


def facts(*standings: Standing, roles: frozenset[Role] = frozenset({Role.BRIDGE_BUILDER})) -> Facts:
    actor = Actor(7, "w7", 1, "a1", 1, roles)
    opens = OPENS[Permission.MOTHER_SEE].reads
    return Facts(actor, NOW, MotherFacts(Stage.BY_HANDLE), standings, compartments=opens)


def standing(ground: Ground, worker: int | None = 7, ref: str = "s") -> Standing:
    return Standing(ref, worker, 1, Compartment.GENERAL, ground, since=NOW)


@pytest.mark.parametrize("ground", sorted(set(Ground) - {Ground.BLOCK, Ground.LEAD, Ground.OWN}))
def test_whoever_stands_there_on_a_ground_of_his_or_her_own_is_near_her(ground: Ground) -> None:
    assert stands_near_her(facts(standing(ground)))
    assert not stands_near_her(facts(standing(ground, worker=8)))


@pytest.mark.parametrize(
    "roles", [*(frozenset({role}) for role in sorted(LEADS)), LEADS], ids=["one", "other", "both"]
)
def test_that_the_agency_keeps_her_bridge_brings_its_leads_near_her(roles: frozenset[Role]) -> None:
    assert stands_near_her(facts(standing(Ground.LEAD, worker=None), roles=roles))
    assert not stands_near_her(facts(roles=roles))


@pytest.mark.parametrize("role", sorted(set(Role) - LEADS))
def test_and_never_a_colleague_who_must_not_learn_that_she_is_here(role: Role) -> None:
    assert not stands_near_her(facts(standing(Ground.LEAD, worker=None), roles=frozenset({role})))


def test_a_bar_counts_before_everything_else() -> None:
    assert not stands_near_her(facts(standing(Ground.BRIDGE), standing(Ground.BLOCK)))


def test_a_refusal_and_a_yes_both_say_whether_the_worker_is_near_her() -> None:
    assert decide(Permission.MOTHER_SEE, facts(standing(Ground.BRIDGE))).near_her
    assert decide(Permission.BOARD_SEE, facts(standing(Ground.BRIDGE))).near_her
    assert decide(Permission.IDENTITY_SEE, facts(standing(Ground.COVER))).near_her
    assert not decide(Permission.MOTHER_SEE, facts()).near_her
    assert Decision(allowed=False).near_her is False


def test_a_yes_names_the_standing_it_rests_on_and_no_other() -> None:
    asked = facts(standing(Ground.BRIDGE, ref="bridge"), standing(Ground.TREATING, ref="treating"))
    assert decide(Permission.MOTHER_SEE, asked).basis == ("bridge",)


def test_a_decision_cannot_be_changed_once_it_was_made() -> None:
    with pytest.raises(FrozenInstanceError):
        decide(Permission.MOTHER_SEE, facts()).allowed = True  # type: ignore[misc] # that is what is tried
