"""The source as the house tests read it: files, their syntax trees, and where the repository begins."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path


ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "hrm2m"
RECORDS = SOURCE / "records"
WRITTEN_BY_A_TOOL = ("migrations",)
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Function:
    """One function and where it stands."""

    module: str
    name: str
    node: FunctionNode

    @property
    def lines(self) -> int:
        """From its first decorator to its last line."""
        first = min([self.node.lineno, *(decorator.lineno for decorator in self.node.decorator_list)])
        return (self.node.end_lineno or first) - first + 1

    def __str__(self) -> str:
        return f"{self.module}:{self.name}"


def python_files(folder: Path = SOURCE) -> list[Path]:
    """Every file of the source that a person wrote."""
    return [
        path
        for path in sorted(folder.rglob("*.py"))
        if not set(path.parts) & {*WRITTEN_BY_A_TOOL, "__pycache__"}
    ]


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(), filename=str(path))


def module_name(path: Path) -> str:
    """`hrm2m.records.people.actions` for its file."""
    inside = path.relative_to(SOURCE.parent).with_suffix("")
    return ".".join(inside.parts).removesuffix(".__init__")


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, methods and inner ones among them."""
    module = module_name(path) if path.is_relative_to(SOURCE) else str(path.relative_to(ROOT))
    for node in ast.walk(tree(path)):
        if isinstance(node, FunctionNode):
            yield Function(module, node.name, node)


def record_apps() -> list[str]:
    """The names of the record apps, by the folders there are."""
    return sorted(path.name for path in RECORDS.iterdir() if (path / "__init__.py").exists())
