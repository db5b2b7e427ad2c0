"""Puts broken code in the place of living functions; knows no tests."""

import gc
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from tools.mutants.making import ROOT


CO_OPTIMIZED = 1  # what a function has and a module or a class body has not
Swap = tuple[CodeType, CodeType]
Living = dict[tuple[str, int], list[FunctionType]]


class NotInPlace(Exception):
    """The break is in what runs while the module is imported: it must be imported again."""


def swaps(file: str, source: str) -> list[Swap]:
    """The functions that differ, as they are and broken; empty if the break changes no instruction."""
    before = compile((ROOT / file).read_text(), file, "exec", dont_inherit=True)
    return [*_differing(before, compile(source, file, "exec", dont_inherit=True))]


def put_in_place(changed: list[Swap], living: Living) -> None:
    """Gives every living function of the file its broken code; NotInPlace if one is nowhere to be found."""
    for before, broken in changed:
        found = living.get(_key(before), [])
        inner = "<locals>" in before.co_qualname
        if not found and not inner:
            raise NotInPlace(before.co_qualname)
        for function in found:
            if function.__code__.co_freevars != broken.co_freevars:
                raise NotInPlace(before.co_qualname)
            function.__code__ = broken


def living_functions(file: str) -> Living:
    """Every function of the file that stands in this process, by name and first line: also the decorated ones."""
    living: Living = {}
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename == str(ROOT / file):
            living.setdefault(_key(each.__code__), []).append(each)
    return living


def imports(file: str, source: str) -> bool:
    """Whether a module of this text can be imported beside the living one; it is thrown away."""
    name = ".".join(Path(file).relative_to("src").with_suffix("").parts)
    module = ModuleType(name)
    module.__file__ = str(ROOT / file)
    try:
        exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)  # noqa: S102  our own file
    except Exception:
        return False
    return True


def _differing(before: CodeType, broken: CodeType) -> Iterator[Swap]:
    inner = _inner(before), _inner(broken)
    if before.co_flags & CO_OPTIMIZED:
        if _essence(before) != _essence(broken):
            yield before, broken
    elif _own(before) != _own(broken) or [each.co_name for each in inner[0]] != [
        each.co_name for each in inner[1]
    ]:
        raise NotInPlace(before.co_qualname)
    for one, other in zip(*inner, strict=False):
        yield from _differing(one, other)


def _own(code: CodeType) -> tuple[object, ...]:
    """What runs at import: instructions, values with their types, and the comprehensions."""
    comprehensions = [_essence(each) for each in _inner(code) if _is_comprehension(each)]
    return code.co_code, code.co_names, _values(code), comprehensions


def _essence(code: CodeType) -> tuple[object, ...]:
    """What it does; not in which line and column that is written, as an annotation inside a function moves."""
    shape = (code.co_argcount, code.co_kwonlyargcount, code.co_posonlyargcount, code.co_flags)
    names = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    inner = [_essence(each) for each in _inner(code)]
    return shape, names, code.co_code, code.co_exceptiontable, _values(code), inner


def _values(code: CodeType) -> list[tuple[type, str]]:
    return [(type(value), repr(value)) for value in code.co_consts if not isinstance(value, CodeType)]


def _is_comprehension(code: CodeType) -> bool:
    return code.co_name.startswith("<") and code.co_name != "<lambda>"


def _inner(code: CodeType) -> list[CodeType]:
    return [value for value in code.co_consts if isinstance(value, CodeType)]


def _key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno
