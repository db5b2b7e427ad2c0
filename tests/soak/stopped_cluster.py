"""PostgreSQL stopped without a word while four write: `python -m tests.soak.stopped_cluster CLUSTER CUTS SEED`."""

import json
import os
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

from hrm2m.foundation.django_setup import set_up_django


set_up_django()

from django.db import InterfaceError, OperationalError, connections  # noqa: E402 - the settings come first

from tests.soak.acts import Look, Told, Writer, begin_first, team  # noqa: E402
from tests.soak.forked import forked, say  # noqa: E402
from tests.soak.places import Place  # noqa: E402
from tests.worlds import Team, begin  # noqa: E402


WRITERS = 4


def main(place: Place, cuts: int, chance: Random) -> dict[str, Any]:
    """So many stops; each writer has a mother of its own, so that the last word on her team is its own."""
    us = team()
    begin_first(us)
    found: dict[str, Any] = {"acknowledged": 0, "lost": [], "halves": []}
    for number in range(cuts):
        mothers = [begin(us, "Wren") for _ in range(WRITERS)]
        for told in stopped_once(place, us, mothers, chance):
            found["acknowledged"] += len(told.done)
            found["lost"] += Look(us).lost(told)
        found["halves"] += Look(us).halves(mothers)
        say(f"{number + 1} of {cuts} stops of the database, {found['acknowledged']} acts acknowledged")
    return found


def stopped_once(place: Place, us: Team, mothers: list[str], chance: Random) -> list[Told]:
    """Four writers until the database is gone; what each told. It is started again before this returns."""
    children = [forked(writing(us, mother, chance.randrange(10**9))) for mother in mothers]
    time.sleep(chance.uniform(0.3, 1.5))
    place.stop_database("immediate")
    told = []
    for child, read in children:
        with os.fdopen(read) as pipe:
            told.append(Told.read(list(pipe)))
        os.waitpid(child, 0)
    place.start_database()
    connections.close_all()
    return told


def writing(us: Team, mother: str, seed: int) -> Any:
    def write(out: int) -> None:
        writer = Writer(us, [mother], Random(seed), out)
        try:
            while True:
                writer.act()
        except (OperationalError, InterfaceError, AssertionError):
            return  # it is gone; an alert that goes to the spool instead is asserted about elsewhere

    return write


if __name__ == "__main__":
    here = Place(Path(os.environ["HRM2M_HOME"]), dict(os.environ), Path(sys.argv[1]))
    print(json.dumps(main(here, int(sys.argv[2]), Random(int(sys.argv[3])))))
