"""`make test`: runs every check and every test in turn; says at the end how each went and how long it took.

A step that fails does not stop the next. A step that could not run for want of a program fails the whole.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
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


STEPS = (
    Step("lint"),
    Step("types"),
    Step("rooms"),
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
    done = subprocess.run(["make", "--no-print-directory", step.target], env=surroundings(), check=False)
    return Outcome(step.target, "FAILED" if done.returncode else "passed", time.monotonic() - began)


def main() -> int:
    """Exit code 0 only when every step ran and passed."""
    began = time.monotonic()
    left_out = programs.install_missing()
    outcomes = [run(step, left_out) for step in STEPS]
    print()
    for outcome in outcomes:
        print(f"{outcome.target:<14} {outcome.seconds / 60:5.1f} min  {outcome.verdict}")
    good = all(outcome.verdict == "passed" for outcome in outcomes)
    verdict = "everything passed" if good else "NOT everything passed"
    print(f"{'make test':<14} {(time.monotonic() - began) / 60:5.1f} min  {verdict}", flush=True)
    if left_out:
        programs.main()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
