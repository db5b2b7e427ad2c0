"""Reading a YAML file of this room with the fast loader where there is one; knows nothing of what the file means."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """What the file holds; raises `yaml.YAMLError` with line and column where it is no YAML."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 — both loaders are the safe ones


def line_of(path: Path, key: str) -> int:
    """The line (from 1) of a top-level key, or 1 where the file has none such."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    if isinstance(node, yaml.MappingNode):
        for name, _ in node.value:
            if name.value == key:
                return int(name.start_mark.line) + 1
    return 1


@cache
def _word_lists() -> dict[str, str]:
    lists: dict[str, str] = read_yaml(Path(__file__).parent / "word_lists.yaml")
    return lists


def word_list(name: str) -> frozenset[str]:
    """One of the plain lists of words that are no class."""
    return frozenset(_word_lists()[name].split())
