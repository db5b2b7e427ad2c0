"""One decision: allowed with the standing it rests on, or refused with the reasons in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from hrm2m.policy.facts import Facts, Ground
from hrm2m.policy.permissions import Permission
from hrm2m.policy.predicates import Predicate, is_the_machine, live_standings
from hrm2m.policy.roles import Role, permissions_of
from hrm2m.policy.table import POLICY


LEADS = frozenset({Role.TEAM_LEAD, Role.SAFEGUARDING_LEAD})
NOT_IN_YOUR_ROLE = "Your role in this agency does not include this."


@dataclass(frozen=True)
class Decision:
    """What was decided.

    `basis` holds the refs of the standings it rests on; `near_her` says that whoever was refused has a
    standing of some kind, so that the refusal may be explained ("yours, but not now") and not hidden.
    """

    allowed: bool
    reasons: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    near_her: bool = False


_NOT_IN_THE_ROLE = {
    near_her: Decision(False, (NOT_IN_YOUR_ROLE,), near_her=near_her) for near_her in (True, False)
}


def decide(permission: Permission, facts: Facts) -> Decision:
    """Whether `facts` allow `permission`: any line suffices, every predicate of a line must hold."""
    near_her = stands_near_her(facts)
    if permission not in permissions_of(facts.actor.roles):
        return _NOT_IN_THE_ROLE[near_her]
    refused = []
    for line in POLICY.get(permission, ()):
        # Asked with every page, and some million times by the test of all cases: one call for each, not two.
        unmet = [holds for holds in line if not holds.test(facts)]
        if not unmet:
            return Decision(True, basis=_basis(line, facts), near_her=near_her)
        if _explains(line, facts):
            refused.append(unmet)
    return Decision(False, _reasons(refused), near_her=near_her)


def stands_near_her(facts: Facts) -> bool:
    """The actor has some live standing of his or her own on her, and no block.

    That the agency keeps her bridge counts for its leads only: a colleague must not learn that she is here.
    """
    if not facts.live or Ground.BLOCK in facts.live:
        return False
    return facts.live.keys() != {Ground.LEAD} or not facts.actor.roles.isdisjoint(LEADS)


def _basis(line: Sequence[Predicate], facts: Facts) -> tuple[str, ...]:
    grounds = [holds.ground for holds in line if holds.ground is not None]
    return tuple(standing.ref for ground in grounds for standing in live_standings(facts, ground))


def _reasons(refused: Sequence[Sequence[Predicate]]) -> tuple[str, ...]:
    """The unmet sentences of the line that came nearest: first one whose ground holds, then the fewest unmet."""
    nearest = refused[0] if len(refused) == 1 else min(refused, key=_how_far, default=[])
    return tuple([holds.unmet for holds in nearest]) or (NOT_IN_YOUR_ROLE,)


def _how_far(unmet: Sequence[Predicate]) -> tuple[bool, int]:
    return any(holds.ground for holds in unmet), len(unmet)


def _explains(line: Sequence[Predicate], facts: Facts) -> bool:
    """What only the worker process may do explains nothing to a person."""
    return is_the_machine not in line or is_the_machine(facts)
