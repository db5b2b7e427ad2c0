"""Measures the pages in the database of this environment; one line of JSON for each page on stdout."""

import json
import os
import sys
import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import Any


BUILDERS = 20
WARM = 5


def main(requests: int) -> None:
    """Each page `requests` times, and after each request its bare twin, so that both meet the same noise."""
    from hrm2m.foundation.django_setup import set_up_django  # noqa: PLC0415 - reads the environment

    set_up_django()
    from tools.bench import people  # noqa: PLC0415 - after Django
    from tools.bench.bare import Bare  # noqa: PLC0415
    from tools.bench.pages import Pages  # noqa: PLC0415

    team = people.middle_team()
    builders = people.builders(team, BUILDERS)
    for page in Pages(builders, people.lead(team), Bare()).all():
        statements = _statements(page)
        print(json.dumps({"page": page.name, "statements": statements, **_times(page, requests)}), flush=True)


def _times(page: Any, requests: int) -> dict[str, Any]:
    asked, bare, busy = [], [], []
    for turn in range(requests):
        page.before(turn)
        began = time.process_time()
        asked.append(_milliseconds(page.ask, turn))
        busy.append((time.process_time() - began) * 1000)
        bare.append(_milliseconds(page.bare, turn))
    return {
        "p50": median(asked),
        "p95": quantiles(asked, n=20)[-1],
        "cpu": median(busy),
        "bare_p50": median(bare),
        "bare_p95": quantiles(bare, n=20)[-1],
        "load": os.getloadavg()[0],
    }


def _milliseconds(act: Callable[[int], None], turn: int) -> float:
    began = time.perf_counter()
    act(turn)
    return (time.perf_counter() - began) * 1000


def _statements(page: Any) -> list[int]:
    """How many statements a request takes: the different counts among some, after the caches are warm."""
    from tools.bench.counting import counted  # noqa: PLC0415 - after Django

    found = set()
    for turn in range(2 * WARM):
        page.before(turn)
        number = counted(lambda turn=turn: page.ask(turn))  # type: ignore[misc] # called at once
        if turn >= WARM:
            found.add(number)
    return sorted(found)


if __name__ == "__main__":
    main(int(sys.argv[1]))
