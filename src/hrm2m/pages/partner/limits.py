"""How often a code may be asked for: guessing stays hopeless, and no stranger can keep the right one away.

A code belongs to the browser that asked for it and is looked at three times, so wrong ones cost nobody else anything.
What is counted here is how many are sent. A browser that was let in before counts for itself alone; of strangers each
place has two however many others asked.
"""

from hrm2m.pages.sign_in import tries
from hrm2m.pages.sign_in.tries import Limit


# policy_choice, all of them. Strangers get at most 200 codes a day for one link, three tries each, of a million.
ASKED_FROM_A_SOURCE = Limit(60, 900)
OF_KNOWN = Limit(10, 3600)
OF_PAIR = Limit(10, 86_400)
FRESH = 2
BEYOND_FRESH = Limit(20, 86_400)
OF_LINK = Limit(200, 86_400)


def may_ask(source: str) -> bool:
    """Counts one more wish for a code from this place; the same for links that are and links that are not."""
    return tries.within(ASKED_FROM_A_SOURCE, "partner asks", source)


def may_send(link_id: int, source: str, *, is_known: bool) -> bool:
    """Counts one more code for this link, and says whether it is sent."""
    if is_known:
        return tries.within(OF_KNOWN, "partner known", link_id, source)
    of_pair = tries.count(OF_PAIR, "partner pair", link_id, source)
    if of_pair > OF_PAIR.most or not tries.within(OF_LINK, "partner link", link_id):
        return False
    return of_pair <= FRESH or tries.within(BEYOND_FRESH, "partner beyond", link_id)
