"""Makes the broken versions of a file with the operators of cosmic-ray; runs nothing."""

import ast
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names


ROOT = Path(__file__).parent.parent.parent
# A member of an enumeration and None are one object each: “is” and “==” say the same of them.
SAME_MEANING = re.compile("core/ReplaceComparisonOperator_(Is_Eq|IsNot_NotEq|Eq_Is|NotEq_IsNot)")
# They need to be told which variable; nobody tells them.
WITH_ARGUMENTS = {"core/VariableInserter", "core/VariableReplacer"}


@dataclass(frozen=True)
class Mutant:
    """One break of one file, where it stands (first and last line, from 1) and which operator made it."""

    file: str
    operator: str
    occurrence: int
    line: int
    last: int

    @property
    def name(self) -> str:
        """What tells it from every other break of the same text."""
        return f"{self.operator}:{self.occurrence}"

    @cached_property
    def source(self) -> str:
        """The whole file with the break in it."""
        broken = mutate_code(_text(self.file), _operator(self.operator), self.occurrence)
        return str(broken)

    @property
    def shown(self) -> str:
        """The line that it breaks, as it was."""
        return _text(self.file).splitlines()[self.line - 1].strip()


def mutants_of(file: Path, *, share: float, seed: int) -> list[Mutant]:
    """The breaks of one file: all, or a share drawn by the seed and the file's name; a larger one holds the smaller."""
    drawn = [*_all_of(str(file))]
    if share < 1:
        chance = random.Random(f"{seed}:{file}")  # noqa: S311  it must be drawn again the same
        chance.shuffle(drawn)
        drawn = drawn[: max(1, round(share * len(drawn)))]
    return sorted(drawn, key=lambda each: (each.line, each.name))


def statement_lines(file: str, line: int, last: int) -> range:
    """The lines of the statement that this stands in; of one with a body only its head."""
    tree = ast.parse(_text(file))
    around = [node for node in ast.walk(tree) if isinstance(node, ast.stmt) and _head(node)[0] <= line]
    inside = [_head(node) for node in around if last <= _head(node)[1]]
    begin, end = max(inside, default=(line, last))
    return range(begin, end + 1)


def _head(node: ast.stmt) -> tuple[int, int]:
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
    body = getattr(node, "body", None)
    end = node.end_lineno or node.lineno
    return first, max(node.lineno, body[0].lineno - 1) if body else end


def _all_of(file: str) -> Iterator[Mutant]:
    nodes = [*ast_nodes(get_ast(_text(file)))]
    for name in sorted(operator_names()):
        if SAME_MEANING.fullmatch(name) or name in WITH_ARGUMENTS:
            continue
        places = (place for node in nodes for place in _operator(name).mutation_positions(node))
        for occurrence, ((line, column), (last, _)) in enumerate(places):
            if not _is_bare_star(file, line, column):
                yield Mutant(file, name, occurrence, line, last)


def _is_bare_star(file: str, line: int, column: int) -> bool:
    """The star of a signature is no product: a stroke in its place says the same to whoever names what follows."""
    return _text(file).splitlines()[line - 1][column:].startswith("*,")


@cache
def _operator(name: str) -> Any:
    return get_operator(name)()


@cache
def _text(file: str) -> str:
    return (ROOT / file).read_text()
