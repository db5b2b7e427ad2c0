"""How often a worker may type a handle that leads nowhere, or a place for her: nobody can try a list of either."""

from hrm2m.pages.sign_in import tries
from hrm2m.pages.sign_in.tries import Limit


# policy_choice: a handle heard wrongly is tried two or three times; a list of names is not.
OF_AN_HOUR = Limit(6, 3600)
OF_A_DAY = Limit(20, 86_400)
OF_FREEZING = Limit(30, 86_400)
# policy_choice: what is agreed with her in one sitting is a handful; a list of places is not.
PLACES_OF_AN_HOUR = Limit(8, 3600)
PLACES_OF_A_DAY = Limit(16, 86_400)
WHAT = "handle"


def may_go_on(worker_id: int) -> bool:
    """Counts one more try of this worker, in whatever agency, and says whether the handle is looked up."""
    of_the_hour = tries.count(OF_AN_HOUR, WHAT, OF_AN_HOUR.seconds, worker_id)
    of_the_day = tries.count(OF_A_DAY, WHAT, OF_A_DAY.seconds, worker_id)
    return of_the_hour <= OF_AN_HOUR.most and of_the_day <= OF_A_DAY.most


def may_freeze(worker_id: int) -> bool:
    """Counts one more page frozen by this worker. It is never given back: that would say whether there was one."""
    return tries.within(OF_FREEZING, "freeze", worker_id)


def may_compare(worker_id: int, mother: str) -> bool:
    """Counts one more time and place of this worker for this mother. It is never given back, whatever came of it."""
    of_the_hour = tries.within(PLACES_OF_AN_HOUR, "place", PLACES_OF_AN_HOUR.seconds, worker_id, mother)
    of_the_day = tries.within(PLACES_OF_A_DAY, "place", PLACES_OF_A_DAY.seconds, worker_id, mother)
    return of_the_hour and of_the_day


def it_was_right(worker_id: int) -> None:
    """Takes the try back: it led to a record."""
    for limit in (OF_AN_HOUR, OF_A_DAY):
        tries.give_back(limit, WHAT, limit.seconds, worker_id)
