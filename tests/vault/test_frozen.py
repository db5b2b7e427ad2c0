"""What the vault and the policy hand out is frozen: nobody changes a fact, a decision or an entry after it was made."""

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import msgspec
import pytest

import hrm2m.policy
import hrm2m.vault


def values() -> Iterator[type]:
    """Every dataclass and every struct that a module of one of the two rooms defines."""
    for room in (hrm2m.policy, hrm2m.vault):
        for found in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            if found.ispkg:
                continue
            for kind in vars(importlib.import_module(found.name)).values():
                if inspect.isclass(kind) and kind.__module__ == found.name:
                    yield kind


DATACLASSES = {kind for kind in values() if dataclasses.is_dataclass(kind)}
STRUCTS = {kind for kind in values() if issubclass(kind, msgspec.Struct)}


def test_they_are_found() -> None:
    assert {"Facts", "Standing", "Actor", "Draft", "Entry"} <= {kind.__name__ for kind in DATACLASSES}
    assert {"Body", "Envelope"} <= {kind.__name__ for kind in STRUCTS}


@pytest.mark.parametrize("kind", sorted(DATACLASSES, key=repr), ids=str)
def test_a_dataclass_is_frozen(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined] # it is one


@pytest.mark.parametrize("kind", sorted(STRUCTS, key=repr), ids=str)
def test_a_struct_is_frozen(kind: type[msgspec.Struct]) -> None:
    assert kind.__struct_config__.frozen
