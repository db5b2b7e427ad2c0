"""Breaks one thing at a time in the policy and the vault, and says what no test noticed.

    python -m tools.mutants [FILES] [--sample 0.2 --seed 1] [--seconds 40] [--in-place] [--slowly 20] [--report]
    python -m tools.postgres_cluster .venv/bin/python -m tools.mutants --postgres [FILES]

The working tree is never touched. A run that was stopped goes on where it was; what lived is tried again; a file that
changed begins anew. What no test reaches has lived. With --postgres the same on PostgreSQL, for what runs there only:
what lived on one database and is noticed on the other is noticed.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

from tools.mutants.making import ROOT, Mutant, mutants_of
from tools.mutants.reaching import BUDGET, PLACE, ROOMS, reach_of
from tools.mutants.results import Results
from tools.mutants.running import AGAIN, LIVED, Lately, run_anew, run_in_place
from tools.mutants.slowly import compare


# This program imports hypothesis before pytest can rewrite it: nothing of it is asserted.
IMPORTED = "ignore:Module already imported:pytest.PytestAssertRewriteWarning"
QUICK = (
    "-q",
    "-n",
    "0",
    "-p",
    "no:cacheprovider",
    "-W",
    IMPORTED,
    "-m",
    "not journey and not postgres and not soak and not slow",
)
QUICK_ON_POSTGRES = (*QUICK[:-1], "not journey and not soak and not slow")
ON_POSTGRES = {"grants.py", "postgres_ledger.py"}
"""Nothing of them runs on SQLite: they are broken with --postgres alone."""
TESTS = {
    "policy": ("tests/policy", "tests/spec"),
    "vault": (
        "tests/vault",
        "tests/properties/test_ledger.py",
        "tests/properties/test_twins.py",
        # A model that differs from its migrations is noticed there.
        "tests/house/test_migrations.py",
    ),
}


def main() -> int:
    """Runs the files asked for, or both rooms; 1 if a break lived that is not known to mean the same."""
    asked = _asked()
    files = asked.files or _files(asked.postgres)
    begun = time.monotonic()
    lived = 0
    for room in ROOMS:
        of_room = [file for file in files if file.parent.name == room]
        mutants = {file: mutants_of(file, share=asked.sample, seed=asked.seed) for file in of_room}
        results = Results(PLACE / room)
        if of_room and not asked.report:
            _try(room, [each for some in mutants.values() for each in some], results, asked)
        lived += sum(_say(file, some, results) for file, some in mutants.items())
        if of_room and asked.slowly:
            compare(
                _words(room, asked),
                results,
                [*mutants.values()],
                asked.slowly,
                asked.seed,
            )
    share = "" if asked.sample >= 1 else f"; a share of {asked.sample:.0%} drawn with seed {asked.seed}"
    print(f"{lived} lived{share}; {(time.monotonic() - begun) / 60:.0f} minutes")
    return 1 if lived else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "files", nargs="*", type=Path, help="files of the policy or the vault; none: all of both"
    )
    parser.add_argument(
        "--sample", type=float, default=1.0, help="this share of the breaks of each file, 0 to 1"
    )
    parser.add_argument("--seed", type=int, default=1, help="which share is drawn")
    parser.add_argument("--report", action="store_true", help="run nothing, say what was found so far")
    parser.add_argument(
        "--seconds", type=float, default=BUDGET, help="of computing by the tests of one break"
    )
    parser.add_argument("--tests", nargs="*", help="these tests alone, where some were written since")
    parser.add_argument("--in-place", action="store_true", help="leave what runs at import for another time")
    parser.add_argument(
        "--postgres", action="store_true", help="on the cluster that tools.postgres_cluster made"
    )
    parser.add_argument(
        "--slowly", type=int, default=0, help="try so many of each room in a copy too, and compare"
    )
    return parser.parse_args()


def _files(on_postgres: bool = False) -> list[Path]:
    left_out = {"__init__.py"} if on_postgres else {"__init__.py", *ON_POSTGRES}
    found = (file for room in ROOMS for file in sorted((ROOT / "src" / "hrm2m" / room).glob("*.py")))
    return [file.relative_to(ROOT) for file in found if file.name not in left_out]


def _words(room: str, asked: argparse.Namespace) -> list[str]:
    quick = QUICK_ON_POSTGRES if asked.postgres else QUICK
    return [*quick, *(asked.tests or TESTS[room])]


def _try(room: str, mutants: list[Mutant], results: Results, asked: argparse.Namespace) -> None:
    words = _words(room, asked)
    reach = reach_of(words)
    reach.budget = asked.seconds
    if asked.postgres:
        reach.migrated = None  # its databases are copied already
    open_still = [each for each in mutants if results.verdict(each) in (None, LIVED)]
    run_in_place(words, open_still, reach, results.keep)
    results.read()
    lately = Lately()
    for mutant in mutants:
        if results.verdict(mutant) == AGAIN and not asked.in_place:
            verdict = run_anew(words, mutant, reach, lately)
            results.keep(mutant, LIVED if verdict == AGAIN else verdict)


def _say(file: Path, mutants: list[Mutant], results: Results) -> int:
    said = Counter(results.verdict(each) for each in mutants if results.counts(each))
    lived = [each for each in mutants if results.verdict(each) == LIVED]
    equal = [each for each in lived if results.equivalent(each)]
    if said:
        tried = sum(said.values()) - said[None] - said[AGAIN]
        print(
            f"{file}: {sum(said.values())} breaks, {tried} tried, {said[AGAIN]} that run at import left for later,"
            f" {len(lived)} lived, {len(equal)} of them equal"
        )
    for each in lived:
        if each not in equal:
            print(f"  lived  {file}:{each.line}  {each.name.removeprefix('core/')}  {each.shown}")
    return len(lived) - len(equal)


if __name__ == "__main__":
    raise SystemExit(main())
