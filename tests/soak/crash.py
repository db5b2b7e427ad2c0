"""Writers killed with SIGKILL at random moments of real acts: `python -m tests.soak.crash KILLS SEED`."""

import json
import sys
from collections import Counter
from random import Random

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from hrm2m.vault import readiness  # noqa: E402 - the settings come first
from tests.soak.acts import Look, Told, Writer, begin_first, team  # noqa: E402
from tests.soak.forked import forked, lines_until_killed, say  # noqa: E402
from tests.vault import notes  # noqa: E402
from tests.worlds import Team, begin  # noqa: E402


MOTHERS = 3
ROUNDS_WITH_A_MOTHER = 12
VERIFY_EVERY = 10


def main(kills: int, chance: Random) -> dict[str, object]:
    """Kills so many writers; answers what was acknowledged, lost and there by half."""
    us = team()
    mothers = [begin_first(us)]
    look, done, lost, halves = Look(us), Counter[str](), list[list[str]](), list[str]()
    interrupted: Counter[str] = Counter()
    for number in range(kills):
        if number % ROUNDS_WITH_A_MOTHER == 0:
            mothers = [begin(us, "Wren"), *mothers[: MOTHERS - 1]]
        told = killed_once(us, mothers, chance)
        done.update(act[0] for act in told.done)
        interrupted.update([told.trying[0]] if told.trying else [])
        lost += look.lost(told)
        halves += look.halves(mothers)
        if number % VERIFY_EVERY == 0 or number == kills - 1:
            notes.verified()
        say(f"{number + 1} of {kills} kills, {sum(done.values())} acts")
    return {"done": done, "interrupted": interrupted, "lost": lost, "halves": halves}


def killed_once(us: Team, mothers: list[str], chance: Random) -> Told:
    """One writer, started as a server would be and killed at a random moment of its work."""
    seconds, seed = chance.uniform(0.0, 0.8), chance.randrange(10**9)

    def write(out: int) -> None:
        readiness.refuse_unsafe_start()
        writer = Writer(us, mothers, Random(seed), out)
        while True:
            writer.act()

    return Told.read(lines_until_killed(*forked(write), seconds))


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), Random(int(sys.argv[2])))))
