"""Records once which test reaches which line, and how long it takes; judges no break."""

import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import coverage
import pytest
from hypothesis import Phase, settings

from tools.mutants.making import ROOT, Mutant, statement_lines


PLACE = ROOT / "var" / "mutants"
ROOMS = ("policy", "vault")
# Between two tests a line is nobody's; while the modules are imported it has no name at all.
BETWEEN = "between"
AT_IMPORT = ""
# Of the tests that reach a break these many seconds are run, the shortest first: enough to notice, or it lived.
BUDGET = 40.0


@dataclass
class Reach:
    """Who reaches which line, `lines[file][line]`; `seconds` of computing for each test that passed."""

    seconds: dict[str, float] = field(default_factory=dict)
    lines: dict[str, dict[int, list[str]]] = field(default_factory=dict)
    budget: float = BUDGET
    migrated: Path | None = None  # where the migrated database of these tests may be kept

    def tests_for(self, mutant: Mutant) -> list[str]:
        """The tests that reach the broken statement, the shortest first."""
        lines = self.lines.get(mutant.file, {})
        reached = {
            test
            for line in statement_lines(mutant.file, mutant.line, mutant.last)
            for test in lines.get(line, ())
        }
        return self._shortest(reached)

    def tests_of(self, file: str) -> list[str]:
        """The tests that reach anything of the file, then the quickest of all others.

        What is made at import, such as a value that is frozen, is used without a line of the file running.
        """
        near = {test for tests in self.lines.get(file, {}).values() for test in tests}
        return [*self._shortest(near), *self._shortest(set(self.seconds) - near)]

    def runs_at_import(self, mutant: Mutant) -> bool:
        """Whether the broken statement runs while modules are imported: what it made stands before a test begins."""
        lines = self.lines.get(mutant.file, {})
        return any(
            AT_IMPORT in lines.get(line, ())
            for line in statement_lines(mutant.file, mutant.line, mutant.last)
        )

    def _shortest(self, tests: set[str]) -> list[str]:
        chosen: list[str] = []
        left = self.budget
        for test in sorted(tests & self.seconds.keys(), key=lambda test: (self.seconds[test], test)):
            left -= self.seconds[test]
            if left < 0 and chosen:
                break
            chosen.append(test)
        return chosen


class Settled:
    """Properties draw the same examples each time and lose no time in making a failure smaller."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Before a test is imported: a property takes its settings then."""
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", settings(), phases=phases, database=None, derandomize=True)
        settings.load_profile("mutants")


class _Recorder:
    """Names each test to coverage, and keeps what it cost."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured, self.reach, self.failed = measured, Reach(), set[str]()
        self.running = BETWEEN

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """All that one test does, its fixtures with it, is its own."""
        self.running = item.nodeid
        self.measured.switch_context(self.running)
        begun = time.process_time()
        try:
            return (yield)
        finally:
            self.reach.seconds[item.nodeid] = time.process_time() - begun
            self.measured.switch_context(BETWEEN)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
    ) -> Iterator[Any]:
        """What stands for the whole session stands before the forks, as what was imported does."""
        if fixturedef.scope == "session":
            self.measured.switch_context(AT_IMPORT)
        try:
            return (yield)
        finally:
            if fixturedef.scope == "session":
                self.measured.switch_context(self.running)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self.failed.add(report.nodeid)


def reach_of(words: Sequence[str]) -> Reach:
    """What these words to pytest reach; recorded anew, in a process of its own, when code or tests changed."""
    kept = PLACE / f"reach-{_mark(words)}.json"
    if not kept.exists():
        PLACE.mkdir(parents=True, exist_ok=True)
        child = os.fork()
        if not child:
            os._exit(_record(words, kept))
        os.waitpid(child, 0)
    read: dict[str, Any] = json.loads(kept.read_text())
    lines = {file: {int(line): tests for line, tests in each.items()} for file, each in read["lines"].items()}
    return Reach(read["seconds"], lines, migrated=kept.with_suffix(".sqlite3"))


def _record(words: Sequence[str], kept: Path) -> int:
    measured = coverage.Coverage(
        data_file=None, config_file=False, include=[f"{ROOT}/src/hrm2m/{room}/*.py" for room in ROOMS]
    )
    measured.start()
    recorder = _Recorder(measured)
    pytest.main([*words], plugins=[Settled(), recorder])
    measured.stop()
    reach, found = recorder.reach, measured.get_data()
    for test in recorder.failed:
        reach.seconds.pop(test, None)
    for file in found.measured_files():
        by_line = found.contexts_by_lineno(file)
        reach.lines[str(Path(file).relative_to(ROOT))] = {line: [*tests] for line, tests in by_line.items()}
    kept.write_text(json.dumps({"seconds": reach.seconds, "lines": reach.lines}))
    return 0


def _mark(words: Sequence[str]) -> str:
    mark = sha256(repr(words).encode())
    said = [ROOT / word for word in words if word.startswith("tests")]
    tests = [file for place in said for file in (place.rglob("*.py") if place.is_dir() else [place])]
    for file in sorted({*tests, *(ROOT / "tests").glob("*.py"), *(ROOT / "src").rglob("*.py")}):
        mark.update(file.read_bytes())
    return mark.hexdigest()[:16]
