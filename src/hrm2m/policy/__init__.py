"""Who may do what, and why: pure rules over frozen facts, readable on one page.

Nothing here reads a clock, a table or a setting.
"""

from hrm2m.policy.compartments import Category, Compartment
from hrm2m.policy.decide import Decision, decide
from hrm2m.policy.facts import Actor, Facts, Ground, MotherFacts, Standing
from hrm2m.policy.permissions import Permission
from hrm2m.policy.roles import Role


__all__ = [
    "Actor",
    "Category",
    "Compartment",
    "Decision",
    "Facts",
    "Ground",
    "MotherFacts",
    "Permission",
    "Role",
    "Standing",
    "decide",
]
