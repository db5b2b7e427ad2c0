"""`make mutants`: breaks one thing at a time in a copy of the policy and the vault, and says what no test noticed.

It never touches the working tree. A run that was stopped goes on where it was; a file that changed begins anew.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome


ROOT = Path(__file__).parent.parent
PLACE = ROOT / "var" / "mutants"
ROOMS = ("policy", "vault")
COPIED = ("src", "tests", "tools", "pyproject.toml")
SECONDS = 240.0
# A member of an enumeration and None are one object each: “is” and “==” say the same of them.
SAME_MEANING = "core/ReplaceComparisonOperator_(Is_Eq|IsNot_NotEq|Eq_Is|NotEq_IsNot)"
# The tests that notice soonest stand first; the slow and the soaking ones do not run once for each break.
TESTS = {
    "policy": "tests/policy/test_near_her.py tests/policy/test_decide.py tests/policy tests/spec",
    "vault": "tests/vault tests/properties/test_ledger.py tests/properties/test_twins.py",
}
QUICK = "not slow and not journey and not postgres"
CONFIG = """[cosmic-ray]
module-path = "{module}"
timeout = {seconds}
excluded-modules = []
test-command = "{python} -m pytest -x -q -n 0 -p no:cacheprovider -m '{quick}' {tests}"

[cosmic-ray.distributor]
name = "local"

[cosmic-ray.filters.operators-filter]
exclude-operators = ["{same}"]
"""


@dataclass(frozen=True)
class Found:
    """What became of the breaks of one file; `survivors` say where, which kind, and show the line."""

    file: str
    all: int
    done: int
    survivors: tuple[str, ...]


def main() -> int:
    """Runs the files asked for, or both rooms; 1 if a break lived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "files", nargs="*", type=Path, help="files of the policy or the vault; none: all of both"
    )
    parser.add_argument("--report", action="store_true", help="run nothing, say what was found so far")
    asked = parser.parse_args()
    found = [_of(file, report=asked.report) for file in asked.files or sorted(_files())]
    for one in found:
        _say(one)
    done, lived = sum(one.done for one in found), sum(len(one.survivors) for one in found)
    print(f"{done} breaks tried in {len(found)} files, {lived} lived ({100 * lived / max(done, 1):.1f} %)")
    return 1 if lived else 0


def _files() -> Iterator[Path]:
    for room in ROOMS:
        yield from (
            file.relative_to(ROOT)
            for file in (ROOT / "src" / "hrm2m" / room).glob("*.py")
            if file.name != "__init__.py"
        )


def _of(file: Path, *, report: bool) -> Found:
    here = PLACE / f"{file.parent.name}_{file.stem}"
    session = here / f"{sha256((ROOT / file).read_bytes()).hexdigest()[:16]}.sqlite"
    if not report:
        tree = _copy(here / "tree")
        if not session.exists():
            _begin(file, tree, session)
        # It breaks the file where it lies, so each run has a copy of its own.
        _cosmic_ray(tree, "exec", _config(file, tree), session)
    return _found(file, session)


def _begin(file: Path, tree: Path, session: Path) -> None:
    config = _config(file, tree)
    _cosmic_ray(tree, "--verbosity", "ERROR", "baseline", config)
    begun = session.with_suffix(".begun")
    begun.unlink(missing_ok=True)
    _cosmic_ray(tree, "init", config, begun)
    _run(tree, [str(Path(sys.executable).parent / "cr-filter-operators"), str(begun), str(config)])
    begun.rename(session)


def _config(file: Path, tree: Path) -> Path:
    room = file.parent.name
    own = f"tests/{room}/test_{file.stem}.py"
    first = [own] if (ROOT / own).exists() else []
    tests = " ".join(dict.fromkeys([*first, *TESTS[room].split()]))
    config = tree.parent / "config.toml"
    config.write_text(
        CONFIG.format(
            module=file, seconds=SECONDS, quick=QUICK, python=sys.executable, tests=tests, same=SAME_MEANING
        )
    )
    return config


def _copy(tree: Path) -> Path:
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    without = shutil.ignore_patterns("__pycache__", "vendor", "*.egg-info")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=without)
        else:
            shutil.copy(source, tree / name)
    return tree


def _cosmic_ray(tree: Path, *words: str | Path) -> None:
    _run(tree, [str(Path(sys.executable).parent / "cosmic-ray"), *map(str, words)])


def _run(tree: Path, words: Iterable[str]) -> None:
    # Before the installed project, so that the copy is what is imported.
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(tree / "src"),
        "HRM2M_MODE": "test",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    subprocess.run(list(words), cwd=tree, env=surroundings, check=True)


def _found(file: Path, session: Path) -> Found:
    if not session.exists():
        return Found(str(file), 0, 0, ())
    with use_db(session, WorkDB.Mode.open) as work:
        results = list(work.completed_work_items)
        skipped = sum(result.worker_outcome.value == "skipped" for _, result in results)
        lived = [item for item, result in results if result.test_outcome is TestOutcome.SURVIVED]
        lines = (ROOT / file).read_text().splitlines()
        survivors = tuple(
            f"{file}:{each.start_pos[0]}  {each.operator_name.removeprefix('core/')} {each.occurrence}"
            f"  {lines[each.start_pos[0] - 1].strip()}"
            for item in lived
            for each in item.mutations
        )
        return Found(str(file), work.num_work_items - skipped, len(results) - skipped, survivors)


def _say(one: Found) -> None:
    print(f"{one.file}: {one.done} of {one.all} breaks tried, {len(one.survivors)} lived")
    for line in sorted(one.survivors):
        print(f"  lived  {line}")


if __name__ == "__main__":
    raise SystemExit(main())
