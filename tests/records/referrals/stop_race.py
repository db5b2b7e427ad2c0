"""Eight processes at what a mother shares, and one that gives and stops it: run as a module with a number of acts.

Prints one JSON object. Four look at what was sent, two answer it, two try to send something more under her yes.
"""

import json
import mmap
import sys
from collections.abc import Callable

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from hrm2m.foundation.errors import BadInput  # noqa: E402 - the settings come first
from hrm2m.foundation.ids import REF_LENGTH  # noqa: E402
from hrm2m.policy.referral_lifecycle import ReferralEvent  # noqa: E402
from hrm2m.records.referrals import actions as referrals  # noqa: E402
from hrm2m.records.referrals import sent as at_the_door  # noqa: E402
from hrm2m.records.referrals.actions import Said  # noqa: E402
from hrm2m.records.whole.stop_sharing import stop_sharing  # noqa: E402
from hrm2m.vault.errors import Denied  # noqa: E402
from tests.records.referrals import samples  # noqa: E402
from tests.records.referrals.samples import Situation  # noqa: E402
from tests.vault import crowd  # noqa: E402
from tests.vault.crowd import Counted, Tally, together  # noqa: E402


READERS = 8
CAME = Said(ReferralEvent.IT_CAME, "Fen Invented")


class Newest:
    """The referral that stands now, shared by forked processes."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, REF_LENGTH)

    def say(self, ref: str) -> None:
        self._shared[:REF_LENGTH] = ref.encode()

    def ref(self) -> str:
        return self._shared[:REF_LENGTH].decode()


def race(operations: int) -> dict[str, object]:
    """What was allowed and refused, and how much of it was allowed after a stop that had been acknowledged."""
    here, newest, tally = samples.situation(), Newest(), Tally(READERS)
    newest.say("x" * REF_LENGTH)
    asks: list[Callable[[], bool]] = [
        *[lambda: _looks(here, newest)] * 4,
        *[lambda: _answers(here, newest)] * 2,
        *[lambda: _sends(here)] * 2,
    ]
    works = [lambda number=number, ask=ask: _read(ask, tally, number) for number, ask in enumerate(asks)]
    rounds, *read = together([lambda: _give_and_stop(here, newest, tally, operations), *works])
    return {
        "rounds": rounds,
        "readers": read,
        "allowed": tally.sum(Counted.ALLOWED),
        "refused": tally.sum(Counted.REFUSED),
        "late": tally.sum(Counted.LATE),
    }


def _read(ask: Callable[[], bool], tally: Tally, number: int) -> str:
    while not tally.is_over():
        phase = tally.phase()
        allowed = ask()
        tally.count(number, Counted.ALLOWED if allowed else Counted.REFUSED)
        if allowed and phase % 2 == 0 and tally.phase() == phase:
            tally.count(number, Counted.LATE)
    return "read"


def _looks(here: Situation, newest: Newest) -> bool:
    try:
        at_the_door.sent_to(here.fen, newest.ref())
    except Denied:
        return False
    return True


def _answers(here: Situation, newest: Newest) -> bool:
    try:
        referrals.answer(by=here.fen, referral=newest.ref(), said=CAME)
    except BadInput:
        # Let in, and the step had been taken already.
        return True
    except Denied:
        return False
    return True


def _sends(here: Situation) -> bool:
    try:
        referrals.send(by=here.team.jo, mother=here.mother, referral=samples.drafted(here))
    except (Denied, BadInput):
        return False
    return True


def _give_and_stop(here: Situation, newest: Newest, tally: Tally, operations: int) -> int:
    number = 0
    try:
        while not crowd.enough(tally, operations):
            tally.turn()
            newest.say(samples.sent(here))
            crowd.pause()
            stop_sharing(by=here.team.sam, mother=here.mother)
            tally.turn()
            crowd.pause()
            number += 1
            crowd.say_how_far(tally, operations)
    finally:
        tally.end()
    return number


if __name__ == "__main__":
    print(json.dumps(race(int(sys.argv[1]))))
