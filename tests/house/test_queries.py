"""Queries return frozen values: from what leaves a room nobody can walk to a table."""

import ast
import dataclasses
import inspect
import typing
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

import msgspec
import pytest
from django.db.models import Manager, Model, QuerySet

from tests.house.source import RECORDS, SOURCE, python_files, record_apps, tree


DOORS = ("pages", "commands", "exchange")
FOR_A_SUBQUERY = {
    "outreach.queries.due_visible_to": "the twin of a decision; Today reads its page and opens the vault for that page",
    "outreach.board.due_led": "the twin of standing as lead; the board counts it and shows a page of it",
    "outreach.board.due_not_seen": "a part of it",
}


def modules_to_read_from() -> set[str]:
    """Every `queries` module, and every other module of a record app that a door imports from, but for actions."""
    found = {
        f"hrm2m.records.{app}.queries" for app in record_apps() if (RECORDS / app / "queries.py").exists()
    }
    for door in DOORS:
        for path in python_files(SOURCE / door):
            found |= {name for node in ast.walk(tree(path)) for name in _modules_named(node)}
    return {name for name in found if ".actions" not in name}


def _modules_named(node: ast.AST) -> set[str]:
    if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("hrm2m.records."):
        return set()
    inner = {f"{node.module}.{alias.name}" for alias in node.names}
    modules = {name for name in inner if (SOURCE.parent / f"{name.replace('.', '/')}.py").exists()}
    return modules or {str(node.module)}


@cache
def public_queries() -> dict[str, Callable[..., object]]:
    """Every public function of those modules, by app, module and name."""
    found: dict[str, Callable[..., object]] = {}
    for name in modules_to_read_from():
        module = import_module(name)
        for function, value in vars(module).items():
            if inspect.isfunction(value) and value.__module__ == name and function[0] != "_":
                found[f"{name.removeprefix('hrm2m.records.')}.{function}"] = value
    return found


# Read once a class: nearly every query leads to the same few, and reading annotations is slow.
hints_of = cache(typing.get_type_hints)


def reached(kind: Any, seen: set[Any]) -> Iterator[Any]:
    """Every class that a value of this type can lead to."""
    if kind in seen:
        return
    seen.add(kind)
    for part in typing.get_args(kind):
        yield from reached(part, seen)
    origin = typing.get_origin(kind) or kind
    if not isinstance(origin, type):
        return
    yield origin
    if dataclasses.is_dataclass(origin) or issubclass(origin, msgspec.Struct):
        for field in hints_of(origin).values():
            yield from reached(field, seen)


def leads_to_a_table(kind: Any) -> bool:
    """Whether a value of this type is, or holds, a row or a set of rows."""
    return any(issubclass(found, Model | QuerySet | Manager) for found in reached(kind, set()))


@pytest.mark.parametrize("name", sorted(public_queries()))
def test_a_query_returns_frozen_values_only(name: str) -> None:
    hints = typing.get_type_hints(public_queries()[name])
    assert "return" in hints, "it does not say what it returns"
    assert leads_to_a_table(hints["return"]) is (name in FOR_A_SUBQUERY)
    for found in reached(hints["return"], set()):
        if dataclasses.is_dataclass(found):
            assert vars(found)["__dataclass_params__"].frozen, found


def test_no_exception_is_about_a_query_that_is_gone() -> None:
    assert set(FOR_A_SUBQUERY) <= set(public_queries())


def test_a_row_hidden_in_a_value_is_found() -> None:
    @dataclasses.dataclass(frozen=True)
    class Hidden:
        rows: tuple[QuerySet[Any], ...]

    assert leads_to_a_table(dict[str, Hidden | None])
    assert not leads_to_a_table(dict[str, tuple[Enum, ...]])
