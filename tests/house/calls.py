"""Who names whom in the source, read from its syntax: which permissions a function can come to ask for."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.house.source import FunctionNode, module_name, python_files, tree


PERMISSION = "hrm2m.policy.Permission."
Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Module:
    """What one module defines, and what its names mean."""

    name: str
    defined: dict[str, Named]
    meant: dict[str, str]


@cache
def modules() -> dict[str, Module]:
    """Every module of the source."""
    return {module.name: module for module in map(_read, python_files())}


def permissions_asked_by(function: str) -> frozenset[str]:
    """The permissions named in `package.module.function`, or in anything of ours that it names, however far away."""
    seen: set[str] = set()
    waiting = [_defined_as(function) or function]
    asked: set[str] = set()
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        for name in _names_in(current):
            if name.startswith(PERMISSION):
                asked.add(name.removeprefix(PERMISSION))
            elif (found := _defined_as(name)) is not None:
                waiting.append(found)
    return frozenset(asked)


def _read(path: Path) -> Module:
    name, top = module_name(path), tree(path)
    defined = {node.name: node for node in top.body if isinstance(node, Named)}
    meant: dict[str, str] = {}
    for node in ast.walk(top):
        if isinstance(node, ast.ImportFrom) and node.module:
            meant |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            meant |= {alias.asname: alias.name for alias in node.names if alias.asname}
    return Module(name, defined, meant)


def _names_in(function: str) -> Iterator[str]:
    """Every dotted name in the body of a function or class, as what it means; its decorators do not count."""
    module, _, name = function.rpartition(".")
    node = modules()[module].defined[name]
    parts = [*node.body, node.args] if isinstance(node, FunctionNode) else [*node.body, *node.bases]
    for part in parts:
        for inner in ast.walk(part):
            dotted = _dotted(inner)
            if dotted:
                yield _meaning(modules()[module], dotted)


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := _dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""


def _meaning(module: Module, dotted: str) -> str:
    first, _, rest = dotted.partition(".")
    known = module.meant.get(first, f"{module.name}.{first}" if first in module.defined else first)
    return f"{known}.{rest}" if rest else known


def _defined_as(name: str, depth: int = 0) -> str | None:
    """Where a name of ours is defined, through however many modules it was handed on; None if it is not ours."""
    module, _, last = name.rpartition(".")
    if module not in modules() or depth > 5:
        return None
    here = modules()[module]
    if last in here.defined:
        return name
    return _defined_as(here.meant[last], depth + 1) if last in here.meant else None
