"""`make test`: runs every check and every test; says at the end how each went and how long it took.

What looks at the source uses one core for a minute or two, and goes beside the tests. A step that fails does not stop
the next. A step that could not run for want of a program fails the whole.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools import install_test_programs as programs


@dataclass(frozen=True)
class Step:
    """One target of the Makefile and the programs it needs beside Python."""

    target: str
    needs: tuple[programs.Program, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """How a step ended: `passed`, `FAILED` or `LEFT OUT: …`, and after how many seconds."""

    target: str
    verdict: str
    seconds: float


OF_THE_SOURCE = (Step("lint"), Step("types"), Step("rooms"))
TESTS = (
    Step("test-sqlite"),
    Step("test-postgres", (programs.POSTGRES,)),
    Step("journeys", (programs.CHROMIUM, programs.FONTS, programs.NGINX)),
)


def surroundings() -> dict[str, str]:
    """The environment without what the outer `make` hands down: each step is a run of its own."""
    return {
        name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}
    }


def run(step: Step, left_out: Iterable[programs.Program]) -> Outcome:
    """Runs one step, unless a program that it needs is missing."""
    wanting = [program.name for program in step.needs if program in left_out]
    if wanting:
        return Outcome(step.target, f"LEFT OUT: no {', no '.join(wanting)}", 0.0)
    print(f"\n=== make {step.target}", flush=True)
    began = time.monotonic()
    done = subprocess.run(command(step), env=surroundings(), check=False)
    return Outcome(step.target, verdict(done.returncode), time.monotonic() - began)


def run_beside(step: Step) -> Outcome:
    """Runs one step that needs no program, and prints what it said in one piece when it is over."""
    began = time.monotonic()
    done = subprocess.run(
        command(step),
        env=surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(f"\n=== make {step.target}\n{done.stdout}", flush=True)
    return Outcome(step.target, verdict(done.returncode), time.monotonic() - began)


def command(step: Step) -> list[str]:
    """What runs it."""
    return ["make", "--no-print-directory", step.target]


def verdict(code: int) -> str:
    """In one word."""
    return "FAILED" if code else "passed"


def main() -> int:
    """Exit code 0 only when every step ran and passed."""
    began = time.monotonic()
    left_out = programs.install_missing()
    with ThreadPoolExecutor(max_workers=1) as beside:
        waiting = [beside.submit(run_beside, step) for step in OF_THE_SOURCE]
        try:
            tested = [run(step, left_out) for step in TESTS]
        except KeyboardInterrupt:
            beside.shutdown(cancel_futures=True)
            raise
    outcomes = [*(one.result() for one in waiting), *tested]
    print()
    for outcome in outcomes:
        print(f"{outcome.target:<14} {outcome.seconds / 60:5.1f} min  {outcome.verdict}")
    good = all(outcome.verdict == "passed" for outcome in outcomes)
    summary = "everything passed" if good else "NOT everything passed"
    print(f"{'make test':<14} {(time.monotonic() - began) / 60:5.1f} min  {summary}", flush=True)
    if left_out:
        programs.main()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
