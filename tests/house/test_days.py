"""Days are the days of the people here: just after midnight in summer it is still yesterday in UTC."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT, SOURCE, python_files, tree


CLOCKS = {"now", "in_days"}


@pytest.mark.slow
def test_only_cadence_takes_the_day_out_of_a_moment() -> None:
    """Everybody else asks `local_day`, which knows where people live."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files()
        if path.parent != SOURCE / "cadence"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date"
        if not node.args and not node.keywords
    ]
    assert found == [], found


@pytest.mark.slow
def test_no_test_reads_the_clock_before_it_begins() -> None:
    """What is read at import is yesterday's when the tests run past midnight; only an hour may be taken so."""
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for line in read_at_import(path)
    ]
    assert found == [], found


def read_at_import(path: Path) -> list[int]:
    """The lines of a file that read the clock while it is imported: outside functions, or in their decorators."""
    return [
        node.lineno
        for node in run_at_import(tree(path))
        if isinstance(node, ast.Call) and name_of(node.func) in CLOCKS
    ]


def run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        parts: Iterable[ast.AST] = (*node.decorator_list, node.args)
    else:
        parts = () if isinstance(node, ast.Lambda) else ast.iter_child_nodes(node)
    for part in parts:
        yield part
        yield from run_at_import(part)


def name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
