"""`make promises`: runs the tests that guard the ten promises and prints one line a promise.

A test says which promise it guards by `@pytest.mark.promise(number)`. This file is also the pytest
plugin that carries those numbers into the reports, so that the tests can run on several processes.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    import pytest


PROMISES = {
    1: "two records",
    2: "bridge before register, help before either",
    3: "silence never ends anything",
    4: "danger is never gated",
    5: "an offer counts only if it is real",
    6: "terms before names",
    7: "share what is needed, and tell her",
    8: "a handover is done when she says so",
    9: "medication is never a lever",
    10: "we audit ourselves",
}
REPORT = "HRM2M_PROMISES_REPORT"
ALL_WELL = {0, 5}  # pytest: every test passed, or there was none

_outcomes: dict[str, tuple[list[int], str]] = {}


def pytest_collection_modifyitems(items: "Iterable[pytest.Item]") -> None:
    """Writes the numbers of its promises on each test."""
    for item in items:
        numbers = sorted({number for mark in item.iter_markers("promise") for number in mark.args})
        if set(numbers) - set(PROMISES):
            raise ValueError(f"{item.nodeid}: there are ten promises; {numbers} names another")
        item.user_properties.append(("promises", numbers))


def promises_of(report: "pytest.TestReport") -> list[int]:
    """The numbers that the collection wrote on the test."""
    written = dict(report.user_properties).get("promises", [])
    return written if isinstance(written, list) else []


def pytest_runtest_logreport(report: "pytest.TestReport") -> None:
    """Keeps the worst outcome of a test's three phases; a test that was skipped kept nothing."""
    numbers = promises_of(report)
    before = _outcomes.get(report.nodeid, ([], ""))[1]
    if report.failed or before == "failed":
        outcome = "failed"
    elif report.skipped or before == "skipped":
        outcome = "skipped"
    else:
        outcome = "passed"
    _outcomes[report.nodeid] = (numbers, outcome)


def pytest_sessionfinish() -> None:
    """Leaves the outcomes where the process that started pytest reads them; workers leave nothing."""
    if REPORT in os.environ and "PYTEST_XDIST_WORKER" not in os.environ:
        Path(os.environ[REPORT]).write_text(json.dumps(list(_outcomes.values())))


def verdict(outcomes: Iterable[str]) -> str:
    """`broken` if a test failed, `kept` if one passed and none failed, else `not built`."""
    seen = set(outcomes)
    if "failed" in seen:
        return "broken"
    return "kept" if "passed" in seen else "not built"


def line(number: int, outcomes: list[str]) -> str:
    """One promise as a line."""
    skipped = outcomes.count("skipped")
    tests = f"{len(outcomes)} test{'' if len(outcomes) == 1 else 's'}"
    tests += f", {skipped} of them not run here" if skipped else ""
    return f"{number:>2}  {verdict(outcomes):<9}  {PROMISES[number]:<44}  {tests}"


def by_promise(outcomes: Iterable[tuple[list[int], str]]) -> Mapping[int, list[str]]:
    """The outcomes of the tests of each promise."""
    table: dict[int, list[str]] = {number: [] for number in PROMISES}
    for numbers, outcome in outcomes:
        for number in numbers:
            table[number].append(outcome)
    return table


def run_tests(report: Path) -> int:
    """Runs every test with a promise in another process; says how far it is where errors go, not among the lines."""
    marked = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "worksteal",
        "-p",
        "tools.show_promises",
    ]
    marked += ["-m", "promise and not postgres"]  # `make test` runs those beside a cluster
    surroundings = {**os.environ, REPORT: str(report)}
    return subprocess.run(marked, env=surroundings, stdout=sys.stderr, check=False).returncode


def main() -> int:
    """Exit code 1 if a promise is broken or the tests could not be read."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "outcomes.json")
        ended = run_tests(report)
        outcomes = json.loads(report.read_text()) if report.exists() else []
    table = by_promise(outcomes)
    for number, seen in table.items():
        print(line(number, seen))
    if ended in ALL_WELL:
        return 0
    if not any(verdict(seen) == "broken" for seen in table.values()):
        print("Some tests could not be read or run, so the lines above may be incomplete.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
