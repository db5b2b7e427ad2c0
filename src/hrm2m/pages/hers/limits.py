"""How often a code may be tried: guessing is hopeless, and nobody can keep her out by guessing.

Every place has tries of its own for each beginning of a code, however many others failed with it. Only beyond them does
the count of all places matter. A place that tries without end is not answered by looking, but looks the same.
"""

from dataclasses import dataclass

from hrm2m.pages.sign_in import tries
from hrm2m.pages.sign_in.limits import source_of
from hrm2m.pages.sign_in.tries import Limit


# policy_choice, all of them.
OF_PLACE = Limit(300, 900)
OF_PAIR = Limit(30, 900)
OF_BEGINNING = Limit(100, 3600)
FRESH = 10


@dataclass(frozen=True)
class Try:
    """One try from one place of a code that begins like this (a keyed mark)."""

    place: str
    beginning: str

    def may_go_on(self) -> bool:
        """Counts the try, and says whether the code is looked at."""
        if not tries.within(OF_PLACE, "own-place", self.place):
            return False
        of_pair = tries.count(OF_PAIR, "own-pair", self.place, self.beginning)
        if of_pair > OF_PAIR.most:
            return False
        of_all = tries.within(OF_BEGINNING, "own-beginning", self.beginning)
        return of_pair <= FRESH or of_all

    def was_right(self) -> None:
        """Takes this try back, and no other."""
        tries.give_back(OF_PLACE, "own-place", self.place)
        tries.give_back(OF_PAIR, "own-pair", self.place, self.beginning)
        tries.give_back(OF_BEGINNING, "own-beginning", self.beginning)


def one_try(address: str, beginning: str) -> Try:
    """The try that comes from this network address."""
    return Try(source_of(address), beginning)
