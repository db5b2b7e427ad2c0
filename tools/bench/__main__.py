"""Prints how long the pages take, beside the bare driver doing the same; makes the databases first if need be.

    python -m tools.bench --sizes 1000,100000 --engines sqlite,postgres --requests 500

Times depend on the machine and on who else uses it: the load average stands beside them. “of it CPU” is the median time
that this process computed (PostgreSQL computes elsewhere), and with “times bare” it depends less on others.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import combinations
from typing import Any

from rich.console import Console
from rich.table import Table

from tools.bench.databases import Database, cluster, database
from tools.postgres_cluster import NoCluster


AIMS = {
    "Today": {"sqlite": 40, "postgres": 60, "ratio": 8},
    "log a contact": {"sqlite": 20, "postgres": 30, "ratio": 10},
    "board": {"sqlite": 150, "postgres": 150},
}
"""p95 in milliseconds, and how often the time of the bare driver."""
HEADINGS = (
    *("page", "database", "contacts", "statements", "p50", "p95", "of it CPU"),
    *("bare p50", "times bare", "aim", "load"),
)
GROWTH = (100_000, 2_000_000)
MOST_GROWTH = 1.2

Row = dict[str, Any]


def main(argv: Sequence[str]) -> int:
    """Measures and prints. 1: a page takes more statements in one database than in another; or no PostgreSQL."""
    asked = _parser().parse_args(argv)
    try:
        with ExitStack() as stack:
            socket = stack.enter_context(cluster()) if "postgres" in asked.engines else None
            rows = list(_measured(asked, socket))
            _print_pages(rows)
            for engine in asked.engines if asked.seconds else ():
                found = database(engine, asked.load_size, socket if engine == "postgres" else None)
                _print_load(engine, asked.load_size, _child("under_load", found, asked.seconds)[0])
    except NoCluster as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return _told_of_statements(rows)


def _measured(asked: argparse.Namespace, socket: Any) -> Iterator[Row]:
    for engine in asked.engines:
        for size in asked.sizes:
            found = database(engine, size, socket if engine == "postgres" else None)
            for row in _child("measuring", found, asked.requests):
                yield {"engine": engine, "contacts": size, **row}


def _child(module: str, found: Database, number: int) -> list[Row]:
    """What a process of its own says in the environment of this database: settings are read once in a process."""
    command = [sys.executable, "-m", f"tools.bench.{module}", str(number)]
    done = subprocess.run(command, env=dict(found.environment), stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def _print_pages(rows: Sequence[Row]) -> None:
    table = Table(
        title="Pages, in process: middleware, session, policy, ledger and commit included (milliseconds)"
    )
    for heading in HEADINGS:
        table.add_column(
            heading, justify="left" if heading in {"page", "database"} else "right", no_wrap=True
        )
    for row in sorted(rows, key=lambda row: list(AIMS).index(row["page"]) if row["page"] in AIMS else 9):
        numbers = [f"{row[name]:.1f}" for name in ("p50", "p95", "cpu", "bare_p50")]
        ratio = f"{row['p50'] / row['bare_p50']:.1f}"
        counts = "–".join(str(count) for count in sorted({min(row["statements"]), max(row["statements"])}))
        cells = [f"{row['contacts']:,}", counts, *numbers, ratio, _aim(row), f"{row['load']:.1f}"]
        table.add_row(row["page"], row["engine"], *cells)
    console = Console(width=124)
    console.print(table)
    for line in _growth(rows):
        console.print(line)


def _aim(row: Row) -> str:
    aim = AIMS.get(row["page"])
    if aim is None:
        return ""
    ratio = aim.get("ratio")
    kept = row["p95"] <= aim[row["engine"]] and (not ratio or row["p50"] <= ratio * row["bare_p50"])
    return f"{'kept' if kept else 'MISSED'}: {aim[row['engine']]}" + (f", {ratio}×" if ratio else "")


def _growth(rows: Sequence[Row]) -> Iterator[str]:
    """The median at two millions beside that at a hundred thousand."""
    medians = {(row["page"], row["engine"], row["contacts"]): row["p50"] for row in rows}
    for page, engine, size in medians:
        if size == GROWTH[1] and (page, engine, GROWTH[0]) in medians:
            growth = medians[page, engine, size] / medians[page, engine, GROWTH[0]]
            verdict = "kept" if growth <= MOST_GROWTH else "MISSED"
            yield f"{page}, {engine}: from 100,000 to 2,000,000 contacts the median grows {growth:.2f}× ({verdict})"


def _print_load(engine: str, contacts: int, heard: Row) -> None:
    failed = ", ".join(f"{count} × {kind}" for kind, count in heard["failed"].items()) or "none"
    print(
        f"Under load, {engine}, {contacts:,} contacts: {heard['workers']} workers, {heard['requests']} requests "
        f"({heard['a_second']:.1f} a second), {heard['written']} of them contacts: p50 {heard['p50']:.0f} ms, "
        f"p95 {heard['p95']:.0f} ms (aim 300); CPU of a request {heard['server_cpu']:.0f} ms, of asking for it "
        f"{heard['asking_cpu']:.1f} ms; failed: {failed}; {heard['lost']} lost, ledger {heard['ledger']}, "
        f"load {heard['load']:.1f}"
    )


def _told_of_statements(rows: Sequence[Row]) -> int:
    """Asserts that no page takes more statements because there is more in the database.

    Her page takes one or two more where something was written that others do not have, so ranges are compared.
    """
    grown = [
        f"{larger['page']} ({larger['engine']})"
        for smaller, larger in combinations(sorted(rows, key=lambda row: row["contacts"]), 2)
        if (smaller["page"], smaller["engine"]) == (larger["page"], larger["engine"])
        and min(larger["statements"]) > max(smaller["statements"])
    ]
    if grown:
        print(f"More statements because there is more in the database: {', '.join(grown)}", file=sys.stderr)
    return int(bool(grown))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("make bench", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=[1000, 100_000], metavar="N,N", help="contacts")
    parser.add_argument("--engines", type=_names, default=["sqlite"], metavar="NAME,NAME")
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--seconds", type=int, default=0, help="of fifty workers at once; 0: not asked for")
    parser.add_argument("--load-size", type=int, default=100_000, metavar="N")
    return parser


def _numbers(text: str) -> list[int]:
    return [int(word) for word in text.split(",")]


def _names(text: str) -> list[str]:
    names = text.split(",")
    if not set(names) <= {"sqlite", "postgres"}:
        msg = "Choose sqlite, postgres or both."
        raise argparse.ArgumentTypeError(msg)
    return names


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
