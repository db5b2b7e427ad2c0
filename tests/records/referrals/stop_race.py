"""Eight processes at what a mother shares, and one that gives and stops it: run as a module with a number of acts.

Prints one JSON object. Four look at what was sent, two answer it, two try to send something more under her yes. After
twenty stops it goes on at the record of another mother: nobody stops five hundred times, and what the five hundredth
costs says nothing of whether it holds.
"""

import json
import mmap
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from hrm2m.foundation.errors import BadInput  # noqa: E402 - the settings come first
from hrm2m.foundation.ids import REF_LENGTH  # noqa: E402
from hrm2m.policy.referral_lifecycle import ReferralEvent  # noqa: E402
from hrm2m.records.bridges.models import Profile  # noqa: E402
from hrm2m.records.referrals import actions as referrals  # noqa: E402
from hrm2m.records.referrals import sent as at_the_door  # noqa: E402
from hrm2m.records.referrals.actions import Said  # noqa: E402
from hrm2m.records.whole.stop_sharing import stop_sharing  # noqa: E402
from hrm2m.vault.errors import Denied  # noqa: E402
from tests import worlds  # noqa: E402
from tests.records.referrals import samples  # noqa: E402
from tests.records.referrals.samples import Situation  # noqa: E402
from tests.vault import crowd  # noqa: E402
from tests.vault.crowd import Counted, Tally, together  # noqa: E402


READERS = 8
STOPS_OF_ONE = 20
MOST_PAUSES = 2_500
CAME = Said(ReferralEvent.IT_CAME, "Fen Invented")


class Now:
    """Whose record it is now and which referral stands, shared by forked processes."""

    def __init__(self, here: Situation) -> None:
        self._here = here
        self._shared = mmap.mmap(-1, 2 * REF_LENGTH)
        self.say(here.mother, "x" * REF_LENGTH)

    def say(self, mother: str, referral: str) -> None:
        self._shared[:] = (mother + referral).encode()

    def here(self) -> Situation:
        return replace(self._here, mother=self._shared[:REF_LENGTH].decode())

    def referral(self) -> str:
        return self._shared[REF_LENGTH:].decode()


class Sender:
    """Tries to send a draft: one that was refused again, until a stop has ended it and another is written."""

    def __init__(self) -> None:
        self._draft, self._stops = "", -1

    def sends(self, now: Now, phase: int) -> bool:
        here = now.here()
        try:
            if not self._draft or self._stops != phase // 2:
                self._draft, self._stops = samples.drafted(here), phase // 2
            referrals.send(by=here.team.jo, mother=here.mother, referral=self._draft)
        except (Denied, BadInput):
            return False
        self._draft = ""
        return True


Ask = Callable[[Now, int], bool]


def race(operations: int) -> dict[str, object]:
    """What was allowed and refused, and how much of it was allowed after a stop that had been acknowledged."""
    here, tally = samples.situation(), Tally(READERS)
    # Her limit is tested for itself: here one bridge builder is there for every mother, one after the other.
    Profile.objects.update(limit=operations)
    now = Now(here)
    asks: list[Ask] = [*[_looks] * 4, *[_answers] * 2, Sender().sends, Sender().sends]
    works = [partial(_read, ask, now, tally, number) for number, ask in enumerate(asks)]
    rounds, *read = together([lambda: _give_and_stop(now, tally, operations), *works])
    return {
        "rounds": rounds,
        "readers": read,
        "allowed": tally.sum(Counted.ALLOWED),
        "refused": tally.sum(Counted.REFUSED),
        "late": tally.sum(Counted.LATE),
    }


def _read(ask: Ask, now: Now, tally: Tally, number: int) -> str:
    while not tally.is_over():
        phase = tally.phase()
        allowed = ask(now, phase)
        tally.count(number, Counted.ALLOWED if allowed else Counted.REFUSED)
        if allowed and phase % 2 == 0 and tally.phase() == phase:
            tally.count(number, Counted.LATE)
    return "read"


def _looks(now: Now, _phase: int) -> bool:
    try:
        at_the_door.sent_to(now.here().fen, now.referral())
    except Denied:
        return False
    return True


def _answers(now: Now, _phase: int) -> bool:
    try:
        referrals.answer(by=now.here().fen, referral=now.referral(), said=CAME)
    except BadInput:
        # Let in, and the step had been taken already.
        return True
    except Denied:
        return False
    return True


def _give_and_stop(now: Now, tally: Tally, operations: int) -> int:
    number = 0
    try:
        while not crowd.enough(tally, operations):
            if number and number % STOPS_OF_ONE == 0:
                another = worlds.begin_named(now.here().team, f"Robin {number}")
                now.say(another, "x" * REF_LENGTH)
            here = now.here()
            tally.turn()
            now.say(here.mother, samples.sent(here))
            _let_them_act(tally)
            stop_sharing(by=here.team.sam, mother=here.mother)
            tally.turn()
            crowd.pause()
            number += 1
            crowd.say_how_far(tally, operations)
    finally:
        tally.end()
    return number


def _let_them_act(tally: Tally) -> None:
    """Until there were as many acts as readers: counted, because on a busy machine a moment is too short for any."""
    before = _acts(tally)
    for _ in range(MOST_PAUSES):
        if _acts(tally) >= before + READERS:
            return
        crowd.pause()


def _acts(tally: Tally) -> int:
    return tally.sum(Counted.ALLOWED) + tally.sum(Counted.REFUSED)


if __name__ == "__main__":
    print(json.dumps(race(int(sys.argv[1]))))
