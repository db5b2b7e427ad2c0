"""Tries some breaks again in a copy of the tree, each with a pytest of its own, and says where the verdict differs."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence

from tools.mutants.making import ROOT, Mutant
from tools.mutants.reaching import PLACE
from tools.mutants.results import Results
from tools.mutants.running import HUNG, LIVED, NOTICED


SECONDS = 900


def compare(
    words: Sequence[str], results: Results, by_file: list[list[Mutant]], number: int, seed: int
) -> None:
    """Draws so many breaks that were judged, and prints each verdict beside the slow one."""
    judged = [each for some in by_file for each in some if results.verdict(each) in (LIVED, NOTICED, HUNG)]
    chance = random.Random(seed)  # noqa: S311  it must be drawn again the same
    tree, different = _copy(), 0
    for mutant in chance.sample(judged, min(number, len(judged))):
        fast, slow = results.verdict(mutant), _slow(tree, mutant, words)
        agree = (fast == LIVED) == (slow == LIVED)
        different += not agree
        print(
            f"  {'same' if agree else 'DIFFERENT'}  {fast}, slowly {slow}  {mutant.file}:{mutant.line} {mutant.name}",
            flush=True,
        )
    print(f"{min(number, len(judged))} tried the slow way too, {different} verdicts differ")


def _slow(tree: str, mutant: Mutant, words: Sequence[str]) -> str:
    file = ROOT / tree / mutant.file
    whole = file.read_text()
    file.write_text(mutant.source)
    try:
        # Before the installed project, so that the copy is what is imported.
        surroundings = {**os.environ, "PYTHONPATH": f"{tree}/src", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", *words],
            cwd=tree, env=surroundings, capture_output=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        return NOTICED if done.returncode else LIVED
    except subprocess.TimeoutExpired:
        return HUNG
    finally:
        file.write_text(whole)


def _copy() -> str:
    tree = PLACE / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    without = shutil.ignore_patterns("__pycache__", "vendor", "*.egg-info")
    for name in ("src", "tests", "tools"):
        shutil.copytree(ROOT / name, tree / name, ignore=without)
    for name in ("pyproject.toml", "GLOSSARY.md"):
        shutil.copy(ROOT / name, tree / name)
    return str(tree)
