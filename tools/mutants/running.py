"""Runs tests against one break after another, each in a forked process; makes no breaks and keeps no results."""

import gc
import mmap
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from importlib.machinery import SourceFileLoader
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from tools.mutants import postgres
from tools.mutants.making import ROOT, Mutant
from tools.mutants.migrated import is_known_to_migrations, keep_what_is_migrated, take_what_is_kept
from tools.mutants.reaching import PLACE, Reach, Settled
from tools.mutants.swapping import Living, NotInPlace, imports, living_functions, put_in_place, swaps


NOTICED, LIVED, HUNG, AGAIN, SAME, NO_PROGRAM = "noticed", "lived", "hung", "again", "same", "no program"
# Far from what a program that is broken ends with by itself.
_SAID = {220: LIVED, 221: NOTICED, 222: AGAIN, 223: SAME, 224: NO_PROGRAM}
_WORD = {verdict: number for number, verdict in _SAID.items()}
MEMORY = 16 * 2**30
SAYING = 1024  # bytes for the name of a test
# What takes longest to import of what is not ours.
OTHERS = (
    "django.core.management.commands.migrate",
    "django.db.models",
    "django.forms",
    "django.template.defaultfilters",
    "django.test",
    "email.message",
    "faker",
    "playwright.sync_api",
    "sqlparse",
    "unittest.mock",
    "yaml",
)
Tell = Callable[[Mutant, str], None]
Prepare = Callable[[pytest.Session], None]


class Lately:
    """Which tests noticed a break of each file, the latest first: whoever noticed one often notices the next.

    A forked process says it through memory that is shared; the order saves time and decides nothing.
    """

    def __init__(self) -> None:
        self.by_file: dict[str, list[str]] = {}
        self._said = mmap.mmap(-1, SAYING)

    def first(self, file: str, tests: Sequence[str]) -> list[str]:
        """The same tests, those that noticed something in this file before all others."""
        known = {test: place for place, test in enumerate(self.by_file.get(file, ()))}
        return sorted(tests, key=lambda test: known.get(test, len(known)))

    def say(self, test: str) -> None:
        """In the forked process: this one noticed."""
        said = test.encode()[:SAYING]
        self._said[: len(said)] = said

    def hear(self, file: str) -> None:
        """In the process that forked: what was said last is asked first from now on."""
        test = self._said[:].rstrip(bytes(1)).decode(errors="ignore")
        self._said[:] = bytes(SAYING)
        if test:
            others = [each for each in self.by_file.get(file, ()) if each != test]
            self.by_file[file] = [test, *others]


class _Fork:
    """In the middle of a collected pytest session: forks, breaks, runs what reaches the break, tells the verdict."""

    def __init__(self, mutants: Sequence[Mutant], reach: Reach, tell: Tell) -> None:
        self.mutants, self.reach, self.tell, self.forked = mutants, reach, tell, False
        self.living: dict[str, Living] = {}
        self.lately = Lately()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Failed("the tests cannot be collected")
        items = {item.nodeid: item for item in session.items}
        _make_database(session)
        postgres.let_go()
        self.living = {file: living_functions(file) for file in {each.file for each in self.mutants}}
        # What is never collected is never written to, so that a fork shares it.
        gc.collect()
        gc.freeze()
        for mutant in self.mutants:
            tests = self.lately.first(mutant.file, self.reach.tests_for(mutant))
            chosen = [items[test] for test in tests if test in items]
            seconds = sum(self.reach.seconds[test] for test in tests)
            self.tell(mutant, _forked(partial(self._try, mutant, chosen), seconds))
            self.lately.hear(mutant.file)
        return True

    def _try(self, mutant: Mutant, items: list[pytest.Item]) -> str:
        self.forked = True
        try:
            changed = swaps(mutant.file, mutant.source)
            if not changed:
                return SAME
            put_in_place(changed, self.living[mutant.file])
        except SyntaxError:
            return NO_PROGRAM  # “{**a}” made “{+a}” is a break of the tool, not of the file
        except NotInPlace:
            whole = imports(mutant.file, (ROOT / mutant.file).read_text())
            return NO_PROGRAM if whole and not imports(mutant.file, mutant.source) else AGAIN
        if items:
            postgres.begin_empty(items[0].config)
        _run(items, self.reach)
        return AGAIN if self.reach.runs_at_import(mutant) else LIVED

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if self.forked and report.failed:
            self.lately.say(report.nodeid)
            os._exit(_WORD[NOTICED])


class _Anew:
    """Chosen tests of a session that imports the broken file from the beginning."""

    def __init__(self, tests: Sequence[str], reach: Reach, prepare: Prepare, lately: Lately) -> None:
        self.tests, self.reach, self.prepare, self.lately = tests, reach, prepare, lately

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        by_name = {item.nodeid: item for item in items}
        items[:] = [by_name[test] for test in self.tests if test in by_name]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            os._exit(_WORD[NO_PROGRAM])
        self.prepare(session)
        _run(session.items, self.reach)
        os._exit(_WORD[LIVED])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.lately.say(report.nodeid)
            os._exit(_WORD[NOTICED])


def run_in_place(words: Sequence[str], mutants: Sequence[Mutant], reach: Reach, tell: Tell) -> None:
    """Tries the breaks in forks of one session that imported and collected once; a process of its own."""
    child = os.fork()
    if not child:
        _quiet(PLACE / "session.log")
        pytest.main([*words, "-s"], plugins=[Settled(), _Fork(mutants, reach, tell)])
        os._exit(0)
    os.waitpid(child, 0)


def run_anew(words: Sequence[str], mutant: Mutant, reach: Reach, lately: Lately) -> str:
    """Tries one break that runs at import: a fork imports everything with the broken file in its place."""
    tests = lately.first(mutant.file, reach.tests_of(mutant.file))
    files = sorted({test.partition("::")[0] for test in tests})
    options = [word for word in words if not word.startswith("tests")]
    kept = reach.migrated

    def session(prepare: Prepare) -> str:
        pytest.main([*options, "-s", *files], plugins=[Settled(), _Anew(tests, reach, prepare, lately)])
        return NO_PROGRAM  # it did not come as far as the tests

    def broken() -> str:
        _import_broken(mutant)
        if kept and kept.exists() and not is_known_to_migrations(mutant.file):
            return session(lambda _: take_what_is_kept(kept))
        return session(_nothing)

    _import_others()
    seconds = 60 + sum(reach.seconds[test] for test in tests)
    if kept and not kept.exists():
        _forked(lambda: session(partial(_keep, kept)), seconds)
    verdict = _forked(broken, seconds)
    lately.hear(mutant.file)
    return verdict


def _nothing(_session: pytest.Session) -> None:
    """Nothing is prepared."""


def _keep(kept: Path, session: pytest.Session) -> None:
    """Makes the database, and runs nothing else."""
    keep_what_is_migrated(kept)
    _make_database(session)
    os._exit(_WORD[LIVED])


def _import_others() -> None:
    """What is not ours is imported once, for all that are forked; what wants settings first is left to them."""
    for name in OTHERS:
        with suppress(Exception):
            import_module(name)


def _forked(act: Callable[[], str], seconds: float) -> str:
    child = os.fork()
    if not child:
        os.setsid()
        _quiet(Path(os.devnull))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        verdict = AGAIN  # what ends in another way than by a test that failed has not been noticed yet
        try:
            verdict = act()
        finally:
            os._exit(_WORD[verdict])
    return _waited(child, time.monotonic() + 120 + 10 * seconds)


def _waited(child: int, until: float) -> str:
    status, ended, pause = 0, 0, 0.002
    while not ended and time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        time.sleep(0 if ended else pause)
        pause = min(pause * 1.5, 0.1)
    _end(child)
    if not ended:
        os.waitpid(child, 0)
        return HUNG
    return HUNG if os.WIFSIGNALED(status) else _SAID.get(os.WEXITSTATUS(status), AGAIN)


def _end(child: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)


def _run(items: list[pytest.Item], reach: Reach) -> None:
    """Runs them in this order; one that computes ten times as long as it did ends the process."""
    for item, following in zip_longest(items, items[1:]):
        signal.setitimer(signal.ITIMER_PROF, 10 + 10 * reach.seconds.get(item.nodeid, 0.0))
        # The session itself stands for “a test of any file follows”: what all share stays, the rest is taken down.
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following or item.session)
    signal.setitimer(signal.ITIMER_PROF, 0)


def _make_database(session: pytest.Session) -> None:
    """One test that meets the database makes it, for all that are forked."""
    for item in session.items:
        if item.get_closest_marker("django_db"):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=session)
            return


def _import_broken(mutant: Mutant) -> None:
    path = str(ROOT / mutant.file)
    usual = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, name: str) -> Any:
        if self.path == path:
            return compile(mutant.source, path, "exec", dont_inherit=True)
        return usual(self, name)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment,method-assign]  # the one place that every import goes through


def _quiet(into: Path) -> None:
    sys.stdout.flush()
    nothing = os.open(into, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
