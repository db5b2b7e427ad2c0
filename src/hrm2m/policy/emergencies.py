"""An emergency look as data: which parts, how long, how often, which permission reads each; nothing decides here."""

from collections.abc import Mapping
from datetime import timedelta

from hrm2m.policy.compartments import Compartment
from hrm2m.policy.permissions import Permission


OPEN_FOR = timedelta(hours=3)
"""How long one part stays open (4-protection.md, 7: policy_choice)."""
MOST_A_DAY = 2
"""How many looks one worker has in 24 hours, in whatever agency (policy_choice)."""
READS: Mapping[Compartment, Permission] = {
    Compartment.GENERAL: Permission.EMERGENCY_GENERAL_SEE,
    Compartment.HER_SAFETY: Permission.EMERGENCY_SAFETY_SEE,
    Compartment.TREATMENT: Permission.EMERGENCY_TREATMENT_SEE,
    Compartment.CHILD_SAFETY: Permission.EMERGENCY_CHILDREN_SEE,
}
"""The permission that reads each part. Her name is none of them: it saves nobody, and cannot be unread."""
OPENS_IN_AN_EMERGENCY = frozenset({Permission.EMERGENCY_OPEN, *READS.values()})
"""For the roles that two people gave: nobody comes to them alone."""
