"""The soak: crashes and races many times over; `make soak` alone runs it, and prints the seed to run it again."""

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.soak.places import ENGINES, Place, a_place


SEED = int(os.environ.get("HRM2M_SOAK_SEED") or random.SystemRandom().randrange(10**6))
DEFAULTS = {
    "KILLS": 190,
    "SERVER_KILLS": 10,
    "CUTS": 100,
    "DATABASE_CUTS": 10,
    "RACE": 50_000,
    "STOPS": 100_000,
    "ROUNDS": 10,
}
"""How many of each, on each engine, times HRM2M_SOAK_MORE; HRM2M_SOAK_KILLS and so on say another number."""

MORE = float(os.environ.get("HRM2M_SOAK_MORE") or 1)

_figures: list[str] = []

HowMany = Callable[[str], int]
Tell = Callable[..., None]


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """A run for another purpose leaves the soak alone."""
    return None if config.option.markexpr == "soak" else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what lies here, and lets it take its time."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.soak)
            item.add_marker(pytest.mark.timeout(7200))


def pytest_sessionstart() -> None:
    """Says the seed of every random number in this run: one that is stopped must not take it along."""
    print(f"soak: the same again with SEED={SEED}", file=sys.stderr, flush=True)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Says what failed when it fails: the whole takes hours."""
    if report.failed:
        print(f"\n{report.nodeid}\n{report.longreprtext}", file=sys.stderr, flush=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures, once more together."""
    terminalreporter.section(f"soak, seed {SEED}")
    for line in _figures:
        terminalreporter.write_line(line)


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """A number of this test's own, the same whenever the run's seed is."""
    return random.Random(f"{SEED} {request.node.name}").randrange(10**9)


@pytest.fixture
def how_many() -> HowMany:
    """How often a thing is done in this run."""
    return lambda what: int(os.environ.get(f"HRM2M_SOAK_{what}") or max(1, DEFAULTS[what] * MORE))


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Notes the figures of this test, with its seconds."""
    began = time.monotonic()

    def told(**figures: object) -> None:
        said = ", ".join(f"{name.replace('_', ' ')} {figure}" for name, figure in figures.items())
        _figures.append(f"{request.node.name}: {said}, seconds {time.monotonic() - began:.0f}")
        print(f"\n{_figures[-1]}", file=sys.stderr, flush=True)

    return told


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Each of the two databases."""
    return str(request.param)


@pytest.fixture
def place(engine: str) -> Iterator[Place]:
    """A fresh installation on this engine."""
    with a_place(engine) as found:
        yield found
