"""Finds the one record that a handle she said leads to; whoever guesses learns nothing, and leaves a line."""

from collections.abc import Mapping

from hrm2m.foundation.errors import BadInput
from hrm2m.policy import Actor, Permission
from hrm2m.policy.facts import ActFacts
from hrm2m.policy.lifecycles import Stage
from hrm2m.records.people import queries as people
from hrm2m.vault import door
from hrm2m.vault.chains import HOUSE
from hrm2m.vault.errors import Missed


NONE_TO_WAKE = (
    "No record of your agency waits for her by this handle. Ask her again, or begin a new bridge with her."
)
NONE_ASLEEP = "No record of your team sleeps by this handle. Ask whoever told you how she was known."
MORE_THAN_ONE = "More than one record waits by this handle. Ask your lead to look with you."


def the_one(
    by: Actor, handle: str, *, at_stage: Mapping[Stage, Permission], act: ActFacts, otherwise: str
) -> tuple[str, Stage]:
    """Ref and stage of the one record by this handle on which the worker may do what fits its stage.

    Inside a unit. Raises Missed with the sentence `otherwise` for none: the house chain keeps that somebody tried.
    """
    mothers = people.mothers_marked(by.area, handle)
    # The house first: what follows may let somebody stand near her.
    with door.unit(by=by, mothers=[HOUSE]):
        found = door.within_reach(by=by, mothers=mothers, at_stage=at_stage, act=act)
    if not found:
        permission = next(iter(at_stage.values()))
        raise Missed(permission, "handle", otherwise, people.handle_mark(by.area, handle))
    if len(found) > 1:
        raise BadInput("handle", MORE_THAN_ONE)
    return found[0]
