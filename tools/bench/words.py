"""Prints how fast the checker of words reads, beside alex, write-good and proselint on the same prose in one run.

    python -m tools.bench.words --megabytes 20

General prose is that of Python's own manual; dense notes are the labelled sentences of the checker, shuffled. Every
program is timed as a whole, start included: by the processor time that it and what it starts use, and by the clock.
Ours runs twice, in one process and in one for each core, which is how it comes. The others know only one core, so two
ratios are printed: processor time against processor time says how much work is done, clock against clock how long one
waits on this machine. The others are slow, and get the first few of the same files of a megabyte (`--others`); the
table says how many. Each has rules of its own: the ratio compares checkers on a text, not equal work.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from pydoc_data.topics import topics
from typing import NamedTuple

from rich.console import Console
from rich.table import Table


ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "narrative" / "corpus"
NODE = ROOT / "node_modules" / ".bin"
MEGABYTE = 1_000_000
SHORTEST = 150
"""Characters below which a paragraph of the manual is a heading or a line of code."""
SENTENCES_A_NOTE = 5
AIMS = {"general prose": 10, "dense notes": 3}
BIN = Path(sys.executable).parent
OURS = (str(BIN / "hrm2m"), "narrative", "check", "--format", "jsonl")
ONE, ALL = "hrm2m narrative, one process", "hrm2m narrative, all cores"
PROGRAMS = {
    ONE: (*OURS, "--jobs", "1"),
    ALL: OURS,
    "write-good": (str(NODE / "write-good"),),
    "alex": (str(NODE / "alex"), "--quiet"),
    "proselint": (str(BIN / "proselint"), "check", "--config", "{folder}/proselint.json"),
}
TO_THE_END = {"max_errors": 10**9}
"""By default proselint stops after a thousand remarks, and would look faster than it is."""


class Speed(NamedTuple):
    """How much a program read, and how much of it in a second of the processor and of the clock."""

    megabytes: int
    worked: float
    waited: float


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints; answers 0 whatever the ratio is, for it is a figure and no test."""
    parser = argparse.ArgumentParser(
        "words", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--megabytes", type=int, default=20, help="how much of each prose")
    parser.add_argument("--others", type=int, default=2, help="how much of it the other checkers get")
    options = parser.parse_args(argv)
    for name, source in (("general prose", _general()), ("dense notes", _dense())):
        with tempfile.TemporaryDirectory() as folder:
            files = list(_written(Path(folder), source, options.megabytes))
            Path(folder, "proselint.json").write_text(json.dumps(TO_THE_END), encoding="utf-8")
            speeds: dict[str, Speed] = {}
            for program, command in PROGRAMS.items():
                given = files if program in (ONE, ALL) else files[: options.others]
                worked, waited = _seconds([*(part.format(folder=folder) for part in command), *given])
                speeds[program] = Speed(len(given), len(given) / worked, len(given) / waited)
        _print(name, speeds)
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    Console().print(f"{os.cpu_count()} cores, load of the machine at the end: {load}")
    return 0


def _general() -> list[str]:
    parts = (part.strip("\n") for topic in topics.values() for part in topic.split("\n\n"))
    return [
        part for part in parts if len(part) > SHORTEST and part[0].isupper() and part.rstrip().endswith(".")
    ]


def _dense() -> list[str]:
    lines = [
        line for path in sorted(CORPUS.glob("sentences_*.jsonl")) for line in path.read_text().splitlines()
    ]
    sentences = [json.loads(line)["text"] for line in lines]
    chance = random.Random(2)  # noqa: S311 — the same text at every run, and no secret
    return [" ".join(chance.choices(sentences, k=SENTENCES_A_NOTE)) for _ in range(5000)]


def _written(folder: Path, source: Sequence[str], megabytes: int) -> Iterator[str]:
    chance = random.Random(1)  # noqa: S311 — the same text at every run, and no secret
    for number in range(megabytes):
        path = folder / f"{number:03}.txt"
        parts, size = [], 0
        while size < MEGABYTE:
            parts.append(chance.choice(source))
            size += len(parts[-1].encode()) + 2
        path.write_text("\n\n".join(parts), encoding="utf-8")
        yield str(path)


def _seconds(command: Sequence[str]) -> tuple[float, float]:
    """Seconds of the processor, of a program and whatever it starts, and of the clock. They find something and so end
    with other than 0."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    waited, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, waited


def _print(name: str, speeds: dict[str, Speed]) -> None:
    table = Table(title=f"{name}: the whole process, start included")
    columns = (
        "checker", "MB read", "MB for a second of the processor", "one process of ours: times",
        "MB for a second of the clock", "all cores of ours: times",
    )  # fmt: skip
    for heading in columns:
        table.add_column(heading, justify="left" if heading == "checker" else "right")
    one, every = speeds[ONE], speeds[ALL]
    for program, speed in speeds.items():
        table.add_row(
            program,
            str(speed.megabytes),
            f"{speed.worked:.2f}",
            f"{one.worked / speed.worked:.1f}",
            f"{speed.waited:.2f}",
            f"{every.waited / speed.waited:.1f}",
        )
    Console().print(table)
    others = [speed for program, speed in speeds.items() if program not in (ONE, ALL)]
    work = one.worked / max(speed.worked for speed in others)
    wait = every.waited / max(speed.waited for speed in others)
    Console().print(
        f"aim: {AIMS[name]} times the fastest of the others. One process, processor time: {work:.1f}. "
        f"All cores, by the clock, the others on one: {wait:.1f}\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())
