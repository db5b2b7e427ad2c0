"""A crew: several processes that read at the same time; it knows no text, and its answers come in order."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from hrm2m.commands.narrative.refusing import TextRefused


if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Task = TypeVar("Task")
Answer = TypeVar("Answer")

MOST = 8
"""So many processes at most where nobody says how many: each takes some 40 MB."""
WORTH_IT = 1_000_000
"""Bytes of text below which one process is quicker than starting more."""
AHEAD = 2
"""So many tasks for each process are given out at once: what is read and waits stays small."""


def cores() -> int:
    """How many cores this process may use, eight at most."""
    own = getattr(os, "sched_getaffinity", None)
    return min(MOST, len(own(0)) if own else os.cpu_count() or 1)


class Crew:
    """Does tasks in order, in this process where it has no others."""

    def __init__(self, pool: "ProcessPoolExecutor | None" = None, jobs: int = 1) -> None:
        self._pool, self._jobs = pool, jobs

    @property
    def several(self) -> bool:
        """Whether there is more than one process."""
        return self._pool is not None

    def each(self, do: Callable[[Task], Answer], tasks: Iterable[Task]) -> Iterator[Answer]:
        """What `do` answers of each task, in the order of the tasks; few are given out before they are asked for."""
        if self._pool is None:
            yield from map(do, tasks)
            return
        from concurrent.futures.process import BrokenProcessPool

        given: deque[Future[Answer]] = deque()
        try:
            for task in tasks:
                given.append(self._pool.submit(do, task))
                if len(given) >= AHEAD * self._jobs:
                    yield given.popleft().result()
            while given:
                yield given.popleft().result()
        except BrokenProcessPool:
            raise TextRefused(
                "one of the processes that read was ended from outside, perhaps for want of memory. "
                "Try again with --jobs 1."
            ) from None


@contextmanager
def crew(jobs: int, size: int) -> Iterator[Crew]:
    """A crew for so many bytes: of `jobs` processes, of as many as there are cores for 0; of one for a short text."""
    spare_the_collector()
    jobs = jobs or (cores() if size >= WORTH_IT else 1)
    pool = _pool(jobs) if jobs > 1 else None
    try:
        yield Crew(pool, jobs)
    finally:
        if pool:
            pool.shutdown(wait=True, cancel_futures=True)


def _pool(jobs: int) -> "ProcessPoolExecutor | None":
    """The processes; none where the system gives no semaphores, and one process does the work."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    from hrm2m.narrative.checking import the_checker

    the_checker()  # loaded once: a forked process has it already
    way = "fork" if "fork" in multiprocessing.get_all_start_methods() and os.name == "posix" else "spawn"
    try:
        return ProcessPoolExecutor(jobs, multiprocessing.get_context(way), initializer=_begin)
    except (ImportError, OSError):
        return None


def _begin() -> None:
    """A process of the crew leaves an interruption to the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    spare_the_collector()


def spare_the_collector() -> None:
    """Rules are never garbage, and what reading makes is in no circle: the collector need not look so often."""
    gc.freeze()
    gc.set_threshold(OFTEN, *gc.get_threshold()[1:])


OFTEN = 200_000
