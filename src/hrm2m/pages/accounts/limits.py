"""How often one person may ask for, or decide on, what makes somebody that worker; counted before anything is done."""

from hrm2m.pages.sign_in import tries
from hrm2m.pages.sign_in.tries import Limit


# policy_choice: in an ordinary week nobody loses a phone; whoever asks for ten in a day is not helping colleagues.
ASKED_BY_ONE = Limit(6, 86_400)
ASKED_FOR_ONE = Limit(3, 86_400)
DECIDED_BY_ONE = Limit(12, 86_400)


def may_ask(by_id: int, worker_ref: str) -> bool:
    """Counts one more asking by this person, and for this worker."""
    by_one = tries.within(ASKED_BY_ONE, "change asked by", by_id)
    return tries.within(ASKED_FOR_ONE, "change asked for", worker_ref) and by_one


def may_decide(by_id: int) -> bool:
    """Counts one more yes or no of this person."""
    return tries.within(DECIDED_BY_ONE, "change decided by", by_id)
